import { describe, expect, test } from '@jest/globals';
import { happens, noFaults, parseFaults } from '../../src/sandbox/faults.js';
import { freshSite, idsOf, startSite } from './site.js';

describe('faults as they are written', () => {
  test('are names and numbers', () => {
    expect(parseFaults('429:0.1, drop:0.05,lag:3')).toEqual({ ...noFaults, '429': 0.1, drop: 0.05, lag: 3 });
  });

  test.each(['drip:1', 'drop', 'drop:', 'drop:2', 'drop:-1', 'lag:1.5', 'drop:0.1:2', ''])('"%s" is refused with words', (text) => {
    expect(parseFaults(text)).toEqual(expect.stringMatching(/^T?t?h?e?.*fault/));
  });
});

test('faults are drawn from the seed: the same for the same, about as often as is asked for, others for another', () => {
  const faults = { ...noFaults, drop: 0.2 };
  const drawn = (seed: number): readonly boolean[] => Array.from({ length: 2000 }, (_, request) => happens(faults, 'drop', seed, request));
  expect(drawn(7)).toEqual(drawn(7));
  expect(drawn(8)).not.toEqual(drawn(7));
  const share = drawn(7).filter(Boolean).length / 2000;
  expect(share).toBeGreaterThan(0.17);
  expect(share).toBeLessThan(0.23);
});

describe('too many requests', () => {
  test.each([
    { path: '/rest/api/3/role', reason: 'jira-burst-based' },
    { path: '/wiki/api/v2/spaces', reason: 'confluence-quota-global-based' },
    { path: '/admin/v1/orgs', reason: null },
    { path: '/slack/api/users.list', reason: null },
  ])('$path: 429, when to come back, and why', async ({ path, reason }) => {
    const site = await freshSite();
    site.fail({ '429': 1, 'retry-after': 7 });
    const { status, headers } = await site.get(path);
    expect([status, headers.get('retry-after'), headers.get('ratelimit-reason')]).toEqual([429, '7', reason]);
    expect(headers.get('x-ratelimit-reset')).toBe('2026-11-21T00:00:07.000Z');
  });
});

test('something broken is 500 or 503, and changes nothing', async () => {
  const site = await freshSite();
  const before = structuredClone(site.world);
  site.fail({ '500': 1 });
  expect((await site.ask('POST', '/rest/api/3/group', { name: 'x' })).status).toBe(500);
  site.fail({ '503': 1 });
  const busy = await site.ask('POST', '/rest/api/3/group', { name: 'x' });
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '1']);
  expect(site.world).toEqual(before);
});

test('a connection breaks before the change, or after it', async () => {
  const site = await freshSite();
  const names = (): readonly string[] => Object.values(site.world.groups).map(({ name }) => name);
  site.fail({ drop: 1 });
  await expect(site.ask('POST', '/rest/api/3/group', { name: 'before' })).rejects.toThrow('fetch failed');
  site.fail({ 'drop-after': 1 });
  await expect(site.ask('POST', '/rest/api/3/group', { name: 'after' })).rejects.toThrow('fetch failed');
  expect(names()).toContain('after');
  expect(names()).not.toContain('before');
});

test('a slow answer comes, later', async () => {
  const site = await freshSite();
  site.fail({ slow: 1, 'slow-ms': 150 });
  const start = performance.now();
  expect((await site.get('/rest/api/3/role')).status).toBe(200);
  expect(performance.now() - start).toBeGreaterThanOrEqual(140);
});

describe('a delay between the organization and the products', () => {
  test('is counted in requests to the products', async () => {
    const site = await startSite();
    const ids = idsOf(site.world);
    const { orgId, directoryId } = site.world.site;
    const path = `/admin/v2/orgs/${orgId}/directories/${directoryId}/groups`;
    const seen = async (): Promise<readonly string[]> => {
      const { body } = await site.get(`/rest/api/3/group/member?groupId=${ids.group('eng')}`);
      return body.values.map(({ accountId }: { accountId: string }) => accountId);
    };
    site.fail({ lag: 2 });
    const cy = ids.account('cy@corp.test');
    await site.ask('POST', `${path}/${ids.group('eng')}/memberships`, { accountId: cy });
    const found = await site.ask('POST', `${path}/search`, { groupIds: [ids.group('eng')], expand: ['counts.users'] });
    expect(found.body.data[0].counts.users).toBe(3);
    expect([(await seen()).includes(cy), (await seen()).includes(cy), (await seen()).includes(cy)]).toEqual([false, false, true]);
  });

  test('ends when it is switched off, and holds for a group that is not there yet', async () => {
    const site = await startSite();
    const { orgId, directoryId } = site.world.site;
    site.fail({ lag: 100 });
    const made = await site.ask('POST', `/admin/v2/orgs/${orgId}/directories/${directoryId}/groups`, { name: 'new' });
    const look = () => site.get(`/wiki/rest/api/group/by-id?id=${made.body.data.id as string}`);
    expect((await look()).status).toBe(404);
    site.fail({});
    expect((await look()).status).toBe(200);
  });
});

test('pages come empty with a next one, and everything is there in the end', async () => {
  const site = await startSite();
  site.fail({ 'empty-pages': 1 });
  const [space] = Object.values(site.world.spaces);
  const pages: number[] = [];
  let next: string | undefined = `/wiki/api/v2/spaces/${space?.id ?? ''}/permissions?limit=10`;
  while (next !== undefined) {
    const { body } = await site.get(next);
    pages.push(body.results.length);
    next = body._links.next as string | undefined;
  }
  expect(pages).toContain(0);
  expect(pages.reduce((sum, each) => sum + each, 0)).toBe(space?.permissions.length);
});

test('things of lists may have fields that no document tells of', async () => {
  const site = await startSite();
  site.fail({ 'extra-fields': 1 });
  expect((await site.get('/rest/api/3/project/search')).body.values[0]).toHaveProperty('somethingNew');
  expect((await site.get('/rest/api/3/project/ONE/role')).body).not.toHaveProperty('somethingNew');
});
