import { describe, expect, test } from '@jest/globals';
import type { Image } from '../../src/image/image.js';
import { siteKinds } from '../../src/model/site-kinds.js';
import { numberOf } from '../../src/text/sorted-names.js';
import { successorOf, type Successor } from '../../src/incremental/successor.js';
import { compile } from '../../src/compile/compile.js';
import { hasErrors } from '../../src/diagnostics/diagnostic.js';
import { diffMatrices } from '../../src/diff/access-change.js';
import { siblingsOf } from '../../src/diff/siblings.js';
import { evaluatorOf, type Matrix } from '../../src/matrix/matrix.js';
import { invert, listAt, listCount, subjectCount, wholeLists, type Lists } from '../../src/matrix/tables.js';
import { compilePolicies, readPolicies, type Compiled, type Policies } from '../../src/pipeline.js';
import { asOf } from '../support/compiled.js';
import { mutate } from '../support/organisation/mutate.js';
import { wholeList } from '../../src/text/lazy-list.js';
import { imageOf } from '../support/image.js';
import { randomOrganisation } from '../support/organisation/organisation.js';
import { treeOf } from '../support/tree.js';

type Files = ReadonlyMap<string, string>;

/** One document a file, so that a change of one touches no other. */
function filesFor(documents: readonly unknown[]): Files {
  const files = new Map<string, string>();
  for (const document of documents as readonly { readonly kind: string; readonly name?: string; readonly key?: string }[])
    files.set(`${document.kind}/${encodeURIComponent(document.key ?? document.name ?? '')}.yaml`, JSON.stringify(document));
  return files;
}

async function compiledFrom(files: Files): Promise<Compiled> {
  const result = compilePolicies(await readPolicies(treeOf(files), asOf));
  if (result === undefined) throw new Error('The base of the test is invalid.');
  return result;
}

function successor(image: Image, [before, base]: readonly [Files, Policies], after: Files, head: Policies): Successor | undefined {
  const changed = (path: string): boolean => before.get(path) !== after.get(path);
  return successorOf(
    image,
    {
      files: Array.from({ length: image.files.size }, (_, file) => file).filter((file) => changed(image.files.at(file).path)),
      before: base.documents.filter(({ document: { file } }) => changed(file)),
      documents: head.documents.filter(({ document: { file } }) => changed(file)),
    },
    asOf,
  );
}

function expectSame(found: Successor, full: Compiled): void {
  for (const kind of siteKinds) {
    const things: ReadonlyMap<string, unknown> = full.site[kind];
    expect([...found.site[kind].keys()].sort()).toEqual([...things.keys()].sort());
    for (const [name, thing] of things) expect(found.site[kind].get(name)).toEqual(thing);
  }
  expect(found.matrix.digest).toBe(full.matrix.digest);
  expect(found.matrix.counts).toEqual(full.matrix.counts);
  const { tables, memberOf } = evaluatorOf(found.matrix);
  expect(wholeLists(memberOf)).toEqual(invert(tables.members, subjectCount(tables)));
  expectSingles(memberOf);
  for (const name of ['members', 'sets', 'rowTerms', 'rowGuests'] as const) expectSingles(tables[name]);
  for (const name of ['people', 'groups', 'resources'] as const) {
    const names = wholeList(tables[name]);
    expect([...tables[name]]).toEqual(names);
    expect(names.map((each) => numberOf(tables[name], each))).toEqual([...names.keys()]);
    expect(numberOf(tables[name], 'nobody and nothing')).toBe(-1);
  }
}

/** What is asked for one by one is what stands in the whole. */
function expectSingles(lists: Lists): void {
  const { starts, values } = wholeLists(lists);
  expect(listCount(lists)).toBe(starts.length - 1);
  for (let list = 0; list + 1 < starts.length; list++)
    expect([...listAt(lists, list)]).toEqual([...values.subarray(starts[list], starts[list + 1])]);
}

/** Whether two different states say how they came from the same tables. */
function areRelated(a: Matrix, b: Matrix): boolean {
  return a !== b && siblingsOf(evaluatorOf(a).tables, evaluatorOf(b).tables) !== undefined;
}

const seeds = Array.from({ length: Number(process.env['PERMAFROST_SEEDS'] ?? 30) }, (_, seed) => seed + 1);

describe('the next state from an image', () => {
  let made = 0;
  let related = 0;

  test.each(seeds)('is that of linking and compiling everything, after edits %i', async (seed) => {
    const { documents } = randomOrganisation(seed);
    const before = filesFor(documents);
    const base = await compiledFrom(before);
    const image = imageOf(base);
    for (let edit = 0; edit < 6; edit++) {
      const after = filesFor(mutate(documents, seed * 100 + edit));
      const head = await readPolicies(treeOf(after), asOf);
      const found = successor(image, [before, base], after, head);
      const full = compilePolicies(head);
      // Errors are never found this way, and never overlooked.
      expect([found !== undefined && hasErrors(head.diagnostics), found?.asOf ?? asOf]).toEqual([false, asOf]);
      if (found === undefined || full === undefined) continue;
      made++;
      expectSame(found, full);
    }
  });

  test.each(seeds)('is the same on later days as compiling for them, organisation %i', async (seed) => {
    const { documents } = randomOrganisation(seed);
    const before = filesFor(documents);
    const after = filesFor(mutate(documents, seed));
    const base = await compiledFrom(before);
    const image = imageOf(base);
    const head = await readPolicies(treeOf(after), asOf);
    const found = successor(image, [before, base], after, head);
    const { site } = head;
    if (found === undefined || site === undefined) return;
    for (const day of ['2026-11-22', '2026-12-24', '2027-03-01', '2030-01-01'])
      expect([day, found.matrixOn(day)?.digest]).toEqual([day, compile(site, day).digest]);
  });

  test.each(seeds)('differs from others of the same image as compiled ones do, after edits %i', async (seed) => {
    const { documents } = randomOrganisation(seed);
    const before = filesFor(documents);
    const base = await compiledFrom(before);
    const image = imageOf(base);
    const states: (readonly [Matrix, Matrix])[] = [];
    for (const after of [before, ...[1, 2, 3].map((edit) => filesFor(mutate(documents, seed * 100 + edit)))]) {
      const head = await readPolicies(treeOf(after), asOf);
      const found = successor(image, [before, base], after, head);
      const full = compilePolicies(head);
      if (found !== undefined && full !== undefined) states.push([found.matrix, full.matrix]);
    }
    for (const [found, full] of states) {
      for (const [otherFound, otherFull] of states) {
        related += areRelated(found, otherFound) ? 1 : 0;
        expect([...diffMatrices(found, otherFound).cells()]).toEqual([...diffMatrices(full, otherFull).cells()]);
      }
    }
  });

  test('mostly knows what can differ from others', () => {
    expect(related).toBeGreaterThan(seeds.length);
  });

  test('is made for most edits without looking at everything', () => {
    expect(made / (seeds.length * 6)).toBeGreaterThan(0.3);
  });
});
