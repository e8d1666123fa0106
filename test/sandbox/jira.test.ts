import { beforeEach, describe, expect, test } from '@jest/globals';
import { freshSite, idsOf, policies, policyWorld, startSite, type Site } from './site.js';

let site: Site;
let ids: ReturnType<typeof idsOf>;
beforeEach(async () => {
  site = await startSite();
  ids = idsOf(site.world);
});

const message = (body: { errorMessages: string[]; errors: Record<string, string> }): string =>
  [...body.errorMessages, ...Object.values(body.errors)].join(' ');

describe('groups', () => {
  test('that are there cannot be made again, and members not added twice: 400, both', async () => {
    const double = await site.ask('POST', '/rest/api/3/group', { name: 'eng' });
    expect([double.status, double.body.status, message(double.body)]).toEqual([400, 400, expect.stringContaining('already exists')]);
    const path = `/rest/api/3/group/user?groupId=${ids.group('eng')}`;
    const member = await site.ask('POST', path, { accountId: ids.account('ana@corp.test') });
    expect([member.status, message(member.body)]).toEqual([400, expect.stringContaining('already a member')]);
    expect((await site.ask('POST', path, { accountId: ids.account('cy@corp.test') })).status).toBe(201);
    expect((await site.ask('DELETE', `${path}&accountId=${ids.account('cy@corp.test')}`)).status).toBe(200);
    expect((await site.ask('DELETE', `${path}&accountId=${ids.account('cy@corp.test')}`)).status).toBe(404);
  });

  test('of the identity provider are read-only', async () => {
    const path = `/rest/api/3/group/user?groupId=${ids.group('synced')}`;
    expect((await site.ask('POST', path, { accountId: ids.account('ana@corp.test') })).status).toBe(400);
    expect((await site.ask('DELETE', `/rest/api/3/group?groupId=${ids.group('synced')}`)).status).toBe(400);
    expect(site.world.groups[ids.group('synced')]?.members).toEqual([ids.account('cy@corp.test')]);
  });

  test('hide who cannot log in, unless they are asked for', async () => {
    const path = `/rest/api/3/group/member?groupId=${ids.group('eng')}`;
    expect((await site.get(path)).body.total).toBe(1);
    expect((await site.get(`${path}&includeInactiveUsers=true`)).body.total).toBe(2);
  });

  test('that go are gone from everything that named them', async () => {
    const eng = ids.group('eng');
    expect((await site.ask('DELETE', `/rest/api/3/group?groupId=${eng}`)).status).toBe(200);
    expect(JSON.stringify([site.world.projects, site.world.spaces, site.world.schemes])).not.toContain(eng);
  });

  test('come in pages that end', async () => {
    const seen: string[] = [];
    let next: string | undefined = '/rest/api/3/group/bulk?maxResults=2';
    while (next !== undefined) {
      const { body } = await site.get(next);
      expect(body.values.length).toBeLessThanOrEqual(2);
      seen.push(...body.values.map(({ groupId }: { groupId: string }) => groupId));
      next = (body.nextPage as string | undefined)?.slice(site.url.length);
    }
    expect(seen).toEqual(Object.keys(site.world.groups));
    expect((await site.get('/rest/api/3/group/bulk?maxResults=1000')).body.maxResults).toBe(50);
  });
});

