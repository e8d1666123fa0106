import type { FactChange } from '../diff/fact-change.js';
import type { Fact } from '../diff/facts.js';
import type { LeftAlone } from './apply-plan.js';
import { Left } from './left.js';
import { meaningOfDeletions, type Deletions } from './deletions.js';
import { lastAdministrators } from './last-administrators.js';
import { sortByMeans, type Ground, type Sorted } from './means.js';
import { withOneSpaceRole } from './one-space-role.js';
import { withReadingFirst } from './readable.js';
import { changeKey } from './references.js';

export interface Sorting extends Deletions {
  readonly ground: Ground;
  /** The facts of the policies. */
  readonly wanted: readonly Fact[];
}

export interface SortedChanges extends Omit<Sorted, 'left'> {
  /** What the policies mean, before it is known how it is made. */
  readonly meant: readonly FactChange[];
  readonly left: readonly LeftAlone[];
  /** What no means are there for. */
  readonly impossible: Sorted['left'];
}

/**
 * What is written, what is done by hand, and what stays. Who would administer a space is known at the end of it alone, and whoever has to stay in
 * it for that keeps others, so that it is sorted again without what they would lose.
 */
export function sortChanges(given: Sorting): SortedChanges {
  const { live, policies, ground, wanted } = given;
  const kept = new Map<string, { readonly change: FactChange; readonly why: string }>();
  for (;;) {
    const readable = withReadingFirst(given.changes, live);
    const changes = readable.changes.filter((change) => !kept.has(changeKey(change)));
    const meant = meaningOfDeletions({ ...given, changes });
    const means = sortByMeans(meant.changes, ground);
    const single = withOneSpaceRole(means.writes, { wanted, live, policies });
    const done = [...single.changes, ...means.manual.map(({ change }) => change)];
    const last = lastAdministrators(done, live);
    if (last.size === 0) {
      const left = [...meant.left, ...byWhy([...kept.values()]), ...readable.left, ...single.left, ...byWhy(means.left)];
      return { writes: single.changes, manual: means.manual, meant: meant.changes, left, impossible: means.left };
    }
    for (const change of done) {
      const why = last.get(changeKey(change));
      if (why !== undefined) kept.set(changeKey(change), { change, why });
    }
  }
}

function byWhy(left: readonly { readonly change: FactChange; readonly why: string }[]): readonly LeftAlone[] {
  const found = new Left();
  for (const { change, why } of left) found.add(why, change);
  return found.list();
}
