import { describe, expect, test } from '@jest/globals';
import { findings } from '../findings.js';
import { site } from './site.js';

const line = (to: string, allow: string, more = ''): string => `  - {to: [${to}], allow: [${allow}]${more}}\n`;
const team = 'kind: Group\nname: team\nmembers: [ana@acme.example, {user: bo@acme.example, until: 2027-01-31}]';
const outer = 'kind: Group\nname: outer\nincludes: [team]';

async function amount(code: string, yaml: string): Promise<number> {
  return (await findings(code, yaml)).length;
}

describe('redundant-grant', () => {
  test.each([
    { name: 'the same again', scheme: line('role:Developers', 'developer'), expected: 1 },
    { name: 'less of the same', scheme: line('role:Developers', 'viewer'), expected: 1 },
    { name: 'a little more', scheme: line('role:Developers', 'viewer, ARCHIVE_ISSUES'), expected: 0 },
    {
      name: 'made up of two others',
      scheme: line('role:Developers', 'ARCHIVE_ISSUES') + line('role:Developers', 'ARCHIVE_ISSUES, viewer'),
      expected: 1,
    },
    { name: 'what everybody has', scheme: line('logged-in', 'viewer') + line('lead', 'viewer'), expected: 1 },
    { name: 'what the public has', scheme: line('anyone', 'viewer') + line('portal-customers', 'BROWSE_PROJECTS'), expected: 1 },
    {
      name: 'customers of the portal do not log in',
      scheme: line('logged-in', 'viewer') + line('portal-customers', 'BROWSE_PROJECTS'),
      expected: 0,
    },
    { name: 'a date that is earlier than the other', scheme: line('role:Developers', 'viewer', ', until: 2027-01-31'), expected: 1 },
    { name: 'the other ends first', scheme: line('logged-in', 'viewer', ', until: 2027-01-31') + line('lead', 'viewer'), expected: 0 },
    { name: 'the other has ended', scheme: line('logged-in', 'viewer', ', until: 2026-01-31') + line('lead', 'viewer'), expected: 0 },
    { name: 'one role is no other', scheme: line('role:Administrators', 'app:x.y') + line('role:Developers', 'app:x.y'), expected: 0 },
    { name: 'a member of the group', scheme: line('group:team', 'app:x.y') + line('user:ana@acme.example', 'app:x.y'), expected: 1 },
    { name: 'a member of a group inside', scheme: line('group:outer', 'app:x.y') + line('user:ana@acme.example', 'app:x.y'), expected: 1 },
    { name: 'a group inside', scheme: line('group:team', 'app:x.y') + line('group:outer', 'app:x.y'), expected: 1 },
    { name: 'a member who leaves earlier', scheme: line('group:team', 'app:x.y') + line('user:bo@acme.example', 'app:x.y'), expected: 0 },
    { name: 'somebody else', scheme: line('group:team', 'app:x.y') + line('user:eva@partner.example', 'app:x.y'), expected: 0 },
  ])('$name', async ({ scheme, expected }) => {
    expect(await amount('redundant-grant', site(`${team}\n---\n${outer}`, { scheme }))).toBe(expected);
  });

  test('of two equal lines the later is told, and points at the earlier', async () => {
    expect(await findings('redundant-grant', site('', { scheme: line('lead', 'app:x.y') + line('lead', 'app:x.y') }))).toEqual([
      '25 This gives the lead nothing that another grant does not give already.',
    ]);
  });

  test('guests of a space are not among those who are logged in', async () => {
    const space = `kind: Space\nkey: DOCS\naccess:\n  - {to: [user:ana@acme.example], as: Admin}\n  - {to: [logged-in], as: Viewer}\n  - {to: [guests], allow: [read/space]}`;
    expect(await amount('redundant-grant', site(space))).toBe(0);
  });

  test('on the site an open group gives nobody else anything', async () => {
    const about = 'globalPermissions:\n  - {to: [group:all], allow: [USER_PICKER]}\n  - {to: [group:team], allow: [USER_PICKER]}\n';
    expect(await amount('redundant-grant', site(`${team}\n---\nkind: Group\nname: all\nmanagedBy: open`, { about }))).toBe(0);
  });
});

