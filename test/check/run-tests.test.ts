import { describe, expect, test } from '@jest/globals';
import { runTests } from '../../src/check/run-tests.js';
import { compile } from '../../src/compile/compile.js';
import { asOf, compiled } from '../support/compiled.js';
import { readDocuments } from '../support/naive/naive.js';
import { naiveTests } from '../support/naive/tests.js';

const root = `
kind: Site
name: corp
url: https://corp.atlassian.net
internalDomains: [corp.test]
---
kind: Users
name: people
defaults: {products: [jira-software, confluence]}
users: {ann@corp.test: {}, ben@corp.test: {until: 2026-12-31}, bot: {type: app}, off@corp.test: {active: false}}
---
{kind: Group, name: theirs, managedBy: idp, products: [confluence]}
---
{kind: Group, name: team, members: [ann@corp.test, off@corp.test, bot], includes: [theirs]}
---
{kind: Space, key: A, access: [{to: [group:team], allow: [read/space]}, {to: [user:ann@corp.test], allow: [create/page]}]}
---
{kind: Space, key: B, access: [{to: [anyone], allow: [read/space]}]}
---
kind: Scheme
name: s
grants: [{to: [logged-in], allow: [BROWSE_PROJECTS]}, {to: [reporter], allow: [EDIT_ISSUES]}]
---
{kind: Project, key: PA, scheme: s}
`;

/** What fails of one expectation, as `subject resource permission expected got`. */
async function failures(expectation: string, more = ''): Promise<string[]> {
  const text = `${root}---\nkind: Test\nname: example\n${more}expect: [${expectation}]\n`;
  const result = await compiled([['policy.yaml', text]]);
  const results = runTests({ ...result, matrixOn: (day) => compile(result.site, day) });
  const found = results.flatMap((each) => [...each.failures]);
  const naive = naiveTests(readDocuments(text), asOf).flatMap((each) => each.failures);
  expect(found.map(({ subject, resource, permission, got }) => [subject, resource, permission, got].join('\t')).sort()).toEqual(naive);
  return found.map(({ subject, resource, permission, expected, got }) => [subject, resource, permission, expected, got].join(' ')).sort();
}

describe('a test', () => {
  test('that somebody can needs the permission without condition', async () => {
    expect(await failures('{who: user:ann@corp.test, can: [BROWSE_PROJECTS, EDIT_ISSUES], on: project:PA}')).toEqual([
      'user:ann@corp.test project:PA EDIT_ISSUES allowed if:reporter',
    ]);
  });

  test('that somebody cannot is failed by a condition, and by what the public holds', async () => {
    expect(await failures('{who: "user:ann@corp.test", cannot: [EDIT_ISSUES, space-viewer], on: [project:PA, "space:*"]}')).toEqual([
      'user:ann@corp.test project:PA EDIT_ISSUES - if:reporter',
      'user:ann@corp.test space:A read/space - allowed',
      'user:ann@corp.test space:B read/space - allowed',
    ]);
  });

  test('of a group asks each active member, and the group of the identity provider in it', async () => {
    expect(await failures('{who: group:team, can: [read/space, create/page], on: space:A}')).toEqual([
      'group:theirs space:A create/page allowed -',
      'user:bot space:A create/page allowed -',
    ]);
  });

  test('of a person who is inactive, named alone, finds no access', async () => {
    expect(await failures('{who: [user:off@corp.test], can: [read/space], cannot: [create/page], on: [space:A]}')).toEqual([
      'user:off@corp.test space:A read/space allowed -',
    ]);
  });

  test('may be of a class', async () => {
    expect(await failures('{who: [anyone, logged-in], cannot: ["*"], on: [space:A, space:B]}')).toEqual([
      'anyone space:B read/space - allowed',
      'logged-in space:B read/space - allowed',
    ]);
  });

  test('of another day sees that day', async () => {
    const ben = '{who: user:ben@corp.test, can: [read/space], on: space:B}';
    expect(await failures(ben, 'asOf: 2026-12-31\n')).toEqual([]);
    expect(await failures(ben, 'asOf: 2027-01-01\n')).toEqual(['user:ben@corp.test space:B read/space allowed -']);
  });

  test('that somebody can do all asks each room for all of its product', async () => {
    const failed = await failures('{who: user:ann@corp.test, can: [all], on: [project:PA, space:A]}');
    expect(failed.filter((line) => /project:PA [a-z_]+\/|space:A [A-Z]/.test(line))).toEqual([]);
    expect(failed).toHaveLength(39 - 1 + 14 - 2);
  });

  test('warns of a pattern that matches nothing beside one that does', async () => {
    const text = `${root}---\nkind: Test\nname: example\nexpect: [{who: anyone, cannot: [create/page], on: ['space:*', 'spaces:*']}]\n`;
    const result = await compiled([['policy.yaml', text]]);
    const [found] = runTests({ ...result, matrixOn: (day) => compile(result.site, day) });
    expect(found?.diagnostics.map(({ code, severity, at }) => [code, severity, at.path.join('.')])).toEqual([
      ['matches-nothing', 'warning', 'expect.0.on.1'],
    ]);
  });
});
