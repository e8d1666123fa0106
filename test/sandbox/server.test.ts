import { describe, expect, test } from '@jest/globals';
import { request } from 'node:http';
import { cellsOf } from '../../src/sandbox/evaluate/cells.js';
import { freshSite, idsOf, startSite } from './site.js';

/** A request with headers that fetch would not send. */
function raw(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { authorization: 'Bearer x', ...headers } }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end();
  });
}

describe('who is answered', () => {
  test('this machine, by its own name, and no page of another site in a browser on it', async () => {
    const site = await freshSite();
    const url = `${site.url}/rest/api/3/role`;
    expect(site.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await raw(url, {})).toBe(200);
    expect(await raw(url, { host: 'evil.example' })).toBe(403);
    expect(await raw(url, { origin: 'https://evil.example' })).toBe(403);
    expect(await raw(`${site.url}/sandbox/world`, { host: 'evil.example' })).toBe(403);
  });

  test.each([
    { path: '/rest/api/3/role', body: { 'status-code': 401 } },
    { path: '/wiki/rest/api/group', body: { statusCode: 401 } },
    { path: '/wiki/api/v2/spaces', body: { errors: [{ status: 401 }] } },
    { path: '/admin/v1/orgs', body: { code: 401 } },
  ])('$path: not without credentials, nor with what has no form of any', async ({ path, body }) => {
    const site = await freshSite();
    for (const authorization of [undefined, 'Basic', 'Basic bm9jb2xvbg==', 'Token x']) {
      const response = await fetch(`${site.url}${path}`, authorization === undefined ? {} : { headers: { authorization } });
      expect([response.status, await response.json()]).toMatchObject([401, body]);
    }
    for (const authorization of ['Bearer x', `Basic ${Buffer.from('a@b:c').toString('base64')}`])
      expect((await fetch(`${site.url}${path}`, { headers: { authorization } })).status).toBe(200);
  });
});

test('what is not served is 404, a wrong method 405, a body that is no JSON 400', async () => {
  const site = await freshSite();
  expect((await site.get('/rest/api/3/nothing')).status).toBe(404);
  expect((await site.ask('PUT', '/rest/api/3/group', {})).status).toBe(405);
  const response = await fetch(`${site.url}/rest/api/3/group`, { method: 'POST', headers: { authorization: 'Bearer x' }, body: '{' });
  expect(response.status).toBe(400);
});

test('the addresses of scoped tokens lead to the same', async () => {
  const site = await freshSite();
  const { cloudId } = site.world.site;
  expect((await site.get(`/ex/jira/${cloudId}/rest/api/3/role`)).body).toEqual((await site.get('/rest/api/3/role')).body);
  expect((await site.get(`/ex/confluence/${cloudId}/wiki/api/v2/spaces`)).status).toBe(200);
});

test('read-only: every change is refused and counted, every question is answered', async () => {
  const site = await startSite({ readOnly: true });
  const before = structuredClone(site.world);
  const ids = idsOf(site.world);
  for (const path of ['/rest/api/3/group', '/wiki/rest/api/space', '/admin/v2/orgs/x/users/invite', '/slack/api/conversations.create'])
    expect((await site.ask('POST', path, { name: 'x' })).status).toBe(403);
  expect((await site.ask('POST', '/rest/api/3/permissions/check', { accountId: ids.account('ana@corp.test') })).status).toBe(200);
  expect(site.world).toEqual(before);
  expect((await site.get('/sandbox')).body.requests).toMatchObject({ total: 5, writes: 4, refusedWrites: 4 });
});

describe('its own endpoints', () => {
  test('tell every request, without a header', async () => {
    const site = await freshSite();
    await site.get('/rest/api/3/role?expand=x');
    await site.ask('POST', '/rest/api/3/group', { name: 'new' });
    const { body } = await site.get('/sandbox/requests');
    expect(body).toEqual({
      total: 2,
      writes: 1,
      refusedWrites: 0,
      forgotten: 0,
      requests: [
        { number: 1, method: 'GET', path: '/rest/api/3/role?expand=x', status: 200, write: false },
        { number: 2, method: 'POST', path: '/rest/api/3/group', status: 201, write: true },
      ],
    });
    expect((await site.ask('DELETE', '/sandbox/requests')).status).toBe(204);
    expect((await site.get('/sandbox/requests')).body.total).toBe(0);
  });

  test('tell who can do what, with or without people of the identity provider', async () => {
    const site = await startSite();
    expect((await site.get('/sandbox/cells')).body).toBe(
      cellsOf(site.world)
        .map((line) => `${line}\n`)
        .join(''),
    );
    expect((await site.get('/sandbox/cells?synced=counted')).body).not.toContain('group:synced');
    expect((await site.get('/sandbox/cells?synced=perhaps')).status).toBe(400);
  });

  test('take other faults at any time, and refuse what is none', async () => {
    const site = await freshSite();
    const set = (body: unknown) => site.ask('POST', '/sandbox/faults', body);
    expect((await set({ faults: { '500': 1 }, seed: 3 })).body).toMatchObject({ faults: { '500': 1, drop: 0 }, seed: 3 });
    expect((await site.get('/rest/api/3/role')).status).toBe(500);
    for (const wrong of [{ faults: { drip: 1 } }, { faults: { drop: 'often' } }, { seed: 'x' }, { falts: {} }])
      expect((await set(wrong)).status).toBe(400);
    await set({});
    expect((await site.get('/rest/api/3/role')).status).toBe(200);
    expect((await site.get('/sandbox/nothing')).status).toBe(404);
  });
});

test('the same requests lead to the same world, byte by byte', async () => {
  const rehearse = async (): Promise<string> => {
    const site = await startSite();
    const ids = idsOf(site.world);
    await site.ask('POST', '/rest/api/3/group', { name: 'new' });
    await site.ask('PUT', `/rest/api/3/permissionscheme/${ids.scheme('open')}`, {
      name: 'open',
      permissions: [{ holder: { type: 'anyone' }, permission: 'BROWSE_PROJECTS' }],
    });
    await site.ask('POST', '/slack/api/conversations.create', { name: 'new' });
    return JSON.stringify(site.world);
  };
  expect(await rehearse()).toBe(await rehearse());
});
