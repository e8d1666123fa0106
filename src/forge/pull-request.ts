import { commitAt, follow, isNumber, numberAt, textAt } from './answers.js';
import type { Client } from './client.js';

/** Which pull request of which repository. */
export interface PullRequest {
  /** `owner/name` */
  readonly repository: string;
  readonly number: number;
}

/** A pull request as it stands. */
export interface Standing extends PullRequest {
  readonly author: { readonly id: number; readonly login: string };
  readonly head: string;
  /** Where the head comes from; undefined if that repository is gone. */
  readonly from?: number;
  readonly base: string;
  /** Name of the branch that it wants into. */
  readonly target: string;
  /** The repository that it wants into. */
  readonly into: number;
}

export function isRepository(text: string): boolean {
  return /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/.test(text) && text.split('/').every((part) => !/^\.+$/.test(part));
}

export async function readPullRequest(client: Client, { repository, number }: PullRequest): Promise<Standing> {
  const found = await client.get(`repos/${repository}/pulls/${String(number)}`);
  const from = follow(found, ['head', 'repo', 'id']);
  return {
    repository,
    number: numberAt(found, 'number'),
    author: { id: numberAt(found, 'user', 'id'), login: textAt(found, 'user', 'login') },
    head: commitAt(found, 'head', 'sha'),
    ...(isNumber(from) ? { from } : {}),
    base: commitAt(found, 'base', 'sha'),
    target: textAt(found, 'base', 'ref'),
    into: numberAt(found, 'base', 'repo', 'id'),
  };
}