describe('permission schemes', () => {
  const path = '/rest/api/3/permissionscheme';
  const grant = { holder: { type: 'anyone' }, permission: 'BROWSE_PROJECTS' };

  test('written whole have other ids for the same grants', async () => {
    const scheme = ids.scheme('open');
    const before = (await site.get(`${path}/${scheme}/permission`)).body.permissions;
    const wanted = before.filter(({ permission }: { permission: string }) => permission !== 'VIEW_PROJECTS');
    const put = await site.ask('PUT', `${path}/${scheme}?expand=all`, { name: 'open', permissions: wanted });
    expect(put.status).toBe(200);
    const same = ({ holder, permission }: { holder: unknown; permission: string }): string => JSON.stringify([holder, permission]);
    expect(put.body.permissions.map(same).toSorted()).toEqual(before.map(same).toSorted());
    const old = new Set(before.map(({ id }: { id: number }) => id));
    expect(put.body.permissions.filter(({ id }: { id: number }) => old.has(id))).toEqual([]);
  });

  test('keep their grants where none are written, and lose them to an empty list', async () => {
    const scheme = ids.scheme('standard');
    const before = structuredClone(site.world.schemes[String(scheme)]?.grants);
    expect((await site.ask('PUT', `${path}/${scheme}`, { name: 'renamed' })).status).toBe(200);
    expect(site.world.schemes[String(scheme)]).toMatchObject({ name: 'renamed', grants: before });
    expect((await site.ask('PUT', `${path}/${scheme}`, { name: 'renamed', permissions: [] })).status).toBe(200);
    expect(site.world.schemes[String(scheme)]?.grants).toEqual([]);
  });

  test('need a name, and change nothing where one grant is wrong', async () => {
    const scheme = ids.scheme('open');
    const before = structuredClone(site.world.schemes);
    expect((await site.ask('PUT', `${path}/${scheme}`, { permissions: [] })).status).toBe(400);
    expect(
      (await site.ask('PUT', `${path}/${scheme}`, { name: 'x', permissions: [grant, { ...grant, permission: 'VIEW_PROJECTS' }] })).status,
    ).toBe(400);
    expect((await site.ask('PUT', `${path}/1`, { name: 'x' })).status).toBe(404);
    expect(site.world.schemes).toEqual(before);
  });

  test('take no grant twice', async () => {
    const scheme = ids.scheme('open');
    expect((await site.ask('POST', `${path}/${scheme}/permission`, grant)).status).toBe(201);
    const again = await site.ask('POST', `${path}/${scheme}/permission`, grant);
    expect([again.status, message(again.body)]).toEqual([400, expect.stringContaining('already')]);
  });

  test('get grants that nobody asked for: the apps’ role for each permission, VIEW_PROJECTS for whoever may browse', async () => {
    const made = await site.ask('POST', `${path}?expand=all`, { name: 'new', permissions: [grant] });
    const told = made.body.permissions.map(({ permission, holder }: { permission: string; holder: { type: string; parameter?: string } }) =>
      [permission, holder.type, holder.parameter ?? ''].join(' ').trim(),
    );
    const addOns = Object.values(site.world.projectRoles).find(({ addOn }) => addOn)?.id;
    expect(told).toEqual(['BROWSE_PROJECTS anyone', 'VIEW_PROJECTS anyone', `BROWSE_PROJECTS projectRole ${addOns}`]);
    expect((await site.ask('POST', `${path}/${made.body.id}/permission`, { ...grant, permission: 'VIEW_ISSUES' })).status).toBe(400);
  });

  test('keep portal customers from what they cannot hold', async () => {
    const wrong = { holder: { type: 'sd.customer.portal.only' }, permission: 'ARCHIVE_ISSUES' };
    const answer = await site.ask('POST', `${path}/${ids.scheme('open')}/permission`, wrong);
    expect([answer.status, message(answer.body)]).toEqual([
      400,
      "The permission 'ARCHIVE_ISSUES' can't be granted to 'sd.customer.portal.only'",
    ]);
  });

  test('show groups by name and by id', async () => {
    const held = { holder: { type: 'group', value: ids.group('eng') }, permission: 'ADD_COMMENTS' };
    const { body } = await site.ask('POST', `${path}/${ids.scheme('open')}/permission`, held);
    expect(body.holder).toMatchObject({ type: 'group', parameter: 'eng', value: ids.group('eng') });
  });

  test('show grants only where something is expanded', async () => {
    expect((await site.get(path)).body.permissionSchemes[0].permissions).toBeUndefined();
    expect((await site.get(`${path}?expand=user`)).body.permissionSchemes[0].permissions.length).toBeGreaterThan(0);
  });

  test('that go leave their projects to the first one, or to Jira’s own, which stays', async () => {
    expect((await site.ask('DELETE', `${path}/${ids.scheme('open')}`)).status).toBe(204);
    expect(ids.project('TWO').scheme).toBe(ids.scheme('standard'));
    // There is nothing else for them.
    expect((await site.ask('DELETE', `${path}/${ids.scheme('standard')}`)).status).toBe(400);
    const own = (await site.ask('POST', path, { name: 'Default Permission Scheme' })).body.id;
    expect((await site.ask('DELETE', `${path}/${ids.scheme('standard')}`)).status).toBe(204);
    expect(ids.project('TWO').scheme).toBe(own);
    await site.ask('POST', path, { name: 'another' });
    expect((await site.ask('DELETE', `${path}/${own}`)).status).toBe(400);
  });

  test('are nothing for team-managed projects', async () => {
    expect((await site.get('/rest/api/3/project/TEAM/permissionscheme')).status).toBe(404);
    expect((await site.ask('PUT', '/rest/api/3/project/TEAM/permissionscheme', { id: ids.scheme('open') })).status).toBe(403);
  });

  test('are not for editing on the Free plan', async () => {
    const free = await freshSite();
    Object.assign(free.world.site, { plan: 'free' });
    const [scheme] = Object.keys(free.world.schemes);
    expect((await free.ask('PUT', `${path}/${scheme}`, { name: 'x' })).status).toBe(403);
    expect((await free.ask('POST', path, { name: 'x' })).status).toBe(403);
    expect((await free.ask('POST', '/rest/api/3/role', { name: 'x' })).status).toBe(403);
  });
});

