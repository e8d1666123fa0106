import { beforeEach, describe, expect, test } from '@jest/globals';
import { cellsOf } from '../../src/sandbox/evaluate/cells.js';
import { resourceOf } from '../../src/sandbox/directory.js';
import type { Product } from '../../src/model/permissions.js';
import { idsOf, startSite, type Site } from './site.js';

let site: Site;
let ids: ReturnType<typeof idsOf>;
let path: string;
beforeEach(async () => {
  site = await startSite();
  ids = idsOf(site.world);
  path = `/admin/v2/orgs/${site.world.site.orgId}/directories/${site.world.site.directoryId}`;
});

const join = (group: string, email: string) =>
  site.ask('POST', `${path}/groups/${ids.group(group)}/memberships`, { accountId: ids.account(email) });
const rule = (product: Product, role: string) => ({ resource: resourceOf(product, site.world), role });
const invite = (body: unknown) => site.ask('POST', `/admin/v2/orgs/${site.world.site.orgId}/users/invite`, body);

describe('memberships', () => {
  test('that are there and seats that are not are both 409, told apart by code', async () => {
    const again = await join('eng', 'ana@corp.test');
    expect([again.status, again.body.errors[0].code]).toEqual([409, 'ADMIN-UAM-409-1']);
    site.world.seats['jira-software'] = 2;
    const full = await join('jira-software-users-corp', 'cy@corp.test');
    expect([full.status, full.body.errors[0].code]).toEqual([409, 'ADMIN-UAM-409-3']);
    expect((await join('eng', 'cy@corp.test')).status).toBe(204);
  });

  test('that are gone are 404, and those of the identity provider are not ours', async () => {
    const url = `${path}/groups/${ids.group('eng')}/memberships/${ids.account('ana@corp.test')}`;
    expect([(await site.ask('DELETE', url)).status, (await site.ask('DELETE', url)).status]).toEqual([204, 404]);
    expect((await join('synced', 'ana@corp.test')).status).toBe(403);
  });
});

describe('groups', () => {
  test('of a name that is taken are 409', async () => {
    const made = await site.ask('POST', `${path}/groups`, { name: 'eng' });
    expect([made.status, made.body.errors[0]]).toEqual([
      409,
      expect.objectContaining({ status: '409', code: expect.stringMatching(/^ADMIN-/) }),
    ]);
  });

  test('give products to all their members, if there are seats', async () => {
    const assign = (roleId = 'atlassian/user') =>
      site.ask('POST', `${path}/groups/${ids.group('admins')}/role-assignments/assign`, {
        roleId,
        resourceId: resourceOf('jira-software', site.world),
      });
    site.world.seats['jira-software'] = 0;
    ids.account('root@corp.test');
    const other = site.world.groups[ids.group('jira-software-users-corp')];
    if (other !== undefined) other.members = [];
    expect((await assign()).status).toBe(409);
    site.world.seats['jira-software'] = 1;
    expect([(await assign()).status, (await assign()).status]).toEqual([200, 200]);
    expect(site.world.groups[ids.group('admins')]?.roles).toEqual([{ product: 'jira-software', role: 'user' }]);
  });

  test('are found by exact names', async () => {
    const { body } = await site.ask('POST', `${path}/groups/search`, { groupNames: ['eng', 'en'], expand: ['counts.users'] });
    expect(body.data).toEqual([expect.objectContaining({ name: 'eng', counts: { users: 2 }, externalSynced: false })]);
    const synced = await site.ask('POST', `${path}/groups/search`, { groupNames: ['synced'] });
    expect(synced.body.data[0]).toMatchObject({ externalSynced: true, managementAccess: { modifiable: false } });
  });
});

describe('people', () => {
  test('are found page by page, where the cursor stands for the whole question', async () => {
    const first = await site.ask('POST', `${path}/users/search`, { limit: 2, expand: ['groups'], emailDomains: ['corp.test'] });
    expect([first.body.data.length, typeof first.body.links.next]).toEqual([2, 'string']);
    const second = await site.ask('POST', `${path}/users/search`, { cursor: first.body.links.next });
    expect(second.body.data.map(({ email }: { email: string }) => email)).toEqual(['bo@corp.test', 'cy@corp.test']);
    expect([second.body.links, Array.isArray(second.body.data[0].groups)]).toEqual([{}, true]);
    expect((await site.ask('POST', `${path}/users/search`, { limit: 101 })).status).toBe(400);
  });

  test('who are suspended keep their groups, and need a seat to come back', async () => {
    const ana = `${path}/users/${ids.account('ana@corp.test')}`;
    expect((await site.ask('POST', `${ana}/suspend`)).status).toBe(204);
    expect(site.world.groups[ids.group('eng')]?.members).toContain(ids.account('ana@corp.test'));
    site.world.seats['jira-software'] = 1;
    expect((await site.ask('POST', `${ana}/restore`)).status).toBe(409);
    site.world.seats['jira-software'] = 5;
    expect((await site.ask('POST', `${ana}/restore`)).status).toBe(204);
  });

  test('can be deactivated where their address is of a domain that is ours', async () => {
    const disable = (email: string) => site.ask('POST', `/users/${ids.account(email)}/manage/lifecycle/disable`);
    expect([(await disable('ana@corp.test')).status, (await disable('gus@client.test')).status]).toEqual([204, 403]);
    expect(site.world.accounts[ids.account('ana@corp.test')]?.active).toBe(false);
  });
});