describe('redundant-actor', () => {
  const project = (actors: string): string =>
    `roles:\n  Administrators: [user:ana@acme.example, user:bo@acme.example]\n  Developers: [${actors}]\n`;
  test.each([
    { name: 'a person beside their group', actors: 'group:team, user:ana@acme.example', expected: 1 },
    { name: 'a person who leaves the group earlier', actors: 'group:team, user:bo@acme.example', expected: 0 },
    { name: 'a person beside a group that ends', actors: '{subject: group:team, until: 2027-01-31}, user:ana@acme.example', expected: 0 },
    { name: 'a group beside one that includes it', actors: 'group:team, group:outer', expected: 1 },
    { name: 'a person beside another group', actors: 'group:team, user:eva@partner.example', expected: 0 },
  ])('$name', async ({ actors, expected }) => {
    expect(await amount('redundant-actor', site(`${team}\n---\n${outer}`, { project: project(actors) }))).toBe(expected);
  });
});

describe('grant-without-effect', () => {
  const reviewers = (actors: string): string =>
    `roles:\n  Administrators: [user:ana@acme.example, user:bo@acme.example]\n  Developers: [user:ana@acme.example]\n  Reviewers: [${actors}]\n`;
  const role = 'kind: Role\nname: Reviewers';
  const people = '  cy@acme.example: {products: [jira-core]}\n  dee@acme.example: {}\n';
  test.each([
    { name: 'a role that nobody holds', allow: 'BROWSE_PROJECTS', actors: '', expected: 1 },
    { name: 'a permission without BROWSE_PROJECTS', allow: 'ADD_COMMENTS', actors: 'user:cy@acme.example', expected: 1 },
    { name: 'BROWSE_PROJECTS from another grant', allow: 'ADD_COMMENTS', actors: 'user:ana@acme.example', expected: 0 },
    { name: 'ADMINISTER_PROJECTS needs nothing', allow: 'ADMINISTER_PROJECTS', actors: 'user:cy@acme.example', expected: 0 },
    { name: 'nobody who can log in', allow: 'BROWSE_PROJECTS', actors: 'user:dee@acme.example', expected: 1 },
    { name: 'the product that it needs is missing', allow: 'SERVICEDESK_AGENT', actors: 'user:ana@acme.example', expected: 1 },
    { name: 'a bundle of which a part has an effect', allow: 'SERVICEDESK_AGENT, viewer', actors: 'user:cy@acme.example', expected: 0 },
    { name: 'actors whose date has passed', allow: 'viewer', actors: '{subject: user:cy@acme.example, until: 2026-11-20}', expected: 1 },
    { name: 'actors on their last day', allow: 'viewer', actors: '{subject: user:cy@acme.example, until: 2026-11-21}', expected: 0 },
  ])('$name', async ({ allow, actors, expected }) => {
    const yaml = site(role, { people, scheme: line('role:Reviewers', allow), project: reviewers(actors) });
    expect(await amount('grant-without-effect', yaml)).toBe(expected);
  });

  test.each([
    { name: 'the reporter, where somebody may browse', scheme: line('reporter', 'DELETE_ISSUES'), expected: 0 },
    { name: 'a lead that there is not', scheme: line('lead', 'DELETE_ISSUES'), expected: 1 },
    { name: 'a lead beside a role that is held', scheme: line('lead, role:Developers', 'DELETE_ISSUES'), expected: 0 },
    { name: 'guests where nobody is placed', scheme: line('guests', 'BROWSE_PROJECTS'), expected: 1 },
    { name: 'customers of the portal who may not browse', scheme: line('portal-customers', 'CREATE_ISSUES'), expected: 1 },
    { name: 'a grant that has ended is no longer meant', scheme: line('lead', 'DELETE_ISSUES', ', until: 2026-11-20'), expected: 0 },
    { name: 'whoever is logged in', scheme: line('logged-in', 'BROWSE_PROJECTS'), expected: 0 },
    { name: 'the public, where only some may browse', scheme: line('anyone', 'ADD_COMMENTS'), expected: 0 },
  ])('$name', async ({ scheme, expected }) => {
    expect(await amount('grant-without-effect', site('', { scheme }))).toBe(expected);
  });

  test('nothing is said of a scheme whose projects are all archived, or that no project uses', async () => {
    expect(await amount('grant-without-effect', site('', { scheme: line('lead', 'DELETE_ISSUES'), project: 'archived: true\n' }))).toBe(0);
    const unused = 'kind: Scheme\nname: old\ngrants:\n  - {to: [lead], allow: [viewer]}';
    expect(await amount('grant-without-effect', site(unused))).toBe(0);
  });

  test('an identity provider’s group is somebody', async () => {
    const about = 'globalPermissions:\n  - {to: [group:idp], allow: [USER_PICKER]}\n  - {to: [group:gone], allow: [USER_PICKER]}\n';
    const groups = 'kind: Group\nname: idp\nmanagedBy: idp\n---\nkind: Group\nname: gone\nmembers: []';
    expect(await findings('grant-without-effect', site(groups, { about }))).toHaveLength(1);
  });
});

