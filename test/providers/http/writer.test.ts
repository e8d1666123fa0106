import { afterEach, describe, expect, test } from '@jest/globals';
import { callJournal } from '../../../src/providers/http/calls.js';
import { createClient } from '../../../src/providers/http/client.js';
import { fields, type Decode } from '../../../src/providers/http/decode.js';
import { isReading, type Endpoint } from '../../../src/providers/http/endpoint.js';
import { throttle } from '../../../src/providers/http/throttle.js';
import { usualConcurrency, type ClientOptions } from '../../../src/providers/http/wire.js';
import { isListedWrite, writes, type WriteEndpoint } from '../../../src/providers/http/write-endpoint.js';
import { createWriter, ignored, RefusedWrite, type Writer } from '../../../src/providers/http/writer.js';
import { WriteError } from '../../../src/providers/target.js';
import { failureOf } from '../../support/client.js';
import { scriptedServer, table, type Reply, type ScriptedServer } from '../../support/scripted-server.js';
import { stillWorld, type StillWorld } from '../../support/still-world.js';

const limit = { calls: 100, within: 1_000 };
const role: WriteEndpoint = { api: 'jira', method: 'POST', template: '/rest/api/3/role', query: [], limit };
const oneRole: WriteEndpoint = { api: 'jira', method: 'DELETE', template: '/rest/api/3/role/{id}', query: ['swap'], limit };
const kick: WriteEndpoint = { api: 'slack', method: 'POST', template: '/api/conversations.kick', query: [], limit, form: true };
const id: Decode<string> = (value, at) => fields(value, at).id('id');
const secret = 'ATATT3x-very-secret+/=';

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Set {
  readonly writer: Writer;
  readonly options: ClientOptions;
  readonly world: StillWorld;
  readonly server: ScriptedServer;
  readonly stop: AbortController;
}

async function set(replies: readonly Reply[], more: Partial<ClientOptions> = {}, path = '/rest/api/3/role'): Promise<Set> {
  server = await scriptedServer(table({ [path]: replies }));
  const world = stillWorld();
  const stop = new AbortController();
  const authorization = `Basic ${btoa(`ana@acme.example:${secret}`)}`;
  const options: ClientOptions = {
    base: server.url,
    authorization,
    secrets: [secret, authorization.slice('Basic '.length)],
    world,
    signal: stop.signal,
    journal: callJournal(),
    limited: true,
    ...more,
  };
  return { writer: createWriter(options), options, world, server, stop };
}

async function errorOf(writing: Promise<unknown>): Promise<WriteError> {
  try {
    await writing;
  } catch (error) {
    if (error instanceof WriteError) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}

const made = { body: { id: 10002 } };

describe('a write', () => {
  test('sends the header, the body and nothing else, once', async () => {
    const { writer, server } = await set([made]);
    expect(await writer.write(role, { body: { name: 'Developers' } }, id)).toBe('10002');
    expect(server.asked.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
      { method: 'POST', path: '/rest/api/3/role', body: { name: 'Developers' } },
    ]);
    expect(server.asked[0]?.headers.authorization).toMatch(/^Basic /);
  });

  test('may be answered with nothing', async () => {
    const { writer, server } = await set([{ status: 204, body: '' }], {}, '/rest/api/3/role/7');
    await writer.write(oneRole, { path: { id: '7' }, query: { swap: 8 } }, ignored);
    expect(server.asked[0]?.query.get('swap')).toBe('8');
  });

  test('to Slack may be a form', async () => {
    const { writer, server } = await set([{ body: { ok: true } }], {}, '/api/conversations.kick');
    await writer.write(kick, { body: { channel: 'C1&x=y', user: 'U1', force: undefined } }, ignored);
    expect(String(server.asked[0]?.body)).toBe('channel=C1%26x%3Dy&user=U1');
  });

  test('that is not on the list is not made, whatever its type says', async () => {
    const { writer, server } = await set([made]);
    for (const endpoint of [
      { ...role, method: 'PATCH' },
      { ...role, method: 'GET' },
      { ...role, template: '/rest/api/3/issue' },
    ]) {
      const { failure } = await errorOf(writer.write(endpoint as unknown as WriteEndpoint, {}, ignored));
      expect(failure).toMatchObject({ kind: 'refused' });
    }
    expect(server.asked).toEqual([]);
  });

  test('cannot leave its path by a value in it', async () => {
    const { writer, server } = await set([made]);
    await errorOf(writer.write(oneRole, { path: { id: '../../x?y=1#' } }, ignored));
    expect(server.asked[0]?.path).toBe('/rest/api/3/role/..%2F..%2Fx%3Fy%3D1%23');
    await expect(writer.write(oneRole, { path: { id: '..' } }, ignored)).rejects.toThrow('No usable value');
  });

  test('is none of the calls that only read, and the client for those refuses each', async () => {
    const { options, server } = await set([made]);
    const client = createClient(options);
    for (const line of writes) {
      const [method = '', template = ''] = line.split(' ');
      expect({ line, reading: isReading({ method, template }), listed: isListedWrite({ method, template }) }).toEqual({
        line,
        reading: false,
        listed: true,
      });
      const path = Object.fromEntries([...template.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => [name, '1']));
      const failure = await failureOf(client.call({ ...role, method, template } as unknown as Endpoint, { path }, ignored));
      expect(failure.kind).toBe('not-reading');
    }
    expect(server.asked).toEqual([]);
  });
});

