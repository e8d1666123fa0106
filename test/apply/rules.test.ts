import { describe, expect, test } from '@jest/globals';
import type { ApplyPlan } from '../../src/apply/apply-plan.js';
import type { Fact } from '../../src/diff/facts.js';
import { planOf, type Case } from './plan-of.js';

const told = ({ writes, manual, left }: ApplyPlan): Readonly<Record<string, readonly string[]>> => ({
  writes: writes.map(({ what }) => what),
  manual: manual.map(({ what }) => what),
  left: left.map(({ why }) => why),
});

const scheme = (name: string, ...grants: readonly string[]): string => `{kind: Scheme, name: ${name}, grants: [${grants.join(', ')}]}`;
const give = (who: string, ...permissions: readonly string[]): string => `{to: ['${who}'], allow: [${permissions.join(', ')}]}`;
const project = (more: string): string => `{kind: Project, key: ONE, lead: ana@acme.test, scheme: standard, ${more}}`;
const standard = scheme('standard', give('group:admins', 'BROWSE_PROJECTS', 'ADMINISTER_PROJECTS'));
const guest = `{kind: Users, name: guests, users: {kim@client.test: {guest: [confluence]}, lee@client.test: {guest: [jira]}}}`;
const docs = (more = ''): string => `{kind: Space, key: DOCS, access: [${give('group:admins', 'all')}${more}]}`;
const eva = (is: string): string => `{kind: Users, name: more, users: {eva@acme.test: ${is}}}`;
const evaStays = 'eva@acme.test has left by the policies: the account is switched off, and what is left of it stays.';
const join = (...documents: readonly string[]): string => documents.join('\n---\n');

