import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lookAlikes, skeleton } from '../../src/link/look-alike.js';

/** Each name that has the form, or the letters, of an earlier one, looked for without any shortcut. */
function sought(names: readonly string[]): [string, string][] {
  return names.flatMap((name, index): [string, string][] => {
    const before = names.slice(0, index);
    const first =
      before.find((other) => skeleton(other) === skeleton(name)) ?? before.find((other) => other.toLowerCase() === name.toLowerCase());
    return first === undefined ? [] : [[first, name]];
  });
}

describe('names that look alike', () => {
  test.each([
    ['dev', 'Dev'],
    ['ops-1', 'ops-l'],
    ['MOBILE', 'M0BILE'],
    ['admin', 'аdmin'],
    ['resume', 'résume'],
    ['K', '\u212a'],
  ])('%s and %s are found', (first, second) => {
    expect(lookAlikes([first, 'other', second])).toEqual([[first, second]]);
  });

  test('are all found, and no others', () => {
    const letter = fc.constantFrom(
      ...Array.from('aAoO01lIi|b-'),
      'а',
      'О',
      'é',
      'e',
      '\u0301',
      'ı',
      'İ',
      'σ',
      'ς',
      'Σ',
      '\u212a',
      'k',
      'ß',
      'ẞ',
    );
    const name = fc.string({ unit: letter, minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 40 }), (names) => {
        expect(lookAlikes(names)).toEqual(sought(names));
      }),
      { numRuns: 500 },
    );
  });
});
