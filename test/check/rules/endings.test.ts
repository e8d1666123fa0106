import { describe, expect, test } from '@jest/globals';
import { findings } from '../findings.js';
import { site } from './site.js';

const ending = (day: string): string => `{user: ana@acme.example, until: ${day}}`;
const group = (members: string): string =>
  `kind: Group\nname: editors\nmembers: [${members}]\n---\nkind: Channel\nname: news\nmembers: [group:editors]`;

describe('ending-empties-group', () => {
  test.each([
    { name: 'today', members: ending('2026-11-21'), expected: ['2026-11-21'] },
    { name: 'in a while', members: ending('2026-12-07'), expected: ['2026-12-07'] },
    { name: 'in 30 days', members: ending('2026-12-21'), expected: ['2026-12-21'] },
    { name: 'later', members: ending('2026-12-22'), expected: [] },
    { name: 'one stays', members: `${ending('2026-12-01')}, bo@acme.example`, expected: [] },
    { name: 'the last of two', members: `${ending('2026-12-01')}, {user: bo@acme.example, until: 2026-12-09}`, expected: ['2026-12-09'] },
    { name: 'by the end of a person', members: 'cy@acme.example', expected: ['2026-12-03'] },
    { name: 'empty already', members: ending('2026-11-20'), expected: [] },
  ])('$name', async ({ members, expected }) => {
    const found = await findings('ending-empties-group', site(group(members), { people: '  cy@acme.example: {until: 2026-12-03}\n' }));
    expect(found.map((each) => /After (\S+)/.exec(each)?.[1])).toEqual(expected);
  });

  test('a group that includes another one follows it, one that nothing uses is left alone', async () => {
    const outer = `${group(ending('2026-12-01'))}\n---\nkind: Group\nname: outer\nincludes: [editors]\n---\nkind: Channel\nname: more\nmembers: [group:outer]\n---\nkind: Group\nname: idle\nmembers: [${ending('2026-12-01')}]`;
    const found = await findings('ending-empties-group', site(outer));
    expect(found.map((each) => /group "(.*)"/.exec(each)?.[1])).toEqual(['editors', 'outer']);
  });

  test('a Collaboration may end', async () => {
    const rest =
      'kind: Role\nname: Customers\n---\nkind: Collaboration\nname: oak\nsponsor: user:ana@acme.example\nuntil: 2026-12-01\nmembers: [eva@partner.example]\nproject: {key: CORE, role: Customers}';
    expect(await findings('ending-empties-group', site(rest))).toEqual([]);
  });
});

describe('ending-leaves-no-administrator', () => {
  const project = (actors: string): string => `roles:\n  Administrators: [${actors}]\n  Developers: [user:ana@acme.example]\n`;
  const until = (day: string): string => `{subject: user:ana@acme.example, until: ${day}}`;
  test.each([
    { name: 'an actor', actors: until('2026-12-10'), expected: ['2026-12-10'] },
    { name: 'later than 30 days', actors: until('2026-12-22'), expected: [] },
    { name: 'one stays', actors: `${until('2026-12-10')}, user:bo@acme.example`, expected: [] },
    { name: 'a licence', actors: 'user:cy@acme.example', expected: ['2026-12-05'] },
    { name: 'nobody already', actors: '', expected: [] },
  ])('$name', async ({ actors, expected }) => {
    const people = '  cy@acme.example: {products: [{product: jira-software, until: 2026-12-05}]}\n';
    const found = await findings('ending-leaves-no-administrator', site('', { people, project: project(actors) }));
    expect(found.map((each) => /After (\S+)/.exec(each)?.[1])).toEqual(expected);
  });

  test('a space', async () => {
    const space = 'kind: Space\nkey: DOCS\naccess:\n  - {to: [user:ana@acme.example], as: Admin, until: 2026-12-10}';
    expect(await findings('ending-leaves-no-administrator', site(space))).toEqual([
      expect.stringContaining('After 2026-12-10 nobody administers space "DOCS".'),
    ]);
  });
});

describe('ending-breaks-guardrail', () => {
  const never = (until: string): string =>
    `kind: Guardrail\nname: no-deletion\nnever: {can: [DELETE_ISSUES], on: [project:*]}\nexcept:\n  - {who: {audience: internal}, on: [project:*], reason: x, owner: user:ana@acme.example, until: ${until}}`;
  test.each([
    { name: 'a waiver', rest: never('2026-12-10'), expected: ['2026-12-10'] },
    { name: 'a waiver that lasts', rest: never('2027-12-10'), expected: [] },
    { name: 'one that is broken today is told by the guardrail', rest: never('2026-11-10'), expected: [] },
  ])('$name', async ({ rest, expected }) => {
    const found = await findings('ending-breaks-guardrail', site(rest));
    expect(found.map((each) => /After (\S+)/.exec(each)?.[1])).toEqual(expected);
  });
});
