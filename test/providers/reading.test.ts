import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/compile/compile.js';
import { budget, type SiteSize } from '../../src/providers/budget.js';
import type { Api, LiveSite } from '../../src/providers/provider.js';
import { scriptedServer } from '../support/scripted-server.js';
import { siteScript, type ScriptedSite } from '../support/scripted-site.js';
import { acmeSite } from './acme-site.js';
import { liveOf, readFrom, sourceOf } from './contract.js';

async function read(apis: readonly Api[], site: ScriptedSite = acmeSite): Promise<LiveSite> {
  return liveOf((await readFrom(siteScript(site), apis)).reading);
}

function things(live: LiveSite): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(live.blindSpots.map(({ code, things: all }) => [code, all]));
}

/** Who is given what, on lines. */
function lines(grants: readonly { readonly to: readonly { type: string; name: string }[]; readonly allow: readonly string[] }[]): string[] {
  return grants.map(({ to, allow }) => `${to.map(({ type, name }) => [type, name].filter(Boolean).join(':')).join()} ${allow.join()}`);
}

describe('of Jira', () => {
  test('people are called by their e-mail address, or by their account if it is hidden', async () => {
    const { site, ids } = await read(['jira']);
    expect([...site.people.values()].map(({ name, type, active, audience, guest }) => [name, type, active, audience, guest])).toEqual([
      ['ana@acme.example', 'person', true, 'internal', []],
      ['app-1', 'app', true, 'external', []],
      ['bo@acme.example', 'person', false, 'internal', []],
      ['gina@client.example', 'person', true, 'external', []],
      ['ivo@client.example', 'person', true, 'external', ['jira']],
      ['u-hidden', 'person', true, 'external', []],
    ]);
    expect(ids.people.get('ana@acme.example')).toBe('u-ana');
  });

  test('two groups of one name are told apart by their ids', async () => {
    const { site, ids } = await read(['jira']);
    expect([...ids.groups]).toEqual([
      ['confluence-guests-acme', 'g-guests'],
      ['eng', 'g-eng'],
      ['eng (g-twin)', 'g-twin'],
      ['site-admins', 'g-admins'],
    ]);
    expect(site.groups.get('eng')?.members.map(({ user }) => user)).toEqual(['ana@acme.example', 'bo@acme.example']);
    expect(site.groups.get('eng')?.products).toEqual(['jira-software']);
    expect(site.about.admins.map(({ name }) => name)).toEqual(['site-admins']);
    expect(site.about.seats).toEqual({ 'jira-software': 100 });
  });

  test('a scheme says in the words of policies what it can, one line for each holder', async () => {
    const { site, ids } = await read(['jira']);
    expect(lines(site.schemes.get('Default')?.grants ?? [])).toEqual([
      'anyone BROWSE_PROJECTS',
      'application:jira-software EDIT_ISSUES',
      'group:eng app:CREATE_ATTACHMENT',
      'lead app:com.app__EDIT_ALL',
      'logged-in BROWSE_PROJECTS',
      'portal-customers BROWSE_PROJECTS',
      'reporter EDIT_ISSUES',
      'role:Developers ADD_COMMENTS',
      'user-field:customfield_10010 EDIT_ISSUES',
      'user:bo@acme.example EDIT_ISSUES',
    ]);
    expect(ids.schemes.get('Default')?.grants).toHaveLength(15);
  });

  test('a project has its scheme, its lead, the actors of its roles and its guests', async () => {
    const { site } = await read(['jira']);
    const acme = site.projects.get('ACME');
    expect(acme).toMatchObject({ product: 'jira-software', scheme: 'Default', lead: 'ana@acme.example', archived: false });
    expect(
      [...(acme?.roles ?? [])].map(([role, actors]) => `${role}: ${actors.map(({ type, name }) => `${type}:${name}`).join(' ')}`),
    ).toEqual(['Administrators: group:site-admins', 'Developers: group:eng user:ana@acme.example']);
    expect(acme?.guests.map(({ user }) => user)).toEqual(['ivo@client.example']);
    expect(site.projects.get('TEAM')).toMatchObject({ product: 'jira-core', access: 'open' });
    expect([...(site.projects.get('TEAM')?.roles.keys() ?? [])]).toEqual(['Member']);
    expect(site.projects.get('OLD')?.archived).toBe(true);
    expect([...site.roles.keys()]).toEqual(['Administrators', 'Developers']);
  });

  test('what cannot be read or said is told, each single one', async () => {
    expect(things(await read(['jira']))).toEqual({
      'app-role': ['Default: BROWSE_PROJECTS (grant 3)'],
      'customers-of-the-portal': ['c-1'],
      'global-permissions': [],
      'group-kind': ['confluence-guests-acme', 'eng', 'site-admins'],
      'hidden-email': ['u-hidden'],
      'name-changed': ['group g-twin: eng'],
      'not-a-permission': ['Default: VIEW_PROJECTS'],
      'server-holder': ['Default: EDIT_ISSUES to reportercreate'],
      'team-managed-access': ['TEAM'],
      'team-managed-role': ['TEAM: Reviewer, 1 actors'],
      'team-managed-scheme': ['Team (10500)'],
      'unknown-actor': ['projects ACME roles Developers: team-from-the-future'],
      'unknown-holder': ['Default: EDIT_ISSUES to teamFromTheFuture x'],
      'unknown-permission': ['Default: CREATE_ATTACHMENT'],
      'unknown-product': ['OLD: novel', 'jira-novelty'],
      'unknown-role': ['Default: EDIT_ISSUES to role 99999'],
    });
  });

  test('a project with a scheme that the list of schemes has not is an error', async () => {
    const [acme, ...others] = acmeSite.projects;
    if (acme === undefined) throw new Error('There is no project.');
    const site = { ...acmeSite, projects: [{ ...acme, scheme: 77 }, ...others] };
    const { reading } = await readFrom(siteScript(site), ['jira']);
    expect(reading).toMatchObject({ type: 'failed', failure: { kind: 'moving' } });
  });
});

