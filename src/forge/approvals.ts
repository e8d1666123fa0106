import { compareBytes } from '../text/compare.js';
import { follow, isCommit, isNumber, textAt } from './answers.js';
import type { Client } from './client.js';
import { readPullRequest, type PullRequest, type Standing } from './pull-request.js';

/** One person's yes, as the platform keeps it. */
export interface Approval {
  readonly login: string;
  /** The head of the pull request that they looked at. */
  readonly commit: string;
  /** When, as `2026-11-29T10:00:00Z`. */
  readonly at: string;
  /** There only where a program said yes. */
  readonly type?: 'Bot';
}

/** Who has said yes to a pull request: what `approve-check --approvals` reads, described by schemas/approvals.schema.json. */
export interface Approvals {
  readonly version: 1;
  readonly author: {
    readonly login: string;
    /** As the last commit says: anybody can write anything there. */
    readonly commitEmail?: string;
  };
  /** Sorted by login. */
  readonly approvals: readonly Approval[];
}

export async function readApprovals(client: Client, request: PullRequest): Promise<Approvals> {
  const standing = await readPullRequest(client, request);
  const at = `repos/${request.repository}`;
  const reviews = await client.list(`${at}/pulls/${String(request.number)}/reviews`);
  const email = follow(await client.get(`${at}/commits/${standing.head}`), ['commit', 'author', 'email']);
  return {
    version: 1,
    author: { login: standing.author.login, ...(typeof email === 'string' && email !== '' ? { commitEmail: email } : {}) },
    approvals: approvalsOf(reviews, standing),
  };
}

/**
 * The last word of each person. A comment is none: it leaves standing what they said before. What the author says of their own change never
 * counts, nor does a yes of which it is not known what it was said to.
 */
export function approvalsOf(reviews: readonly unknown[], { author }: Pick<Standing, 'author'>): readonly Approval[] {
  const last = new Map<number, Approval | undefined>();
  for (const review of reviews) {
    const [id, state] = [follow(review, ['user', 'id']), follow(review, ['state'])];
    if (!isNumber(id) || id === author.id) continue;
    if (state === 'APPROVED') last.set(id, approval(review));
    else if (state === 'CHANGES_REQUESTED' || state === 'DISMISSED') last.set(id, undefined);
  }
  return [...last.values()].filter((each) => each !== undefined).sort((a, b) => compareBytes(a.login, b.login));
}

function approval(review: unknown): Approval | undefined {
  const [commit, at] = [follow(review, ['commit_id']), follow(review, ['submitted_at'])];
  if (!isCommit(commit) || typeof at !== 'string') return undefined;
  const isBot = follow(review, ['user', 'type']) === 'Bot';
  return { login: textAt(review, 'user', 'login'), commit, at, ...(isBot ? { type: 'Bot' } : {}) };
}
