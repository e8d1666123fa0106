import { beforeEach, describe, expect, test } from '@jest/globals';
import { idsOf, startSite, type Site } from './site.js';

let site: Site;
let ids: ReturnType<typeof idsOf>;
beforeEach(async () => {
  site = await startSite();
  ids = idsOf(site.world);
});

const operationsOf = (key: string, principal: string): readonly string[] =>
  ids
    .space(key)
    .permissions.filter(({ principal: { id } }) => id === principal)
    .map(({ operation }) => operation)
    .toSorted();

const permissionId = (key: string, principal: string, operation: string): string | undefined =>
  ids.space(key).permissions.find((each) => each.principal.id === principal && each.operation === operation)?.id;

const add = (key: string, type: string, identifier: string, operation: string, headers?: Record<string, string>) => {
  const [word, target] = operation.split('/');
  return site.ask(
    'POST',
    `/wiki/rest/api/space/${key}/permission`,
    { subject: { type, identifier }, operation: { key: word, target } },
    headers,
  );
};

const remove = (key: string, id: string | undefined) => site.ask('DELETE', `/wiki/rest/api/space/${key}/permission/${id ?? 'none'}`);

describe('single space permissions', () => {
  test('need the permission to read first, and are refused twice, in the form of the first API', async () => {
    const ana = ids.account('ana@corp.test');
    const early = await add('DOCS', 'user', ana, 'export/space');
    expect([early.status, early.body]).toEqual([
      400,
      {
        statusCode: 400,
        data: { authorized: true, valid: false, errors: [], successful: false },
        message: expect.stringContaining('BadRequestException: '),
      },
    ]);
    expect((await add('DOCS', 'user', ana, 'read/space')).status).toBe(200);
    expect((await add('DOCS', 'user', ana, 'read/space')).status).toBe(400);
    expect((await add('DOCS', 'user', ana, 'export/space')).status).toBe(200);
    expect(operationsOf('DOCS', ana)).toEqual(['export/space', 'read/space']);
  });

  test('come and go with companions', async () => {
    const eng = ids.group('eng');
    await add('DOCS', 'group', 'eng', 'create/page');
    expect(operationsOf('DOCS', eng)).toEqual(['create/page', 'read/space', 'update/page']);
    await add('DOCS', 'group', 'eng', 'create/comment');
    await add('DOCS', 'group', 'eng', 'update/blogpost');
    await add('DOCS', 'group', 'eng', 'administer/space');
    expect(operationsOf('DOCS', eng).length).toBeGreaterThan(8);
    expect((await remove('DOCS', permissionId('DOCS', eng, 'create/page'))).status).toBe(204);
    expect(operationsOf('DOCS', eng)).not.toContain('update/page');
  });

  test('all go with the permission to read', async () => {
    const eng = ids.group('eng');
    await add('DOCS', 'group', eng, 'create/page');
    expect((await remove('DOCS', permissionId('DOCS', eng, 'read/space'))).status).toBe(204);
    expect(operationsOf('DOCS', eng)).toEqual([]);
  });

  test('leave a space its last administrator', async () => {
    const admins = ids.group('admins');
    const before = operationsOf('DOCS', admins);
    for (const operation of ['administer/space', 'read/space'])
      expect((await remove('DOCS', permissionId('DOCS', admins, operation))).status).toBe(400);
    expect(operationsOf('DOCS', admins)).toEqual(before);
    await add('DOCS', 'group', 'eng', 'administer/space');
    expect((await remove('DOCS', permissionId('DOCS', admins, 'administer/space'))).status).toBe(204);
  });

  test('are not for whoever has a role there', async () => {
    expect((await add('DOCS', 'user', ids.account('cy@corp.test'), 'read/space')).status).toBe(400);
  });

  test('cannot be written by apps, whoever they speak for', async () => {
    const answer = await add('OTHER', 'group', 'eng', 'read/space', { authorization: 'Bearer app' });
    expect([answer.status, answer.body.data.authorized]).toEqual([403, false]);
    expect(operationsOf('OTHER', ids.group('eng'))).toEqual([]);
  });

  test('are refused to guests of another space, and to all guests where they never have them', async () => {
    const gus = ids.account('gus@client.test');
    expect((await add('OTHER', 'user', gus, 'read/space')).status).toBe(400);
    for (const operation of ['administer/space', 'export/space', 'restrict_content/space'])
      expect((await add('DOCS', 'user', gus, operation)).status).toBe(400);
    await remove('DOCS', permissionId('DOCS', gus, 'read/space'));
    expect((await add('OTHER', 'user', gus, 'read/space')).status).toBe(200);
  });

  test('can be given to the public, but not all of them', async () => {
    expect((await add('DOCS', 'user', 'anonymous', 'read/space')).status).toBe(200);
    expect((await add('DOCS', 'user', 'anonymous', 'administer/space')).status).toBe(400);
    const { body } = await site.get(`/wiki/api/v2/spaces/${ids.space('DOCS').id}/permissions`);
    expect(body.results.at(-1)).toMatchObject({
      principal: { type: 'role', id: 'anonymous-users' },
      operation: { key: 'read', targetType: 'space' },
    });
  });

  test('of nobody who is there, or of no kind there is, are 400', async () => {
    expect((await add('DOCS', 'group', 'nobody', 'read/space')).status).toBe(400);
    expect((await add('DOCS', 'group', 'eng', 'use/space')).status).toBe(400);
    expect((await add('NONE', 'group', 'eng', 'read/space')).status).toBe(404);
  });
});

