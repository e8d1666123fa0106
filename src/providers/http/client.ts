import ky from 'ky';
import { ReadError, type ReadFailure, type ReadFailureKind } from '../read-error.js';
import type { CallJournal } from './calls.js';
import { UnexpectedAnswer, type Decode } from './decode.js';
import { isReading, pathOf, queryOf, type Endpoint, type Parameters } from './endpoint.js';
import { harmless } from './redact.js';
import { asked, backoff, isBurst, retryAfter, tries } from './retry.js';
import { serverMessage } from './server-message.js';
import { throttle } from './throttle.js';
import type { World } from './world.js';

export interface ClientOptions {
  /** Where the API is, without the path of a call: `https://acme.atlassian.net`. */
  readonly base: string;
  /** The whole header. */
  readonly authorization?: string;
  /** What must never be shown: the tokens in the header. */
  readonly secrets: readonly string[];
  readonly world: World;
  readonly signal: AbortSignal;
  readonly journal: CallJournal;
  /** Calls at once; ten if not said. */
  readonly concurrency?: number;
  /** Whether the documented limits of the vendor are kept. */
  readonly limited: boolean;
  /** For one try, up to the end of the answer; half a minute if not said. */
  readonly timeout?: number;
  /** The longest that a server may ask to wait; ten minutes if not said. */
  readonly patience?: number;
}

/** Asks, and cannot do more: there is no way to name a call that writes. */
export interface Client {
  readonly base: string;
  readonly call: <T>(endpoint: Endpoint, parameters: Parameters, decode: Decode<T>) => Promise<T>;
  /** A failure of a call, in words, for what is found out after its answer came. */
  readonly fail: (endpoint: Endpoint, parameters: Parameters, kind: ReadFailureKind, fact: string, hint?: string) => ReadError;
}

/** What one try came to. */
type Tried =
  { readonly type: 'answer'; readonly body: unknown } | { readonly type: 'failed'; readonly failure: ReadFailure; readonly again: boolean };

/**
 * A client for reading. Each try is one call of ky; the repetition is ours, since a try counts as failed up to the end of its answer
 * rather than of its head, a pause that a server asks for holds for all calls, and clock and chance come from outside.
 */
export function createClient(options: ClientOptions): Client {
  const { base, world, signal, journal, secrets, timeout = 30_000, patience = 600_000 } = options;
  const { run, pause } = throttle({ world, signal, concurrency: options.concurrency ?? 10, limited: options.limited });
  const origin = new URL(base).origin;

  const failure = (
    { method, template }: Endpoint,
    { path: values }: Parameters,
    kind: ReadFailureKind,
    fact: string,
    more: Partial<ReadFailure> = {},
  ): ReadFailure => {
    const path = harmless(pathOf(template, values), secrets);
    return { kind, method, path, message: `${method} ${path} at ${origin}: ${harmless(fact, secrets)}.`, ...more };
  };

  const once = async (endpoint: Endpoint, parameters: Parameters): Promise<Tried> => {
    const failed = (kind: ReadFailureKind, fact: string, again: boolean, more: Partial<ReadFailure> = {}): Tried => ({
      type: 'failed',
      failure: failure(endpoint, parameters, kind, fact, more),
      again,
    });
    const bounded = deadline(signal, timeout);
    try {
      const address = `${base}${pathOf(endpoint.template, parameters.path)}${queryOf(endpoint, parameters.query)}`;
      const response = await ky(address, {
        method: endpoint.method,
        headers: { accept: 'application/json', ...(options.authorization === undefined ? {} : { authorization: options.authorization }) },
        ...(parameters.body === undefined ? {} : { json: parameters.body }),
        retry: 0,
        throwHttpErrors: false,
        timeout: false,
        // To follow one could carry the token to another host.
        redirect: 'manual',
        signal: bounded.signal,
      });
      const body = await response.text();
      return judge(response, body, endpoint, failed);
    } catch (error) {
      if (signal.aborted) return failed('stopped', 'stopped before it was answered', false);
      if (bounded.signal.aborted) return failed('timeout', `no whole answer within ${String(timeout / 1_000)} s`, true);
      return failed('unreachable', `no whole answer: ${reason(error)}`, true, { hint: 'Is the address right, and is the site up?' });
    } finally {
      bounded.end();
    }
  };

  const judge = (
    response: Response,
    body: string,
    endpoint: Endpoint,
    failed: (kind: ReadFailureKind, fact: string, again: boolean, more?: Partial<ReadFailure>) => Tried,
  ): Tried => {
    const { status, headers } = response;
    const said = harmless(serverMessage(body, headers.get('content-type')), secrets);
    const quoted = said === '' ? '' : ` "${said}"`;
    const more = { status, ...(said === '' ? {} : { said }) };
    if (status === 429 || isSlackLimit(endpoint, body)) return limited(headers, endpoint, failed, more);
    if (status >= 300 && status < 400)
      return failed('redirected', `answered ${String(status)}, which leads elsewhere`, false, {
        ...more,
        hint: 'Write the address of the site as it is after all redirections.',
      });
    if (status >= 500 || status === 408) {
      const wait = retryAfter(headers, world.now());
      if (wait !== undefined && wait > patience) return failed('server-failed', tooLong(status, wait), false, more);
      if (wait !== undefined) pause(asked(wait, world.random()));
      return failed('server-failed', `answered ${String(status)}${quoted}`, true, more);
    }
    if (status < 200 || status > 299)
      return failed('refused', `answered ${String(status)}${quoted}`, false, { ...more, ...hintFor(status) });
    const value = parsed(body);
    if (value === undefined) {
      const isPage = /html/i.test(headers.get('content-type') ?? '');
      const what = isPage ? `a page of HTML${quoted}` : 'something that is not whole JSON';
      return failed(
        'malformed',
        `answered ${what}`,
        !isPage,
        isPage ? { status, hint: 'Is this the address of the site itself?' } : { status },
      );
    }
    if (headers.get('x-ratelimit-nearlimit') === 'true') pause(1_000, endpoint);
    return slackRefusal(endpoint, value, failed) ?? { type: 'answer', body: value };
  };

  const limited = (
    headers: Headers,
    endpoint: Endpoint,
    failed: (kind: ReadFailureKind, fact: string, again: boolean, more?: Partial<ReadFailure>) => Tried,
    more: Partial<ReadFailure>,
  ): Tried => {
    const why = headers.get('ratelimit-reason');
    const wait = retryAfter(headers, world.now());
    const fact = `answered 429, too many calls${why === null ? '' : ` (${why})`}`;
    if (wait !== undefined && wait > patience) return failed('rate-limited', `${fact}; ${tooLong(429, wait)}`, false, more);
    if (wait !== undefined) pause(asked(wait, world.random()), isBurst(why) || endpoint.api === 'slack' ? endpoint : undefined);
    return failed('rate-limited', fact, true, { ...more, hint: 'Try again later, or when nothing else calls the site.' });
  };

  return {
    base,
    fail: (endpoint, parameters, kind, fact, hint) =>
      new ReadError(failure(endpoint, parameters, kind, fact, hint === undefined ? {} : { hint })),
    async call(endpoint, parameters, decode) {
      if (!isReading(endpoint)) throw new ReadError(failure(endpoint, parameters, 'not-reading', 'not called, for it would not only read'));
      for (let attempt = 1; ; attempt++) {
        const tried = await run(endpoint, async () => {
          if (signal.aborted) return stopped(failure(endpoint, parameters, 'stopped', 'not called any more'));
          journal.record({ method: endpoint.method, template: endpoint.template, attempt });
          return once(endpoint, parameters);
        });
        if (tried.type === 'answer') return decoded(tried.body, decode, (fact) => failure(endpoint, parameters, 'unexpected', fact));
        if (!tried.again) throw new ReadError(tried.failure);
        if (attempt === tries) throw new ReadError(afterAll(tried.failure));
        await world.sleep(backoff(attempt, world.random()), signal);
      }
    },
  };
}

