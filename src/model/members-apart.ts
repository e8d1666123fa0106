import { commonEnds } from '../text/common-ends.js';
import type { Member } from './site.js';

/** Two lists of members, without what both begin and end with: long ones mostly differ in little. */
export interface MembersApart {
  readonly was: readonly Member[];
  readonly is: readonly Member[];
  /** The entries of the second, in order, with which both begin or end and that name one of some people. */
  keptOf(people: ReadonlySet<string>): readonly Member[];
}

/** Entries are the same that name the same person until the same day, wherever they stand. */
export function membersApart(was: readonly Member[], is: readonly Member[]): MembersApart {
  const { start, end } = commonEnds(was, is, (a, b) => a === b || (a.user === b.user && a.until === b.until));
  return {
    was: was.slice(start, was.length - end),
    is: is.slice(start, is.length - end),
    keptOf(people) {
      if (people.size === 0) return [];
      return is.filter(({ user }, index) => (index < start || index >= is.length - end) && people.has(user));
    },
  };
}
