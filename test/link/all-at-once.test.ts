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
    .sort((a, b) => a.line - b.line)
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
      name: 'a wrong word, and nothing that only follows from leaving it out',
      text: 'kind: Group\nname: g\nmanagedBy: ipd\nobserved: {on: 2026-01-01, members: []}\n',
      expected: ['3:12 unknown-value'],
    },
  ])('$name', async ({ text, expected }) => {
    expect(await findings(text)).toEqual(expected);
  });
});