function stopped(failure: ReadFailure): Tried {
  return { type: 'failed', failure, again: false };
}

function afterAll(failure: ReadFailure): ReadFailure {
  return { ...failure, message: `${failure.message.replace(/\.$/, '')}, ${String(tries)} times.` };
}

function decoded<T>(body: unknown, decode: Decode<T>, failure: (fact: string) => ReadFailure): T {
  try {
    return decode(body, '');
  } catch (error) {
    if (!(error instanceof UnexpectedAnswer)) throw error;
    throw new ReadError(failure(`in the answer, ${error.at === '' ? 'the whole' : error.at} is not ${error.expected}`));
  }
}

/** JSON has no `undefined`, so that it can stand for what is not JSON. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function tooLong(status: number, wait: number): string {
  return `answered ${String(status)} and asks to wait ${String(Math.ceil(wait / 60_000))} minutes`;
}

function hintFor(status: number): Partial<ReadFailure> {
  switch (status) {
    case 401:
      return { hint: 'Is the token right, and has it not expired?' };
    case 403:
      return { hint: 'Use the token of somebody who administers this.' };
    case 404:
      return { hint: 'Is the address right, and may the owner of the token see this?' };
    default:
      return {};
  }
}

/** What went wrong below HTTP; the cause says more than the message, and the address is in neither. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  const { cause } = error;
  if (cause instanceof Error) return `${error.message} (${(cause as Error & { code?: string }).code ?? cause.message})`;
  return error.message;
}

/** Ends when told to stop or when the time is over; listeners are taken off again, since one signal serves very many calls. */
function deadline(signal: AbortSignal, timeout: number): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
  };
  const timer = setTimeout(stop, timeout);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    },
  };
}

const slackTransient = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'];

/** Slack says no with status 200. */
function slackRefusal(
  endpoint: Endpoint,
  value: unknown,
  failed: (kind: ReadFailureKind, fact: string, again: boolean, more?: Partial<ReadFailure>) => Tried,
): Tried | undefined {
  if (endpoint.api !== 'slack') return undefined;
  const { ok, error } = (value ?? {}) as { ok?: unknown; error?: unknown };
  if (ok === true) return undefined;
  const said = typeof error === 'string' ? error : '';
  const again = slackTransient.includes(said);
  return failed(again ? 'server-failed' : 'refused', `answered ${said === '' ? 'not ok' : `"${said}"`}`, again, {
    status: 200,
    ...(/auth|token/.test(said) ? { hint: 'Is the token right, and has it not been revoked?' } : {}),
    ...(said === 'missing_scope' ? { hint: 'Give the app the scopes that the page on live sites names.' } : {}),
  });
}

function isSlackLimit(endpoint: Endpoint, body: string): boolean {
  return endpoint.api === 'slack' && /"error"\s*:\s*"(?:ratelimited|rate_limited)"/.test(body);
}
