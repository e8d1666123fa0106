import { fields, list, type Decode } from './decode.js';
import type { Client } from './client.js';
import { pathOf, type Endpoint, type Parameters } from './endpoint.js';

/** A list in pages, read whole or not at all. */
export interface Paged<T> {
  readonly endpoint: Endpoint;
  readonly parameters?: Parameters;
  /** Items asked for at once; a server may give fewer. */
  readonly size: number;
  readonly item: Decode<T>;
  /** What tells one item from another: pages may overlap when something is added while they are read. */
  readonly key: (item: T) => string;
}

/** How often a list that changes while it is read is read from the start. */
const readings = 3;

/** A server may give pages with nothing on them and yet go on; not for ever. */
const emptyPages = 1_000;

interface OffsetPage<T> {
  readonly values: readonly T[];
  readonly isLast: boolean | undefined;
  readonly total: number | undefined;
}

/** Jira: `startAt` and `maxResults`, answered by an object with `values`. Its `nextPage` is not followed: it could lead anywhere. */
export async function byOffset<T>(client: Client, paged: Paged<T>): Promise<readonly T[]> {
  const page: Decode<OffsetPage<T>> = (value, at) => {
    const answer = fields(value, at);
    return { values: answer.list('values', paged.item), isLast: answer.maybeFlag('isLast'), total: answer.maybeNumber('total') };
  };
  for (let reading = 1; reading <= readings; reading++) {
    const items = await oneReading(client, paged, page);
    if (items !== undefined) return items;
  }
  throw client.fail(
    paged.endpoint,
    paged.parameters ?? {},
    'moving',
    `the list changed while it was read, ${String(readings)} times`,
    'Try again when nobody changes the site.',
  );
}

/** Undefined if the list changed in between, so that something may have slipped from a page not yet read to one read before. */
async function oneReading<T>(client: Client, paged: Paged<T>, page: Decode<OffsetPage<T>>): Promise<readonly T[] | undefined> {
  const found = new Map<string, T>();
  let startAt = 0;
  let total: number | undefined;
  for (;;) {
    const { values, isLast, total: said } = await client.call(paged.endpoint, offset(paged, startAt), page);
    if (startAt > 0 && said !== total) return undefined;
    total = said;
    for (const value of values) if (!found.has(paged.key(value))) found.set(paged.key(value), value);
    startAt += values.length;
    const isEnd = isLast ?? (total !== undefined && startAt >= total);
    if (values.length > 0 && !isEnd) continue;
    return total === undefined || found.size === total ? [...found.values()] : undefined;
  }
}

function offset<T>({ parameters, size }: Paged<T>, startAt: number): Parameters {
  return { ...parameters, query: { ...parameters?.query, startAt, maxResults: size } };
}

/** Jira, where the answer is a bare list that does not say how long it is: only a page with nothing on it is the end. */
export async function byOffsetToEmpty<T>(client: Client, paged: Paged<T>): Promise<readonly T[]> {
  const found = new Map<string, T>();
  for (let startAt = 0; ;) {
    const values = await client.call(paged.endpoint, offset(paged, startAt), list(paged.item));
    if (values.length === 0) return [...found.values()];
    const before = found.size;
    for (const value of values) if (!found.has(paged.key(value))) found.set(paged.key(value), value);
    if (found.size === before)
      throw client.fail(
        paged.endpoint,
        paged.parameters ?? {},
        'bad-link',
        `page ${String(startAt)} holds nothing but what was read before`,
      );
    startAt += values.length;
  }
}

interface LinkedPage<T> {
  readonly values: readonly T[];
  readonly next: string | undefined;
}

/** Confluence, v1 and v2: `_links.next` leads on, also from a page with nothing on it. */
export function byLink<T>(client: Client, paged: Paged<T>): Promise<readonly T[]> {
  const { endpoint, parameters = {}, size } = paged;
  const page: Decode<LinkedPage<T>> = (value, at) => {
    const answer = fields(value, at);
    const next = answer.maybeValue('_links', (links, place) => fields(links, place).maybeText('next'));
    return { values: answer.list('results', paged.item), next };
  };
  return follow(client, paged, (next) => {
    const query = { ...parameters.query, limit: size };
    if (next === undefined) return client.call(endpoint, { ...parameters, query }, page);
    const link = linkOf(client, paged, next);
    const on = Object.fromEntries(['cursor', 'start'].flatMap((name) => (link.has(name) ? [[name, link.get(name) ?? '']] : [])));
    if (Object.keys(on).length === 0)
      throw client.fail(endpoint, parameters, 'bad-link', 'the link to the next page says neither cursor nor start');
    return client.call(endpoint, { ...parameters, query: { ...query, ...on } }, page);
  });
}

