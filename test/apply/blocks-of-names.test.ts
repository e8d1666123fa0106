import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blocksOfNames } from '../../src/apply/blocks-of-names.js';
import { compareBytes } from '../../src/text/compare.js';

const names = fc.uniqueArray(fc.constantFrom('user:a', 'user:b', 'user:c', 'group:d', 'user:e', 'user:\u00e9', 'project:F'));
const lists = fc.array(names.map((list) => list.toSorted(compareBytes)));

describe('names in blocks', () => {
  test('give every list back, and each name stands in one block', () => {
    fc.assert(
      fc.property(lists, (all) => {
        const { blocks, of } = blocksOfNames(all);
        for (const list of all)
          expect(
            of(list)
              .flatMap((number) => blocks[number] ?? [])
              .sort(compareBytes),
          ).toEqual(list);
        expect(new Set(blocks.flat()).size).toBe(blocks.flat().length);
      }),
    );
  });

  test('are the same in whichever order the lists come', () => {
    fc.assert(
      fc.property(lists, (all) => {
        expect(blocksOfNames(all.toReversed()).blocks).toEqual(blocksOfNames(all).blocks);
      }),
    );
  });

  test('keep together what always stands together', () => {
    const all = [
      ['a', 'b', 'c'],
      ['a', 'b'],
      ['c', 'd'],
      ['a', 'b', 'c'],
    ];
    const { blocks, of } = blocksOfNames(all);
    expect([blocks, all.map(of)]).toEqual([
      [['a', 'b'], ['c'], ['d']],
      [[0, 1], [0], [1, 2], [0, 1]],
    ]);
  });
});
