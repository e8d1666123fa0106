import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { lint } from '../../src/check/lint.js';
import type { Rule } from '../../src/check/rule.js';
import { subjectOf } from '../../src/check/subject.js';
import { lintPolicies } from '../../src/linting.js';
import { compilePolicies, readPolicies } from '../../src/pipeline.js';
import { asOf, compiled } from '../support/compiled.js';
import { treeFrom } from '../support/tree.js';
import { diagnosticsIn, subjectOf as subjectIn } from './findings.js';
import { site } from './rules/site.js';

const unused = 'kind: Scheme\nname: old\ngrants:\n  - {to: [role:Developers], allow: [viewer]}';
const lintAs = (severity: string): string => `lint: {unused-scheme: ${severity}}\n`;

describe('the Site says how severe a rule is', () => {
  test.each([
    { about: '', expected: ['warning unused-scheme'] },
    { about: lintAs('warning'), expected: ['warning unused-scheme'] },
    { about: lintAs('error'), expected: ['error unused-scheme'] },
    { about: lintAs('off'), expected: [] },
  ])('"$about"', async ({ about, expected }) => {
    const found = await diagnosticsIn(site(unused, { about }));
    expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected);
  });

  test('and a rule that is off by itself is asked only if the Site wants it', async () => {
    const quiet: Rule = {
      code: 'unused-scheme',
      title: '',
      severity: 'off',
      why: '',
      mend: '',
      bad: '',
      good: '',
      *check({ site: { about } }) {
        yield { at: about.at, message: 'Asked.' };
      },
    };
    expect(lint(await subjectIn(site(unused)), [quiet])).toEqual([]);
    expect(lint(await subjectIn(site(unused, { about: lintAs('error') })), [quiet])).toHaveLength(1);
  });
});

describe('a code in the Site that no rule has is an error, told with the nearest', () => {
  test.each([
    { code: 'unused-schemes', hint: 'Did you mean "unused-scheme"?' },
    { code: 'nothing-like-it', hint: 'The rules stand in docs/codes.' },
    { code: 'constructor', hint: 'The rules stand in docs/codes.' },
  ])('$code', async ({ code, hint }) => {
    const found = await diagnosticsIn(site('', { about: `lint: {${code}: off}\n` }));
    expect(found.map((each) => [each.severity, each.code, each.message, each.hint])).toEqual([
      ['error', 'unknown-rule', `There is no lint rule "${code}".`, hint],
    ]);
  });
});

test('a small, sound organisation has no findings at all', async () => {
  expect(await diagnosticsIn(site(''))).toEqual([]);
});

test('the worked example has no findings at all, and two that it excuses', async () => {
  const folder = join(import.meta.dirname, '../../policies');
  const policies = await readPolicies(treeFrom(folder), asOf);
  const example = compilePolicies(policies);
  expect(example).toBeDefined();
  if (example === undefined) return;
  expect(policies.diagnostics).toEqual([]);
  expect(await lintPolicies(example)).toEqual([]);
  expect(lint(subjectOf(example)).map(({ code }) => code)).toEqual(['public-browse', 'public-browse']);
});

test('files in any order give the same findings in the same order', async () => {
  const documents = site(unused, { people: '  eve@partner.example: {products: [jira-software]}\n' }).split('---\n');
  const files = documents.map((text, index) => [`${String(index)}.yaml`, text] as const);
  const forth = await lintPolicies(await compiled(files));
  expect(forth.length).toBeGreaterThan(1);
  expect(await lintPolicies(await compiled(files.toReversed()))).toEqual(forth);
  expect(await lintPolicies(await compiled(files))).toEqual(forth);
});

test('names out of YAML that mean something to JavaScript, terminals or readers do no harm', async () => {
  const names = ['toString', 'hasOwnProperty', '<script>alert(1)</script>', "Robert'); DROP TABLE", '::error::x', '%0A', '=1+1'];
  const groups = names.map((name) => `kind: Group\nname: ${JSON.stringify(name)}\nmembers: []`).join('\n---\n');
  const found = await diagnosticsIn(site(groups));
  expect(found.map(({ code }) => code)).toEqual(names.map(() => 'unused-group'));
  expect(found.map(({ message }) => message)).toEqual(
    names.map((name) => `Nothing uses the group "${name.replace(/^::/, String.raw`\u{3a}:`)}".`),
  );
});

test('another day is compiled once, however many rules ask for it', async () => {
  const { site: linked, matrix } = await compiled([['site.yaml', site('')]]);
  const subject = subjectOf({ site: linked, matrix, asOf });
  expect(subject.matrixOn('2027-01-01')).toBe(subject.matrixOn('2027-01-01'));
  expect(subject.matrixOn(asOf)).toBe(matrix);
});
