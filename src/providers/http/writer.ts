import { WriteError, type WriteFailure } from '../target.js';
import { isSlackLimit, parsed, slackError, slackHint, slackTransient, tooLong } from './answer.js';
import { UnexpectedAnswer, type Decode } from './decode.js';
import { pathOf, queryOf, type Parameters } from './endpoint.js';
import { harmless } from './redact.js';
import { asked, backoff, isBurst, retryAfter, tries } from './retry.js';
import { serverMessage } from './server-message.js';
import { throttle } from './throttle.js';
import { sendOnce, usualConcurrency, usualPatience, type ClientOptions, type Sent } from './wire.js';
import { isListedWrite, type WriteEndpoint } from './write-endpoint.js';

/** As of a call that reads; some bodies are a list. */
export interface WriteParameters extends Omit<Parameters, 'body'> {
  readonly body?: Readonly<Record<string, unknown>> | readonly unknown[];
}

/** Makes writes, one at a time as it is told. Nothing but what carries out an approved plan may have one. */
export interface Writer {
  readonly base: string;
  /**
   * Makes it at most once. It is sent again only if the site says that it did not take it (429), or if no connection came to be. `decode`
   * is given `undefined` where the answer is empty. Rejects with a `WriteError`; a `RefusedWrite` if the site said no.
   */
  readonly write: <T>(endpoint: WriteEndpoint, parameters: WriteParameters, decode: Decode<T>) => Promise<T>;
  /** A failure of a write, in words, for what is found out beside its answer. */
  readonly fail: (
    endpoint: WriteEndpoint,
    parameters: WriteParameters,
    kind: WriteFailure['kind'],
    fact: string,
    hint?: string,
  ) => WriteError;
}

/** The site said no; its codes tell what that means, since the same status can say that all is well already. */
export class RefusedWrite extends WriteError {
  readonly codes: readonly string[];

  constructor(failure: WriteFailure, codes: readonly string[]) {
    super(failure);
    this.name = 'RefusedWrite';
    this.codes = codes;
  }
}

/** For writes whose answer is of no use. */
export const ignored: Decode<undefined> = () => undefined;

type Tried =
  | { readonly type: 'answer'; readonly body: unknown }
  | { readonly type: 'failed'; readonly error: WriteError }
  /** It was not taken, and may be sent again after the wait. */
  | { readonly type: 'again'; readonly failure: WriteFailure };

