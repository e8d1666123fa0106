import { expect, test } from '@jest/globals';
import { summarise } from '../../src/matrix/digest.js';
import { Evaluator } from '../../src/matrix/evaluate.js';
import { evaluatorOf } from '../../src/matrix/matrix.js';
import { compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

const seeds = Array.from({ length: 30 }, (_, index) => index + 1);

test.each(seeds)('the digest and the number of cells do not depend on which groups are told apart (seed %i)', async (seed) => {
  const { matrix } = await compiled(randomOrganisation(seed, seed % 5 === 0 ? 'small' : 'tiny').files);
  const { tables } = evaluatorOf(matrix);
  const expected = { cells: [...matrix.cells()].length, digest: matrix.digest };
  for (const limits of [
    { share: 0, most: 60_000 },
    { share: 0, most: 6 },
    { share: 2, most: 0 },
  ])
    expect(summarise(new Evaluator(tables, limits))).toEqual(expected);
});
