import type { Repository, Revision } from '../load/git.js';
import { LoadError } from '../load/load-error.js';
import type { NeededApproval } from '../plan/approvals.js';
import type { AuthorClaim } from '../plan/author.js';
import type { JudgedApproval, VoidReason } from '../plan/cover.js';
import type { GivenApproval } from './approvals-file.js';
import type { Call } from './call.js';
import { readFromPlan } from './plan-of-commits.js';

/** What approvals are held against. */
export interface AtStake {
  readonly repository: Repository;
  /** What the work is to be merged into. */
  readonly target: Revision;
  readonly head: Revision;
  readonly digest: string;
  readonly needed: readonly NeededApproval[];
  readonly author?: AuthorClaim;
  /** By the name of an approval, the people behind it as references. */
  readonly people: ReadonlyMap<string, readonly string[]>;
  /** References of those who wrote the change. */
  readonly authors: ReadonlySet<string>;
}

/** Which approvals count. Each commit that somebody who is asked has approved is planned once. */
export async function judgeApprovals(call: Call, stake: AtStake, given: readonly GivenApproval[]): Promise<readonly JudgedApproval[]> {
  const asked = new Set(stake.needed.flatMap(({ people }) => people));
  const known = new Map<string, VoidReason | undefined>([[stake.head.commit, undefined]]);
  const judged: JudgedApproval[] = [];
  for (const { name, who, commit } of given) {
    const [person, ...others] = stake.people.get(name) ?? [];
    const isAuthor = who.login !== undefined && who.login.toLowerCase() === stake.author?.login?.toLowerCase();
    let reason: VoidReason | undefined;
    if (isAuthor || (person !== undefined && stake.authors.has(person))) reason = 'author';
    else if (person === undefined) reason = 'unknown-person';
    else if (others.length > 0) reason = 'several-people';
    else if (!asked.has(person)) reason = 'not-asked';
    else {
      if (!known.has(commit)) known.set(commit, await judgeCommit(call, stake, commit));
      reason = known.get(commit);
    }
    judged.push({ who: name, ...(person === undefined ? {} : { person }), commit, ...(reason === undefined ? {} : { void: reason }) });
  }
  return judged;
}

/** Whether a commit, from where it left the target, does what the head does; undefined if so. */
async function judgeCommit(call: Call, stake: AtStake, commit: string): Promise<VoidReason | undefined> {
  const { repository, target, author } = stake;
  const head = await repository.find(commit);
  if (head === undefined) return 'commit-missing';
  const base = await mergeBase(repository, target, head);
  if (base === undefined) return 'history-missing';
  const found = await readFromPlan(
    call,
    { repository, base, head, ...(author === undefined ? {} : { author }) },
    ({ plan }) => plan.approvals.digest,
  );
  if ('invalid' in found) return 'invalid-then';
  return found.answer === stake.digest ? undefined : 'other-effect';
}

async function mergeBase(repository: Repository, target: Revision, head: Revision): Promise<Revision | undefined> {
  try {
    return await repository.mergeBase(target, head);
  } catch (error) {
    if (error instanceof LoadError && error.code === 'shallow-clone') return undefined;
    throw error;
  }
}
