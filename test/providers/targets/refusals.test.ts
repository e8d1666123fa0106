import { describe, expect, test } from '@jest/globals';
import { createTarget } from '../../../src/providers/targets.js';
import { compiled } from '../../support/compiled.js';
import { failureOf, never, writtenSite, type WrittenSite } from '../../support/written-site.js';
import { addAccount } from '../../../src/sandbox/seed.js';
import { idsOf, policyWorld, startSite } from '../../sandbox/site.js';
import { fact, policies, rows, write } from './writes.js';

/** Requests that were sent to change something, whatever became of them. */
function sent({ site }: WrittenSite): readonly string[] {
  return site.sandbox.journal.requests.filter((request) => request.write).map(({ method, path }) => `${method} ${path}`);
}

describe('what is there already', () => {
  test.each(rows)('is not written: $name', async ({ write: row }) => {
    const written = await writtenSite(policies);
    await written.target.make(row, never);
    written.site.sandbox.journal.clear();
    expect((await written.target.observe(row, never)).type).toBe('after');
    await written.target.make(row, never);
    expect(sent(written)).toEqual([]);
  });
});

describe('what is there in part', () => {
  test('is completed: grants', async () => {
    const written = await writtenSite(policies);
    await written.target.make(write('jira', [], ['grant scheme:open reporter ADD_COMMENTS']), never);
    const both = write('jira', [], ['grant scheme:open reporter ADD_COMMENTS', 'grant scheme:open lead ADD_COMMENTS']);
    expect(await written.target.observe(both, never)).toEqual({ type: 'partly', found: [fact('grant scheme:open reporter ADD_COMMENTS')] });
    await written.target.make(both, never);
    expect((await written.target.observe(both, never)).type).toBe('after');
  });

  test('is completed: an account without one of its products', async () => {
    const written = await writtenSite(policies);
    const own = ['person user:eve@corp.test', 'active user:eve@corp.test true', 'product user:eve@corp.test confluence'];
    await written.target.make(write('organization', [], own), never);
    const whole = write('organization', [], [...own, 'product user:eve@corp.test jira-software']);
    expect((await written.target.observe(whole, never)).type).toBe('partly');
    written.site.sandbox.journal.clear();
    await written.target.make(whole, never);
    expect(sent(written)).toEqual([expect.stringContaining('/roles/assign')]);
    expect((await written.target.observe(whole, never)).type).toBe('after');
  });
});

describe('what somebody else has changed', () => {
  test.each([
    { name: 'another lead', row: write('jira', ['lead project:ONE user:cy@corp.test'], ['lead project:ONE user:root@corp.test']) },
    { name: 'another scheme', row: write('jira', ['project-scheme project:ONE scheme:open'], ['project-scheme project:ONE scheme:made']) },
    {
      name: 'a member more in a group that goes',
      row: write('organization', ['group group:eng', 'managed-by group:eng git', 'member group:eng user:ana@corp.test'], []),
    },
    { name: 'a grant more in a scheme that goes', row: write('jira', ['scheme scheme:standard'], []) },
    { name: 'a name of its own', row: { ...write('jira', [], []), rename: { from: 'role:Devs', to: 'role:Developers2' } } },
  ])('has moved, and is not written: $name', async ({ row }) => {
    const written = await writtenSite(policies);
    expect((await written.target.observe(row, never)).type).toBe('moved');
    expect(await failureOf(written.target.make(row, never))).toMatchObject({ kind: 'refused' });
    expect(sent(written)).toEqual([]);
  });
});

describe('what is not ours is refused without being sent', () => {
  test.each([
    {
      name: 'a member of a synced group',
      row: write('organization', [], ['member group:synced user:ana@corp.test']),
      says: 'identity provider',
    },
    {
      name: 'the role of the apps',
      row: write('jira', [], ['actor project:ONE role:atlassian-addons-project-access group:eng']),
      says: 'belongs to the apps',
    },
    { name: 'a project that goes', row: write('jira', ['project project:TWO'], []), says: "other people's work" },
    {
      name: 'an account that goes',
      row: write('organization', ['person user:cy@corp.test', 'product user:cy@corp.test confluence'], []),
      says: 'is not deleted',
    },
    { name: 'a scheme in use', row: write('jira', ['scheme scheme:open', 'grant scheme:open logged-in BROWSE_PROJECTS'], []), says: 'TWO' },
    {
      name: 'a permission that only shows',
      row: write('jira', [], ['grant scheme:open lead VIEW_PROJECTS']),
      says: 'does not let it be granted',
    },
    {
      name: 'somebody without an address',
      row: write('organization', [], ['person user:nobody', 'active user:nobody true']),
      says: 'no e-mail address',
    },
    { name: 'an API without tokens', row: { ...write('jira', [], ['role role:x']), api: 'slack' as const }, says: 'how to reach' },
  ])('$name', async ({ row, says }) => {
    const open = await policyWorld(policies.replace('allow: [viewer]', 'allow: [BROWSE_PROJECTS]'));
    const written = await writtenSite(policies, { site: await startSite({ world: open }) });
    const { slack, ...reach } = written.reach;
    expect(slack).toBeDefined();
    const { site } = await compiled([['policies.yaml', policies]]);
    const target = createTarget({ ...reach, names: written.names, policies: site, signal: never });
    const failure = await failureOf(target.make(row, never));
    expect(failure).toMatchObject({ kind: 'refused' });
    expect(failure.message).toContain(says);
    expect(sent(written)).toEqual([]);
  });
});