describe('what was not taken is sent again', () => {
  test('after the wait that the server asks for', async () => {
    const { writer, world, server } = await set([{ status: 429, headers: { 'retry-after': '7' } }, made]);
    expect(await writer.write(role, {}, id)).toBe('10002');
    expect(world.now() - Date.UTC(2026, 10, 21)).toBeGreaterThanOrEqual(7_000);
    expect(server.asked).toHaveLength(2);
  });

  test('four times in all; then it is known not to be made', async () => {
    const { writer, server } = await set([{ status: 429 }]);
    const { failure } = await errorOf(writer.write(role, {}, id));
    expect(failure).toMatchObject({ kind: 'not-made', status: 429 });
    expect(failure.message).toBe(`POST /rest/api/3/role at ${server.url}: answered 429, too many calls, 4 times.`);
    expect(server.asked).toHaveLength(4);
  });

  test('not when the server asks for more patience than one has', async () => {
    const { writer, server } = await set([{ status: 429, headers: { 'retry-after': '3600' } }]);
    const { failure } = await errorOf(writer.write(role, {}, id));
    expect(failure).toMatchObject({ kind: 'not-made' });
    expect(failure.message).toContain('asks to wait 60 minutes');
    expect(server.asked).toHaveLength(1);
  });

  test('where nobody takes the connection', async () => {
    const { writer, server, world } = await set([made]);
    await server.close();
    const { failure } = await errorOf(writer.write(role, {}, id));
    expect(failure).toMatchObject({ kind: 'not-made', hint: 'Is the address right, and is the site up?' });
    expect(world.waits).toHaveLength(3);
  });

  test('as Slack says it too', async () => {
    const limited: Reply = { body: { ok: false, error: 'ratelimited' } };
    const { writer, server } = await set([limited, { body: { ok: true } }], {}, '/api/conversations.kick');
    await writer.write(kick, {}, ignored);
    expect(server.asked).toHaveLength(2);
  });
});

