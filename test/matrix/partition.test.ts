import { describe, expect, test } from '@jest/globals';
import { Evaluator } from '../../src/matrix/evaluate.js';
import { evaluatorOf } from '../../src/matrix/matrix.js';
import type { Partition } from '../../src/matrix/partition.js';
import { subjectCount } from '../../src/matrix/tables.js';
import { compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

const seeds = Array.from({ length: 30 }, (_, index) => index + 1);
const limits = {
  'the usual': undefined,
  'every group told apart': { share: 0, most: 60_000 },
  'few blocks': { share: 0, most: 6 },
  'no group told apart': { share: 2, most: 0 },
} as const;

async function evaluators(seed: number) {
  const { matrix } = await compiled(randomOrganisation(seed, seed % 5 === 0 ? 'small' : 'tiny').files);
  const { tables } = evaluatorOf(matrix);
  return { tables, ways: Object.entries(limits).map(([name, limit]) => ({ name, evaluator: new Evaluator(tables, { limits: limit }) })) };
}

/** What each subject holds, by its number. */
function accesses({ blocks, ofBlock, size, subjects, accesses: singled }: Partition): readonly number[] {
  const all = Array.from(blocks.of, (block) => ofBlock[block] ?? -1);
  for (let at = 0; at < size; at++) all[subjects[at] ?? -1] = singled[at] ?? -1;
  return all;
}

describe('the partition of a row', () => {
  test.each(seeds)('says of every subject what asking for it alone says, whatever groups are told apart (seed %i)', async (seed) => {
    const { tables, ways } = await evaluators(seed);
    for (let row = 0; row < tables.resources.length; row++) {
      const expected = Array.from({ length: subjectCount(tables) }, (_, subject) => evaluatorFor(ways).access(row, subject));
      for (const { name, evaluator } of ways)
        expect({ name, row, held: accesses(evaluator.partition(row)) }).toEqual({ name, row, held: expected });
    }
  });

  test.each(seeds)('counts every subject once, by block and access (seed %i)', async (seed) => {
    const { tables, ways } = await evaluators(seed);
    for (const { evaluator } of ways) {
      for (let row = 0; row < tables.resources.length; row++) {
        const partition = evaluator.partition(row);
        const counted = new Map<string, number>();
        partition.tally((block, access, amount) => {
          const key = `${String(block)} ${String(access)}`;
          counted.set(key, (counted.get(key) ?? 0) + amount);
        });
        const expected = new Map<string, number>();
        for (const [subject, access] of accesses(partition).entries()) {
          const key = `${String(partition.blocks.of[subject])} ${String(access)}`;
          expected.set(key, (expected.get(key) ?? 0) + 1);
        }
        expect(counted).toEqual(expected);
      }
    }
  });

  test.each(seeds)('visits whom the row names in order, and all others hold what nobody needs to be named for (seed %i)', async (seed) => {
    const { tables, ways } = await evaluators(seed);
    for (const { evaluator } of ways) {
      for (let row = 0; row < tables.resources.length; row++) {
        const named: [number, number][] = [];
        evaluator.visitNamed(row, (subject, access) => named.push([subject, access]));
        expect(named.map(([subject]) => subject)).toEqual(named.map(([subject]) => subject).toSorted((a, b) => a - b));
        const held = new Map(named);
        expect(held.size).toBe(named.length);
        for (let subject = 0; subject < subjectCount(tables); subject++) {
          const access = held.get(subject) ?? evaluator.baseAccess(row, evaluator.productsOf(subject));
          expect(access).toBe(evaluator.access(row, subject));
        }
      }
    }
  });
});

function evaluatorFor(ways: readonly { readonly evaluator: Evaluator }[]): Evaluator {
  const [first] = ways;
  if (first === undefined) throw new Error('There is no evaluator.');
  return first.evaluator;
}
