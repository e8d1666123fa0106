import { expect, test } from '@jest/globals';
import { CellWriter, Summing, summarise } from '../../src/matrix/digest.js';
import { Evaluator } from '../../src/matrix/evaluate.js';
import { evaluatorOf } from '../../src/matrix/matrix.js';
import { portable, tablesFrom } from '../../src/matrix/portable.js';
import { compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

test.each(seeds)('tables that were handed over mean the same, before and after somebody asked them (seed %i)', async (seed) => {
  const { matrix } = await compiled(randomOrganisation(seed, seed % 5 === 0 ? 'small' : 'tiny').files);
  const { tables } = evaluatorOf(matrix);
  const before = structuredClone(portable(tables));
  const expected = { cells: matrix.counts.cells, digest: matrix.digest };
  for (const each of [before, structuredClone(portable(tables))]) expect(summarise(new Evaluator(tablesFrom(each)))).toEqual(expected);
});

test.each(seeds)('rows that several writers share out among them come to the same digest (seed %i)', async (seed) => {
  const { matrix } = await compiled(randomOrganisation(seed, 'tiny').files);
  const { tables } = evaluatorOf(matrix);
  const writers = [new CellWriter(new Evaluator(tables)), new CellWriter(new Evaluator(tablesFrom(portable(tables))))];
  const summing = new Summing(writers[0]?.heading() ?? new Uint8Array());
  for (let row = 0, turn = seed; row < tables.resources.length; turn++) {
    const end = Math.min(tables.resources.length, row + 1 + (turn % 3));
    summing.add(writers[turn % 2]?.rows(row, end) ?? { cells: 0, bytes: new Uint8Array() });
    row = end;
  }
  expect(summing.summary()).toEqual({ cells: matrix.counts.cells, digest: matrix.digest });
});

test('tables in which an effect stands twice are refused', async () => {
  const { matrix } = await compiled(randomOrganisation(1, 'tiny').files);
  const handed = portable(evaluatorOf(matrix).tables);
  const [, first = []] = handed.effects;
  expect(() => tablesFrom({ ...handed, effects: [...handed.effects, first] })).toThrow('repeat an effect');
});
