import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SetTable } from '../../src/compile/set-table.js';
import { listAt } from '../../src/matrix/tables.js';

describe('a table of sets', () => {
  test('numbers equal lists alike, others apart, in order of first sight', () => {
    const list = fc.array(fc.nat({ max: 3 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(list, { maxLength: 60 }), (lists) => {
        const table = new SetTable();
        const ids = new Map<string, number>();
        for (const each of lists) {
          const known = ids.get(each.join()) ?? ids.size;
          ids.set(each.join(), known);
          expect(table.id(each)).toBe(known);
        }
        const all = table.lists();
        expect([...ids].map(([, id]) => listAt(all, id).join())).toEqual([...ids.keys()]);
      }),
    );
  });

  test('keeps its numbers as it grows', () => {
    const table = new SetTable();
    const lists = Array.from({ length: 5000 }, (_, index) => [index, index * 3 + 1]);
    for (const [index, list] of lists.entries()) expect(table.id(list)).toBe(index);
    for (const [index, list] of lists.entries()) expect(table.id(Uint32Array.from(list))).toBe(index);
    expect(table.lists().starts.length).toBe(5001);
  });
});
