import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { idPattern, namePattern } from '../../src/validate/lazy-pattern.js';
import { validate } from '../../src/validate/validate.js';
import { validateCodes } from '../../src/validate/codes.js';
import { wellFormed } from '../../src/validate/well-formed.js';
import { readDocuments } from '../support/naive/naive.js';
import { randomOrganisation } from '../support/organisation/organisation.js';

const isSound = (value: unknown): boolean => validate({ file: 'a.yaml', index: 0, value }).raw !== undefined;

function agree(value: unknown): void {
  expect({ value, is: wellFormed(value) !== undefined }).toEqual({ value, is: isSound(value) });
}

/** The same value with one leaf or field changed. */
function spoilt(value: unknown, draw: (size: number) => number, junk: unknown): unknown {
  if (Array.isArray(value) && value.length > 0) {
    const at = draw(value.length);
    return value.map((item: unknown, index) => (index === at ? spoilt(item, draw, junk) : item));
  }
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return junk;
  const keys = Object.keys(value);
  const at = keys[draw(keys.length + 1)];
  if (at === undefined) return { ...value, surplus: junk };
  return Object.fromEntries(
    Object.entries(value).map(([key, each]: [string, unknown]) => [key, key === at ? spoilt(each, draw, junk) : each]),
  );
}

describe('the quick judgement is that of validate', () => {
  test('on the examples of every finding', () => {
    for (const { bad, good } of validateCodes) for (const value of [...readDocuments(bad), ...readDocuments(good)]) agree(value);
  });

  test('on random organisations, sound and spoilt', () => {
    const junk = fc.oneof(
      fc.string(),
      fc.constantFrom(null, 1, true, [], {}, 'user:a b', ' x', 'A@B.c', '2027-02-30', 'constructor'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), junk, (seed, numbers, bad) => {
        const { documents } = randomOrganisation(seed, 'tiny');
        let next = 0;
        const draw = (size: number): number => (numbers[next++ % numbers.length] ?? 0) % size;
        const document = documents[draw(documents.length)];
        agree(document);
        agree(spoilt(document, draw, bad));
      }),
      { numRuns: 1500 },
    );
  });
});

describe('plain names and ids are taken without asking the pattern', () => {
  const { $defs } = JSON.parse(readFileSync('schemas/common.schema.json', 'utf8')) as { $defs: Record<string, { pattern?: string }> };
  const patterns = Object.entries($defs).flatMap(([name, { pattern }]) => (pattern?.includes('\\p{') === true ? [{ name, pattern }] : []));
  const signs = fc.constantFrom('a', 'b', 'Z', '9', ' ', '.', '_', '@', ':', '/', '+', '-', 'é', '\u200b', 'constructor');

  test('the schemas have such patterns', () => {
    expect(patterns.length).toBeGreaterThanOrEqual(2);
    expect(readdirSync('src/validate/generated')).toContain('quick.js');
  });

  test.each(patterns)('$name: the same answer for every text', ({ pattern }) => {
    const own = new RegExp(pattern, 'u');
    const lazy = pattern.includes('\\p{Lu}') ? idPattern(pattern) : namePattern(pattern);
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect({ text, is: lazy.test(text) }).toEqual({ text, is: own.test(text) });
      }),
      { numRuns: 3000 },
    );
  });
});
