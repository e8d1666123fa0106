import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { lintRules } from '../../src/check/rules/index.js';
import { diagnosticsIn } from './findings.js';

const folder = new URL('../../src/check/rules/', import.meta.url);
const files = readdirSync(folder).filter((file) => file !== 'index.ts');

test('every file of a rule is registered under its own name, and nothing else is', () => {
  expect(lintRules.map(({ code }) => `${code}.ts`)).toEqual(files.toSorted());
  expect(lintRules.length).toBeGreaterThan(21);
});

test('the list cannot be added to', () => {
  expect(Object.isFrozen(lintRules)).toBe(true);
});

describe.each(lintRules.map((rule) => ({ code: rule.code, rule })))('$code', ({ code, rule }) => {
  test('finds its bad example, and no other rule finds anything in it', async () => {
    const found = await diagnosticsIn(rule.bad);
    expect(found.length).toBeGreaterThan(0);
    expect([...new Set(found.map((each) => each.code))]).toEqual([code]);
  });

  test('finds nothing in its good example, and neither does another rule', async () => {
    expect(await diagnosticsIn(rule.good)).toEqual([]);
  });

  test('says in sentences what is wrong, why and what to do', async () => {
    expect(rule.title).toMatch(/^[A-Z"].*[^.]$/);
    expect(rule.why).toMatch(/^[A-Z"].*\.$/);
    expect(rule.mend).toMatch(/^[A-Z].*\.$/);
    for (const { message, hint } of await diagnosticsIn(rule.bad)) {
      expect(message).toMatch(/^[A-Z"0-9].*\.$/);
      expect(hint).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('has a page', () => {
    expect(existsSync(new URL(`../../docs/codes/${code}.md`, import.meta.url))).toBe(true);
  });

  test('exports what its file is called', () => {
    const name = code.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    expect(readFileSync(new URL(`${code}.ts`, folder), 'utf8')).toContain(`export const ${name}: Rule = {`);
  });
});
