import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { AuthorClaim } from '../plan/author.js';
import { quote } from '../text/quote.js';
import { UsageError } from './usage-error.js';

/** One approval as a platform tells it. */
export interface GivenApproval {
  readonly who: AuthorClaim;
  /** A login, or `user:ID`. */
  readonly name: string;
  readonly commit: string;
}

/** `schemas/approvals.schema.json`. */
export interface GivenApprovals {
  readonly author?: AuthorClaim;
  readonly approvals: readonly GivenApproval[];
}

/** The approvals in a file, or on stdin for `-`. What is no such file is wrong use: nothing is read into it. */
export async function readApprovals(cwd: string, file: string): Promise<GivenApprovals> {
  const written = await contents(cwd, file);
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch {
    throw wrong(file, 'it is no JSON');
  }
  if (!isObject(value)) throw wrong(file, 'it is no object');
  if (value['version'] !== 1) throw wrong(file, 'its "version" is not 1');
  const { approvals, author } = value;
  if (!Array.isArray(approvals)) throw wrong(file, 'it has no list "approvals"');
  return {
    ...(author === undefined || author === null ? {} : { author: authorIn(file, author) }),
    approvals: approvals.map((each: unknown, index) => approvalIn(file, each, index + 1)),
  };
}

async function contents(cwd: string, file: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : await readFile(resolve(cwd, file), 'utf8');
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new UsageError(`The approvals ${quote(file)} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : code}.`);
  }
}

function authorIn(file: string, author: unknown): AuthorClaim {
  const [login, email, user] = isObject(author)
    ? [textIn(author, 'login'), textIn(author, 'commitEmail'), textIn(author, 'user')]
    : [undefined, undefined, undefined];
  if (login === undefined && email === undefined && user === undefined)
    throw wrong(file, 'its "author" has neither "login" nor "commitEmail"');
  return {
    ...(login === undefined ? {} : { login }),
    ...(email === undefined ? {} : { email }),
    ...(user === undefined ? {} : { person: bare(user) }),
  };
}

function approvalIn(file: string, approval: unknown, number: number): GivenApproval {
  if (!isObject(approval)) throw wrong(file, `its approval ${String(number)} is no object`);
  const [login, user, commit] = [textIn(approval, 'login'), textIn(approval, 'user'), textIn(approval, 'commit')];
  if (login === undefined && user === undefined) throw wrong(file, `its approval ${String(number)} has neither "login" nor "user"`);
  if (commit === undefined || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit))
    throw wrong(file, `its approval ${String(number)} has no "commit" with the whole id of a commit`);
  return user === undefined
    ? { who: { login: login ?? '' }, name: login ?? '', commit }
    : { who: { person: bare(user) }, name: `user:${bare(user)}`, commit };
}

function textIn(value: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const found = value[field];
  return typeof found === 'string' && found !== '' ? found : undefined;
}

function bare(user: string): string {
  return user.replace(/^user:/, '');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(file: string, why: string): UsageError {
  return new UsageError(
    `The approvals ${quote(file)} cannot be used: ${why}.`,
    'Such a file looks like {"version": 1, "author": {"login": "octo"}, "approvals": [{"login": "kim", "commit": "<40 hex digits>"}]}',
  );
}
