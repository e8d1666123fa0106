import type { NeededApproval } from './approvals.js';

/** Why an approval does not count. */
export type VoidReason =
  'unknown-person' | 'several-people' | 'author' | 'not-asked' | 'other-effect' | 'invalid-then' | 'commit-missing' | 'history-missing';

/** One approval, as far as it has been judged. */
export interface JudgedApproval {
  /** As the platform calls them: a login, or a reference. */
  readonly who: string;
  /** The person behind it, as a reference. */
  readonly person?: string;
  /** What they had looked at. */
  readonly commit: string;
  /** Missing where it counts. */
  readonly void?: VoidReason;
}

/** One need, and who has said yes to it. */
export interface CoveredNeed extends NeededApproval {
  /** Sorted; empty: it is missing. */
  readonly approvedBy: readonly string[];
}

/** What the approvals come to. */
export interface Cover {
  readonly isCovered: boolean;
  readonly needed: readonly CoveredNeed[];
  readonly approvals: readonly JudgedApproval[];
}

/** Every need is covered by an approval, which counts, of one of its people; one person's yes covers all that they are asked. */
export function coverOf(needs: readonly NeededApproval[], approvals: readonly JudgedApproval[]): Cover {
  const yes = new Set(approvals.flatMap((each) => (each.void === undefined && each.person !== undefined ? [each.person] : [])));
  const needed = needs.map((need) => ({ ...need, approvedBy: need.people.filter((person) => yes.has(person)) }));
  return { isCovered: needed.every(({ approvedBy }) => approvedBy.length > 0), needed, approvals };
}