const cases: readonly (Case & {
  readonly name: string;
  readonly writes?: readonly string[];
  readonly manual?: readonly string[];
  readonly left?: readonly string[];
})[] = [
  { name: 'nothing differs, nothing is done', policies: standard, live: standard },
  {
    name: 'somebody new is invited with all products in one call',
    policies: '{kind: Users, name: more, users: {cy@acme.test: {products: [jira-software, confluence]}}}',
    writes: ['Invite cy@acme.test, for confluence, jira-software.'],
  },
  {
    name: 'on the Free plan people are invited by hand',
    plan: 'free',
    policies: '{kind: Users, name: more, users: {cy@acme.test: {products: [jira-software]}}}',
    manual: ['Invite 1 person: on the Free plan the API refuses invitations.'],
  },
  {
    name: 'a new group has one write for itself, one for each member and one for each product',
    policies: '{kind: Group, name: eng, members: [bo@acme.test], products: [jira-software]}',
    writes: ['Make group eng.', 'Let group eng give the product jira-software.', 'Add bo@acme.test to group eng.'],
  },
  {
    name: 'a group that was applied and is in no policy any more is deleted whole',
    live: '{kind: Group, name: eng, members: [bo@acme.test]}',
    writes: ['Delete group eng, with 1 member.'],
  },
  {
    name: 'a group that was never applied is left alone',
    live: '{kind: Group, name: eng, members: [bo@acme.test]}',
    managed: '',
  },
  {
    name: 'a group that something else still uses stays',
    live: join('{kind: Group, name: eng}', scheme('theirs', give('group:eng', 'BROWSE_PROJECTS'))),
    managed: '{kind: Group, name: eng}',
    left: ['"group:eng" stays: "scheme:theirs" uses it.'],
  },
  {
    name: 'a group that something else still uses gives no product any more',
    live: join(
      '{kind: Group, name: eng, members: [bo@acme.test], products: [jira-servicedesk]}',
      scheme('theirs', give('group:eng', 'BROWSE_PROJECTS')),
    ),
    managed: '{kind: Group, name: eng}',
    writes: ['Let group eng give the product jira-servicedesk no more.'],
    left: ['"group:eng" stays: "scheme:theirs" uses it.'],
  },
  {
    name: 'a group that is to be open for anybody gives no product any more',
    live: '{kind: Group, name: crowd, members: [bo@acme.test], products: [jira-servicedesk]}',
    policies: '{kind: Group, name: crowd, managedBy: open, members: [bo@acme.test]}',
    manual: ['Change group crowd where it is kept: open for anybody to join; no longer gives jira-servicedesk.'],
  },
  {
    name: 'a group of the identity provider is never written',
    policies: '{kind: Group, name: staff, managedBy: idp}',
    manual: ['Sync group staff from the identity provider: a group made here could not be kept there.'],
  },
  {
    name: 'a scheme that something uses goes with what uses it, and the work in a project stays',
    live: join(standard, project('roles: {}')),
    writes: ['Archive project ONE.'],
    left: ['The work in project ONE stays: it loses its actors and is archived.', '"scheme:standard" stays: "project:ONE" uses it.'],
  },
  {
    name: 'the scheme that is Jira’s own stays, since it cannot be deleted',
    live: join(standard, scheme('Default Permission Scheme', give('group:admins', 'BROWSE_PROJECTS'))),
    policies: standard,
    left: ['"scheme:Default Permission Scheme" stays: Jira keeps it for projects that name no other.'],
  },
  {
    name: 'without the Premium plan nothing is archived',
    plan: 'standard',
    live: join('{kind: Role, name: Devs}', standard, project("roles: {Devs: ['user:bo@acme.test']}")),
    policies: join('{kind: Role, name: Devs}', standard),
    writes: ['Take bo@acme.test out of role Devs of project ONE.'],
    left: ['The work in project ONE stays: it loses its actors; archiving it takes the Premium plan.'],
  },
  {
    name: 'a new scheme comes whole, and a new project with its type, lead and scheme',
    policies: join(standard, project('roles: {}')),
    writes: ['Make scheme standard, with 2 permissions.', 'Make project ONE, led by ana@acme.test, using scheme standard.'],
  },
  {
    name: 'grants of a scheme that is there are one write where they stand next to each other',
    live: standard,
    policies: scheme('standard', give('group:admins', 'BROWSE_PROJECTS', 'ADMINISTER_PROJECTS', 'CREATE_ISSUES', 'EDIT_ISSUES')),
    writes: ['In scheme standard, give 2 permissions.'],
  },
  {
    name: 'what needs something that will not be there cannot be made either',
    apis: ['jira', 'confluence', 'slack'],
    policies: join('{kind: Group, name: eng}', scheme('standard', give('group:eng', 'BROWSE_PROJECTS'))),
    left: [
      'It needs "group:eng", which will not be there: Nobody can write it: that needs the key of the organization.',
      'Nobody can write it: that needs the key of the organization.',
    ],
    writes: ['Make scheme standard.'],
  },
  {
    name: 'a team-managed project is made by hand',
    policies: '{kind: Project, key: LAB, style: team-managed, access: private, lead: ana@acme.test, roles: {Member: [user:bo@acme.test]}}',
    writes: ['Put bo@acme.test into role Member of project LAB.'],
    manual: ['Make the team-managed project LAB: no API makes one with its access.'],
  },
  {
    name: 'guests of one space are one step, with what they get there',
    live: join(guest, docs()),
    policies: join(guest.replace('lee', 'lee'), docs().replace('}]}', '}], guests: [kim@client.test]}')),
    manual: ['Place the guests of space DOCS as the policies say: no API does.'],
  },
  {
    name: 'guests of Jira are placed by hand',
    live: join(guest, standard, project('roles: {}')),
    policies: join(guest, standard, project('roles: {}, guests: [lee@client.test]')),
    manual: ['Place the guests of project ONE as the policies say: no API does.'],
  },
  {
    name: 'a space that is in no policy any more keeps its administrators',
    live: docs(`, ${give('user:bo@acme.test', 'read/space')}`),
    writes: ['Take read/space from bo@acme.test in space DOCS.'],
    left: ['The pages in space DOCS stay, with whoever administers it.'],
  },
  {
    name: 'whoever has left by the policies is switched off, and nothing else',
    live: '{kind: Users, name: more, users: {eva@acme.test: {products: [jira-software]}}}',
    policies: '{kind: Users, name: more, users: {eva@acme.test: {products: [jira-software], until: 2026-10-01}}}',
    writes: ['Suspend eva@acme.test.'],
    left: [evaStays],
  },
  ...[
    ['a scheme', scheme('theirs', give('user:eva@acme.test', 'BROWSE_PROJECTS')), 'Delete scheme theirs, with 1 permission.'],
    ['a channel', '{kind: Channel, name: talk, members: [user:eva@acme.test]}', 'Archive channel talk, whose members are in it no more.'],
  ].map(([what = '', live = '', deletes = '']) => ({
    name: `${what} that goes takes along whoever has left by the policies, and is active still`,
    live: join(eva('{}'), live),
    policies: eva('{until: 2026-10-01}'),
    writes: [deletes, 'Suspend eva@acme.test.'],
    left: [evaStays],
  })),
  {
    name: 'what somebody is in who has left by the policies, and that something else uses, stays with them',
    live: join(eva('{}'), '{kind: Group, name: eng, members: [eva@acme.test]}', scheme('theirs', give('group:eng', 'BROWSE_PROJECTS'))),
    policies: eva('{until: 2026-10-01}'),
    managed: '{kind: Group, name: eng}',
    writes: ['Suspend eva@acme.test.'],
    left: [evaStays, '"group:eng" stays: "scheme:theirs" uses it.'],
  },
  {
    name: 'a role that whoever has left by the policies is still in stays with them',
    live: join(eva('{}'), '{kind: Role, name: Devs}', standard, project("roles: {Devs: ['user:eva@acme.test']}")),
    policies: join(eva('{until: 2026-10-01}'), standard, project('roles: {}')),
    writes: ['Suspend eva@acme.test.'],
    left: [evaStays, '"role:Devs" stays: "project:ONE" uses it.'],
  },
  {
    name: 'a group that goes takes along who has left',
    live: '{kind: Users, name: more, users: {eva@acme.test: {products: []}}}\n---\n{kind: Group, name: ops, members: [eva@acme.test]}',
    policies: '{kind: Users, name: more, users: {eva@acme.test: {products: [], until: 2026-10-01}}}',
    writes: ['Delete group ops, with 1 member.', 'Suspend eva@acme.test.'],
    left: ['eva@acme.test has left by the policies: the account is switched off, and what is left of it stays.'],
  },
  {
    name: 'a group that goes takes along who has left and is switched off already',
    live: '{kind: Users, name: more, users: {eva@acme.test: {active: false}}}\n---\n{kind: Group, name: ops, members: [eva@acme.test]}',
    policies: '{kind: Users, name: more, users: {eva@acme.test: {products: [], until: 2026-10-01}}}',
    writes: ['Delete group ops, with 1 member.'],
  },
  {
    name: 'somebody in no policy any more loses the products, and keeps the account',
    live: '{kind: Users, name: more, users: {eva@acme.test: {products: [jira-software]}}}',
    writes: ['Take the product jira-software from eva@acme.test.'],
    left: ['The account of eva@acme.test stays: it is in no policy any more, so that its products are taken away.'],
  },
  {
    name: 'a channel that is in no policy any more is archived',
    live: '{kind: Channel, name: talk, members: [user:bo@acme.test]}',
    writes: ['Archive channel talk, whose members are in it no more.'],
  },
  {
    name: 'whether a channel is private is set by hand',
    live: '{kind: Channel, name: talk, private: false}',
    policies: '{kind: Channel, name: talk}',
    manual: ['Make channel talk private: no API does.'],
  },
  {
    name: 'guests of a channel are invited by hand outside Enterprise',
    live: join(guest, '{kind: Channel, name: talk}'),
    policies: join(guest, '{kind: Channel, name: talk, guests: [kim@client.test]}'),
    manual: ['Invite 1 guest to channel talk: an API invites guests on Enterprise only.'],
  },
  {
    name: 'an app is switched on and off by hand',
    live: '{kind: Users, name: bots, users: {a-bot: {type: app, active: false}, b-bot: {type: app}}}',
    policies: '{kind: Users, name: bots, users: {a-bot: {type: app}, b-bot: {type: app, active: false}}}',
    manual: ['Switch the app a-bot on: no API does.', 'Switch the app b-bot off: no API does.'],
  },
  {
    name: 'global permissions are set by hand',
    live: '',
    policies: '{kind: Group, name: staff}',
    input: { applied: [{ type: 'global-permission', of: 'site', says: ['group:old', 'BULK_CHANGE'] }] },
    writes: ['Make group staff.'],
    manual: ['Set the global permissions of Jira: its API has no call for it, and none to look.'],
  },
  {
    name: 'another type of project is nothing that Jira changes',
    live: join(standard, project('roles: {}')),
    policies: join(standard, project('roles: {}, product: jira-core')),
    manual: ['Project ONE is of another type than the policies say, jira-core: Jira changes the type of no project.'],
  },
  {
    name: 'a role is renamed by its API, a group, a project and a space by hand',
    live: join(standard, project('roles: {}'), '{kind: Role, name: Devs}', '{kind: Group, name: old}', docs()),
    policies: join(
      standard,
      project('roles: {}, formerly: ONE').replace('key: ONE', 'key: UNO'),
      '{kind: Role, name: Engineers, formerly: Devs}',
      '{kind: Group, name: new, formerly: old}',
      docs().replace('key: DOCS', 'key: DOX, formerly: DOCS'),
    ),
    writes: ['Rename role Devs to Engineers.'],
    manual: [
      'Rename group old to new: no API renames a group.',
      'Give project ONE the key UNO: every work item gets a new key with it, so that somebody should look at it.',
      'Give space DOCS the key DOX: Confluence changes no key, so that its pages have to move.',
    ],
  },
  {
    name: 'without the key of the organization groups and people are nobody’s to write',
    apis: ['jira', 'confluence', 'slack'],
    policies: '{kind: Group, name: eng}',
    left: ['Nobody can write it: that needs the key of the organization.'],
  },
  {
    name: 'before space roles, nobody is given one',
    live: docs(),
    policies: docs(', {to: [user:bo@acme.test], as: Viewer}'),
    input: { abilities: { spaceRoles: false } },
    left: ['Confluence has no space roles on this site yet: its administrators turn them on.'],
  },
];

