import { describe, expect, test } from '@jest/globals';
import { lintingCodes } from '../../src/check/codes.js';
import { linesOf } from '../../src/parse/lines.js';
import { diagnosticsIn } from './findings.js';

const head = `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
---
kind: Users
name: staff
users:
  ana@acme.example: {products: [jira-software, confluence]}
---
kind: Group
name: 'docs, and more'
products: [confluence]
members: [ana@acme.example]
---
kind: Space
key: DOCS
description: "a # permafrost: allow nothing"
access:
  - {to: [user:ana@acme.example], as: Admin}
`;
const open = '  - {to: [anyone], allow: [read/space]}';
const excuse = '# permafrost: allow public-browse -- it is our manual, with care, owner user:ana@acme.example, until 2027-06-30';

async function codes(rest: string, day?: string): Promise<readonly string[]> {
  const found = await diagnosticsIn(`${head}${rest}\n`, day);
  return found.map(({ code, severity }) => `${severity} ${code}`);
}

describe.each(lintingCodes)('$code', ({ code, severity, bad, good }) => {
  test('is found, alone, in its bad example', async () => {
    expect((await diagnosticsIn(bad)).map((each) => `${each.severity} ${each.code}`)).toEqual([`${severity} ${code}`]);
  });

  test('is not found in its good example, nor is anything else', async () => {
    expect(await diagnosticsIn(good)).toEqual([]);
  });
});

describe('a finding is excused', () => {
  test.each([
    { name: 'by nothing', rest: open, expected: ['warning public-browse'] },
    { name: 'by a comment on its line', rest: `${open} ${excuse}`, expected: [] },
    { name: 'by a comment alone on the line before', rest: `  ${excuse}\n${open}`, expected: [] },
    { name: 'by a comment alone that is not indented', rest: `${excuse}\n${open}`, expected: [] },
    { name: 'through other comments in between', rest: `  ${excuse}\n  # and more\n${open}`, expected: [] },
    { name: 'with Windows line ends', rest: `  ${excuse}\r\n${open}`, expected: [] },
    {
      name: 'by a group, however it is called',
      rest: `  ${excuse.replace('user:ana@acme.example', 'group:docs, and more')}\n${open}`,
      expected: [],
    },
    {
      name: 'not by one two lines before',
      rest: `  ${excuse}\n\n${open}`,
      expected: ['warning public-browse', 'warning suppression-unused'],
    },
    {
      name: 'not by one beside something else on the line before',
      rest: `  - {to: [logged-in], allow: [create/comment]} ${excuse}\n${open}`,
      expected: ['warning public-browse', 'warning suppression-unused'],
    },
    {
      name: 'not by one for another code',
      rest: `${open} ${excuse.replace('public-browse', 'public-write')}`,
      expected: ['warning public-browse', 'warning suppression-unused'],
    },
    {
      name: 'not in a string',
      rest: open.replace('}', `, reason: '${excuse}'}`),
      expected: ['warning public-browse'],
    },
  ])('$name', async ({ rest, expected }) => {
    expect((await codes(rest)).toSorted()).toEqual([...expected].toSorted());
  });
});

test('each of two findings on one line needs a comment of its own', async () => {
  const write = open.replace('read/space', 'read/space, create/comment');
  expect(await codes(`  ${excuse}\n${write}`)).toEqual(['warning public-write']);
  expect(await codes(`  ${excuse}\n${write} ${excuse.replace('public-browse', 'public-write')}`)).toEqual([]);
  expect(await codes(`  ${excuse}\n  ${excuse.replace('public-browse', 'public-write')}\n${write}`)).toEqual([]);
});

test('holds through its last day, and is an error from the next on, with the finding', async () => {
  expect(await codes(`  ${excuse}\n${open}`, '2027-06-30')).toEqual([]);
  expect((await codes(`  ${excuse}\n${open}`, '2027-07-01')).toSorted()).toEqual(['error suppression-ended', 'warning public-browse']);
  expect(await codes(`  ${excuse}`, '2027-07-01')).toEqual(['error suppression-ended']);
});

describe('what is not written in the form is an error, and excuses nothing', () => {
  test.each([
    { name: 'no reason', comment: '# permafrost: allow public-browse -- owner user:ana@acme.example, until 2027-06-30' },
    { name: 'no owner', comment: '# permafrost: allow public-browse -- our manual, until 2027-06-30' },
    { name: 'no last day', comment: '# permafrost: allow public-browse -- our manual, owner user:ana@acme.example' },
    { name: 'no such day', comment: excuse.replace('06-30', '02-30') },
    { name: 'another word', comment: excuse.replace('allow', 'ignore') },
    { name: 'a capital letter', comment: excuse.replace('permafrost', 'Permafrost') },
    { name: 'a bare person', comment: excuse.replace('user:', '') },
    { name: 'nothing at all', comment: '# permafrost:' },
  ])('$name', async ({ comment }) => {
    expect((await codes(`  ${comment}\n${open}`)).toSorted()).toEqual(['error suppression-malformed', 'warning public-browse']);
  });
});

test('what is wrong rather than unwise cannot be excused', async () => {
  expect(await codes(excuse.replace('public-browse', 'unknown-group'))).toEqual(['error suppression-unknown-code']);
  expect(await codes(excuse.replace('public-browse', 'unknown-rule'))).toEqual(['error suppression-unknown-code']);
});

test('a misspelt code or owner is told with the nearest there is', async () => {
  const found = await diagnosticsIn(
    `${head}  ${excuse.replace('public-browse', 'public-brows')}\n  ${excuse.replace('ana@', 'anna@')}\n  - {to: [guests], allow: [create/page]}\n`,
  );
  expect(found.flatMap(({ hint }) => (hint?.startsWith('Did') === true ? [hint] : []))).toEqual([
    'Did you mean "public-browse"?',
    'Did you mean "ana@acme.example"?',
  ]);
});

test('hostile text in a comment stays on one line of the message', async () => {
  const found = await diagnosticsIn(`${head}  # permafrost: allow \u202epublic -- x, owner user:ana@acme.example, until 2027-06-30\n`);
  expect(found.map(({ message }) => message)).toEqual(['There is no lint rule "\\u{202e}public"; nothing else can be excused.']);
});

describe('comments of a text', () => {
  test.each([
    { name: 'none', text: 'a: b#c\n', expected: [] },
    { name: 'alone', text: '# x\na: 1\n', expected: ['1 x alone'] },
    { name: 'after a value', text: 'a: 1 # x # y\n', expected: ['1 x # y'] },
    { name: 'not in quotes', text: 'a: "1 # x" # y\nb: \'# z\'\n', expected: ['1 y'] },
    { name: 'not in a block', text: 'a: |\n  # x\nb: 1\n# y\n', expected: ['4 y alone'] },
    { name: 'after the head of a block', text: 'a: | # x\n  text\n', expected: ['1 x'] },
    { name: 'between lines of a list', text: 'a:\n  # x\n  - 1\n', expected: ['2 x alone'] },
    { name: 'after the last line, without an end', text: 'a: 1\n# x', expected: ['2 x alone'] },
    { name: 'in a text of comments alone', text: '# x\n# y\n', expected: ['1 x alone', '2 y alone'] },
    { name: 'beside an anchor', text: 'a: &b # x\n  - 1 # y\n', expected: ['1 x', '2 y'] },
  ])('$name', async ({ text, expected }) => {
    const found = (await linesOf(text))?.comments.map(({ line, text: said, alone }) => `${line} ${said}${alone ? ' alone' : ''}`);
    expect(found).toEqual(expected);
  });
});
