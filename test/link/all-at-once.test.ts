import { describe, expect, test } from '@jest/globals';
import { locate, readPolicies } from '../../src/pipeline.js';
import { asOf } from '../support/compiled.js';
import { treeOf } from '../support/tree.js';

async function findings(text: string): Promise<readonly string[]> {
  const site = 'kind: Site\nname: s\nurl: https://s.atlassian.net\ninternalDomains: [s.example]\n---\n';
  const tree = treeOf([['a.yaml', site + text]]);
  const { diagnostics } = await readPolicies(tree, asOf);
  const position = await locate(
    tree,
    diagnostics.map(({ at }) => at),
  );
  return diagnostics
    .map(({ code, at }) => ({ code, ...position(at) }))
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .map(({ code, line, column }) => `${line - 5}:${column} ${code}`);
}

describe('all mistakes of a document are told at once', () => {
  test.each([
    {
      name: 'a lone text for a list, and unknown people',
      text: 'kind: Group\nname: g\nmembers: [kim@x.example]\nincludes: other\n',
      expected: ['3:11 unknown-user', '4:11 not-a-list'],
    },
    {
      name: 'an unknown field, and an unknown scheme',
      text: 'kind: Project\nkey: ABC\nscheme: none\nrolls: {}\n',
      expected: ['3:9 unknown-scheme', '4:1 unknown-field'],
    },
    {
      name: 'a key that stands twice, and an unknown group',
      text: 'kind: Group\nname: g\nincludes: [none]\nmembers: []\nmembers: []\n',
      expected: ['3:12 unknown-group', '5:1 duplicate-key'],
    },
    {
      name: 'an empty list, and an unknown role and permission',
      text: 'kind: Scheme\nname: s\ngrants:\n  - {to: [role:None], allow: []}\n  - {to: [lead], allow: [BROWSE]}\n',
      expected: ['4:11 unknown-role', '4:30 empty-list', '5:26 unknown-permission'],
    },
    {
      name: 'a misspelt field of an entry, and an unknown person beside it',
      text: 'kind: Group\nname: g\nmembers: [zz, {usr: b}]\nincludes: [none]\n',
      expected: ['3:11 unknown-user', '3:16 unknown-field', '4:12 unknown-group'],
    },
    {
      name: 'a bad key, and an unknown scheme and lead',
      text: 'kind: Project\nkey: abc\nscheme: none\nlead: user:zz\n',
      expected: ['2:6 bad-key', '3:9 unknown-scheme', '4:7 unknown-user'],
    },
    {
      name: 'a wrong word, and nothing that only follows from leaving it out',
      text: 'kind: Group\nname: g\nmanagedBy: ipd\nobserved: {on: 2026-01-01, members: []}\n',
      expected: ['3:12 unknown-value'],
    },
  ])('$name', async ({ text, expected }) => {
    expect(await findings(text)).toEqual(expected);
  });
});
