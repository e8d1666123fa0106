import { describe, expect, test } from '@jest/globals';
import type { AuditReading } from '../../src/providers/provider.js';
import { apiDocuments, hasApiDocuments } from '../support/api-documents.js';
import { scriptedServer, type Asked, type Reply } from '../support/scripted-server.js';
import { sourceOf, token } from './contract.js';

if (!hasApiDocuments) console.warn('SKIPPED: the API documents are not here, so that calls are not compared with them.');

/** As Jira writes it. */
const jiraRecord = {
  id: 1,
  summary: 'User added to group',
  created: '2026-11-19T18:45:42.967+0100',
  category: 'group management',
  authorAccountId: 'kim-id',
  authorKey: 'kim',
  objectItem: { id: 'g-1', name: 'eng', typeName: 'GROUP', parentName: 'IDP Directory' },
  associatedItems: [{ id: 'bo-id', name: 'bo-id', typeName: 'USER' }],
};
const event = {
  id: 'e-1',
  type: 'events',
  attributes: {
    time: '2026-11-20T08:00:00Z',
    action: 'user_added_to_group',
    actor: { id: 'lee-id', name: 'Lee', email: 'lee@acme.example' },
    context: [{ id: 'bo-id', type: 'users', attributes: { name: 'Bo' } }],
  },
};
/** What no document has, and no reader may fall over. */
const strange = [null, 7, 'text', [], {}, { created: 'yesterday' }, { created: 5 }, { attributes: { time: null } }];

const jiraPage = (records: readonly unknown[]): Reply => ({ body: { offset: 0, limit: 1000, total: records.length, records } });

function fine({ path, query }: Pick<Asked, 'path' | 'query'>): Reply {
  if (path.includes('auditing')) return jiraPage(query.get('offset') === '0' ? [...strange, jiraRecord] : []);
  return query.has('cursor')
    ? { body: { data: [event], links: {} } }
    : { body: { data: strange, links: { next: 'https://elsewhere.example/steal?cursor=two' } } };
}

async function read(script: (asked: Asked) => Reply): Promise<{ reading: AuditReading; asked: readonly Asked[] }> {
  const server = await scriptedServer(script);
  try {
    return { reading: await sourceOf(server.url, ['jira', 'organization']).audit(new AbortController().signal), asked: server.asked };
  } finally {
    await server.close();
  }
}

describe('the audit logs', () => {
  test('are read in their pages, the latest record first, whatever else stands in them', async () => {
    const { reading, asked } = await read(fine);
    expect(reading.records).toMatchObject([
      { log: 'organization', at: '2026-11-20T08:00:00.000Z', author: { account: 'lee-id', email: 'lee@acme.example' } },
      {
        log: 'jira',
        at: '2026-11-19T17:45:42.967Z',
        author: { account: 'kim-id' },
        items: [
          { type: 'GROUP', names: ['g-1', 'eng'] },
          { type: 'USER', names: ['bo-id', 'bo-id'] },
        ],
      },
    ]);
    expect(reading.logs).toMatchObject([
      { log: 'jira', state: 'read', records: 9 },
      { log: 'organization', state: 'read', records: 9 },
    ]);
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET', 'GET']);
    expect(asked.filter(({ path }) => path.endsWith('/events'))[1]?.query.get('cursor')).toBe('two');
  });

  (hasApiDocuments ? test : test.skip)('are asked as the vendor documents it', async () => {
    const fault = apiDocuments();
    const { asked } = await read(fine);
    expect(asked.map(fault)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test.each<{ name: string; reply: Reply; status?: number }>([
    { name: '403', reply: { status: 403, body: { errorMessages: [token], errors: {} } }, status: 403 },
    { name: '500', reply: { status: 500, body: { message: token } }, status: 500 },
    { name: '429 for long', reply: { status: 429, headers: { 'retry-after': '3600' } }, status: 429 },
    { name: 'an answer without anything in it', reply: { body: {} } },
    { name: 'an answer of null', reply: { body: 'null', headers: { 'content-type': 'application/json' } } },
    { name: 'half an answer each time', reply: { ...jiraPage([jiraRecord]), cut: 'truncate' } },
  ])('that cannot be read are told, and throw nothing: $name', async ({ reply, status }) => {
    const { reading } = await read((asked) => (asked.path.includes('auditing') ? reply : fine(asked)));
    expect(reading.logs[0]).toMatchObject({ log: 'jira', state: 'failed', ...(status === undefined ? {} : { status }) });
    expect(reading.records.map(({ log }) => log)).toEqual(['organization']);
    expect(JSON.stringify(reading)).not.toContain(token);
  });

  test('that never end are read so far and no further', async () => {
    const { reading, asked } = await read(({ path }) =>
      path.includes('auditing') ? jiraPage([jiraRecord]) : { body: { data: [event], meta: { next: 'again' } } },
    );
    expect(reading.logs).toMatchObject([
      { log: 'jira', state: 'part', records: 10, since: '2026-11-19T17:45:42.967Z' },
      { log: 'organization', state: 'part', records: 8, since: '2026-11-20T08:00:00.000Z' },
    ]);
    expect(asked).toHaveLength(18);
  });
});
