import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findSlot, slotsOf } from '../../src/image/name-slots.js';

test('finds each name where it stands, and no other', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 60 }),
      fc.array(fc.string({ maxLength: 4 })),
      (names, others) => {
        const slots = slotsOf(names);
        for (const name of [...names, ...others]) expect(findSlot(slots, name, (number) => names[number] ?? '')).toBe(names.indexOf(name));
      },
    ),
  );
});

test('comes to an end in a table without a free slot', () => {
  expect(findSlot(Uint32Array.of(1, 2, 1, 2), 'c', (number) => ['a', 'b'][number] ?? '')).toBe(-1);
});
