import { describe, expect, test } from '@jest/globals';
import { blocksOf } from '../../src/matrix/blocks.js';
import { Effects } from '../../src/matrix/effects.js';
import { listAt, pack, type Tables } from '../../src/matrix/tables.js';

/** Ten people, of whom the first eight hold a product, in groups of nine, five, two and one. */
const tables: Tables = {
  asOf: '2026-11-21',
  people: Array.from({ length: 10 }, (_, index) => `p${String(index)}`),
  idpGroups: [],
  products: Uint8Array.from([1, 1, 1, 1, 1, 1, 1, 1, 0, 0]),
  guestKinds: Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
  groups: ['one', 'nine', 'two', 'five'],
  members: pack([[3], [0, 1, 2, 3, 4, 5, 6, 7, 8], [0, 9], [0, 2, 4, 6, 8]]),
  effects: new Effects(),
  frames: [],
  sets: pack([]),
  resources: [],
  rowFrames: new Uint32Array(0),
  rowTerms: pack([]),
  rowGuests: pack([]),
};

const subjects = (limits: { share: number; most: number }): number[][] => {
  const { count, members } = blocksOf(tables, limits);
  return Array.from({ length: count }, (_, block) => [...listAt(members, block)]);
};

describe('blocks of subjects', () => {
  test('are by products and kinds of guest where no group is told apart', () => {
    expect(subjects({ share: 2, most: 0 })).toEqual([[0, 1, 2, 3, 4, 5, 6, 7], [8], [9]]);
  });

  test('are by the groups of a share of all subjects too', () => {
    const { of, ofGroup, products, guestKinds } = blocksOf(tables, { share: 0.5, most: 100 });
    expect(subjects({ share: 0.5, most: 100 })).toEqual([[1, 3, 5, 7], [8], [9], [0, 2, 4, 6]]);
    expect([...of]).toEqual([3, 0, 3, 0, 3, 0, 3, 0, 1, 2]);
    expect([...ofGroup].map(([group, blocks]) => [tables.groups[group], blocks.toSorted((a, b) => a - b)])).toEqual([
      ['nine', [0, 1, 3]],
      ['five', [1, 3]],
    ]);
    expect([[...products], [...guestKinds]]).toEqual([
      [1, 0, 0, 1],
      [0, 0, 1, 0],
    ]);
  });

  test('are no more than they may be: a group that would make more is not told apart', () => {
    expect([...blocksOf(tables, { share: 0, most: 3 }).ofGroup.keys()]).toEqual([1]);
    expect(subjects({ share: 0, most: 4 })).toHaveLength(4);
    expect(subjects({ share: 0, most: 100 })).toEqual([[1, 3, 5, 7], [8], [9], [2, 4, 6], [0]]);
  });
});
