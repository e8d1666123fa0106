import { ForgeError } from './forge-error.js';

/** What a remote system sent, of which nothing is known yet. */
export type Answer = Readonly<Record<string, unknown>>;

/** An object at a way of names below an answer; an error where there is none. */
export function objectAt(value: unknown, ...way: readonly string[]): Answer {
  const found = follow(value, way);
  if (typeof found !== 'object' || found === null || Array.isArray(found)) throw missing('object', way);
  return found as Answer;
}

export function textAt(value: unknown, ...way: readonly string[]): string {
  const found = follow(value, way);
  if (typeof found !== 'string') throw missing('text', way);
  return found;
}

/** A whole number that is no id of nothing: one or more. */
export function numberAt(value: unknown, ...way: readonly string[]): number {
  const found = follow(value, way);
  if (!isNumber(found)) throw missing('number', way);
  return found;
}

/** A commit, as 40 hexadecimal digits (64 where git counts by SHA-256). */
export function commitAt(value: unknown, ...way: readonly string[]): string {
  const found = textAt(value, ...way);
  if (!isCommit(found)) throw missing('commit', way);
  return found;
}

export function isCommit(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}

export function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

export function follow(value: unknown, way: readonly string[]): unknown {
  return way.reduce<unknown>(
    (from, name) => (typeof from === 'object' && from !== null && Object.hasOwn(from, name) ? (from as Answer)[name] : undefined),
    value,
  );
}

/** What the body of a refusal says in words; empty where it says nothing. */
export function messageIn(body: string): string {
  try {
    const message = follow(JSON.parse(body), ['message']);
    return typeof message === 'string' ? message : '';
  } catch {
    return '';
  }
}

function missing(kind: string, way: readonly string[]): ForgeError {
  return new ForgeError(`What was read has no ${kind} at "${way.join('.')}".`);
}
