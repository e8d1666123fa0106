import { describe, expect, test } from '@jest/globals';
import { cellsOf } from '../../src/sandbox/evaluate/cells.js';
import { worldOf } from '../../src/sandbox/from-policies/world-of.js';
import { asOf, compiled, lines } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

const seeds = Array.from({ length: Number(process.env['PERMAFROST_SEEDS'] ?? 120) }, (_, index) => index + 1);
const batches = Array.from({ length: 10 }, (_, batch) => seeds.filter((seed) => seed % 10 === batch));

describe('what the sandbox says of a site made from policies is what the policies compile to', () => {
  test.each(batches)('random organisations (batch %#)', async (...batch) => {
    for (const seed of batch) {
      const { files } = randomOrganisation(seed, seed % 5 === 0 ? 'small' : 'tiny');
      const state = await compiled(files);
      const world = worldOf(state.site, asOf);
      expect({ seed, cells: cellsOf(world) }).toEqual({ seed, cells: lines(state) });
    }
  });
});
