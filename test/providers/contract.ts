import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { budget, type SiteSize } from '../../src/providers/budget.js';
import { isReading } from '../../src/providers/http/endpoint.js';
import type { Api, LiveSite, Reading, Source } from '../../src/providers/provider.js';
import { createSource } from '../../src/providers/source.js';
import { apiDocuments, hasApiDocuments } from '../support/api-documents.js';
import { scriptedServer, type Asked, type Reply, type Script, type ScriptedServer } from '../support/scripted-server.js';
import { siteScript, type ScriptedSite } from '../support/scripted-site.js';
import { stillWorld } from '../support/still-world.js';

export const token = 'TOKEN-that-nobody-may-see';

export interface Contract {
  readonly name: string;
  readonly apis: readonly Api[];
  readonly site: ScriptedSite;
  readonly size: SiteSize;
}

export function sourceOf(base: string, apis: readonly Api[], timeout = 5_000): Source {
  const access = { base, authorization: `Bearer ${token}`, secrets: [token] };
  return createSource({
    url: 'https://acme.atlassian.net',
    internalDomains: ['acme.example'],
    world: stillWorld(),
    limited: false,
    timeout,
    ...(apis.includes('jira') ? { jira: access } : {}),
    ...(apis.includes('confluence') ? { confluence: access } : {}),
    ...(apis.includes('organization') ? { organization: { ...access, id: 'org' } } : {}),
    ...(apis.includes('slack') ? { slack: { ...access, base: `${base}/slack` } } : {}),
  });
}

export async function readFrom(
  script: Script,
  apis: readonly Api[],
  timeout?: number,
): Promise<{ reading: Reading; asked: readonly Asked[] }> {
  const server = await scriptedServer(script);
  try {
    return { reading: await sourceOf(server.url, apis, timeout).read(new AbortController().signal), asked: server.asked };
  } finally {
    await server.close();
  }
}

export function liveOf(reading: Reading): LiveSite {
  if (reading.type === 'failed') throw new Error(reading.failure.message);
  return reading.live;
}