describe('of Confluence', () => {
  test('a space has its lines, its guests, and what they hold', async () => {
    const { site, ids } = await read(['jira', 'confluence']);
    const docs = site.spaces.get('DOCS');
    expect(lines(docs?.access ?? [])).toEqual([
      'anyone read/space',
      'group:eng create/page,read/space',
      'group:site-admins Viewer',
      'logged-in Commenter',
      'user:u-unlisted read/space',
    ]);
    expect(docs?.guests.map(({ user }) => user)).toEqual(['gina@client.example']);
    expect(docs?.guestOperations).toEqual(['create/comment', 'read/space']);
    expect(site.people.get('gina@client.example')?.guest).toEqual(['confluence']);
    expect([...site.spaceRoles.values()].map(({ name, operations }) => [name, operations])).toEqual([
      ['Commenter', ['create/comment', 'read/space']],
    ]);
    expect(ids.spaces.get('DOCS')?.permissions).toHaveLength(10);
    expect(site.groups.get('confluence-guests-acme')?.products).toEqual([]);
    expect(site.groups.get('eng')?.products).toEqual(['confluence', 'jira-software']);
  });

  test('what cannot be read or said is told, each single one', async () => {
    const found = things(await read(['jira', 'confluence']));
    expect(found['personal-space']).toEqual(['~ana']);
    expect(found['access-class']).toEqual(['DOCS: jsm-project-admins']);
    expect(found['unknown-operation']).toEqual(['DOCS: teleport/page']);
    expect(found['unknown-principal']).toEqual(['DOCS: martian m']);
    expect(found['unknown-space-role']).toEqual(['DOCS: r-gone']);
    expect(found['unknown-account']).toEqual(['u-unlisted']);
  });
});

describe('of the organization', () => {
  test('it says who is synced, who may join, whose address is hidden elsewhere, and who administers', async () => {
    const { site, blindSpots } = await read(['jira', 'organization']);
    expect(site.groups.get('eng')).toMatchObject({
      managedBy: 'idp',
      members: [],
      observed: { on: '2026-11-21', members: ['ana@acme.example', 'hidden@acme.example'] },
      products: ['jira-software'],
    });
    expect(site.groups.get('anybody')?.managedBy).toBe('open');
    expect(site.people.get('hidden@acme.example')).toMatchObject({ active: false, accountId: 'u-hidden' });
    expect(site.people.get('gina@client.example')?.guest).toEqual(['confluence']);
    expect(site.people.get('gina@client.example')?.products).toEqual([]);
    // Of another site she has more, which is not of this one.
    expect(site.people.get('ana@acme.example')?.products.map(({ product }) => product)).toEqual(['confluence']);
    expect(site.about.admins.map(({ type, name }) => `${type}:${name}`)).toEqual(['user:ana@acme.example']);
    expect(blindSpots.map(({ code }) => code)).not.toContain('group-kind');
  });

  test('whoever it says to be no guest is none, though a place in a project is left', async () => {
    const users = acmeSite.users.map((user) => ('guest' in user ? { ...user, guest: false } : user));
    const guestOf = ({ site }: LiveSite): readonly string[] => site.people.get('ivo@client.example')?.guest ?? ['nobody'];
    expect(guestOf(await read(['jira'], { ...acmeSite, users }))).toEqual(['jira']);
    const told = await read(['jira', 'organization'], { ...acmeSite, users });
    expect(guestOf(told)).toEqual([]);
    expect(told.site.projects.get('ACME')?.guests.map(({ user }) => user)).toEqual(['ivo@client.example']);
  });

  test('a program is one, though the organization says it of nobody', async () => {
    const [someone] = acmeSite.organizationUsers;
    const app = { ...someone, accountId: 'app-1', email: undefined, name: 'Deploy bot', groups: [] };
    const { site } = await read(['jira', 'organization'], {
      ...acmeSite,
      organizationUsers: [...acmeSite.organizationUsers, app],
    });
    expect(site.people.get('app-1')).toMatchObject({ type: 'app', displayName: 'Deploy bot' });
  });

  test('an organization without this site is an error', async () => {
    const { reading } = await readFrom(siteScript({ ...acmeSite, workspaces: [] }), ['organization']);
    expect(reading).toMatchObject({ type: 'failed', failure: { kind: 'bad-settings' } });
  });
});