describe('what is done', () => {
  test('invites somebody whom the chat alone knows, before anything else names them', async () => {
    const users = (more: string): string => `{kind: Users, name: more, users: {cy@acme.test: {${more}}}}\n---\n`;
    const channel = (members: string): string => `\n---\n{kind: Channel, name: talk, members: [${members}]}`;
    const plan = await planOf({
      live: `${users('accountId: "slack:U1"')}{kind: Group, name: ops, members: []}${channel('user:cy@acme.test')}`,
      policies: `${users('products: [confluence]')}{kind: Group, name: ops, members: [cy@acme.test]}${channel('user:cy@acme.test')}`,
    });
    expect(plan.writes.map(({ what }) => what)).toEqual(['Invite cy@acme.test, for confluence.', 'Add cy@acme.test to group ops.']);
    // What they have in the chat is nothing that they gain.
    expect(plan.access.more.flatMap(({ resources }) => resources)).not.toContain('channel:talk');
  });

  test('counts who is in the roles of a team-managed project, which no site lists among its own', async () => {
    const team = (members: string, holders: string): string =>
      `{kind: Group, name: ops, members: [${members}]}\n---\n{kind: Project, key: TEAM, style: team-managed, access: private, roles: {Member: [${holders}]}}`;
    const plan = await planOf({ live: team('', 'group:ops'), policies: team('bo@acme.test', '') });
    expect(plan.writes.map(({ what }) => what)).toEqual([
      'Take group ops out of role Member of project TEAM.',
      'Add bo@acme.test to group ops.',
    ]);
  });

  test('gives by an open group to those who have joined it, whoever the policies list in it', async () => {
    const open = (members: string): string => `{kind: Group, name: crowd, managedBy: open, members: [${members}]}`;
    const plan = await planOf({
      live: open('ana@acme.test'),
      policies: open('bo@acme.test'),
      admins: 'group:crowd',
      input: { caller: 'ana@acme.test' },
    });
    expect(plan.notLookedAt.map(({ code }) => code)).toEqual(['open-groups']);
    const gaining = plan.access.more.filter(({ permissions }) => permissions.some(({ permission }) => permission === 'admin:site'));
    expect(gaining.flatMap(({ subjects }) => subjects)).not.toContain('user:bo@acme.test');
    expect(plan.guards.filter(({ ok }) => !ok).map(({ message }) => message)).toEqual([]);
  });

  test('switches somebody off before everybody is given in a space what a step by hand asks for as well', async () => {
    const [wiki, cy] = [
      (more: string): string => docs(`${more}, {to: [group:crowd], allow: [read/space]}`),
      (until: string): string => `{kind: Users, name: more, users: {cy@acme.test: {products: [confluence]${until}}}}`,
    ];
    const crowd = '{kind: Group, name: crowd, managedBy: open, members: []}';
    const plan = await planOf({
      live: join(cy(''), crowd, wiki('')),
      policies: join(
        cy(', until: 2026-11-01'),
        crowd,
        wiki(', {to: [logged-in], allow: [read/space, delete/comment]}, {to: [group:crowd], allow: [delete/comment]}'),
      ),
    });
    expect(told(plan)).toMatchObject({
      writes: ['Suspend cy@acme.test.', 'Give group crowd delete/comment in space DOCS.'],
      manual: ['Set in space DOCS what its API of single permissions does not know.'],
    });
  });

  test('tells whom somebody leads a project instead of, be it somebody who has left and is switched off', async () => {
    const plan = await planOf({
      live: join(eva('{active: false}'), standard, project('roles: {}').replace('ana', 'eva')),
      policies: join(eva('{until: 2026-10-01}'), standard, project('roles: {}')),
    });
    const leads = (name: string): Fact => ({ type: 'lead', of: 'project:ONE', says: [`user:${name}`] });
    expect(plan.writes.map(({ changes }) => changes)).toEqual([[{ before: leads('eva@acme.test'), after: leads('ana@acme.test') }]]);
  });

  test.each(cases)('$name', async ({ writes = [], manual = [], left = [], ...given }) => {
    expect(told(await planOf(given))).toEqual({ writes, manual, left });
  });
});
