import { describe, expect, test } from '@jest/globals';
import type { Image } from '../../src/image/image.js';
import { hasErrors } from '../../src/diagnostics/diagnostic.js';
import type { Changed } from '../../src/incremental/changed-documents.js';
import type { Judged } from '../../src/link/judged.js';
import { compilePolicies, readPolicies, type Policies } from '../../src/pipeline.js';
import { planFromImage, planPolicies } from '../../src/planning.js';
import { planJson } from '../../src/render/plan/json.js';
import { asOf } from '../support/compiled.js';
import { withGuardrails } from '../support/organisation/draw-guardrails.js';
import type { Draft } from '../support/organisation/documents.js';
import { makeValid } from '../support/organisation/make-valid.js';
import { mutate } from '../support/organisation/mutate.js';
import { imageOf } from '../support/image.js';
import { randomOrganisation } from '../support/organisation/organisation.js';
import { treeOf } from '../support/tree.js';

type Named = { readonly kind: string; readonly name?: string; readonly key?: string };
type Files = ReadonlyMap<string, string>;

const separate: ReadonlySet<string> = new Set(['Users', 'Group', 'Scheme', 'Project', 'Space', 'Channel']);

/** Documents that can change by themselves stand several in a file, which one depends on their names alone; all others stand alone. */
function filesFor(documents: readonly unknown[], amount: number, walls: string): Files {
  const files = new Map<string, string>(walls === '' ? [] : [['walls.yaml', walls]]);
  for (const document of documents as readonly Named[]) {
    const name = `${document.kind} ${document.key ?? document.name ?? ''}`;
    const hash = Buffer.from(name).reduce((sum, byte) => (sum * 31 + byte) % 65_521, 7);
    const path = `${separate.has(document.kind) ? String(hash % amount) : encodeURIComponent(name)}.yaml`;
    const others = files.get(path);
    files.set(path, `${others === undefined ? '' : `${others}\n---\n`}${JSON.stringify(document)}`);
  }
  return files;
}

/** What changed in some files from one state to another, as the image of some state sees it. */
function changedBetween(image: Image, [from, fromFiles]: State, [to, toFiles]: State): Changed {
  const differs = (path: string): boolean => fromFiles.get(path) !== toFiles.get(path);
  const inFiles = ({ documents }: Policies): readonly Judged[] => documents.filter(({ document: { file } }) => differs(file));
  return {
    files: Array.from({ length: image.files.size }, (_, file) => file).filter((file) => differs(image.files.at(file).path)),
    before: inFiles(from),
    documents: inFiles(to),
  };
}

function filesAt(files: Files, paths: Iterable<string>): Files {
  const wanted = new Set(paths);
  return new Map([...files].filter(([path]) => wanted.has(path)));
}

type State = readonly [policies: Policies, files: Files];

/** The plan made from an image of a third state, and the one made from everything; the first undefined where it must not be told. */
async function bothPlans(
  kept: Files,
  before: Files,
  after: Files,
): Promise<readonly [quick: string | undefined, full: string] | undefined> {
  const [third, base, head] = [
    await readPolicies(treeOf(kept), asOf),
    await readPolicies(treeOf(before), asOf),
    await readPolicies(treeOf(after), asOf),
  ];
  const [compiledThird, compiledBase, compiledHead] = [compilePolicies(third), compilePolicies(base), compilePolicies(head)];
  if (compiledThird === undefined) throw new Error('What the test keeps is invalid.');
  const image = imageOf(compiledThird);
  const full = compiledBase && compiledHead && (await planPolicies({ base, head: compiledHead }));
  const between = changedBetween(image, [base, before], [head, after]);
  const found = planFromImage({
    image,
    asOf,
    base: { label: base.tree.label, commit: '', changed: changedBetween(image, [third, kept], [base, before]) },
    head: { label: head.tree.label, commit: '', changed: changedBetween(image, [third, kept], [head, after]) },
    touched: [...between.before, ...between.documents],
    changedFiles: full?.changedFiles ?? [],
    headFiles: (paths) => treeOf(filesAt(after, paths)),
  });
  expect(found !== undefined && (hasErrors(head.diagnostics) || hasErrors(base.diagnostics))).toBe(false);
  const plan = await found?.plan();
  return full === undefined
    ? undefined
    : [plan && planJson({ plan: plan }).replaceAll(/ *"commit": "",?\n/g, ''), planJson({ plan: full })];
}

/** Half of the organisations have collaborations, which bring guardrails, mostly broken by chance, and half of these guardrails of all sorts besides. */
function organisation(seed: number): readonly unknown[] {
  const documents = (randomOrganisation(seed).documents as readonly Named[]).filter(({ kind }) => kind !== 'Guardrail');
  if (seed % 2 === 1) return makeValid(documents.filter(({ kind }) => kind !== 'Collaboration') as Draft[]);
  return seed % 4 === 0 ? withGuardrails(documents, seed) : documents;
}

/** Guardrails that stay as they are, broken by few, so that taking out some lines may mend them: in half of the organisations that have no others. */
function wallsAround(documents: readonly unknown[], seed: number): string {
  return seed % 4 === 3 ? (documents as readonly Named[]).flatMap(wallsOf).join('---\n') : '';
}