describe('space roles', () => {
  const assign = (key: string, body: unknown) => site.ask('POST', `/wiki/api/v2/spaces/${ids.space(key).id}/role-assignments`, body);
  const group = (name: string) => ({ principalType: 'GROUP', principalId: ids.group(name) });

  test('take the place of single permissions, and go where none is named', async () => {
    expect((await assign('DOCS', [{ principal: group('eng'), roleId: ids.spaceRole('Viewer') }])).status).toBe(200);
    expect(operationsOf('DOCS', ids.group('eng'))).toEqual([]);
    expect((await add('DOCS', 'group', 'eng', 'create/page')).status).toBe(400);
    await assign('DOCS', [{ principal: group('eng') }]);
    expect(ids.space('DOCS').roles.map(({ principal }) => principal.id)).toEqual([ids.account('cy@corp.test')]);
  });

  test('are one for each, the same as often as one likes', async () => {
    const wanted = [{ principal: group('eng'), roleId: ids.spaceRole('Manager') }];
    await assign('DOCS', [{ principal: group('eng'), roleId: ids.spaceRole('Viewer') }]);
    expect([(await assign('DOCS', wanted)).status, (await assign('DOCS', wanted)).status]).toEqual([200, 200]);
    expect(ids.space('DOCS').roles.filter(({ principal }) => principal.id === ids.group('eng'))).toHaveLength(1);
  });

  test('leave a space its last administrator, and change nothing where one of many is refused', async () => {
    const before = structuredClone(ids.space('OTHER'));
    const answer = await assign('OTHER', [
      { principal: group('eng'), roleId: ids.spaceRole('Viewer') },
      { principal: group('admins'), roleId: ids.spaceRole('Viewer') },
    ]);
    expect([answer.status, answer.body.errors[0].code]).toEqual([400, 'BAD_REQUEST']);
    expect(ids.space('OTHER')).toEqual(before);
  });

  test('of the system stay, of others are ten at most', async () => {
    const role = { name: 'x', description: '', spacePermissions: ['read/space'] };
    expect((await site.ask('PUT', `/wiki/api/v2/space-roles/${ids.spaceRole('Viewer')}`, role)).status).toBe(400);
    const made = await Promise.all(
      Array.from({ length: 11 }, (_, n) => site.ask('POST', '/wiki/api/v2/space-roles', { ...role, name: `r${n}` })),
    );
    expect(made.map(({ status }) => status).toSorted()).toEqual([...Array.from({ length: 10 }, () => 201), 400]);
    const { id } = made.find(({ status }) => status === 201)?.body ?? {};
    const changed = await site.ask('PUT', `/wiki/api/v2/space-roles/${id}`, { ...role, name: 'other' });
    expect([changed.status, typeof changed.body.taskId]).toEqual([202, 'string']);
    expect((await site.ask('DELETE', `/wiki/api/v2/space-roles/${id}`)).status).toBe(202);
  });

  test('are refused where the site has none', async () => {
    Object.assign(site.world.site, { spaceRoleMode: 'PRE_ROLES' });
    expect((await assign('DOCS', [])).status).toBe(400);
    expect((await site.get('/wiki/api/v2/space-role-mode')).body).toEqual({ mode: 'PRE_ROLES' });
  });
});

