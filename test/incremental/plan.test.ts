import { describe, expect, test } from '@jest/globals';
import { bytesInMemory } from '../../src/image/byte-source.js';
import { Image } from '../../src/image/image.js';
import { writeImage } from '../../src/image/write-image.js';
import { hasErrors } from '../../src/diagnostics/diagnostic.js';
import { evaluatorOf } from '../../src/matrix/matrix.js';
import { compilePolicies, readPolicies, type Compiled } from '../../src/pipeline.js';
import { planFromImage, planPolicies } from '../../src/planning.js';
import { planJson } from '../../src/render/plan/json.js';
import { asOf } from '../support/compiled.js';
import type { Draft } from '../support/organisation/documents.js';
import { makeValid } from '../support/organisation/make-valid.js';
import { mutate } from '../support/organisation/mutate.js';
import { randomOrganisation } from '../support/organisation/organisation.js';
import { treeOf } from '../support/tree.js';

type Named = { readonly kind: string; readonly name?: string; readonly key?: string };
type Files = ReadonlyMap<string, string>;

const separate: ReadonlySet<string> = new Set(['Users', 'Group', 'Scheme', 'Project', 'Space', 'Channel']);

/** Documents that can change by themselves stand several in a file, which one depends on their names alone; all others stand alone. */
function filesFor(documents: readonly unknown[], amount: number): Files {
  const files = new Map<string, string>();
  for (const document of documents as readonly Named[]) {
    if (document.kind === 'Guardrail') continue;
    const name = `${document.kind} ${document.key ?? document.name ?? ''}`;
    const hash = Buffer.from(name).reduce((sum, byte) => (sum * 31 + byte) % 65_521, 7);
    const path = `${separate.has(document.kind) ? String(hash % amount) : encodeURIComponent(name)}.yaml`;
    const others = files.get(path);
    files.set(path, `${others === undefined ? '' : `${others}\n---\n`}${JSON.stringify(document)}`);
  }
  return files;
}

function imageOf({ site, matrix, tree, documents }: Compiled): Image {
  const files = tree.files.map(({ path }, index) => ({ path, id: String(index) }));
  const peopleDocuments = documents.flatMap(({ raw, document: { file } }) => (raw?.kind === 'Users' ? [{ name: raw.name, file }] : []));
  return new Image(bytesInMemory(writeImage({ site, tables: evaluatorOf(matrix).tables, files, peopleDocuments })));
}

/** The plan made from an image, and the one made from everything; the first undefined where it must not be told. */
async function bothPlans(before: Files, after: Files): Promise<readonly [quick: string | undefined, full: string] | undefined> {
  const base = await readPolicies(treeOf(before), asOf);
  const head = await readPolicies(treeOf(after), asOf);
  const [compiledBase, compiledHead] = [compilePolicies(base), compilePolicies(head)];
  if (compiledBase === undefined) throw new Error('The base of the test is invalid.');
  const differs = (path: string): boolean => before.get(path) !== after.get(path);
  const image = imageOf(compiledBase);
  const full = compiledHead && (await planPolicies({ base, head: compiledHead }));
  const found = planFromImage({
    image,
    asOf,
    base: { label: base.tree.label, commit: '', documents: base.documents.filter(({ document: { file } }) => differs(file)) },
    head: { label: head.tree.label, commit: '', documents: head.documents.filter(({ document: { file } }) => differs(file)) },
    files: image.files.flatMap(({ path }, number) => (differs(path) ? [number] : [])),
    changedFiles: full?.changedFiles ?? [],
  });
  expect(found !== undefined && hasErrors(head.diagnostics)).toBe(false);
  const plan = found?.plan();
  return full === undefined ? undefined : [plan && planJson(plan).replaceAll(/ *"commit": "",?\n/g, ''), planJson(full)];
}

/** Collaborations bring guardrails, which are mostly broken by chance; half of the organisations have none. */
function organisation(seed: number): readonly unknown[] {
  const { documents } = randomOrganisation(seed);
  return seed % 2 === 0 ? documents : makeValid(documents.filter((each) => (each as Named).kind !== 'Collaboration') as Draft[]);
}

const seeds = Array.from({ length: Number(process.env['PERMAFROST_SEEDS'] ?? 40) }, (_, seed) => seed + 1);

describe('a plan made from an image', () => {
  let told = 0;
  let moved = 0;

  test.each(seeds)('says what a plan made from everything says, byte for byte: edits %i', async (seed) => {
    const documents = organisation(seed);
    for (let edit = 0; edit < 3; edit++) {
      const plans = await bothPlans(filesFor(documents, 40), filesFor(mutate(documents, seed * 77 + edit), 40));
      if (plans?.[0] === undefined) continue;
      told++;
      expect(plans[0]).toBe(plans[1]);
    }
  });

  test.each(seeds)('says the same when documents move between files: organisation %i', async (seed) => {
    const documents = organisation(seed);
    const plans = await bothPlans(filesFor(documents, 30), filesFor(seed % 2 === 0 ? documents : mutate(documents, seed), 29));
    if (plans?.[0] !== undefined) {
      moved++;
      expect(plans[0]).toBe(plans[1]);
    }
    expect(plans).not.toBeUndefined();
  });

  test('is told for some', () => {
    expect(told).toBeGreaterThan(seeds.length / 2);
    expect(moved).toBeGreaterThan(seeds.length / 4);
  });
});