function wallsOf({ kind, key = '' }: Named): readonly string[] {
  const can = kind === 'Project' ? ['ADMINISTER_PROJECTS', 'ASSIGN_ISSUES'] : kind === 'Space' ? ['administer/space', 'create/page'] : [];
  // A pattern, since the room may be gone or renamed later.
  return can.map(
    (permission) =>
      `kind: Guardrail\nname: ${key} ${permission}\nseverity: warning\nnever: {who: {audience: external}, can: [${permission}], on: ["${kind.toLowerCase()}:${key}*"]}\n`,
  );
}

interface Roomy {
  readonly kind: string;
  readonly roles?: unknown;
  readonly members?: readonly unknown[];
  readonly access?: unknown;
  readonly grants?: readonly unknown[];
}

/** Most projects get the actors of another one, and most groups, spaces and schemes lose the last of what they list. */
function massChange(documents: readonly unknown[], seed: number): readonly unknown[] {
  const all = structuredClone(documents) as Roomy[];
  const isMeant = (index: number): boolean => (index * 7 + seed) % 10 < 8;
  const projects = all.filter(({ kind, roles }, index) => kind === 'Project' && roles !== undefined && isMeant(index));
  const next = new Map(projects.map((each, index) => [each, projects[(index + 1) % projects.length]?.roles]));
  const changed = all.map((each, index): Roomy => {
    if (next.has(each)) return { ...each, roles: next.get(each) };
    const { kind, members, access, grants } = each;
    if (!isMeant(index)) return each;
    if (kind === 'Group' && members !== undefined) return { ...each, members: members.slice(0, -1) };
    if (kind === 'Space' && Array.isArray(access)) return { ...each, access: access.slice(0, -1) };
    return kind === 'Scheme' && grants !== undefined && grants.length > 1 ? { ...each, grants: grants.slice(0, -1) } : each;
  });
  return makeValid(changed as unknown as Draft[]);
}

const seeds = Array.from({ length: Number(process.env['PERMAFROST_SEEDS'] ?? 25) }, (_, seed) => seed + 1);

describe('a plan made from an image', () => {
  let told = 0;
  let moved = 0;
  let elsewhere = 0;
  let mass = 0;
  let mended = 0;
  const shares: number[] = [];

  test.each(seeds)('says what a plan made from everything says, byte for byte: edits %i', async (seed) => {
    const documents = organisation(seed);
    const walls = wallsAround(documents, seed);
    for (let edit = 0; edit < 3; edit++) {
      const before = filesFor(documents, 40, walls);
      const plans = await bothPlans(before, before, filesFor(mutate(documents, seed * 77 + edit), 40, walls));
      if (plans?.[0] === undefined) continue;
      told++;
      if (plans[0].includes('"fix": {')) mended++;
      expect(plans[0]).toBe(plans[1]);
    }
  });

  test.each(seeds)('says the same when documents move between files: organisation %i', async (seed) => {
    const documents = organisation(seed);
    const walls = wallsAround(documents, seed);
    const before = filesFor(documents, 30, walls);
    const plans = await bothPlans(before, before, filesFor(seed % 2 === 0 ? documents : mutate(documents, seed), 29, walls));
    if (plans?.[0] !== undefined) {
      moved++;
      expect(plans[0]).toBe(plans[1]);
    }
    expect(plans).not.toBeUndefined();
  });

  test.each(seeds)('says the same from what is kept of another state: organisation %i', async (seed) => {
    const documents = organisation(seed);
    const walls = wallsAround(documents, seed);
    const base = mutate(documents, seed * 3);
    const plans = await bothPlans(filesFor(documents, 60, walls), filesFor(base, 60, walls), filesFor(mutate(base, seed * 5), 60, walls));
    if (plans?.[0] !== undefined) {
      elsewhere++;
      expect(plans[0]).toBe(plans[1]);
    }
    expect(plans?.[1]).not.toBe('');
  });

  test.each(seeds)('says the same when most projects and groups change at once: organisation %i', async (seed) => {
    const documents = organisation(seed);
    const walls = wallsAround(documents, seed);
    const [before, after] = [filesFor(documents, 200, walls), filesFor(massChange(documents, seed), 200, walls)];
    const plans = await bothPlans(before, before, after);
    if (plans?.[0] !== undefined) {
      mass++;
      expect(plans[0]).toBe(plans[1]);
    }
    shares.push([...after].filter(([path, text]) => before.get(path) !== text).length / after.size);
    expect(shares.at(-1)).toBeGreaterThan(0);
  });

  test('is told for some', () => {
    expect(mass).toBeGreaterThan(seeds.length / 5);
    expect(shares.toSorted((a, b) => a - b)[shares.length >> 1]).toBeGreaterThan(0.25);
    expect(elsewhere).toBeGreaterThan(seeds.length / 10);
    expect(told).toBeGreaterThan(seeds.length / 2);
    expect(moved).toBeGreaterThan(seeds.length / 4);

    expect(mended).toBeGreaterThan(seeds.length / 10);
  });
});