describe('what may have been made is not sent again', () => {
  test.each<{ name: string; reply: Reply }>([
    { name: 'an error of the server', reply: { status: 500, body: { message: 'oops' } } },
    { name: 'out of service, come back later', reply: { status: 503, headers: { 'retry-after': '1' } } },
    { name: 'the server waited too long', reply: { status: 408 } },
    { name: 'a connection that drops in the middle of the answer', reply: { ...made, cut: 'drop' } },
    { name: 'an answer that ends in the middle', reply: { ...made, cut: 'truncate' } },
    { name: 'an answer without what is needed', reply: { body: {} } },
    { name: 'somewhere else', reply: { status: 303, headers: { location: 'https://elsewhere.example/' } } },
    { name: 'a page', reply: { body: '<html><title>Log in</title></html>', headers: { 'content-type': 'text/html' } } },
    { name: 'no answer in time', reply: { ...made, delay: 2_000 } },
  ])('$name', async ({ reply }) => {
    const { writer, server } = await set([reply], { timeout: 200 });
    const error = await errorOf(writer.write(role, {}, id));
    expect(error.failure).toMatchObject({ kind: 'unknown', hint: 'It may have been made: look at the site before it is made again.' });
    expect(server.asked).toHaveLength(1);
  });

  test('Slack, out of order', async () => {
    const { writer, server } = await set([{ body: { ok: false, error: 'internal_error' } }], {}, '/api/conversations.kick');
    expect((await errorOf(writer.write(kick, {}, ignored))).failure.kind).toBe('unknown');
    expect(server.asked).toHaveLength(1);
  });
});

describe('a no of the site', () => {
  test.each<{ name: string; reply: Reply; said: string; codes: readonly string[] }>([
    {
      name: 'Jira',
      reply: { status: 409, body: { errorMessages: ['That name is taken.'], errors: {} } },
      said: 'That name is taken.',
      codes: [],
    },
    {
      name: 'the organization',
      reply: { status: 409, body: { errors: [{ code: 'ADMIN-UAM-409-3', title: 'No seats', detail: '10 of 10.' }] } },
      said: 'ADMIN-UAM-409-3 · No seats · 10 of 10.',
      codes: ['ADMIN-UAM-409-3'],
    },
  ])('comes with its words and its codes: $name', async ({ reply, said, codes }) => {
    const { writer, server } = await set([reply]);
    const error = await errorOf(writer.write(role, {}, id));
    expect(error).toBeInstanceOf(RefusedWrite);
    expect(error).toMatchObject({ codes, failure: { kind: 'refused', said, status: 409 } });
    expect(server.asked).toHaveLength(1);
  });

  test('comes with status 200 from Slack', async () => {
    const { writer } = await set([{ body: { ok: false, error: 'not_in_channel' } }], {}, '/api/conversations.kick');
    const error = await errorOf(writer.write(kick, {}, ignored));
    expect(error).toMatchObject({ codes: ['not_in_channel'], failure: { kind: 'refused', said: 'not_in_channel' } });
  });
});

test('no error has the token in it, however the server says it back', async () => {
  for (const text of [secret, encodeURIComponent(secret), btoa(`ana@acme.example:${secret}`)])
    for (const status of [400, 409, 500, 302]) {
      const { writer } = await set([{ status, body: { errorMessages: [text], errors: [{ code: text }] } }]);
      const error = await errorOf(writer.write(role, {}, id));
      expect(JSON.stringify([error.failure, error.message, error instanceof RefusedWrite ? error.codes : []])).not.toContain(text);
      await server?.close();
    }
});

test('after being told to stop nothing is sent, and what is in the air may have been made', async () => {
  const { writer, server, stop } = await set([{ ...made, delay: 500 }]);
  const writing = errorOf(writer.write(role, {}, id));
  await new Promise((resolve) => setTimeout(resolve, 100));
  stop.abort();
  expect((await writing).failure.kind).toBe('unknown');
  expect((await errorOf(writer.write(role, {}, id))).failure.kind).toBe('not-made');
  expect(server.asked).toHaveLength(1);
});

test('a pause that a server asks of a write holds for readings of the same site', async () => {
  const shared = { world: stillWorld(), signal: new AbortController().signal };
  const common = { ...shared, throttle: throttle({ ...shared, concurrency: usualConcurrency, limited: false }) };
  const { options } = await set([{ status: 503, headers: { 'retry-after': '9' } }, made], common);
  await errorOf(createWriter(options).write(role, {}, id));
  await createClient(options).call({ ...role, method: 'GET' }, {}, id);
  expect(shared.world.now() - Date.UTC(2026, 10, 21)).toBeGreaterThanOrEqual(9_000);
});
