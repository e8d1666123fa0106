import { describe, expect, test } from '@jest/globals';
import { factsOf, type Fact } from '../src/diff/facts.js';
import { siteOfFacts } from '../src/diff/site-of-facts.js';
import { applyToText } from '../src/edit/apply-to-text.js';
import { policyFiles } from '../src/edit/import/policy-files.js';
import { brokenPromises, importAnew, importOnto, provenFiles, type Merge } from '../src/importing.js';
import type { Site } from '../src/model/site.js';
import type { Compiled } from '../src/pipeline.js';
import { cellsOf } from '../src/sandbox/evaluate/cells.js';
import { worldOf } from '../src/sandbox/from-policies/world-of.js';
import type { Faults } from '../src/sandbox/faults.js';
import { asOf, compiled, lines } from './support/compiled.js';
import { cellsByAccount, readWorldLive, tellable } from './support/live-world.js';
import { randomOrganisation } from './support/organisation/organisation.js';
import { treeOf } from './support/tree.js';

const seeds = Array.from({ length: Number(process.env['PERMAFROST_SEEDS'] ?? 25) }, (_, index) => index + 1);
const faulty: Partial<Faults> = { '429': 0.15, drop: 0.05, '503': 0.05, 'empty-pages': 0.3, 'extra-fields': 0.3, lag: 3 };

describe('a site that is imported compiles to what its own check says', () => {
  test.each(seeds)('(seed %i)', async (seed) => {
    // Every other one while things go wrong.
    await sameCells(seed, seed % 2 === 0 ? faulty : {});
  });
});

async function sameCells(seed: number, faults: Partial<Faults>): Promise<void> {
  const source = await compiled(randomOrganisation(seed, seed % 5 === 0 ? 'small' : 'tiny').files);
  const world = tellable(worldOf(source.site, asOf));
  // A reading that gives up gives nothing; the next one may get through.
  let reading = await readWorldLive(world, faults, seed);
  for (let again = 1; reading.type === 'failed' && again < 20; again++) reading = await readWorldLive(world, faults, seed + 1000 * again);
  if (reading.type === 'failed') throw new Error(JSON.stringify(reading.failure));
  expect(reading.writes).toBe(0);
  const { live } = reading;
  const imported = importAnew({ live: live.site, asOf, internalDomains: source.site.about.internalDomains });
  const tree = treeOf(imported.files.map(({ path, text }) => [path, text] as const));
  const proof = await provenFiles(tree, imported.matrix, 'policies');
  if (proof.type === 'invalid') throw new Error(JSON.stringify(proof.policies.diagnostics, null, 1));
  if (proof.type === 'differs') throw new Error(JSON.stringify([...proof.change.cells()], null, 1));
  const theirs = cellsByAccount(cellsOf(world), world, live);
  expect({ cells: cellsByAccount(lines(proof.compiled), world, live), unsaid: imported.unsaid }).toEqual({
    cells: theirs,
    unsaid: undefined,
  });
}

describe('a site that is imported onto policies', () => {
  const some = seeds.slice(0, 25);

  test.each(some)('that it was made from, and onto what is left of its own, is in them afterwards (seed %i)', async (seed) => {
    const { files } = randomOrganisation(seed, 'tiny');
    const source = await compiled(files);
    const reading = await readWorldLive(tellable(worldOf(source.site, asOf)));
    if (reading.type === 'failed') throw new Error(reading.failure.message);
    const live = reading.live.site;
    await addsWhatIsMissing(live, files);
    const { site } = importAnew({ live, asOf, internalDomains: source.site.about.internalDomains });
    const kept = factsOf(site, asOf).filter(
      (fact, index) => !droppable.has(fact.type) || isLicence(fact, site) || (index * 7 + seed) % 3 > 0,
    );
    const thinned = policyFiles(siteOfFacts(kept, site)).map(({ path, text }) => [path, text] as const);
    const { added, refused } = await addsWhatIsMissing(live, thinned);
    expect(added.length).toBe(factsOf(site, asOf).length - kept.length);
    expect(refused).toEqual([]);
  });
});

/** What can be taken out of a site without making it one that policies refuse. */
const droppable: ReadonlySet<string> = new Set(['member', 'grant', 'actor', 'lead', 'channel-member', 'administrator']);

/** Guests need people who pay. */
function isLicence({ type, of }: Fact, { groups }: Site): boolean {
  return type === 'member' && (groups.get(of.slice('group:'.length))?.products.length ?? 0) > 0;
}

async function addsWhatIsMissing(live: Site, files: Iterable<readonly [string, string]>): Promise<Merge> {
  const before = await compiled(files);
  const merge = merged(live, before);
  const after = await compiled(edited(before, merge));
  expect(brokenPromises(before.site, after.site, merge.added, asOf)).toEqual([]);
  expect(merged(live, after).edits).toEqual([]);
  return merge;
}

function merged(live: Site, policies: Compiled): Merge {
  const taken = new Set(policies.tree.files.map(({ path }) => path));
  return importOnto({ live, policies, asOf, apis: ['jira', 'confluence', 'organization', 'slack'], files: { folder: '.', taken } });
}

function edited({ tree }: Compiled, { edits }: Merge): readonly (readonly [string, string])[] {
  const old = tree.files.map(({ path, bytes }) => [path, applyToText({ path, text: new TextDecoder().decode(bytes) }, edits)] as const);
  const fresh = edits.flatMap((edit) => (edit.op === 'create' ? [[edit.file, edit.text] as const] : []));
  return [...old, ...fresh];
}
