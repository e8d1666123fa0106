import { expect, test } from '@jest/globals';
import { startSite } from './site.js';

const site = await startSite({ now: () => Date.UTC(2026, 10, 20, 9) });
const events = `/admin/v1/orgs/${site.world.site.orgId}/events`;
const records = async (): Promise<readonly Record<string, unknown>[]> => (await site.get('/rest/api/3/auditing/record')).body.records;
const ids = {
  group: Object.values(site.world.groups).find(({ name }) => name === 'eng')?.id ?? '',
  cy: Object.values(site.world.accounts).find(({ email }) => email === 'cy@corp.test')?.accountId ?? '',
  root: Object.values(site.world.accounts).find(({ email }) => email === 'root@corp.test')?.accountId ?? '',
};

test('a change is recorded with its caller, its moment, its thing and its subject', async () => {
  await site.ask('POST', `/rest/api/3/group/user?groupId=${ids.group}`, { accountId: ids.cy });
  expect((await records())[0]).toMatchObject({
    summary: 'User added to group',
    authorKey: ids.root,
    created: '2026-11-20T09:00:00.000+0000',
    objectItem: { id: ids.group, name: 'eng', typeName: 'GROUP' },
    associatedItems: [{ id: ids.cy, typeName: 'USER' }],
  });
  expect((await site.get(events)).body.data[0].attributes).toMatchObject({
    action: 'user_added_to_group',
    actor: { id: ids.root, email: 'root@corp.test' },
    context: [
      { id: ids.cy, type: 'users' },
      { id: ids.group, type: 'groups', attributes: { name: 'eng' } },
    ],
  });
});

test('what is refused is not recorded', async () => {
  const before = site.world.events.length;
  const { status } = await site.ask('POST', `/rest/api/3/group/user?groupId=${ids.group}`, { accountId: ids.cy });
  expect(status).toBe(400);
  expect(site.world.events).toHaveLength(before);
});

test('a scheme that is written whole records the grants that came and went, not those with another id', async () => {
  const grant = (permission: string): unknown => ({ permission, holder: { type: 'group', value: ids.group } });
  const path = '/rest/api/3/permissionscheme';
  const made = await site.ask('POST', path, { name: 'whole', permissions: [grant('ADD_COMMENTS'), grant('LINK_ISSUES')] });
  const old = site.world.schemes[String(made.body.id)]?.grants.map(({ id }) => id) ?? [];
  const before = site.world.events.length;
  const put = await site.ask('PUT', `${path}/${String(made.body.id)}`, {
    name: 'whole',
    permissions: [grant('LINK_ISSUES'), grant('CREATE_ISSUES')],
  });
  expect(put.status).toBe(200);
  expect(site.world.schemes[String(made.body.id)]?.grants.filter(({ id }) => old.includes(id))).toEqual([]);
  const changes = site.world.events.slice(before).map(({ change }) => change);
  const told = changes.map((change) => `${change?.added === true ? '+' : '-'} ${(change?.items ?? []).map(({ name }) => name).join(' ')}`);
  const apps = 'atlassian-addons-project-access';
  expect(told).toEqual(['- eng ADD_COMMENTS', `- ${apps} ADD_COMMENTS`, '+ eng CREATE_ISSUES', `+ ${apps} CREATE_ISSUES`]);
});

test('both logs are paged, and tell no more than what was asked for', async () => {
  const all = await records();
  expect(all.length).toBeGreaterThan(2);
  const { body } = await site.get('/rest/api/3/auditing/record?offset=1&limit=1');
  expect(body).toMatchObject({ offset: 1, limit: 1, total: all.length, records: [all[1]] });
  const first = (await site.get(`${events}?limit=1`)).body;
  const second = (await site.get(`${events}?cursor=${String(first.meta.next)}`)).body;
  expect([first.data[0].id, second.data[0].id]).toEqual([String(all[0]?.['id']), String(all[1]?.['id'])]);
  expect((await site.get(`${events}?from=${String(Date.UTC(2026, 10, 21))}`)).body.data).toEqual([]);
  expect((await site.get('/rest/api/3/auditing/record?from=2026-11-21T00:00:00.000Z')).body.records).toEqual([]);
});
