import { afterEach, describe, expect, test } from '@jest/globals';
import { callJournal } from '../../../src/providers/http/calls.js';
import { createClient, type Client, type ClientOptions } from '../../../src/providers/http/client.js';
import { fields, type Decode } from '../../../src/providers/http/decode.js';
import type { Endpoint } from '../../../src/providers/http/endpoint.js';
import type { ReadFailure } from '../../../src/providers/read-error.js';
import { failureOf } from '../../support/client.js';
import { scriptedServer, table, type Reply, type ScriptedServer } from '../../support/scripted-server.js';
import { stillWorld, type StillWorld } from '../../support/still-world.js';

const limit = { calls: 100, within: 1_000 };
const roles: Endpoint = { api: 'jira', method: 'GET', template: '/rest/api/3/role', query: [], limit };
const members: Endpoint = { api: 'slack', method: 'GET', template: '/api/conversations.members', query: [], limit };
const name: Decode<string> = (value, at) => fields(value, at).text('name');
const secret = 'ATATT3x-very-secret+/=';

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Set {
  readonly client: Client;
  readonly world: StillWorld;
  readonly server: ScriptedServer;
  readonly stop: AbortController;
  readonly journal: ReturnType<typeof callJournal>;
}

async function set(replies: readonly Reply[], more: Partial<ClientOptions> = {}, path = '/rest/api/3/role'): Promise<Set> {
  server = await scriptedServer(table({ [path]: replies }));
  const world = stillWorld();
  const stop = new AbortController();
  const journal = callJournal();
  const authorization = `Basic ${btoa(`ana@acme.example:${secret}`)}`;
  const client = createClient({
    base: server.url,
    authorization,
    secrets: [secret, authorization.slice('Basic '.length)],
    world,
    signal: stop.signal,
    journal,
    limited: true,
    ...more,
  });
  return { client, world, server, stop, journal };
}

const fine = { body: { name: 'Developers' } };

describe('a call', () => {
  test('sends the header, and nothing but what was asked', async () => {
    const { client, server } = await set([fine]);
    expect(await client.call(roles, {}, name)).toBe('Developers');
    expect(server.asked.map(({ method, path }) => [method, path])).toEqual([['GET', '/rest/api/3/role']]);
    expect(server.asked[0]?.headers.authorization).toMatch(/^Basic /);
  });

  test('that would write is not made, whatever its type says', async () => {
    const { client, server } = await set([fine]);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'POST']) {
      const failure = await failureOf(client.call({ ...roles, method } as unknown as Endpoint, {}, name));
      expect(failure.kind).toBe('not-reading');
    }
    expect(server.asked).toEqual([]);
  });

  test('cannot leave its path by a value in it', async () => {
    const { client, server } = await set([fine]);
    const endpoint: Endpoint = { ...roles, template: '/rest/api/3/project/{key}/role' };
    await failureOf(client.call(endpoint, { path: { key: '../../x?y=1#' } }, name));
    expect(server.asked[0]?.path).toBe('/rest/api/3/project/..%2F..%2Fx%3Fy%3D1%23/role');
    await expect(client.call(endpoint, { path: { key: '..' } }, name)).rejects.toThrow('No usable value');
  });
});

describe('what may pass is tried again', () => {
  test.each<{ name: string; reply: Reply }>([
    { name: 'an error of the server', reply: { status: 500, body: { message: 'oops' } } },
    {
      name: 'a gateway that gives up',
      reply: { status: 502, body: '<html><title>Bad Gateway</title></html>', headers: { 'content-type': 'text/html' } },
    },
    { name: 'a connection that drops in the middle of an answer', reply: { ...fine, cut: 'drop' } },
    { name: 'an answer that ends in the middle', reply: { ...fine, cut: 'truncate' } },
    { name: 'too many calls', reply: { status: 429 } },
  ])('$name', async ({ reply }) => {
    const { client, world, journal } = await set([reply, reply, reply, fine]);
    expect(await client.call(roles, {}, name)).toBe('Developers');
    expect(world.waits).toEqual([2_000, 4_000, 8_000]);
    expect(journal.count()).toMatchObject({ calls: 1, repeated: 3 });
  });

  test('four times in all, and then it is an error that says so', async () => {
    const { client, server } = await set([{ status: 500, body: { errorMessages: ['Out of order'], errors: {} } }]);
    const failure = await failureOf(client.call(roles, {}, name));
    expect(failure).toMatchObject({ kind: 'server-failed', method: 'GET', path: '/rest/api/3/role', status: 500, said: 'Out of order' });
    expect(failure.message).toBe(`GET /rest/api/3/role at ${server.url}: answered 500 "Out of order", 4 times.`);
    expect(server.asked).toHaveLength(4);
  });

  test('where nobody answers, and the address may be wrong', async () => {
    const { client, server } = await set([fine]);
    await server.close();
    const failure = await failureOf(client.call(roles, {}, name));
    expect(failure).toMatchObject({ kind: 'unreachable', hint: 'Is the address right, and is the site up?' });
    expect(failure.message).toContain('4 times');
  });

  test('after no answer within the time for one', async () => {
    const { client } = await set([{ ...fine, delay: 2_000 }, fine], { timeout: 100 });
    expect(await client.call(roles, {}, name)).toBe('Developers');
  });

  test('after the wait that the server asks for, in seconds', async () => {
    const { client, world } = await set([{ status: 429, headers: { 'retry-after': '7' } }, fine]);
    await client.call(roles, {}, name);
    expect(world.now() - Date.UTC(2026, 10, 21)).toBeGreaterThanOrEqual(7_000);
  });

  test('after the wait that the server asks for, as a date', async () => {
    const { client, world } = await set([{ status: 503, headers: { 'retry-after': 'Sat, 21 Nov 2026 00:00:20 GMT' } }, fine]);
    await client.call(roles, {}, name);
    expect(world.now()).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 21, 0, 0, 20));
  });

  test('not when the server asks for more patience than one has', async () => {
    const { client, server } = await set([
      { status: 429, headers: { 'retry-after': '3600', 'ratelimit-reason': 'jira-quota-tenant-based' } },
    ]);
    const failure = await failureOf(client.call(roles, {}, name));
    expect(failure.kind).toBe('rate-limited');
    expect(failure.message).toContain('(jira-quota-tenant-based); answered 429 and asks to wait 60 minutes');
    expect(server.asked).toHaveLength(1);
  });
});

