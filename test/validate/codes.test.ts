import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { validateCodes } from '../../src/validate/codes.js';
import { diagnose } from './support.js';

const src = new URL('../../src/validate/', import.meta.url);

test('every code that the sources name has a page, and every page a code that they name', () => {
  const sources = readdirSync(src).filter((file) => file.endsWith('.ts') && file !== 'codes.ts');
  const text = sources.map((file) => readFileSync(new URL(file, src), 'utf8')).join('\n');
  const codes = new Set(
    [...text.matchAll(/\bcode: (?:[^,'}]*\? )?'([a-z-]+)'(?: : '([a-z-]+)')?/g)].flatMap(([, one, other]) => [one, other ?? []].flat()),
  );
  expect([...codes].toSorted()).toEqual(validateCodes.map(({ code }) => code).toSorted());
});

describe.each(validateCodes)('$code', ({ code, title, why, mend, bad, good }) => {
  test('is found, alone, in its bad example', () => {
    expect(diagnose(bad).map((each) => each.code)).toEqual([code]);
  });

  test('is not found in its good example, nor is anything else', () => {
    expect(diagnose(good)).toEqual([]);
  });

  test('is explained in sentences', () => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(why).toMatch(/^[A-Z].*\S$/);
    expect(mend).toMatch(/^[A-Z].*\S$/);
  });
});
