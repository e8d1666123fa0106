import { ok, type Call, type Reply } from './exchange.js';
import { fieldsOf, numberIn } from './given.js';

/** Jira's pages: `startAt` and `maxResults` in, `isLast`, `total` and `nextPage` out. */
export function jiraPage(call: Call, all: readonly unknown[], fallback: number, most: number): Reply {
  const startAt = numberIn(call.query, 'startAt', 0);
  const maxResults = Math.max(1, numberIn(call.query, 'maxResults', fallback, most));
  const values = all.slice(startAt, startAt + maxResults);
  const isLast = startAt + values.length >= all.length;
  const next = { nextPage: withQuery(call, { startAt: startAt + maxResults, maxResults }) };
  return ok({
    self: withQuery(call, { startAt, maxResults }),
    ...(isLast ? {} : next),
    maxResults,
    startAt,
    total: all.length,
    isLast,
    values,
  });
}

/** Confluence's first API: `start` and `limit` in, `size` and `_links.next` out. */
export function startPage(call: Call, all: readonly unknown[], fallback: number, most: number): Reply {
  const start = numberIn(call.query, 'start', 0);
  const limit = Math.max(1, numberIn(call.query, 'limit', fallback, most));
  const results = all.slice(start, start + limit);
  const more = start + results.length < all.length;
  const next = relative(withQuery(call, { start: start + limit, limit }), call);
  return ok({
    results,
    start,
    limit,
    size: results.length,
    _links: {
      base: `${call.base}/wiki`,
      context: '/wiki',
      self: withQuery(call, {}),
      ...(more ? { next: next.replace(/^\/wiki/, '') } : {}),
    },
  });
}

/** Confluence's second API: an opaque cursor, in `_links.next` and in the header `Link`. Some pages may be empty and have a next one. */
export function linkPage(call: Call, all: readonly unknown[], fallback = 25, most = 250): Reply {
  const limit = Math.max(1, numberIn(call.query, 'limit', fallback, most));
  const cursor = readCursor(call.query.get('cursor'));
  const empty = call.emptyPage && !cursor.afterEmpty;
  const results = empty ? [] : all.slice(cursor.position, cursor.position + limit);
  const position = cursor.position + results.length;
  if (!empty && position >= all.length) return ok({ results, _links: { base: `${call.base}/wiki` } });
  const next = relative(withQuery(call, { cursor: writeCursor(position, empty), limit }), call);
  return {
    status: 200,
    body: { results, _links: { next, base: `${call.base}/wiki` } },
    headers: { Link: `<${next}>; rel="next", <${call.base}/wiki>; rel="base"` },
  };
}

/** The organization's pages: a cursor that replaces every other word of the question, and so carries it. */
export function cursorPage(
  call: Call,
  cursorText: string | undefined,
  asked: Question,
  answer: (question: Question) => readonly unknown[],
): Reply {
  const cursor = readCursor(cursorText ?? null);
  const question = cursor.question ?? asked;
  const all = answer(question);
  const empty = call.emptyPage && !cursor.afterEmpty;
  const data = empty ? [] : all.slice(cursor.position, cursor.position + question.limit);
  const position = cursor.position + data.length;
  if (!empty && position >= all.length) return ok({ data, links: {} });
  return ok({ data, links: { next: writeCursor(position, empty, question) } });
}

/** What a page was asked for, apart from where it begins. */
export interface Question {
  readonly limit: number;
  readonly words: Readonly<Record<string, unknown>>;
}

interface Cursor {
  readonly position: number;
  readonly afterEmpty: boolean;
  readonly question?: Question;
}

function writeCursor(position: number, afterEmpty: boolean, question?: Question): string {
  return Buffer.from(JSON.stringify({ position, afterEmpty, question })).toString('base64url');
}

/** A cursor that is none starts from the beginning, as does none at all. */
function readCursor(text: string | null): Cursor {
  const start: Cursor = { position: 0, afterEmpty: false };
  if (text === null || text === '') return start;
  try {
    const { position, afterEmpty, question } = fieldsOf(JSON.parse(Buffer.from(text, 'base64url').toString()));
    const { limit, words } = fieldsOf(question);
    if (typeof position !== 'number') return start;
    const carried = typeof limit === 'number' ? { question: { limit, words: fieldsOf(words) } } : {};
    return { position, afterEmpty: afterEmpty === true, ...carried };
  } catch {
    return start;
  }
}

function withQuery({ base, path, query }: Call, changed: Readonly<Record<string, string | number>>): string {
  const words = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changed)) words.set(name, String(value));
  const text = words.toString();
  return `${base}${path}${text === '' ? '' : `?${text}`}`;
}

function relative(url: string, { base }: Call): string {
  return url.slice(base.length);
}
