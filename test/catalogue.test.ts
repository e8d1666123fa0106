import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { codePages, explainCode, findPage } from '../src/catalogue.js';
import { judgingCodes } from '../src/check/codes.js';
import { judge } from '../src/check/judge.js';
import { runTests } from '../src/check/run-tests.js';
import { subjectOf } from '../src/check/subject.js';
import type { CodePage } from '../src/diagnostics/code-page.js';
import { linkCodes } from '../src/link/codes.js';
import { loadCodes } from '../src/load/codes.js';
import { parseCodes } from '../src/parse/codes.js';
import { lintPolicies } from '../src/linting.js';
import { readPolicies } from '../src/pipeline.js';
import { asOf, compiled } from './support/compiled.js';
import { aroundExample } from './support/surroundings.js';
import { treeOf } from './support/tree.js';

const root = resolve(import.meta.dirname, '..');

/** Words between quotation marks that look like codes where a finding is made. */
function codesNamedIn(folder: string): readonly string[] {
  const files = readdirSync(join(root, 'src', folder), { withFileTypes: true }).filter(
    ({ name }) => name.endsWith('.ts') && name !== 'codes.ts',
  );
  const text = files.map(({ name }) => readFileSync(join(root, 'src', folder, name), 'utf8')).join('\n');
  const calls = [...text.matchAll(/(?:\.(?:error|warn|say)|\berror|\bfailed|\brefuse)\(([^`]*?)`/gs)].map(([, head = '']) => head);
  const fields = [...text.matchAll(/\bcode: [^\n]*/g)].map(([line]) => line);
  const lists = [
    ...text.matchAll(/^(?: {2}\| '[a-z-]+'| {2}\w+: \['[^']+', '[a-z-]+'\],?)/gm),
    ...text.matchAll(/return \['[a-z0-9-]+',/g),
  ];
  const found = [...calls, ...fields, ...lists.map(([line]) => line)].flatMap((head) =>
    [...head.matchAll(/'([a-z]+(?:-[a-z0-9]+)+|tab|submodule)'/g)].map(([, code = '']) => code),
  );
  return [...new Set(found)].toSorted();
}

const notCodes = new Set(['utf-8', 'utf-16le', 'utf-16be']);

describe('every code that is named where findings are made has a page, and every page is named', () => {
  const all = new Set(codePages.map(({ code }) => code));
  test.each([
    { folder: 'parse', pages: parseCodes },
    { folder: 'link', pages: linkCodes },
    { folder: 'load', pages: loadCodes },
  ])('$folder', ({ folder, pages }) => {
    const named = codesNamedIn(folder).filter((code) => !notCodes.has(code));
    expect(named.filter((code) => !all.has(code))).toEqual([]);
    expect(pages.map(({ code }) => code).filter((code) => !named.includes(code))).toEqual([]);
  });
});

test('no code has two pages', () => {
  expect(codePages.length).toBe(new Set(codePages.map(({ code }) => code)).size);
});

async function codesIn(text: string): Promise<readonly string[]> {
  const { diagnostics } = await readPolicies(treeOf(aroundExample(text)), asOf);
  return diagnostics.map(({ code, severity }) => `${severity} ${code}`);
}

const run = (pages: readonly CodePage[]): readonly CodePage[] => pages.filter(({ shown }) => shown !== true);

// The examples of `validate` are the business of its own test: they refer to names that nobody declares.
describe.each([...run(parseCodes), ...run(linkCodes)])('$code', ({ code, severity, bad, good }) => {
  test('is found, alone, in its bad example', async () => {
    const text = code === 'missing-site' ? [['example.yaml', bad] as const] : aroundExample(bad);
    const { diagnostics } = await readPolicies(treeOf(text), asOf);
    expect(diagnostics.map((each) => `${each.severity} ${each.code}`)).toEqual([`${severity} ${code}`]);
  });

  test('is not found in its good example, nor is anything else', async () => {
    expect(await codesIn(good)).toEqual([]);
  });
});

// What guardrails and tests say of themselves: judged, since nothing is wrong before.
describe.each(judgingCodes)('$code', ({ code, severity, bad, good }) => {
  async function told(text: string): Promise<readonly string[]> {
    const policies = await compiled([['example.yaml', text]]);
    const judged = [...judge(subjectOf(policies)), ...runTests(subjectOf(policies))];
    expect(judged.filter(({ ok }) => !ok)).toEqual([]);
    return (await lintPolicies(policies)).map((each) => `${each.severity} ${each.code}`);
  }

  test('is found, alone, in its bad example', async () => {
    expect(await told(bad)).toEqual([`${severity} ${code}`]);
  });

  test('is not found in its good example, and neither is anything else', async () => {
    expect(await told(good)).toEqual([]);
  });
});

test('what guardrails and tests say of themselves has a page each', () => {
  const text = ['judge.ts', 'run-tests.ts'].map((name) => readFileSync(join(root, 'src/check', name), 'utf8')).join('\n');
  const named = [...text.matchAll(/\bcode: '([a-z-]+)'/g)].map(([, code = '']) => code);
  expect([...new Set(named)].toSorted()).toEqual(judgingCodes.map(({ code }) => code).toSorted());
});

describe.each(codePages)('$code', ({ title, why, mend, bad, good }) => {
  test('is explained in sentences', () => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(why).toMatch(/^["A-Z].*\S$/);
    expect(mend).toMatch(/^[A-Z].*\S$/);
    expect(bad).not.toBe(good);
  });
});

describe('explain', () => {
  test('gives the page of a code', () => {
    expect(explainCode('unknown-group')).toEqual({ type: 'page', page: findPage('unknown-group') });
  });

  test('names the nearest code where there is no such one', () => {
    expect(explainCode('unknown-groop')).toEqual({ type: 'unknown', code: 'unknown-groop', nearest: 'unknown-group' });
    expect(explainCode('something-else-entirely')).toEqual({ type: 'unknown', code: 'something-else-entirely' });
  });

  test('lists all of them without a code', () => {
    expect(explainCode()).toEqual({ type: 'all', pages: codePages });
  });
});

test('docs/codes is what the tables say', () => {
  expect(execFileSync(process.execPath, [join(root, 'scripts/codes/main.mjs'), '--check'], { encoding: 'utf8' })).toBe('');
});
