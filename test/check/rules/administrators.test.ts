import { describe, expect, test } from '@jest/globals';
import { findings } from '../findings.js';
import { site } from './site.js';

async function administered(yaml: string): Promise<string> {
  const none = await findings('project-without-administrator', yaml);
  const one = await findings('single-project-administrator', yaml);
  return none.length > 0 ? 'nobody' : one.length > 0 ? 'one' : 'enough';
}

const project = (actors: string, more = ''): string =>
  `${more}roles:\n  Administrators: [${actors}]\n  Developers: [user:ana@acme.example]\n`;

describe('administrators of a project', () => {
  const people =
    '  bot: {type: app, audience: internal, products: [jira-software]}\n  dee@acme.example: {}\n  old@acme.example: {active: false}\n';
  const groups =
    'kind: Group\nname: idp\nmanagedBy: idp\nproducts: [jira-core]\n---\nkind: Group\nname: open\nmanagedBy: open\n---\nkind: Group\nname: two\nmembers: [ana@acme.example, bo@acme.example]';
  test.each([
    { actors: '', expected: 'nobody' },
    { actors: 'user:ana@acme.example', expected: 'one' },
    { actors: 'group:two', expected: 'enough' },
    { actors: 'group:two, user:ana@acme.example', expected: 'enough' },
    { actors: 'user:ana@acme.example, user:bot', expected: 'one' },
    { actors: 'user:dee@acme.example', expected: 'nobody' },
    { actors: 'user:old@acme.example', expected: 'nobody' },
    { actors: 'group:idp', expected: 'enough' },
    { actors: 'group:open', expected: 'enough' },
    { actors: 'user:ana@acme.example, {subject: user:bo@acme.example, until: 2026-11-20}', expected: 'one' },
  ])('[$actors]: $expected', async ({ actors, expected }) => {
    expect(await administered(site(groups, { people, project: project(actors) }))).toBe(expected);
  });

  test.each([
    { name: 'a lead', scheme: '  - {to: [lead], allow: [ADMINISTER_PROJECTS]}\n', expected: 'one' },
    { name: 'whoever is logged in', scheme: '  - {to: [logged-in], allow: [ADMINISTER_PROJECTS]}\n', expected: 'enough' },
    { name: 'a grant that has ended', scheme: '  - {to: [lead], allow: [ADMINISTER_PROJECTS], until: 2026-11-20}\n', expected: 'nobody' },
  ])('$name: $expected', async ({ scheme, expected }) => {
    expect(await administered(site('', { scheme, project: project('', 'lead: user:ana@acme.example\n') }))).toBe(expected);
  });

  test('where there is one person in all, one is enough', async () => {
    const lone = site('', { project: project('user:ana@acme.example') }).replace(/ {2}bo@acme.*\n/, '');
    expect(await administered(lone)).toBe('enough');
  });

  test('an archived project needs none', async () => {
    expect(await administered(site('', { project: project('', 'archived: true\n') }))).toBe('enough');
  });

  test('a private team-managed project needs one of its own', async () => {
    const lab = (roles: string): string => site(`kind: Project\nkey: LAB\nstyle: team-managed\naccess: private\nroles: ${roles}`);
    expect(await administered(lab('{Member: [user:ana@acme.example]}'))).toBe('nobody');
    expect(await administered(lab('{Administrator: [user:ana@acme.example, user:bo@acme.example]}'))).toBe('enough');
  });
});

describe('administrators of the site', () => {
  test.each([
    { admins: 'user:ana@acme.example', expected: 1 },
    { admins: 'user:ana@acme.example, user:bo@acme.example', expected: 0 },
    { admins: 'group:idp', expected: 0 },
    { admins: 'user:ana@acme.example, user:bot', expected: 1 },
  ])('[$admins]', async ({ admins, expected }) => {
    const yaml = site('kind: Group\nname: idp\nmanagedBy: idp', { about: `admins: [${admins}]\n`, people: '  bot: {type: app}\n' });
    expect(await findings('single-site-administrator', yaml)).toHaveLength(expected);
  });
});

describe('external-administrator', () => {
  const eva = 'user:eva@partner.example';
  test.each([
    { name: 'of the site', options: { about: `admins: [user:ana@acme.example, ${eva}]\n` }, expected: ['administers the site.'] },
    { name: 'of a project', options: { project: project(`user:ana@acme.example, ${eva}`) }, expected: ['administers project CORE.'] },
    { name: 'of an archived project', options: { project: project(`user:ana@acme.example, ${eva}`, 'archived: true\n') }, expected: [] },
    {
      name: 'in a role that does not administer',
      options: { project: project('user:ana@acme.example', '').replace('Developers: [', `Developers: [${eva}, `) },
      expected: [],
    },
  ])('$name', async ({ options, expected }) => {
    const found = await findings('external-administrator', site('', options));
    expect(found.map((each) => each.slice(each.indexOf('administers')))).toEqual(expected);
  });

  test('once for a group in a scheme, however many projects use it', async () => {
    const second = 'kind: Project\nkey: TWO\nscheme: internal\n---\nkind: Group\nname: theirs\nmembers: [eva@partner.example]';
    const found = await findings(
      'external-administrator',
      site(second, { scheme: '  - {to: [group:theirs], allow: [ADMINISTER_PROJECTS]}\n' }),
    );
    expect(found).toEqual([expect.stringContaining('administers projects CORE and TWO.')]);
  });

  test('of Jira, through a global permission, and of a space', async () => {
    const rest = `kind: Group\nname: theirs\nmembers: [eva@partner.example]\n---\nkind: Space\nkey: DOCS\naccess:\n  - {to: [${eva}], as: Admin}`;
    const about = 'globalPermissions:\n  - {to: [group:theirs], allow: [ADMINISTER]}\n';
    expect(await findings('external-administrator', site(rest, { about }))).toEqual([
      expect.stringContaining('administers Jira.'),
      expect.stringContaining('administers space DOCS.'),
    ]);
  });
});
