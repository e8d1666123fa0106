import { expect, test } from '@jest/globals';
import { Evaluator } from '../../src/matrix/evaluate.js';
import { Holdings } from '../../src/matrix/holdings.js';
import { evaluatorOf } from '../../src/matrix/matrix.js';
import { compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

const seeds = Array.from({ length: 12 }, (_, index) => index + 1);

test.each(seeds)(
  'holdings say how many with the same products hold what, row after row, whatever groups are told apart (seed %i)',
  async (seed) => {
    const { matrix } = await compiled(randomOrganisation(seed, 'tiny').files);
    const { tables } = evaluatorOf(matrix);
    for (const limits of [undefined, { share: 0, most: 60_000 }]) {
      const evaluator = new Evaluator(tables, { limits });
      const partitioner = evaluator.partitionerOf(tables);
      const holdings = new Holdings(tables.effects);
      for (let row = 0; row < tables.resources.length; row++) {
        const split = partitioner.split(row);
        holdings.find(split);
        const counted = new Map<string, number>();
        for (let subject = 0; subject < tables.products.length; subject++) {
          const key = keyOf(tables.products[subject], evaluator.access(row, subject));
          counted.set(key, (counted.get(key) ?? 0) + 1);
        }
        const found = Array.from({ length: holdings.count }, (_, each): [string, number] => [
          keyOf(holdings.masks[each], holdings.accesses[each] ?? -1),
          holdings.amounts[each] ?? -1,
        ]);
        expect(found).toHaveLength(counted.size);
        expect(new Map(found)).toEqual(counted);
        for (const key of split.distinctKeys.slice(0, split.keyCount))
          expect(holdings.accesses[holdings.ofKeys[key] ?? -1]).toBe(split.held[key]);
      }
    }
  },
);

function keyOf(products: number | undefined, access: number): string {
  return `${String(products)} ${String(access)}`;
}
