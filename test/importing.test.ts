import { describe, expect, test } from '@jest/globals';
import { importAnew, provenFiles } from '../src/importing.js';
import { cellsOf } from '../src/sandbox/evaluate/cells.js';
import { worldOf } from '../src/sandbox/from-policies/world-of.js';
import type { Faults } from '../src/sandbox/faults.js';
import { asOf, compiled, lines } from './support/compiled.js';
import { cellsByAccount, readWorldLive, tellable } from './support/live-world.js';
import { randomOrganisation } from './support/organisation/organisation.js';
import { treeOf } from './support/tree.js';

const seeds = Array.from({ length: Number(process.env['PERMAFROST_SEEDS'] ?? 40) }, (_, index) => index + 1);
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
