import { setTimeout as sleep } from 'node:timers/promises';
import { follow, numberAt, textAt } from './answers.js';
import type { Client } from './client.js';
import { ForgeError, isUncertain } from './forge-error.js';
import type { PullRequest } from './pull-request.js';

/** What to say on a pull request, in the one comment that is ours for it. */
export interface Comment {
  /** Tells our comments apart: one for each policy folder, say. */
  readonly name: string;
  readonly text: string;
  /** The login our comments are written under: others can write what looks like ours. */
  readonly as: string;
  /** Say nothing where nothing was said before. */
  readonly onlyUpdate: boolean;
}

export interface Said {
  readonly deed: 'made' | 'updated' | 'unchanged' | 'none';
  readonly url?: string;
}

/** GitHub takes no more than 65,536 characters. */
export const mostCharacters = 65_000;

export function isName(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9])?$/.test(text) && !text.includes('--');
}

/** The first line of our comments, which nobody sees. */
export function markerOf(name: string): string {
  return `<!-- permafrost: ${name} -->`;
}

const tries = 3;

/** Makes our comment, or changes it in place. A comment that may have been made already is looked for before another is. */
export async function say(client: Client, { repository, number }: PullRequest, comment: Comment): Promise<Said> {
  const body = `${markerOf(comment.name)}\n${comment.text}`;
  const all = `repos/${repository}/issues/${String(number)}/comments`;
  for (let attempt = 1; ; attempt += 1) {
    const present = (await client.list(all)).find((each) => isOurs(each, comment));
    try {
      if (present === undefined) return comment.onlyUpdate ? { deed: 'none' } : told('made', await client.post(all, { body }));
      if (sameText(follow(present, ['body']), body)) return told('unchanged', present);
      return told('updated', await client.patch(`repos/${repository}/issues/comments/${String(numberAt(present, 'id'))}`, { body }));
    } catch (error) {
      if (attempt === tries || !mayTryAgain(error, present !== undefined)) throw error;
      await sleep((error.pause ?? attempt) * 1000);
    }
  }
}

function isOurs(comment: unknown, { name, as }: Comment): boolean {
  const [login, body] = [follow(comment, ['user', 'login']), follow(comment, ['body'])];
  if (typeof login !== 'string' || typeof body !== 'string') return false;
  return login.toLowerCase() === as.toLowerCase() && body.split(/\r?\n/, 1)[0] === markerOf(name);
}

/** GitHub may give lines another end. */
function sameText(one: unknown, other: string): boolean {
  return typeof one === 'string' && one.replaceAll('\r\n', '\n').trimEnd() === other.trimEnd();
}

/** A comment that was deleted meanwhile is made anew. */
function mayTryAgain(error: unknown, wasThere: boolean): error is ForgeError {
  if (!(error instanceof ForgeError)) return false;
  if (error.pause !== undefined) return error.pause <= 120;
  return wasThere ? error.status === 404 || error.status === 410 : isUncertain(error);
}

function told(deed: 'made' | 'updated' | 'unchanged', comment: unknown): Said {
  return { deed, url: textAt(comment, 'html_url') };
}
