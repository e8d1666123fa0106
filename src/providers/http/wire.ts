import ky from 'ky';
import type { CallJournal } from './calls.js';
import type { Throttle } from './throttle.js';
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
  /** One that others of the same site wait in too; an own one if not said. */
  readonly throttle?: Throttle;
}

export const usualTimeout = 30_000;
export const usualPatience = 600_000;
export const usualConcurrency = 10;

/** What is sent in one try, whole. */
export interface Request {
  readonly method: string;
  /** With its query, and without the base. */
  readonly path: string;
  readonly json?: unknown;
  readonly form?: URLSearchParams;
}

/** What came of one try, below the meaning of the answer. */
export type Sent =
  | { readonly type: 'answer'; readonly status: number; readonly headers: Headers; readonly body: string }
  | { readonly type: 'stopped' }
  | { readonly type: 'timeout'; readonly fact: string }
  /** `reached`: something may have arrived there. */
  | { readonly type: 'unreachable'; readonly fact: string; readonly reached: boolean };

/** Sends once, and waits for the whole answer. */
export async function sendOnce(
  { base, authorization, timeout = usualTimeout }: Pick<ClientOptions, 'base' | 'authorization' | 'timeout'>,
  { method, path, json, form }: Request,
  signal: AbortSignal,
): Promise<Sent> {
  const bounded = deadline(signal, timeout);
  try {
    const response = await ky(`${base}${path}`, {
      method,
      headers: { accept: 'application/json', ...(authorization === undefined ? {} : { authorization }) },
      ...(json === undefined ? {} : { json }),
      ...(form === undefined ? {} : { body: form }),
      retry: 0,
      throwHttpErrors: false,
      timeout: false,
      // To follow one could carry the token to another host.
      redirect: 'manual',
      signal: bounded.signal,
    });
    const body = await response.text();
    return { type: 'answer', status: response.status, headers: response.headers, body };
  } catch (error) {
    if (signal.aborted) return { type: 'stopped' };
    if (bounded.signal.aborted) return { type: 'timeout', fact: `no whole answer within ${String(timeout / 1_000)} s` };
    return { type: 'unreachable', fact: `no whole answer: ${reason(error)}`, reached: !neverSent.includes(causeOf(error)?.code ?? '') };
  } finally {
    bounded.end();
  }
}

/** Nobody was there, or no connection came to be: nothing went out. */
const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

/** Errors of the platform need not be of our `Error`. */
function causeOf(error: unknown): { readonly code?: string; readonly message?: string } | undefined {
  const { cause } = (error ?? {}) as { readonly cause?: unknown };
  return typeof cause === 'object' && cause !== null ? cause : undefined;
}

/** What went wrong below HTTP; the cause says more than the message, and the address is in neither. */
function reason(error: unknown): string {
  const { message } = (error ?? {}) as { readonly message?: unknown };
  if (typeof message !== 'string') return 'unknown reason';
  const cause = causeOf(error);
  const why = cause?.code ?? cause?.message;
  return why === undefined ? message : `${message} (${why})`;
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