export function createWriter(options: ClientOptions): Writer {
  const { base, world, signal, journal, secrets, concurrency = usualConcurrency, limited, patience = usualPatience } = options;
  const { run, pause } = options.throttle ?? throttle({ world, signal, concurrency, limited });
  const origin = new URL(base).origin;
  const shown = (text: string): string => harmless(text, secrets);

  const failure = (
    { method, template }: WriteEndpoint,
    { path: values }: WriteParameters,
    kind: WriteFailure['kind'],
    fact: string,
    more: Partial<WriteFailure> = {},
  ): WriteFailure => {
    const path = shown(pathOf(template, values));
    return { kind, message: `${method} ${path} at ${origin}: ${shown(fact)}.`, ...more };
  };

  const once = async (endpoint: WriteEndpoint, parameters: WriteParameters): Promise<Tried> => {
    const told: Told = (kind, fact, more) => failure(endpoint, parameters, kind, fact, more);
    const path = `${pathOf(endpoint.template, parameters.path)}${queryOf(endpoint, parameters.query)}`;
    const sent = await sendOnce(options, { method: endpoint.method, path, ...bodyOf(endpoint, parameters) }, signal);
    switch (sent.type) {
      case 'answer':
        return judge(sent, endpoint, told);
      case 'stopped':
        return failed(told('unknown', 'stopped before it was answered', look));
      case 'timeout':
        return failed(told('unknown', sent.fact, look));
      case 'unreachable':
        if (sent.reached) return failed(told('unknown', sent.fact, look));
        return { type: 'again', failure: told('not-made', sent.fact, { hint: 'Is the address right, and is the site up?' }) };
    }
  };

  const judge = ({ status, headers, body }: Extract<Sent, { type: 'answer' }>, endpoint: WriteEndpoint, told: Told): Tried => {
    const said = shown(serverMessage(body, headers.get('content-type')));
    const quoted = said === '' ? '' : ` "${said}"`;
    const more = { status, ...(said === '' ? {} : { said }) };
    const value = parsed(body);
    if (status === 429 || isSlackLimit(endpoint.api, body)) return tooMany(headers, endpoint, told, more);
    const fact = `answered ${String(status)}${quoted}`;
    // A 408 is the server's word that it waited for too long, and not how far it had come.
    if (status >= 500 || status === 408) {
      const wait = retryAfter(headers, world.now());
      if (wait !== undefined && wait <= patience) pause(asked(wait, world.random()));
      return failed(told('unknown', fact, { ...more, ...look }));
    }
    if (status >= 300 && status < 400)
      return failed(told('unknown', `answered ${String(status)}, which leads elsewhere`, { ...more, ...look }));
    if (status < 200 || status > 299)
      return { type: 'failed', error: new RefusedWrite(told('refused', fact, { ...more, ...hintFor(status) }), codesOf(value).map(shown)) };
    if (value === undefined && body.trim() !== '')
      return failed(told('unknown', `answered ${String(status)} with something that is not whole JSON`, { ...more, ...look }));
    const error = slackError(endpoint.api, value);
    return (error === undefined ? undefined : slackRefusal(shown(error), told)) ?? { type: 'answer', body: value };
  };

  const tooMany = (headers: Headers, endpoint: WriteEndpoint, told: Told, more: Partial<WriteFailure>): Tried => {
    const why = headers.get('ratelimit-reason');
    const wait = retryAfter(headers, world.now());
    const fact = `answered 429, too many calls${why === null ? '' : ` (${why})`}`;
    if (wait !== undefined && wait > patience) return failed(told('not-made', `${fact}; ${tooLong(429, wait)}`, more));
    if (wait !== undefined) pause(asked(wait, world.random()), isBurst(why) || endpoint.api === 'slack' ? endpoint : undefined);
    return { type: 'again', failure: told('not-made', fact, { ...more, hint: 'Try again later, or when nothing else calls the site.' }) };
  };

  return {
    base,
    fail: (endpoint, parameters, kind, fact, hint) =>
      new WriteError(failure(endpoint, parameters, kind, fact, hint === undefined ? {} : { hint })),
    async write(endpoint, parameters, decode) {
      if (!isListedWrite(endpoint))
        throw new WriteError(failure(endpoint, parameters, 'refused', 'not called, for it is no write of ours'));
      for (let attempt = 1; ; attempt++) {
        const tried = await run(endpoint, async (): Promise<Tried> => {
          if (signal.aborted) return failed(failure(endpoint, parameters, 'not-made', 'not called any more'));
          journal.record({ method: endpoint.method, template: endpoint.template, attempt });
          return once(endpoint, parameters);
        });
        if (tried.type === 'answer') return decoded(tried.body, decode, (fact) => failure(endpoint, parameters, 'unknown', fact, look));
        if (tried.type === 'failed') throw tried.error;
        if (attempt === tries) throw new WriteError(afterAll(tried.failure));
        await world.sleep(backoff(attempt, world.random()), signal);
      }
    },
  };
}

type Told = (kind: WriteFailure['kind'], fact: string, more?: Partial<WriteFailure>) => WriteFailure;

const look = { hint: 'It may have been made: look at the site before it is made again.' };

function failed(failure: WriteFailure): Tried {
  return { type: 'failed', error: new WriteError(failure) };
}

function afterAll(failure: WriteFailure): WriteFailure {
  return { ...failure, message: `${failure.message.replace(/\.$/, '')}, ${String(tries)} times.` };
}

function bodyOf({ form }: WriteEndpoint, { body }: WriteParameters): { readonly json?: unknown; readonly form?: URLSearchParams } {
  if (body === undefined) return {};
  if (form === undefined) return { json: body };
  const fields = Object.entries(body).filter(([, value]) => value !== undefined);
  return { form: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, String(value)])) };
}

function decoded<T>(body: unknown, decode: Decode<T>, failure: (fact: string) => WriteFailure): T {
  try {
    return decode(body, '');
  } catch (error) {
    if (!(error instanceof UnexpectedAnswer)) throw error;
    throw new WriteError(failure(`in the answer, ${error.at === '' ? 'the whole' : error.at} is not ${error.expected}`));
  }
}

function hintFor(status: number): Partial<WriteFailure> {
  if (status === 401) return { hint: 'Is the token right, and has it not expired?' };
  if (status === 403) return { hint: 'Use the token of somebody who administers this; some plans of the vendor do not allow it at all.' };
  return {};
}

/** The organization and Confluence v2 name a code in each error, Slack in its one field. */
function codesOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { code, error, errors } = value as Readonly<Record<string, unknown>>;
  const inner = Array.isArray(errors) ? errors.map((one) => (one as { code?: unknown } | null)?.code) : [];
  return [code, error, ...inner].filter((one): one is string => typeof one === 'string' && one !== '');
}

/** Slack says no with status 200, and so it says that it does not know. */
function slackRefusal(said: string, told: Told): Tried {
  const fact = `answered ${said === '' ? 'not ok' : `"${said}"`}`;
  if (said === '' || slackTransient.includes(said)) return failed(told('unknown', fact, { status: 200, said, ...look }));
  return { type: 'failed', error: new RefusedWrite(told('refused', fact, { status: 200, said, ...slackHint(said) }), [said]) };
}