describe('project roles', () => {
  const categorised = (users: readonly string[], groups: readonly string[] = []) => ({
    categorisedActors: { 'atlassian-user-role-actor': users, 'atlassian-group-role-actor-id': groups },
  });

  test('written whole have exactly those actors', async () => {
    const path = `/rest/api/3/project/ONE/role/${ids.role('Developers')}`;
    const { status, body } = await site.ask('PUT', path, categorised([ids.account('ana@corp.test')]));
    expect([status, body.actors.length, body.actors[0].actorUser.accountId]).toEqual([200, 1, ids.account('ana@corp.test')]);
  });

  test('written whole with somebody inactive: 404, and nothing is changed', async () => {
    const path = `/rest/api/3/project/ONE/role/${ids.role('Developers')}`;
    const before = structuredClone(ids.project('ONE'));
    expect((await site.ask('PUT', path, categorised([ids.account('ana@corp.test'), ids.account('bo@corp.test')]))).status).toBe(404);
    expect(ids.project('ONE')).toEqual(before);
  });

  test('take no actor twice, and give none up twice', async () => {
    const path = `/rest/api/3/project/ONE/role/${ids.role('Developers')}`;
    expect((await site.ask('POST', path, { groupId: [ids.group('eng')] })).status).toBe(400);
    expect((await site.ask('DELETE', `${path}?groupId=${ids.group('eng')}`)).status).toBe(204);
    expect((await site.ask('DELETE', `${path}?groupId=${ids.group('eng')}`)).status).toBe(404);
  });

  test('of the apps belong to the apps', async () => {
    const { body } = await site.get('/rest/api/3/project/ONE/role');
    const path = (body['atlassian-addons-project-access'] as string).slice(site.url.length);
    expect((await site.ask('PUT', path, categorised([]))).status).toBe(400);
    const hidden = await site.get('/rest/api/3/project/ONE/roledetails?excludeConnectAddons=true');
    expect(JSON.stringify(hidden.body)).not.toContain('atlassian-addons');
  });

  test('of guests take single guests of no other project', async () => {
    const guests = ids.role('Guest – Collaborator');
    const [one, two] = [`/rest/api/3/project/ONE/role/${guests}`, `/rest/api/3/project/TWO/role/${guests}`];
    const gus = ids.account('gus@client.test');
    expect((await site.ask('POST', one, { user: [gus] })).status).toBe(400);
    expect((await site.ask('POST', two, { groupId: [ids.group('eng')] })).status).toBe(400);
    expect((await site.ask('POST', two, { user: [ids.account('ana@corp.test')] })).status).toBe(400);
    expect((await site.ask('DELETE', `${two}?user=${gus}`)).status).toBe(204);
    expect((await site.ask('POST', one, { user: [gus] })).status).toBe(200);
  });

  test('of one name are refused with 409, and so is one in use that is deleted', async () => {
    expect((await site.ask('POST', '/rest/api/3/role', { name: 'Developers' })).status).toBe(409);
    const path = `/rest/api/3/role/${ids.role('Developers')}`;
    expect((await site.ask('DELETE', path)).status).toBe(409);
    expect((await site.ask('DELETE', `${path}?swap=${ids.role('Administrators')}`)).status).toBe(204);
    expect(JSON.stringify(site.world.schemes)).not.toContain(`"${path.split('/').at(-1)}"`);
  });

  test('give default actors to projects made later, and to no other', async () => {
    const path = `/rest/api/3/role/${ids.role('Developers')}/actors`;
    const before = structuredClone(ids.project('TWO').roles);
    await site.ask('POST', path, { groupId: [ids.group('eng')] });
    expect(ids.project('TWO').roles).toEqual(before);
    await site.ask('POST', '/rest/api/3/project', { key: 'NEW', name: 'New', permissionScheme: ids.scheme('open') });
    expect(ids.project('NEW').roles[String(ids.role('Developers'))]?.groups).toEqual([ids.group('eng')]);
  });
});