describe('named-in-scheme', () => {
  test.each([
    { name: 'a group', scheme: line('group:team', 'viewer'), about: '', expected: 1 },
    { name: 'a person', scheme: line('user:eva@partner.example', 'viewer'), about: '', expected: 1 },
    { name: 'once for each', scheme: line('group:team', 'viewer') + line('group:team', 'developer'), about: '', expected: 1 },
    { name: 'not those who run the site', scheme: line('group:team', 'all'), about: 'admins: [group:team]\n', expected: 0 },
    { name: 'not what has ended', scheme: line('group:team', 'viewer', ', until: 2026-11-20'), about: '', expected: 0 },
  ])('$name', async ({ scheme, about, expected }) => {
    expect(await amount('named-in-scheme', site(team, { scheme, about }))).toBe(expected);
  });
});

describe('near-equal-schemes', () => {
  const twin = (grants: string, head = ''): string =>
    `kind: Scheme\nname: twin\n${head}grants:\n${grants}---\nkind: Project\nkey: TWO\nscheme: twin\nroles:\n  Administrators: [user:ana@acme.example, user:bo@acme.example]\n  Developers: [user:bo@acme.example]\n`;
  const same = line('role:Administrators', 'project-admin') + line('role:Developers', 'developer');
  test.each([
    {
      name: 'the same in other words',
      rest: twin(line('role:Developers', 'commenter, developer') + line('role:Administrators', 'project-admin')),
      expected: 1,
    },
    { name: 'the same, with another owner', rest: twin(same, 'owner: user:ana@acme.example\n'), expected: 0 },
    { name: 'a permission more that somebody would lose', rest: twin(`${same}${line('role:Developers', 'DELETE_ISSUES')}`), expected: 0 },
    { name: 'a permission more that nobody holds', rest: twin(`${same}${line('lead', 'DELETE_ISSUES')}`), expected: 1 },
    { name: 'a permission more on which an issue decides', rest: twin(`${same}${line('reporter', 'DELETE_ISSUES')}`), expected: 0 },
    { name: 'far from equal', rest: twin(line('role:Administrators', 'project-admin') + line('role:Developers', 'viewer')), expected: 0 },
  ])('$name', async ({ rest, expected }) => {
    expect(await amount('near-equal-schemes', site(rest))).toBe(expected);
  });
});
