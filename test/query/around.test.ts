import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Around } from '../../src/query/around.js';

const groups = fc.uniqueArray(fc.oneof(fc.nat(10), fc.nat(1000)), { maxLength: 12 });

test('a group is around a subject if its list has it, whoever was asked about before', () => {
  fc.assert(
    fc.property(fc.array(groups, { minLength: 1, maxLength: 5 }), fc.array(fc.tuple(fc.nat(4), fc.nat(1000))), (lists, questions) => {
      const around = new Around();
      for (const [of, group] of questions) {
        const list = lists[of % lists.length] ?? [];
        expect(around.has(list, group)).toBe(list.includes(group));
        for (const each of list) expect(around.has(list, each)).toBe(true);
      }
    }),
  );
});
