import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { listAround, listAt, listsWithAny, pack } from '../../src/matrix/tables.js';

const lists = fc.array(fc.array(fc.nat(6), { maxLength: 4 }), { maxLength: 12 });

test('lists with any of some values are found as by looking into each of them, empty ones among them', () => {
  fc.assert(
    fc.property(lists, fc.uniqueArray(fc.nat(7), { maxLength: 4 }), (all, wanted) => {
      const expected = all.flatMap((list, index) => (list.some((value) => wanted.includes(value)) ? [index] : []));
      expect([...listsWithAny(pack(all), wanted)].sort((a, b) => a - b)).toEqual(expected);
    }),
  );
});

test('the list around a place is the one that has it', () => {
  fc.assert(
    fc.property(lists, (all) => {
      const packed = pack(all);
      for (let place = 0; place < packed.values.length; place++) {
        const list = listAround(packed.starts, place);
        expect(listAt(packed, list)[place - (packed.starts[list] ?? 0)]).toBe(packed.values[place]);
        expect([packed.starts[list] ?? 0, packed.starts[list + 1] ?? 0].map((each) => each <= place)).toEqual([true, false]);
      }
    }),
  );
});