describe('spaces', () => {
  test('made with roles have exactly those, and an administrator among them', async () => {
    const roleAssignments = [{ principal: { principalType: 'GROUP', principalId: ids.group('eng') }, roleId: ids.spaceRole('Viewer') }];
    expect((await site.ask('POST', '/wiki/api/v2/spaces', { name: 'New', key: 'NEW', roleAssignments })).status).toBe(400);
    const admin = { principal: { principalType: 'USER', principalId: ids.account('ana@corp.test') }, roleId: ids.spaceRole('Admin') };
    const made = await site.ask('POST', '/wiki/api/v2/spaces', { name: 'New', key: 'NEW', roleAssignments: [...roleAssignments, admin] });
    expect([made.status, ids.space('NEW').permissions, ids.space('NEW').roles.length]).toEqual([201, [], 2]);
  });

  test('go later: a long task says when', async () => {
    const { status, body } = await site.ask('DELETE', '/wiki/rest/api/space/OTHER');
    expect(status).toBe(202);
    const path = `/wiki/rest/api/longtask/${body.id}`;
    expect([(await site.get(path)).body.finished, (await site.get(path)).body.finished]).toEqual([false, true]);
  });
});

test('suspended people vanish from groups, and guests look like everybody else in bulk', async () => {
  const path = `/wiki/rest/api/group/${ids.group('eng')}/membersByGroupId`;
  expect((await site.get(path)).body.size).toBe(1);
  const { orgId, directoryId } = site.world.site;
  await site.ask('POST', `/admin/v2/orgs/${orgId}/directories/${directoryId}/users/${ids.account('ana@corp.test')}/suspend`);
  expect((await site.get(path)).body.size).toBe(0);
  const bulk = await site.ask('POST', '/wiki/api/v2/users-bulk', { accountIds: [ids.account('gus@client.test')] });
  expect(bulk.body.results[0].isExternalCollaborator).toBe(false);
  expect((await site.get(`/wiki/rest/api/user?accountId=${ids.account('gus@client.test')}`)).body.isExternalCollaborator).toBe(true);
});

test('what somebody may do with the first page of a space is told', async () => {
  const path = `/wiki/rest/api/content/${ids.space('DOCS').homepageId}/permission/check`;
  const may = async (identifier: string, operation: string) =>
    (await site.ask('POST', path, { subject: { type: 'user', identifier }, operation })).body.hasPermission;
  expect(await may(ids.account('gus@client.test'), 'read')).toBe(true);
  expect(await may(ids.account('gus@client.test'), 'delete')).toBe(false);
  expect(await may('anonymous', 'read')).toBe(false);
});

test('lists come in pages of cursors', async () => {
  const all: string[] = [];
  let next: string | undefined = `/wiki/api/v2/spaces/${ids.space('DOCS').id}/permissions?limit=4`;
  while (next !== undefined) {
    const { body, headers } = await site.get(next);
    all.push(...body.results.map(({ id }: { id: string }) => id));
    next = body._links.next as string | undefined;
    expect(headers.get('link') === null).toBe(next === undefined);
  }
  expect(all).toEqual(ids.space('DOCS').permissions.map(({ id }) => id));
});
