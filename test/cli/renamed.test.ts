import { afterAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import type { World } from '../../src/sandbox/world.js';
import { commit, scratchFolder } from '../load/scratch.js';
import { acme, appliedFolder, digestIn, on, type AppliedFolder } from '../support/applied-folder.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const site = `${acme}---
kind: Users
name: people
users:
  root@acme.test: {products: [jira-software, confluence]}
  ana@acme.test: {products: [jira-software, confluence]}
  bob@acme.test: {products: [jira-software, confluence]}
`;
const things = `{kind: Group, name: devs, members: [ana@acme.test]}
---
{kind: Group, name: plain, members: [ana@acme.test]}
---
{kind: Role, name: Developers}
---
{kind: Scheme, name: standard, grants: [{to: [role:Developers], allow: [BROWSE_PROJECTS]}, {to: [group:devs], allow: [CREATE_ISSUES]}]}
---
{kind: Project, key: ONE, lead: root@acme.test, scheme: standard, roles: {Developers: [group:devs, user:root@acme.test]}}
---
{kind: SpaceRole, name: reader, permissions: [read/space]}
---
kind: Space
key: DOCS
access:
  - {to: [user:root@acme.test], allow: [read/space, administer/space]}
  - {to: [group:plain], as: reader}
---
{kind: Channel, name: talk, members: [user:ana@acme.test, user:bob@acme.test]}
`;

interface Rehearsal extends Omit<AppliedFolder, 'planned'> {
  readonly planned: () => string;
  readonly policies: (files: Readonly<Record<string, string>>) => void;
}

/** A repository whose policies a site in a file has: one group of them by an apply, so that all of it is managed. */
async function rehearsal(name: string): Promise<Rehearsal> {
  const here = await appliedFolder(join(scratch.root, name), { site: { 'policies/site.yaml': site, 'policies/things.yaml': things } });
  const policies = (more: Readonly<Record<string, string>>): void => void commit(here.folder, more);
  policies({ 'policies/extra.yaml': '{kind: Group, name: extra}\n' });
  const made = here.apply();
  expect([made.code, made.stdout + made.stderr]).toEqual([0, expect.stringContaining('DONE')]);
  return { ...here, planned: () => here.planned().stdout, policies };
}

const flat = (text: string): string => text.replace(/\s+/g, ' ');

/** A world without names: what is where, and whose it is. */
function shapeOf({ groups, projectRoles, schemes, projects, spaceRoles, spaces, chat }: World): unknown {
  const without = <T extends object>(things: Readonly<Record<string, T>>, ...fields: readonly string[]): unknown =>
    Object.fromEntries(
      Object.entries(things).map(([id, each]) => [
        id,
        Object.fromEntries(Object.entries(each).filter(([field]) => !fields.includes(field))),
      ]),
    );
  return [
    without(groups, 'name'),
    without(projectRoles, 'name'),
    without(schemes, 'name'),
    without(projects, 'key'),
    without(spaceRoles, 'name'),
    spaces,
    without(chat.channels, 'name'),
  ];
}

const namesIn = (things: Readonly<Record<string, { readonly name: string }>>): readonly string[] =>
  Object.values(things).map(({ name }) => name);

const renamed = things
  .replace('{kind: Role, name: Developers}', '{kind: Role, name: Builders, formerly: Developers}')
  .replace('role:Developers', 'role:Builders')
  .replace('{Developers: ', '{Builders: ')
  .replace('name: standard,', 'name: common, formerly: standard,')
  .replace('scheme: standard', 'scheme: common')
  .replace('name: reader,', 'name: visitor, formerly: reader,')
  .replace('as: reader', 'as: visitor')
  .replace('name: talk,', 'name: chat, formerly: talk,');

test('what an API renames keeps its id and all that it has, and an undo says that the names stay', async () => {
  const { permafrost, planned, apply, now, policies } = await rehearsal('renamed');
  const before = now();
  policies({ 'policies/things.yaml': renamed });
  const plan = planned();
  for (const line of [
    'Rename channel talk to chat.',
    'Rename role Developers to Builders.',
    'Rename scheme standard to common.',
    'Rename the space role reader to visitor.',
    'No name is changed back:',
  ])
    expect(flat(plan)).toContain(line);
  expect(plan).not.toMatch(/Make |Delete |Archive |WHO (?:GAINS|LOSES)/);
  expect(apply()).toMatchObject({ code: 0 });
  const after = now();
  expect(shapeOf(after)).toEqual(shapeOf(before));
  expect([namesIn(after.projectRoles), namesIn(after.schemes), namesIn(after.spaceRoles), namesIn(after.chat.channels)]).toEqual([
    expect.arrayContaining(['Builders']),
    ['common'],
    expect.arrayContaining(['visitor']),
    ['chat'],
  ]);
  expect(permafrost('drift', ...on)).toMatchObject({ code: 0, stdout: '' });
  expect(apply().stderr).toContain('there is nothing to do');

  const undone = permafrost('undo', ...on, '--approve', 'sha256:000000000000');
  expect(undone.code).toBe(1);
  expect(flat(undone.stderr)).toContain('channel chat, role Builders, scheme common and the space role visitor would be called so still');
  expect(flat(undone.stderr)).toContain('An undo cannot restore all of it: 1 thing would stay as it is.');
  expect(namesIn(now().schemes)).toEqual(['common']);

  // The way back that it names.
  policies({
    'policies/things.yaml': renamed
      .replaceAll('Builders', 'Developers')
      .replace('formerly: Developers', 'formerly: Builders')
      .replace('name: common, formerly: standard', 'name: standard, formerly: common')
      .replace('scheme: common', 'scheme: standard'),
  });
  expect(apply()).toMatchObject({ code: 0 });
  expect(namesIn(now().schemes)).toEqual(['standard']);
  expect(shapeOf(now())).toEqual(shapeOf(before));
});

test('what is renamed and changed at once has both, and an undo takes back the change', async () => {
  const { permafrost, apply, now, policies } = await rehearsal('both');
  const before = now();
  policies({
    'policies/things.yaml': renamed
      .replace('allow: [CREATE_ISSUES]', 'allow: [CREATE_ISSUES, ADD_COMMENTS]')
      .replace('[group:devs, user:root@acme.test]', '[group:devs, group:plain]')
      .replace('permissions: [read/space]', 'permissions: [read/space, create/comment]'),
  });
  const made = apply();
  expect([made.code, made.stdout + made.stderr]).toEqual([0, expect.stringContaining('DONE')]);
  expect(shapeOf(now())).not.toEqual(shapeOf(before));
  expect(permafrost('drift', ...on)).toMatchObject({ code: 0, stdout: '' });
  const dry = permafrost('undo', '--dry-run', '--as-far-as-possible', ...on);
  expect(flat(dry.stdout)).toContain('STAYS AS IT IS');
  const undone = permafrost('undo', '--as-far-as-possible', ...on, '--approve', digestIn(dry));
  expect([undone.code, undone.stdout + undone.stderr]).toEqual([0, expect.stringContaining('DONE')]);
  expect(namesIn(now().schemes)).toEqual(['common']);
  expect(now().projects).toEqual(before.projects);
});

test('a group and a project are renamed by hand, and what names them waits until then', async () => {
  const { permafrost, planned, apply, now, policies } = await rehearsal('by-hand');
  const before = now();
  policies({
    'policies/things.yaml': things
      .replace('name: devs,', 'name: crew, formerly: devs,')
      .replaceAll('group:devs', 'group:crew')
      .replace('key: ONE,', 'key: UNO, formerly: ONE,'),
  });
  const waiting = apply();
  expect(waiting.code).toBe(1);
  expect(flat(waiting.stdout)).toContain('1. Rename group devs to crew: no API renames a group.');
  expect(flat(waiting.stdout)).toContain('2. Give project ONE the key UNO');
  expect(now()).toEqual(before);
  permafrost('plan', '--live', '--apply-plan', 'plan.json', ...on);
  const clicked = permafrost('sandbox', '--file', 'site.json', '--clicks', 'plan.json');
  expect([clicked.code, flat(clicked.stdout)]).toEqual([0, expect.stringContaining('2 steps done, 0 so already, 0 not done.')]);
  expect(shapeOf(now())).toEqual(shapeOf(before));
  expect(Object.values(now().projects).map(({ key }) => key)).toEqual(['UNO']);
  expect(namesIn(now().groups)).toContain('crew');
  expect(planned()).toContain('NOTHING TO DO');
  expect(permafrost('drift', ...on)).toMatchObject({ code: 0, stdout: '' });
});

test('a group that is renamed by hand gets its new members and grants after that', async () => {
  const { permafrost, planned, apply, now, policies } = await rehearsal('by-hand-and-more');
  const before = now();
  policies({
    'policies/things.yaml': things
      .replace('name: devs, members: [ana@acme.test]', 'name: crew, formerly: devs, members: [ana@acme.test, bob@acme.test]')
      .replaceAll('group:devs', 'group:crew')
      .replace('key: ONE,', 'key: UNO, formerly: ONE,')
      .replace('[group:crew, user:root@acme.test]', '[group:crew, group:plain]'),
  });
  expect(apply()).toMatchObject({ code: 1 });
  expect(shapeOf(now())).toEqual(shapeOf(before));
  permafrost('plan', '--live', '--apply-plan', 'plan.json', ...on);
  expect(permafrost('sandbox', '--file', 'site.json', '--clicks', 'plan.json')).toMatchObject({ code: 0 });
  const made = apply();
  expect([made.code, made.stdout + made.stderr]).toEqual([0, expect.stringContaining('DONE')]);
  expect(planned()).toContain('NOTHING TO DO');
  expect(permafrost('drift', ...on)).toMatchObject({ code: 0, stdout: '' });
});

test('default actors of a role, which no policy has, come with a new project, are told of before, and are taken out of it', async () => {
  const { permafrost, planned, apply, now, save, policies } = await rehearsal('defaults');
  const world = now();
  const role = Object.values(world.projectRoles).find(({ name }) => name === 'Developers');
  const idOf = (email: string): string => Object.values(world.accounts).find((each) => each.email === email)?.accountId ?? '';
  role?.defaultActors.users.push(idOf('bob@acme.test'), idOf('ana@acme.test'));
  role?.defaultActors.groups.push(Object.values(world.groups).find(({ name }) => name === 'plain')?.id ?? '');
  save(world);
  policies({
    'policies/two.yaml': '{kind: Project, key: TWO, lead: root@acme.test, scheme: common, roles: {Builders: [user:ana@acme.test]}}\n',
    // A role that gets its new name at the same time has its default actors under it.
    'policies/things.yaml': renamed,
  });
  const plan = flat(planned());
  expect(plan).toContain(
    'The site itself gives and takes 2 rights beside what is written. For a while, until a later write takes it away:',
  );
  expect(plan).toContain('in project TWO group plain in role Builders and bob@acme.test in role Builders');
  expect(plan).toContain('Take bob@acme.test out of role Builders of project TWO.');
  expect(plan).toContain('Take group plain out of role Builders of project TWO.');
  const made = apply();
  expect([made.code, made.stdout + made.stderr]).toEqual([0, expect.stringContaining('DONE')]);
  expect(Object.values(now().projects).find(({ key }) => key === 'TWO')?.roles[String(role?.id)]).toEqual({
    users: [idOf('ana@acme.test')],
    groups: [],
  });
  expect(permafrost('drift', ...on)).toMatchObject({ code: 0, stdout: '' });
  expect(planned()).toContain('NOTHING TO DO');
});