describe('invitations', () => {
  test('make accounts, and give products and groups', async () => {
    const { status, body } = await invite({
      emails: ['new@corp.test'],
      permissionRules: [rule('confluence', 'atlassian/user')],
      additionalGroups: [ids.group('eng')],
    });
    expect([status, body.data[0].results[0].roleAssignmentResult[0].status]).toEqual([200, 'INVITED']);
    expect(site.world.groups[ids.group('eng')]?.members).toContain(ids.account('new@corp.test'));
  });

  test('are told one by one where some fail: 206', async () => {
    const { status, body } = await invite({
      emails: ['new@corp.test', 'nonsense'],
      permissionRules: [rule('confluence', 'atlassian/user')],
    });
    const told = body.data.map(
      ({ results: [{ roleAssignmentResult }] }: { results: [{ roleAssignmentResult: { status: string }[] }] }) =>
        roleAssignmentResult[0]?.status,
    );
    expect([status, told]).toEqual([206, ['INVITED', 'ERROR']]);
  });

  test('are for 25 addresses at most, and not on the Free plan', async () => {
    expect((await invite({ emails: Array.from({ length: 26 }, (_, n) => `a${n}@b.test`) })).status).toBe(400);
    Object.assign(site.world.site, { plan: 'free' });
    expect((await invite({ emails: ['a@b.test'] })).status).toBe(402);
  });

  test('make guests of nobody who has a licence, and of no more than so many for each', async () => {
    const paid = await invite({ emails: ['ana@corp.test'], permissionRules: [rule('confluence', 'atlassian/guest')] });
    expect(paid.status).toBe(206);
    Object.assign(site.world.site, { guestsPerPaidUser: 0 });
    const full = await invite({ emails: ['new@client.test'], permissionRules: [rule('confluence', 'atlassian/guest')] });
    expect(full.body.data[0].results[0].roleAssignmentResult[0]).toMatchObject({ status: 'ERROR' });
  });
});

test('a role of a product is refused with the documented code where no seat is left, and may be given again and again', async () => {
  const assign = (email: string) =>
    site.ask('POST', `/admin/v1/orgs/${site.world.site.orgId}/users/${ids.account(email)}/roles/assign`, {
      role: 'atlassian/user',
      resource: resourceOf('jira-software', site.world),
    });
  expect([(await assign('cy@corp.test')).status, (await assign('cy@corp.test')).status]).toEqual([204, 204]);
  site.world.seats['jira-software'] = 3;
  const full = await assign('gus@client.test');
  expect([full.status, full.body.errors[0].code]).toEqual([409, 'ADMIN-UAM-409-3']);
});

test('what was changed is among the events', async () => {
  await site.ask('POST', `${path}/groups`, { name: 'brand-new' });
  const { body } = await site.get(`/admin/v1/orgs/${site.world.site.orgId}/events?limit=1`);
  expect(body.data[0].attributes).toMatchObject({
    action: expect.stringContaining('POST'),
    actor: { id: ids.account('root@corp.test') },
    time: '2026-11-21T00:00:00.000Z',
  });
});

describe('who administers', () => {
  test('does so by the roles of a group in each product, and uses none of them by that', async () => {
    const site = await startSite();
    const eng = idsOf(site.world).group('eng');
    const path = `/admin/v2/orgs/${site.world.site.orgId}/directories/${site.world.site.directoryId}/groups/${eng}/role-assignments`;
    const before = cellsOf(site.world);
    const resourceId = `ari:cloud:jira-software::site/${site.world.site.cloudId}`;
    await site.ask('POST', `${path}/assign`, { roleId: 'atlassian/admin', resourceId });
    const come = cellsOf(site.world).filter((line) => !before.includes(line));
    expect(come.some((line) => line.endsWith('admin:site\tallowed'))).toBe(true);
    expect(come.filter((line) => line.includes('\tuse:'))).toEqual([]);
    await site.ask('POST', `${path}/revoke`, { roleId: 'atlassian/admin', resourceId });
    expect(cellsOf(site.world)).toEqual(before);
  });

  test('the whole site is told product by product, and loses them one by one', async () => {
    const site = await startSite();
    const group = site.world.groups[idsOf(site.world).group('admins')];
    const path = `/admin/v2/orgs/${site.world.site.orgId}/directories/${site.world.site.directoryId}/groups/${group?.id ?? ''}/role-assignments`;
    const told = async (): Promise<readonly { readonly resourceId: string }[]> => (await site.get(path)).body.data;
    const all = await told();
    expect(all.length).toBeGreaterThan(1);
    await site.ask('POST', `${path}/revoke`, { roleId: 'atlassian/admin', resourceId: all[0]?.resourceId });
    expect(group?.siteAdmin).toBeUndefined();
    expect((await told()).map(({ resourceId }) => resourceId)).toEqual(all.slice(1).map(({ resourceId }) => resourceId));
  });
});