describe('what will not pass is an error at once', () => {
  test.each<{ name: string; reply: Reply; kind: ReadFailure['kind']; said: string }>([
    {
      name: 'a list of messages of Jira',
      reply: { status: 404, body: { errorMessages: ['Role with given id not found.'], errors: { id: 'is not known' } } },
      kind: 'refused',
      said: 'Role with given id not found. · id: is not known',
    },
    {
      name: 'Confluence v2, and the organization',
      reply: { status: 403, body: { errors: [{ status: 403, code: 'ADMIN-403-1', title: 'Forbidden', detail: null }] } },
      kind: 'refused',
      said: 'ADMIN-403-1 · Forbidden',
    },
    {
      name: 'Confluence v1',
      reply: {
        status: 400,
        body: { statusCode: 400, data: { authorized: true, valid: false, errors: [] }, message: 'com.atlassian.BadRequestException: no' },
      },
      kind: 'refused',
      said: 'com.atlassian.BadRequestException: no',
    },
    {
      name: 'the gateway',
      reply: { status: 401, body: { code: 401, message: 'Unauthorized' } },
      kind: 'refused',
      said: '401 · Unauthorized',
    },
    {
      name: 'plain text',
      reply: { status: 401, body: 'Client must be authenticated.' },
      kind: 'refused',
      said: 'Client must be authenticated.',
    },
    {
      name: 'a page',
      reply: { status: 403, body: '<html><head><title>Log in</title></head></html>', headers: { 'content-type': 'text/html' } },
      kind: 'refused',
      said: 'Log in',
    },
    {
      name: 'a way elsewhere',
      reply: { status: 302, headers: { location: 'https://evil.example/' }, body: '' },
      kind: 'redirected',
      said: '',
    },
    {
      name: 'a page where JSON should be',
      reply: { status: 200, body: '<html><title>Log in</title></html>', headers: { 'content-type': 'text/html' } },
      kind: 'malformed',
      said: '',
    },
  ])('$name', async ({ reply, kind, said }) => {
    const { client, server } = await set([reply]);
    const failure = await failureOf(client.call(roles, {}, name));
    expect({ kind: failure.kind, said: failure.said ?? '' }).toEqual({ kind, said });
    expect(server.asked).toHaveLength(1);
  });

  test('an answer without what was promised, named with its place', async () => {
    const { client, server } = await set([{ body: { name: 7 } }]);
    const failure = await failureOf(client.call(roles, {}, name));
    expect(failure).toMatchObject({
      kind: 'unexpected',
      message: `GET /rest/api/3/role at ${server.url}: in the answer, name is not a text.`,
    });
  });

  test('a refusal of Slack, which comes with status 200', async () => {
    const { client } = await set([{ body: { ok: false, error: 'invalid_auth' } }], {}, '/api/conversations.members');
    const failure = await failureOf(client.call(members, {}, name));
    expect(failure.message).toContain('answered "invalid_auth".');
  });

  test('being told to stop, before and while it waits for an answer', async () => {
    const { client, stop } = await set([{ ...fine, delay: 5_000 }]);
    const asking = failureOf(client.call(roles, {}, name));
    setTimeout(() => stop.abort(), 50);
    expect((await asking).kind).toBe('stopped');
    expect((await failureOf(client.call(roles, {}, name))).kind).toBe('stopped');
  });
});

describe('no secret is told', () => {
  const encoded = btoa(`ana@acme.example:${secret}`);
  test.each<{ name: string; reply: Reply }>([
    { name: 'in a message of JSON', reply: { status: 400, body: { errorMessages: [`bad ${secret}`], errors: { [secret]: encoded } } } },
    { name: 'in text', reply: { status: 401, body: `Authorization: Basic ${encoded} for ${encodeURIComponent(secret)}` } },
    { name: 'in a page', reply: { status: 403, body: `<title>${secret}</title>`, headers: { 'content-type': 'text/html' } } },
    { name: 'cut off at the end of a long one', reply: { status: 400, body: `${'x'.repeat(390)}${secret}` } },
    { name: 'in an error of the server', reply: { status: 500, body: { message: secret } } },
    {
      name: 'where the answer leads elsewhere',
      reply: { status: 302, headers: { location: `https://evil.example/${secret}` }, body: secret },
    },
  ])('$name', async ({ reply }) => {
    const { client } = await set([reply]);
    const failure = await failureOf(client.call({ ...roles, template: '/rest/api/3/role' }, {}, name));
    const told = JSON.stringify(failure) + failure.message;
    for (const spelling of [secret, encoded, encodeURIComponent(secret), secret.slice(0, 12)]) expect(told).not.toContain(spelling);
  });

  test('and what it says cannot act on a terminal', async () => {
    const { client } = await set([{ status: 400, body: { errorMessages: ['a\u001b[2Jb\u202ec\nd'], errors: {} } }]);
    expect((await failureOf(client.call(roles, {}, name))).said).toBe('a\\u{1b}[2Jb\\u{202e}c d');
  });
});
