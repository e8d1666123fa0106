import { describe, expect, test } from '@jest/globals';
import { findings } from '../findings.js';
import { site } from './site.js';

const group = (more = ''): string => `kind: Group\nname: team\nmembers: [ana@acme.example]${more}`;

describe('unused-group', () => {
  test.each([
    { name: 'nothing names it', rest: group(), expected: 1 },
    { name: 'it gives a product', rest: group('\nproducts: [jira-core]'), expected: 0 },
    {
      name: 'another includes it',
      rest: `${group('\nproducts: [jira-core]').replace('team', 'outer')}\nincludes: [team]\n---\n${group()}`,
      expected: 0,
    },
    { name: 'it owns something', rest: `${group()}\n---\nkind: Channel\nname: news\nowner: group:team\nmembers: []`, expected: 0 },
    {
      name: 'a guardrail is about it',
      rest: `${group()}\n---\nkind: Guardrail\nname: g\nnever: {who: {group: team}, can: [DELETE_ISSUES], on: [project:*]}`,
      expected: 0,
    },
    {
      name: 'a test is about it',
      rest: `${group()}\n---\nkind: Test\nname: t\nexpect: [{who: group:team, cannot: [DELETE_ISSUES], on: project:CORE}]`,
      expected: 0,
    },
    { name: 'a role has it by default', rest: `${group()}\n---\nkind: Role\nname: Customers\ndefaultActors: [group:team]`, expected: 0 },
  ])('$name', async ({ rest, expected }) => {
    expect(await findings('unused-group', site(rest))).toHaveLength(expected);
  });
});

describe('unused-role, unused-scheme and unused-space-role', () => {
  test.each([
    { code: 'unused-role', name: 'nothing names it', rest: 'kind: Role\nname: Customers', expected: 1 },
    { code: 'unused-role', name: 'Jira’s own for apps', rest: 'kind: Role\nname: atlassian-addons-project-access', expected: 0 },
    {
      code: 'unused-role',
      name: 'a Collaboration takes it',
      rest: 'kind: Role\nname: Customers\n---\nkind: Collaboration\nname: oak\nsponsor: user:ana@acme.example\nuntil: 2027-06-30\nmembers: [eva@partner.example]\nproject: {key: CORE, role: Customers}',
      expected: 0,
    },
    { code: 'unused-scheme', name: 'no project', rest: 'kind: Scheme\nname: old\ngrants: []', expected: 1 },
    { code: 'unused-scheme', name: 'Jira’s own', rest: 'kind: Scheme\nname: Default Permission Scheme\ngrants: []', expected: 0 },
    {
      code: 'unused-scheme',
      name: 'an archived project',
      rest: 'kind: Scheme\nname: old\ngrants: []\n---\nkind: Project\nkey: OLD\nscheme: old\narchived: true',
      expected: 0,
    },
    { code: 'unused-space-role', name: 'no space', rest: 'kind: SpaceRole\nname: Reader\npermissions: [read/space]', expected: 1 },
    { code: 'unused-space-role', name: 'Confluence’s own', rest: 'kind: SpaceRole\nname: Viewer\npermissions: [read/space]', expected: 0 },
  ])('$code: $name', async ({ code, rest, expected }) => {
    expect(await findings(code, site(rest))).toHaveLength(expected);
  });
});

describe('unused-bundle', () => {
  const bundle = 'kind: Bundle\nname: mine\npermissions: [DELETE_ISSUES, MOVE_ISSUES]';
  const guardrail = (can: string): string =>
    `\n---\nkind: Guardrail\nname: g\nnever: {who: {audience: external}, can: [${can}], on: [project:*]}`;
  test.each([
    { name: 'nothing', rest: bundle, expected: 1 },
    { name: 'another bundle, which is told instead', rest: `${bundle}\n---\nkind: Bundle\nname: more\npermissions: [mine]`, expected: 1 },
    { name: 'a guardrail that names it', rest: `${bundle}${guardrail('mine')}`, expected: 0 },
    { name: 'a guardrail about one of its permissions', rest: `${bundle}${guardrail('DELETE_ISSUES')}`, expected: 1 },
  ])('$name', async ({ rest, expected }) => {
    expect(await findings('unused-bundle', site(rest))).toHaveLength(expected);
  });

  test('a scheme', async () => {
    expect(await findings('unused-bundle', site(bundle, { scheme: '  - {to: [lead], allow: [mine]}\n' }))).toEqual([]);
  });
});

describe('empty-group and empty-role', () => {
  const channel = '\n---\nkind: Channel\nname: news\nmembers: [group:team]';
  test.each([
    { name: 'members who have all left', rest: group().replace('ana@', 'old@') + channel, expected: 1 },
    { name: 'an identity provider’s group', rest: `kind: Group\nname: team\nmanagedBy: idp${channel}`, expected: 0 },
    { name: 'an open group', rest: `kind: Group\nname: team\nmanagedBy: open${channel}`, expected: 0 },
    { name: 'one that nothing uses is told as such', rest: 'kind: Group\nname: team\nmembers: []', expected: 0 },
    {
      name: 'somebody in a group inside',
      rest: `kind: Group\nname: team\nincludes: [inner]${channel}\n---\nkind: Group\nname: inner\nmembers: [ana@acme.example]`,
      expected: 0,
    },
  ])('$name', async ({ rest, expected }) => {
    expect(await findings('empty-group', site(rest, { people: '  old@acme.example: {active: false}\n' }))).toHaveLength(expected);
  });

  test.each([
    { name: 'granted, and held by nobody', scheme: '  - {to: [role:Customers], allow: [viewer]}\n', expected: 1 },
    { name: 'granted nothing', scheme: '', expected: 0 },
  ])('a role $name', async ({ scheme, expected }) => {
    expect(await findings('empty-role', site('kind: Role\nname: Customers', { scheme }))).toHaveLength(expected);
  });
});
