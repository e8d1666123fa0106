import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { naiveCells, naivePlan, readRoot } from './support/naive/naive.js';

const asOf = '2026-11-21';
const casesDir = fileURLToPath(new URL('../../shared/cases', import.meta.url));

describe('the naive evaluator reproduces the shared cases', () => {
  if (!existsSync(casesDir)) {
    console.warn('The folder ../shared/cases is missing: the naive evaluator is not checked against it.');
    test.skip('the shared cases are missing', () => undefined);
    return;
  }
  const cases = readdirSync(casesDir).filter((name) => name.startsWith('case-'));
  test.each(cases)('%s byte for byte', (name) => {
    const dir = join(casesDir, name);
    const before = naiveCells(readRoot(join(dir, 'before', 'policies')), asOf);
    const after = naiveCells(readRoot(join(dir, 'after', 'policies')), asOf);
    expect(text(before)).toBe(readFileSync(join(dir, 'before.tsv'), 'utf8'));
    expect(text(after)).toBe(readFileSync(join(dir, 'after.tsv'), 'utf8'));
    expect(text(naivePlan(before, after))).toBe(readFileSync(join(dir, 'plan.tsv'), 'utf8'));
  });
});

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
