import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fields, type Decode } from '../../../src/providers/http/decode.js';
import type { Endpoint } from '../../../src/providers/http/endpoint.js';
import { byCursor, byLink, byOffset, byOffsetToEmpty, bySlackCursor, type Paged } from '../../../src/providers/http/pages.js';
import { failureOf, loopbackClient } from '../../support/client.js';
import { scriptedServer, type Asked, type Script, type ScriptedServer } from '../../support/scripted-server.js';

const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const item: Decode<string> = (value, at) => fields(value, at).id('id');
const limit = { calls: 100, within: 1_000 };
const jira: Endpoint = { api: 'jira', method: 'GET', template: '/rest/api/3/things', query: ['startAt', 'maxResults'], limit };
const confluence: Endpoint = { ...jira, api: 'confluence', template: '/wiki/api/v2/things', query: ['cursor', 'start', 'limit'] };
const organization: Endpoint = { ...jira, api: 'organization', template: '/admin/v2/orgs/{orgId}/directories', query: ['cursor', 'limit'] };
const search: Endpoint = { ...organization, method: 'POST', template: '/admin/v2/orgs/{orgId}/workspaces', query: [] };
const slack: Endpoint = { ...jira, api: 'slack', template: '/api/things.list', query: ['cursor', 'limit'] };

function paged(endpoint: Endpoint, size = 2): Paged<string> {
  const path = endpoint.template.includes('{') ? { path: { orgId: 'o' } } : {};
  return { endpoint, parameters: path, size, item, key: (id) => id };
}

async function served(script: Script): Promise<ScriptedServer> {
  const server = await scriptedServer(script);
  servers.push(server);
  return server;
}

const things = (ids: readonly (string | number)[]): readonly { id: string }[] => ids.map((id) => ({ id: String(id) }));

/** Jira's way: the page asked for out of all, or fewer than asked for. */
function offsetOf(all: readonly number[], { query }: Asked, most = Infinity): object {
  const startAt = Number(query.get('startAt'));
  const values = things(all.slice(startAt, startAt + Math.min(Number(query.get('maxResults')), most)));
  return { values, startAt, total: all.length, isLast: startAt + values.length >= all.length };
}

describe('by offset', () => {
  test('every item is read once, however many a page holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(30), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), async (count, size, most) => {
        const all = Array.from({ length: count }, (_, index) => index);
        const server = await served((asked) => ({ body: offsetOf(all, asked, most) }));
        expect(await byOffset(loopbackClient(server.url), paged(jira, size))).toEqual(all.map(String));
        expect(server.asked).toHaveLength(Math.max(1, Math.ceil(count / Math.min(size, most))));
        // Not all of them at the end.
        await server.close();
        servers.pop();
      }),
      { numRuns: 12 },
    );
  });

  test('without isLast the total is the end', async () => {
    const server = await served((asked) => ({ body: { ...offsetOf([1, 2, 3], asked), isLast: undefined } }));
    expect(await byOffset(loopbackClient(server.url), paged(jira))).toEqual(['1', '2', '3']);
  });

  test('a list that grows while it is read is read again from the start', async () => {
    const server = await served((asked) => ({ body: offsetOf(server.asked.length === 1 ? [1, 2, 3] : [0, 1, 2, 3], asked) }));
    expect(await byOffset(loopbackClient(server.url), paged(jira))).toEqual(['0', '1', '2', '3']);
  });

  test('a list that never stands still is an error', async () => {
    const server = await served((asked) => ({
      body: offsetOf(
        Array.from({ length: 3 + server.asked.length }, (_, i) => i),
        asked,
      ),
    }));
    expect(await failureOf(byOffset(loopbackClient(server.url), paged(jira)))).toMatchObject({ kind: 'moving' });
  });

  test('a list shorter than its total is an error, not a shorter list', async () => {
    const server = await served(() => ({ body: { values: things([1]), total: 3, isLast: true } }));
    expect(await failureOf(byOffset(loopbackClient(server.url), paged(jira)))).toMatchObject({ kind: 'moving' });
  });

  test('an item on two pages is one', async () => {
    const pages = [things([1, 2]), things([2, 3])];
    const server = await served(({ query }) => {
      const page = Number(query.get('startAt')) / 2;
      return { body: { values: pages[page], isLast: page === 1 } };
    });
    expect(await byOffset(loopbackClient(server.url), paged(jira))).toEqual(['1', '2', '3']);
  });

  test('the address of the next page is not followed', async () => {
    const server = await served((asked) => ({ body: { ...offsetOf([1, 2, 3], asked), nextPage: 'https://evil.example/' } }));
    expect(await byOffset(loopbackClient(server.url), paged(jira))).toEqual(['1', '2', '3']);
  });
});

describe('by offset, in a bare list', () => {
  test('only an empty page is the end, for a server may give fewer than asked for', async () => {
    const all = [1, 2, 3, 4, 5];
    const server = await served(({ query }) => {
      const startAt = Number(query.get('startAt'));
      return { body: things(all.slice(startAt, startAt + (startAt === 0 ? 1 : 2))) };
    });
    expect(await byOffsetToEmpty(loopbackClient(server.url), paged(jira))).toEqual(all.map(String));
  });

  test('a server that always gives the same page is an error', async () => {
    const server = await served(() => ({ body: things([1, 2]) }));
    expect(await failureOf(byOffsetToEmpty(loopbackClient(server.url), paged(jira)))).toMatchObject({ kind: 'bad-link' });
  });
});

