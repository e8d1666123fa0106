import { afterAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { commit, git, scratchFolder } from '../load/scratch.js';
import { acme, appliedFolder, on } from '../support/applied-folder.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const kept = `${acme}---
kind: Users
name: people
users:
  root@acme.test: {products: [jira-software, confluence]}
  ana@acme.test: {products: [jira-software, confluence]}
---
{kind: Group, name: devs, members: [ana@acme.test]}
---
{kind: Role, name: Developers}
---
{kind: Scheme, name: standard, grants: [{to: [role:Developers], allow: [BROWSE_PROJECTS]}]}
---
{kind: Project, key: ONE, lead: root@acme.test, scheme: standard, roles: {Developers: [group:devs]}}
`;
/** One file of each kind, to be deleted again. */
const more: Readonly<Record<string, string>> = {
  'policies/person.yaml': 'kind: Users\nname: more\nusers:\n  zed@acme.test: {products: [jira-software]}\n',
  'policies/group.yaml': '{kind: Group, name: crew, members: [ana@acme.test]}\n',
  'policies/role.yaml':
    '{kind: Role, name: Testers}\n---\n{kind: Role, name: Spare}\n---\n{kind: Scheme, name: spare, grants: [{to: [role:Spare], allow: [BROWSE_PROJECTS]}]}\n',
  'policies/scheme.yaml': '{kind: Scheme, name: odd, grants: [{to: [role:Testers], allow: [BROWSE_PROJECTS]}]}\n',
  'policies/project.yaml': '{kind: Project, key: TWO, lead: root@acme.test, scheme: odd, roles: {Testers: [group:crew]}}\n',
  'policies/space.yaml':
    '{kind: Space, key: DOCS, access: [{to: [user:root@acme.test], allow: [read/space, administer/space]}, {to: [group:crew], allow: [read/space]}]}\n',
  'policies/channel.yaml': '{kind: Channel, name: talk}\n',
};

test('what is in no policy any more goes, what holds the work of others stays, and nothing unmanaged is touched', async () => {
  const { folder, permafrost, planned, apply, now, save } = await appliedFolder(join(scratch.root, 'deleted'), {
    site: { 'policies/kept.yaml': kept },
  });
  const world = now();
  const stranger = { id: 'g-strangers', name: 'strangers', managedBy: 'ADMINS' as const, members: [], roles: [] };
  world.groups[stranger.id] = stranger;
  save(world);
  const names = (things: Readonly<Record<string, { readonly name: string }>>): readonly string[] =>
    Object.values(things).map(({ name }) => name);

  commit(folder, more);
  const made = apply();
  expect([made.code, made.stdout]).toEqual([0, expect.stringContaining('DONE')]);
  expect(names(now().groups)).toContain('crew');

  git(folder, 'rm', '--quiet', ...Object.keys(more));
  commit(folder);
  const plan = planned().stdout.replace(/\s+/g, ' ');
  expect(plan).toContain('STAYS AS IT IS');
  for (const told of ['zed@acme.test', 'project TWO', 'space DOCS', '"scheme:odd" stays', '"role:Testers" stays'])
    expect(plan).toContain(told);
  const gone = apply();
  // What somebody has by a group of the vendor's is taken away by hand.
  expect([gone.code, gone.stdout]).toEqual([1, expect.stringContaining('Take zed@acme.test out of the group that gives jira-software')]);
  expect(gone.stdout).toMatch(/^DONE/);
  expect(gone.stderr.replace(/\s+/g, ' ')).toContain('permafrost sandbox --file site.json --clicks plan.json');
  permafrost('plan', '--live', '--apply-plan', 'plan.json', ...on);
  expect(permafrost('sandbox', '--file', 'site.json', '--clicks', 'plan.json').code).toBe(0);
  const after = now();
  expect(names(after.groups)).not.toContain('crew');
  expect(names(after.groups)).toContain('strangers');
  expect(after.groups['g-strangers']).toEqual(stranger);
  for (const spare of [...names(after.projectRoles), ...names(after.schemes)]) expect(spare.toLowerCase()).not.toBe('spare');
  // The project stays, and with it what it uses.
  expect(names(after.projectRoles)).toContain('Testers');
  expect(Object.values(after.projects).find(({ key }) => key === 'TWO')?.archived).toBe(true);
  expect(Object.values(after.chat.channels).find(({ name }) => name === 'talk')?.archived).toBe(true);
  expect(Object.values(after.accounts).some(({ email }) => email === 'zed@acme.test')).toBe(true);
  expect(planned().stdout).toContain('NOTHING TO DO');

  // Once the project is gone for good, nothing uses its scheme any more: it is ours still.
  const two = Object.values(after.projects).find(({ key }) => key === 'TWO')?.id ?? '';
  Reflect.deleteProperty(after.projects, two);
  save(after);
  expect(planned().stdout).toContain('Delete scheme odd');
  expect(apply()).toMatchObject({ code: 0 });
  expect(names(now().schemes)).not.toContain('odd');

  // Somebody else makes a group of the name of one that is ours no more.
  const later = now();
  later.groups['g-crew'] = { ...stranger, id: 'g-crew', name: 'crew' };
  save(later);
  expect(planned().stdout).toContain('NOTHING TO DO');
});
