import { describe, expect, test } from '@jest/globals';
import { diffMatrices } from '../../src/diff/access-change.js';
import { compiled, lines, asOf } from '../support/compiled.js';
import { naiveCells, naivePlan } from '../support/naive/naive.js';
import { mutate } from '../support/organisation/mutate.js';
import { filesOf, randomOrganisation, shuffled } from '../support/organisation/organisation.js';

const seeds = Array.from({ length: Number(process.env['PERMAFROST_SEEDS'] ?? 120) }, (_, index) => index + 1);
const batches = Array.from({ length: 10 }, (_, batch) => seeds.filter((seed) => seed % 10 === batch));

describe('the compiler against the naive evaluator', () => {
  test.each(batches)(
    'random organisations have the same cells, and the same change of access after random edits (batch %#)',
    async (...batch) => {
      for (const seed of batch) {
        const size = seed % 5 === 0 ? 'small' : 'tiny';
        const { documents, files } = randomOrganisation(seed, size);
        const before = await compiled(files);
        const expected = naiveCells(documents, asOf);
        expect({ seed, cells: lines(before) }).toEqual({ seed, cells: expected });

        const edited = mutate(documents, seed);
        const after = await compiled(filesOf(edited, seed));
        const plan = Array.from(diffMatrices(before.matrix, after.matrix).cells(), (change) => {
          const sign = change.before === undefined ? '+' : change.after === undefined ? '-' : '~';
          return [sign, change.subject, change.resource, change.permission, change.before ?? '-', change.after ?? '-'].join('\t');
        });
        expect({ seed, plan }).toEqual({ seed, plan: naivePlan(expected, naiveCells(edited, asOf)) });
      }
    },
  );
});

describe('laws of the matrix', () => {
  test.each(seeds.filter((seed) => seed % 8 === 0))(
    'order of files and documents is irrelevant, and the digest is that of the cells (seed %i)',
    async (seed) => {
      const { documents, files } = randomOrganisation(seed, 'tiny');
      const first = await compiled(files);
      const second = await compiled(shuffled(files, seed + 1000));
      expect(lines(second)).toEqual(lines(first));
      expect(second.matrix.digest).toBe(first.matrix.digest);
      expect(second.matrix.counts.cells).toBe(lines(first).length);

      const edited = await compiled(filesOf(mutate(documents, seed), seed));
      expect(edited.matrix.digest === first.matrix.digest).toBe(lines(edited).join('\n') === lines(first).join('\n'));
    },
  );
});
