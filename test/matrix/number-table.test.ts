import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NumberTable } from '../../src/matrix/number-table.js';

const pair = fc.tuple(fc.nat(40), fc.oneof(fc.nat(40), fc.nat(2 ** 32 - 2)));

test('a table of numbers keeps what a Map keeps', () => {
  fc.assert(
    fc.property(fc.uniqueArray(pair, { selector: String, maxLength: 200 }), pair, (pairs, other) => {
      const table = new NumberTable();
      const map = new Map(pairs.map(([a, b], index) => [`${String(a)} ${String(b)}`, index]));
      for (const [index, [a, b]] of pairs.entries()) expect(table.keep(a, b, index)).toBe(index);
      for (const [a, b] of [...pairs, other]) expect(table.find(a, b)).toBe(map.get(`${String(a)} ${String(b)}`) ?? -1);
    }),
  );
});
