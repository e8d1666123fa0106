import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NameIndex } from '../../src/matrix/name-index.js';

const name = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 4 }), fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 }));

test('an index of names finds each where it stands, behind any beginning, and no other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 60 }), name, name, (names, prefix, other) => {
      const index = new NameIndex(names);
      for (const [place, each] of names.entries()) expect(index.find(`${prefix}${each}`, prefix.length)).toBe(place);
      expect(index.find(other)).toBe(names.indexOf(other));
    }),
  );
});

test('an index of many names finds each of them', () => {
  const names = Array.from({ length: 5000 }, (_, each) => `name${String(each)}`);
  const index = new NameIndex(names);
  expect(names.map((each) => index.find(each))).toEqual(Array.from(names.keys()));
  expect(names.map((each) => index.find(`${each}x`))).toEqual(names.map(() => -1));
});