describe('permissions', () => {
  const check = (email: string, permissions: readonly string[], key: string) =>
    site.ask('POST', '/rest/api/3/permissions/check', {
      accountId: ids.account(email),
      globalPermissions: ['BULK_CHANGE'],
      projectPermissions: [{ permissions, projects: [Number(ids.project(key).id), 424_242] }],
    });

  test('are told for a person and a project; unknown projects are passed over', async () => {
    const { body } = await check('ana@corp.test', ['BROWSE_PROJECTS', 'ADMINISTER_PROJECTS'], 'ONE');
    expect(body).toEqual({
      globalPermissions: [],
      projectPermissions: [
        { permission: 'BROWSE_PROJECTS', issues: [], projects: [Number(ids.project('ONE').id)] },
        { permission: 'ADMINISTER_PROJECTS', issues: [], projects: [] },
      ],
    });
    expect((await check('root@corp.test', ['ADMINISTER_PROJECTS'], 'ONE')).body.globalPermissions).toEqual(['BULK_CHANGE']);
  });

  test('of an unknown name are 400', async () => {
    expect((await check('ana@corp.test', ['CREATE_ATTACHMENT'], 'ONE')).status).toBe(400);
  });

  test('of others are told to administrators only', async () => {
    const ana = { authorization: `Basic ${Buffer.from('ana@corp.test:x').toString('base64')}` };
    const body = { accountId: ids.account('cy@corp.test') };
    expect((await site.ask('POST', '/rest/api/3/permissions/check', body, ana)).status).toBe(403);
  });

  test('that hang on the issue count as held in a project', async () => {
    const { body } = await site.ask('GET', '/rest/api/3/mypermissions?projectKey=ONE&permissions=EDIT_ISSUES', undefined, {
      authorization: `Basic ${Buffer.from('root@corp.test:x').toString('base64')}`,
    });
    expect(body.permissions.EDIT_ISSUES.havePermission).toBe(true);
  });

  test('are nobody’s who is inactive, suspended or without a licence', async () => {
    for (const email of ['bo@corp.test', 'cy@corp.test'])
      expect((await check(email, ['BROWSE_PROJECTS'], 'ONE')).body.projectPermissions[0].projects).toEqual([]);
  });
});

describe('projects', () => {
  test('that are archived are shown where they are asked for', async () => {
    expect((await site.ask('POST', '/rest/api/3/project/ONE/archive')).status).toBe(204);
    expect((await site.ask('POST', '/rest/api/3/project/ONE/archive')).status).toBe(400);
    const keys = async (query: string) =>
      (await site.get(`/rest/api/3/project/search${query}`)).body.values.map(({ key }: { key: string }) => key);
    expect(await keys('')).toEqual(['TEAM', 'TWO']);
    expect(await keys('?status=archived')).toEqual(['ONE']);
    expect(await keys('?status=live,archived')).toEqual(['ONE', 'TEAM', 'TWO']);
    expect(await keys('?status=live&status=archived')).toEqual(['ONE', 'TEAM', 'TWO']);
  });

  test('cannot be archived without the plan for it', async () => {
    const standard = await startSite({ world: await policyWorld(policies.replace('plan: premium', 'plan: standard')) });
    expect((await standard.ask('POST', '/rest/api/3/project/ONE/archive')).status).toBe(403);
  });

  test('tell no open from limited: only private', async () => {
    const { body } = await site.get('/rest/api/3/project/TEAM');
    expect([body.style, body.simplified, body.isPrivate, 'access' in body]).toEqual(['next-gen', true, true, false]);
  });
});

describe('issue security', () => {
  test('is assigned later: 303 leads to a task that runs and then is done', async () => {
    const made = await site.ask('POST', '/rest/api/3/issuesecurityschemes', { name: 'secret', levels: [{ name: 'board' }] });
    expect(made.status).toBe(201);
    const body = { schemeId: made.body.id, projectId: ids.project('ONE').id };
    const put = await site.ask('PUT', '/rest/api/3/issuesecurityschemes/project', body);
    expect(put.status).toBe(303);
    const task = (put.headers.get('location') ?? '').slice(site.url.length);
    expect([(await site.get(task)).body.status, (await site.get(task)).body.status]).toEqual(['RUNNING', 'COMPLETE']);
    expect((await site.ask('DELETE', `/rest/api/3/issuesecurityschemes/${made.body.id}`)).status).toBe(400);
  });
});

test('users are a bare list that ends with an empty page, and may hide their addresses', async () => {
  const [first] = Object.values(site.world.accounts);
  Object.assign(first ?? {}, { emailHidden: true });
  const { body } = await site.get('/rest/api/3/users/search?maxResults=3');
  expect([body.length, 'emailAddress' in body[0], 'emailAddress' in body[1]]).toEqual([3, false, true]);
  expect((await site.get(`/rest/api/3/users/search?startAt=${Object.keys(site.world.accounts).length}`)).body).toEqual([]);
});

test('application roles count seats', async () => {
  const { body } = await site.get('/rest/api/3/applicationrole');
  const [software] = body;
  expect(software).toMatchObject({ key: 'jira-software', numberOfSeats: 5, userCount: 2, remainingSeats: 3, hasUnlimitedSeats: false });
});