/** Everything that was read, with maps as lists, without the number of calls. */
function whole({ site, ids, blindSpots }: LiveSite): string {
  return JSON.stringify({ site, ids, blindSpots }, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}

/** What may go wrong once and be well the next time. */
const passing: readonly { readonly name: string; readonly fault: (fine: Reply) => Reply }[] = [
  { name: '429 without a word', fault: () => ({ status: 429 }) },
  {
    name: '429 with the wait it wants',
    fault: () => ({ status: 429, headers: { 'retry-after': '3', 'ratelimit-reason': 'jira-burst-based' } }),
  },
  { name: '503', fault: () => ({ status: 503, headers: { 'retry-after': '1' }, body: '<html></html>' }) },
  { name: 'a dropped connection', fault: (fine) => ({ ...fine, cut: 'drop' }) },
  { name: 'half an answer', fault: (fine) => ({ ...fine, cut: 'truncate' }) },
];

/** What stays wrong. */
const lasting: readonly { readonly name: string; readonly fault: (fine: Reply) => Reply }[] = [
  { name: '401', fault: () => ({ status: 401, body: `Basic ${token}` }) },
  { name: '403', fault: () => ({ status: 403, body: { errorMessages: [token], errors: {} } }) },
  { name: '404', fault: () => ({ status: 404, body: { errors: [{ code: 'ADMIN-404', title: token }] } }) },
  { name: '500', fault: () => ({ status: 500, body: { message: token } }) },
  { name: 'a page to log in', fault: () => ({ body: `<html><title>${token}</title></html>`, headers: { 'content-type': 'text/html' } }) },
  { name: 'half an answer each time', fault: (fine) => ({ ...fine, cut: 'truncate' }) },
  { name: 'an answer without anything in it', fault: () => ({ body: { ok: true } }) },
  { name: 'an answer of null', fault: () => ({ body: 'null', headers: { 'content-type': 'application/json' } }) },
];

/** What every provider keeps to, whatever it reads. */
export function keepsContract({ name, apis, site, size }: Contract): void {
  describe(`${name} keeps to the contract`, () => {
    const fine = siteScript(site);
    let clean: { reading: Reading; asked: readonly Asked[] };
    let server: ScriptedServer;
    beforeAll(async () => {
      clean = await readFrom(fine, apis);
      server = await scriptedServer(fine);
    });
    afterAll(() => server.close());

    test('a reading asks and writes nothing', () => {
      expect(clean.asked.length).toBeGreaterThan(0);
      const templates = liveOf(clean.reading).calls.by;
      for (const call of templates.keys()) {
        const [method = '', template = ''] = call.split(' ');
        expect(isReading({ method, template })).toBe(true);
      }
      expect(clean.asked.filter(({ method }) => method !== 'GET').map(({ path }) => path.replace(/.*\//, '/'))).toEqual(
        clean.asked
          .filter(({ method, path }) => method === 'POST' && /\/(?:search|workspaces)$/.test(path))
          .map(({ path }) => path.replace(/.*\//, '/')),
      );
    });

    test('it asks as often as its budget says', () => {
      expect(liveOf(clean.reading).calls.calls).toBe(clean.asked.length);
      expect(clean.asked).toHaveLength(budget(size, apis).calls);
    });

    (hasApiDocuments ? test : test.skip)('every call is one that the vendor documents', () => {
      const fault = apiDocuments();
      expect(clean.asked.map(fault).filter((text) => text !== undefined)).toEqual([]);
      expect(fault({ method: 'PATCH', path: '/rest/api/3/role', query: new URLSearchParams() })).toBe(
        'PATCH /rest/api/3/role is in no document',
      );
      expect(fault({ method: 'GET', path: '/rest/api/3/role', query: new URLSearchParams('x=1') })).toContain('has no parameter x');
    });

    test('the order in which a site lists its things does not matter', async () => {
      const { reading } = await readFrom(siteScript(turned(site)), apis);
      expect(whole(liveOf(reading))).toBe(whole(liveOf(clean.reading)));
    });

    test('it can be read twice', async () => {
      const source = sourceOf(server.url, apis);
      const { signal } = new AbortController();
      expect(whole(liveOf(await source.read(signal)))).toBe(whole(liveOf(await source.read(signal))));
    });

    test.each(passing)('$name on every third call changes nothing', async ({ fault }) => {
      let calls = 0;
      const { reading } = await readFrom((asked) => {
        const reply = fine(asked);
        return reply !== undefined && ++calls % 3 === 0 ? fault(reply) : reply;
      }, apis);
      expect(whole(liveOf(reading))).toBe(whole(liveOf(clean.reading)));
    });

    test('slowness and then silence on one call is waited for once, and asked again', async () => {
      let calls = 0;
      const { reading } = await readFrom(
        (asked) => {
          const reply = fine(asked);
          return reply !== undefined && ++calls === 2 ? { ...reply, delay: 1_500 } : reply;
        },
        apis,
        500,
      );
      expect(whole(liveOf(reading))).toBe(whole(liveOf(clean.reading)));
    });

    test.each(lasting)('$name on any one path fails the whole, names it, and tells no secret', async ({ fault }) => {
      // One of each kind is enough.
      const kinds = new Map(clean.asked.map(({ path }) => [path.replace(/\/(?:\d+|g-[^/]+)(?=\/|$)/g, '/…'), path]));
      const paths = [...kinds.values()];
      for (const path of paths) {
        const { reading } = await readFrom((asked) => {
          const reply = fine(asked);
          return asked.path === path && reply !== undefined ? fault(reply) : reply;
        }, apis);
        expect({ path, type: reading.type }).toEqual({ path, type: 'failed' });
        if (reading.type !== 'failed') continue;
        expect(path.endsWith(decodeURIComponent(reading.failure.path ?? '?')) || path.endsWith(reading.failure.path ?? '?')).toBe(true);
        expect(JSON.stringify(reading)).not.toContain(token);
        expect(JSON.stringify(reading)).not.toContain(btoa(token));
      }
    });

    test('being told to stop stops it', async () => {
      const stop = new AbortController();
      const stopped = await scriptedServer((asked) => {
        stop.abort();
        return fine(asked);
      });
      const reading = await sourceOf(stopped.url, apis).read(stop.signal);
      await stopped.close();
      expect(reading).toMatchObject({ type: 'failed', failure: { kind: 'stopped' } });
      expect(stopped.asked.length).toBeLessThan(clean.asked.length);
    });
  });
}

/** The same site, listed the other way round. */
function turned(site: ScriptedSite): ScriptedSite {
  const turn = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turn).reverse();
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, turn(inner)]));
  };
  return turn(site) as ScriptedSite;
}