/** The organization: `links.next` is a cursor, or an address with one, and takes the place of every other parameter. */
export function byCursor<T>(client: Client, paged: Paged<T>): Promise<readonly T[]> {
  const { endpoint, parameters = {}, size } = paged;
  const page: Decode<LinkedPage<T>> = (value, at) => {
    const answer = fields(value, at);
    const next = answer.maybeValue('links', (links, place) => fields(links, place).maybeText('next'));
    return { values: answer.list('data', paged.item), next };
  };
  const first: Parameters =
    endpoint.method === 'POST'
      ? { ...parameters, body: { ...parameters.body, limit: size } }
      : { ...parameters, query: endpoint.query.includes('limit') ? { ...parameters.query, limit: size } : { ...parameters.query } };
  return follow(client, paged, (next) => {
    if (next === undefined) return client.call(endpoint, first, page);
    const cursor = /^(?:https?:|\/)/i.test(next) ? linkOf(client, paged, next).get('cursor') : next;
    if (cursor === null) throw client.fail(endpoint, parameters, 'bad-link', 'the link to the next page says no cursor');
    const { path } = parameters;
    const where = path === undefined ? {} : { path };
    return client.call(endpoint, endpoint.method === 'POST' ? { ...where, body: { cursor } } : { ...where, query: { cursor } }, page);
  });
}

/** Slack: `response_metadata.next_cursor`, empty at the end; `name` is the field with the list. */
export function bySlackCursor<T>(client: Client, paged: Paged<T>, name: string): Promise<readonly T[]> {
  const { endpoint, parameters = {}, size } = paged;
  const page: Decode<LinkedPage<T>> = (value, at) => {
    const answer = fields(value, at);
    const next = answer.maybeValue('response_metadata', (metadata, place) => fields(metadata, place).maybeText('next_cursor'));
    return { values: answer.list(name, paged.item), next };
  };
  return follow(client, paged, (cursor) =>
    client.call(endpoint, { ...parameters, query: { ...parameters.query, limit: size, cursor } }, page),
  );
}

async function follow<T>(
  client: Client,
  { endpoint, parameters = {}, key }: Paged<T>,
  read: (next: string | undefined) => Promise<LinkedPage<T>>,
): Promise<readonly T[]> {
  const found = new Map<string, T>();
  const seen = new Set<string>();
  let empty = 0;
  for (let next: string | undefined; ;) {
    const page = await read(next);
    for (const value of page.values) if (!found.has(key(value))) found.set(key(value), value);
    if (page.next === undefined || page.next === '') return [...found.values()];
    if (seen.has(page.next)) throw client.fail(endpoint, parameters, 'bad-link', 'the link to the next page leads to a page read before');
    empty = page.values.length === 0 ? empty + 1 : 0;
    if (empty > emptyPages) throw client.fail(endpoint, parameters, 'bad-link', `${String(emptyPages)} pages in a row are empty`);
    seen.add(page.next);
    next = page.next;
  }
}

/**
 * The query of a link to the next page. Of the link nothing is followed but where to go on: one that leads to another host, or to another
 * list of this one, is refused, for the token would go with it.
 */
function linkOf<T>(client: Client, { endpoint, parameters = {} }: Paged<T>, next: string): URLSearchParams {
  const base = new URL(client.base);
  const path = pathOf(endpoint.template, parameters.path);
  const refuse = (where: string): never => {
    throw client.fail(endpoint, parameters, 'bad-link', `the link to the next page leads to ${where}, where nothing of ours is sent`);
  };
  let link: URL;
  try {
    link = new URL(next, `${base.origin}${path}`);
  } catch {
    return refuse('no address');
  }
  if (link.origin !== base.origin) return refuse(link.origin);
  // Confluence leaves "/wiki" out of the links of its older API.
  if (!path.endsWith(link.pathname) && !link.pathname.endsWith(path)) return refuse('another list');
  return link.searchParams;
}