test('of Slack, a person is known by the e-mail address, guests and strangers are guests, bots are told', async () => {
  const live = await read(['jira', 'slack']);
  const client = live.site.channels.get('client-acme');
  expect(client).toMatchObject({ private: true, members: [{ type: 'user', name: 'ana@acme.example' }] });
  expect(client?.guests.map(({ user }) => user)).toEqual(['kim@client.example', 'slack:U9']);
  expect(live.site.channels.get('all')?.private).toBe(false);
  expect(things(live)).toMatchObject({ 'chat-bots': ['client-acme: B1'], 'chat-shared-channel': ['all'] });
  expect(live.blindSpots.find(({ code }) => code === 'chat-private-channels')?.count).toBeUndefined();
});

test('whose account of the chat is switched off is in no channel, though listed there', async () => {
  const { chatUsers } = acmeSite;
  const live = await read(['jira', 'slack'], {
    ...acmeSite,
    chatUsers: chatUsers.map((user) => ({ ...user, deleted: user['id'] === 'U2' })),
  });
  expect(live.site.channels.get('client-acme')?.guests.map(({ user }) => user)).toEqual(['slack:U9']);
  expect(things(live)).toMatchObject({ 'chat-switched-off': ['client-acme: U2'] });
  expect([...live.ids.chatPeople.keys()]).not.toContain('kim@client.example');
});

test('what was read can be compiled', async () => {
  const { site } = await read(['jira', 'confluence', 'organization', 'slack']);
  const cells = [...compile(site, '2026-11-21').cells()].map(({ subject, resource, permission }) => `${subject} ${resource} ${permission}`);
  expect(cells).toContain('anyone space:DOCS read/space');
  expect(cells).toContain('anyone project:ACME BROWSE_PROJECTS');
});

test('two thousand projects take the calls that the formula says, and every one of them reads', async () => {
  const project = acmeSite.projects[0];
  if (project === undefined) throw new Error('There is no project.');
  const projects = Array.from({ length: 2_000 }, (_, index) => ({
    ...project,
    roles: project.roles.slice(1, 2),
    project: { ...project.project, id: String(index), key: `P${String(index)}` },
  }));
  const size: SiteSize = {
    users: 7,
    groups: [2, 1, 1, 1],
    adminGroups: 1,
    projects: projects.map(() => ({ teamManaged: false, roles: 1 })),
    spaces: [],
    personalSpaces: 0,
    spaceRoles: false,
    guestGroups: [],
    licensedGroups: 0,
    directories: 0,
    groupsWithAccess: 0,
    groupsAsked: 0,
    chatUsers: 0,
    channels: [],
  };
  const server = await scriptedServer(siteScript({ ...acmeSite, projects }));
  const reading = await sourceOf(server.url, ['jira'], 60_000).read(new AbortController().signal);
  await server.close();
  expect(liveOf(reading).site.projects.size).toBe(2_000);
  // Users 2, groups and their administrators 3, members 4, lists 4, projects 20, and of each project the list of its roles, the one role, and its scheme.
  expect(budget(size, ['jira']).calls).toBe(2 + 3 + 4 + 4 + 20 + 2_000 * 3);
  expect(server.asked).toHaveLength(budget(size, ['jira']).calls);
  expect(server.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
}, 300_000);
