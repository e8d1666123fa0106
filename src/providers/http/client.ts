import { ReadError, type ReadFailure, type ReadFailureKind } from '../read-error.js';
import { isSlackLimit, parsed, slackError, slackHint, slackTransient, tooLong } from './answer.js';
import { UnexpectedAnswer, type Decode } from './decode.js';
import { isReading, pathOf, queryOf, type Endpoint, type Parameters } from './endpoint.js';
import { harmless } from './redact.js';
import { asked, backoff, isBurst, retryAfter, tries } from './retry.js';
import { serverMessage } from './server-message.js';
import { throttle } from './throttle.js';
import { sendOnce, usualConcurrency, usualPatience, usualTimeout, type ClientOptions } from './wire.js';

export type { ClientOptions } from './wire.js';

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
  const { base, world, signal, journal, secrets, timeout = usualTimeout, patience = usualPatience } = options;
  const { concurrency = usualConcurrency, limited } = options;
  const { run, pause } = options.throttle ?? throttle({ world, signal, concurrency, limited });
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
    const path = `${pathOf(endpoint.template, parameters.path)}${queryOf(endpoint, parameters.query)}`;
    const sent = await sendOnce({ ...options, timeout }, { method: endpoint.method, path, json: parameters.body }, signal);
    switch (sent.type) {
      case 'answer':
        return judge(sent, endpoint, failed);
      case 'stopped':
        return failed('stopped', 'stopped before it was answered', false);
      case 'timeout':
        return failed('timeout', sent.fact, true);
      case 'unreachable':
        return failed('unreachable', sent.fact, true, { hint: 'Is the address right, and is the site up?' });
    }
  };

  const judge = (
    { status, headers, body }: { readonly status: number; readonly headers: Headers; readonly body: string },
    endpoint: Endpoint,
    failed: (kind: ReadFailureKind, fact: string, again: boolean, more?: Partial<ReadFailure>) => Tried,
  ): Tried => {
    const said = harmless(serverMessage(body, headers.get('content-type')), secrets);
    const quoted = said === '' ? '' : ` "${said}"`;
    const more = { status, ...(said === '' ? {} : { said }) };
    if (status === 429 || isSlackLimit(endpoint.api, body)) return tooMany(headers, endpoint, failed, more);
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

  const tooMany = (
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

/** Slack says no with status 200. */
function slackRefusal(
  { api }: Endpoint,
  value: unknown,
  failed: (kind: ReadFailureKind, fact: string, again: boolean, more?: Partial<ReadFailure>) => Tried,
): Tried | undefined {
  const said = slackError(api, value);
  if (said === undefined) return undefined;
  const again = slackTransient.includes(said);
  const fact = `answered ${said === '' ? 'not ok' : `"${said}"`}`;
  return failed(again ? 'server-failed' : 'refused', fact, again, { status: 200, ...slackHint(said) });
}