describe('what the site refuses', () => {
  test('for want of seats says how many there are', async () => {
    const world = await policyWorld();
    world.seats['jira-software'] = 2;
    const written = await writtenSite(policies, { site: await startSite({ world }) });
    for (const row of [
      write('organization', [], ['product user:cy@corp.test jira-software']),
      write(
        'organization',
        [],
        ['person user:eve@corp.test', 'active user:eve@corp.test true', 'product user:eve@corp.test jira-software'],
      ),
    ]) {
      const failure = await failureOf(written.target.make(row, never));
      expect(failure.kind).toBe('refused');
      expect(`${failure.message} ${failure.hint ?? ''}`).toMatch(/2 of 2 seats|no seats/);
    }
  });

  test('of a role in use comes in its own words', async () => {
    const written = await writtenSite(policies);
    const failure = await failureOf(written.target.make(write('jira', ['role role:Developers'], []), never));
    expect(failure).toMatchObject({ kind: 'refused', status: 409 });
    expect(failure.said).toContain('is used in permission schemes');
  });

  test('of an inactive actor says so', async () => {
    const written = await writtenSite(policies);
    const failure = await failureOf(written.target.make(write('jira', [], ['actor project:ONE role:Developers user:bo@corp.test']), never));
    expect(failure).toMatchObject({ kind: 'refused' });
    expect(failure.message).toContain('not active');
  });
});

test('a group that Jira has not heard of yet is to be tried again', async () => {
  const later = await writtenSite(policies);
  later.site.fail({ lag: 50 });
  await later.target.make(write('organization', [], ['group group:new', 'managed-by group:new git']), never);
  for (const row of [
    write('jira', [], ['actor project:ONE role:Developers group:new']),
    write('jira', [], ['grant scheme:open group:new ADD_COMMENTS']),
  ]) {
    const failure = await failureOf(later.target.make(row, never));
    expect(failure).toMatchObject({ kind: 'not-made', message: 'Jira does not know "group:new" yet.' });
  }
});

test('grants that nobody manages stay when a scheme is written', async () => {
  const written = await writtenSite(policies);
  const { world } = written.site;
  const id = String(idsOf(world).scheme('standard'));
  const scheme = world.schemes[id];
  if (scheme === undefined) throw new Error('There is no such scheme.');
  const scoped = Object.values(world.projectRoles).find(({ project }) => project !== undefined);
  // No policy can name the role of a single project.
  scheme.grants.push({ id: 1, permission: 'EDIT_ISSUES', holder: { type: 'projectRole', value: String(scoped?.id) } });
  const shape = (): readonly string[] =>
    (world.schemes[id]?.grants ?? []).map(({ permission, holder }) => `${permission} ${holder.type} ${holder.value ?? ''}`).sort();
  const before = shape();
  await written.target.make(write('jira', ['grant scheme:standard reporter EDIT_ISSUES'], []), never);
  expect(before).toContain('EDIT_ISSUES reporter ');
  expect(before.filter((line) => line.startsWith('VIEW_PROJECTS')).length).toBeGreaterThan(0);
  const left = before.filter((line) => line !== 'EDIT_ISSUES reporter ');
  expect(left).toContain(`EDIT_ISSUES projectRole ${String(scoped?.id)}`);
  expect(shape()).toEqual(left);
});

test('whether somebody is in a large group takes one question', async () => {
  const world = await policyWorld();
  const group = world.groups[idsOf(world).group('eng')];
  for (let number = 0; number < 450; number++) group?.members.push(addAccount(world, `p${String(number)}@corp.test`).accountId);
  const written = await writtenSite(policies, { site: await startSite({ world }) });
  written.site.sandbox.journal.clear();
  const row = write('organization', ['member group:eng user:ana@corp.test'], ['member group:eng user:cy@corp.test']);
  expect(await written.target.observe(row, never)).toEqual({ type: 'before', found: [fact('member group:eng user:ana@corp.test')] });
  expect(written.site.sandbox.journal.requests.filter(({ path }) => path.endsWith('/users/search'))).toHaveLength(1);
});

test('names from outside stay in their place', async () => {
  const written = await writtenSite(policies);
  for (const row of [
    write('jira', [], ['role role:../../../x?y=1#']),
    write('jira', [], ['scheme scheme:<script>"\u0007', 'grant scheme:<script>"\u0007 lead BROWSE_PROJECTS']),
    write('organization', [], ['group group:../admin?x', 'managed-by group:../admin?x git']),
  ]) {
    await written.target.make(row, never);
    expect((await written.target.observe(row, never)).type).toBe('after');
  }
  const odd = write(
    'jira',
    [],
    [
      'project project:../../role',
      'project-type project:../../role jira-software',
      'lead project:../../role user:ana@corp.test',
      'project-scheme project:../../role scheme:open',
    ],
  );
  expect((await failureOf(written.target.make(odd, never))).kind).toBe('refused');
  expect(written.site.sandbox.journal.requests.filter(({ path }) => path.includes('../'))).toEqual([]);
});