/** The pages of a list that leads on by a cursor, which is the number of the next page. */
function pages(lists: readonly (readonly number[])[], asked: Asked): { ids: readonly { id: string }[]; next: string | undefined } {
  const cursor = asked.query.get('cursor') ?? asked.query.get('start') ?? (asked.body as { cursor?: string } | undefined)?.cursor ?? '0';
  const index = Number(cursor);
  return { ids: things(lists[index] ?? []), next: index + 1 < lists.length ? String(index + 1) : undefined };
}

const styles = [
  {
    name: 'by a link of Confluence v2',
    endpoint: confluence,
    read: byLink,
    answer: (ids: unknown, next: string | undefined) => ({
      results: ids,
      _links: {
        base: 'https://acme.atlassian.net/wiki',
        ...(next === undefined ? {} : { next: `/wiki/api/v2/things?cursor=${next}&limit=2` }),
      },
    }),
  },
  {
    name: 'by a link of Confluence v1, which leaves out where it lives',
    endpoint: confluence,
    read: byLink,
    answer: (ids: unknown, next: string | undefined) => ({
      results: ids,
      start: 0,
      limit: 2,
      size: 2,
      _links: next === undefined ? {} : { next: `/api/v2/things?limit=2&start=${next}` },
    }),
  },
  {
    name: 'by a cursor of the organization',
    endpoint: organization,
    read: byCursor,
    answer: (ids: unknown, next: string | undefined) => ({ data: ids, links: next === undefined ? { next: null } : { next } }),
  },
  {
    name: 'by a cursor of the organization in an address',
    endpoint: organization,
    read: byCursor,
    answer: (ids: unknown, next: string | undefined) => ({
      data: ids,
      links: next === undefined ? {} : { next: `/admin/v2/orgs/o/directories?cursor=${next}` },
    }),
  },
  {
    name: 'by a cursor in the body of a search',
    endpoint: search,
    read: byCursor,
    answer: (ids: unknown, next: string | undefined) => ({ data: ids, links: next === undefined ? {} : { next } }),
  },
  {
    name: 'by a cursor of Slack',
    endpoint: slack,
    read: (client: Parameters<typeof byLink>[0], list: Paged<string>) => bySlackCursor(client, list, 'things'),
    answer: (ids: unknown, next: string | undefined) => ({ ok: true, things: ids, response_metadata: { next_cursor: next ?? '' } }),
  },
];

describe.each(styles)('$name', ({ endpoint, read, answer }) => {
  const served2 = (lists: readonly (readonly number[])[]): Promise<ScriptedServer> =>
    served((asked) => {
      const { ids, next } = pages(lists, asked);
      return { body: answer(ids, next) };
    });

  test('all pages are read, empty ones that lead on too, and what stands on two is one', async () => {
    const server = await served2([[1, 2], [], [], [2, 3], []]);
    expect(await read(loopbackClient(server.url), paged(endpoint))).toEqual(['1', '2', '3']);
    expect(server.asked).toHaveLength(5);
  });

  test('a page that fails for good is an error, not a shorter list', async () => {
    const server = await served((asked) => {
      const { ids, next } = pages([[1, 2], [3], [4]], asked);
      return next === undefined ? { status: 500, body: {} } : { body: answer(ids, next) };
    });
    expect(await failureOf(read(loopbackClient(server.url), paged(endpoint)))).toMatchObject({ kind: 'server-failed' });
  });

  test('going round in a circle is an error', async () => {
    const server = await served(() => ({ body: answer(things([1]), '1') }));
    expect(await failureOf(read(loopbackClient(server.url), paged(endpoint)))).toMatchObject({ kind: 'bad-link' });
    expect(server.asked.length).toBeLessThan(4);
  });
});

test('the cursor of the organization takes the place of every other parameter', async () => {
  const server = await served((asked) => {
    const { ids, next } = pages([[1], [2]], asked);
    return { body: { data: ids, links: { next } } };
  });
  await byCursor(loopbackClient(server.url), { ...paged(search), parameters: { path: { orgId: 'o' }, body: { expand: ['groups'] } } });
  expect(server.asked.map(({ body }) => body)).toEqual([{ expand: ['groups'], limit: 2 }, { cursor: '1' }]);
});

describe('a link', () => {
  test.each([
    'https://evil.example/wiki/api/v2/things?cursor=1',
    '//evil.example/wiki/api/v2/things?cursor=1',
    'http://127.0.0.1:1/wiki/api/v2/things?cursor=1',
  ])('to another host is refused, and no token goes there: %s', async (next) => {
    const server = await served(() => ({ body: { results: things([1]), _links: { next } } }));
    const failure = await failureOf(byLink(loopbackClient(server.url), paged(confluence)));
    expect(failure).toMatchObject({ kind: 'bad-link' });
    expect(server.asked).toHaveLength(1);
  });

  test('to another list of the same host is refused', async () => {
    const server = await served(() => ({ body: { results: things([1]), _links: { next: '/wiki/api/v2/pages?cursor=1' } } }));
    expect((await failureOf(byLink(loopbackClient(server.url), paged(confluence)))).message).toContain('leads to another list');
  });

  test('that says neither cursor nor start is refused', async () => {
    const server = await served(() => ({ body: { results: things([1]), _links: { next: '/wiki/api/v2/things?limit=5' } } }));
    expect(await failureOf(byLink(loopbackClient(server.url), paged(confluence)))).toMatchObject({ kind: 'bad-link' });
  });
});

test('endless empty pages are an error', async () => {
  const server = await served(({ query }) => ({
    body: { ok: true, things: [], response_metadata: { next_cursor: String(Number(query.get('cursor') ?? 0) + 1) } },
  }));
  expect(await failureOf(bySlackCursor(loopbackClient(server.url), paged(slack), 'things'))).toMatchObject({ kind: 'bad-link' });
});
