import { factKey, type Fact } from '../diff/facts.js';
import type { FactChange } from '../diff/fact-change.js';
import type { ApplyPlan } from './apply-plan.js';
import { changeKey } from './references.js';

/** A fact that a plan did not expect as it is now. */
export interface MovedFact {
  /** What the plan was to change; missing: it was not to touch it. */
  readonly planned?: FactChange;
  /** What would have to change now; missing: nothing, for reasons that are not on the site. */
  readonly now?: FactChange;
}

/** How a plan stands to what would be planned now. */
export type Comparison =
  /** Nothing has changed. */
  | { readonly type: 'same' }
  /** Some of it is there meanwhile, and the rest is as it was. */
  | { readonly type: 'less'; readonly there: readonly FactChange[] }
  | { readonly type: 'moved'; readonly moved: readonly MovedFact[] }
  /** The policies of the commit give other access than when it was made: a last day has passed. */
  | { readonly type: 'other-policies' };

/** Whether a plan still is what is to be done, held against one that was made just now from the same commit. */
export function comparePlans(plan: ApplyPlan, now: ApplyPlan): Comparison {
  if (plan.policies.digest !== now.policies.digest) return { type: 'other-policies' };
  const [planned, left] = [changesOf(plan), changesOf(now)];
  const moved = [...left].flatMap(([key, change]): readonly MovedFact[] => {
    const before = planned.get(key);
    if (before === undefined) return isOfFormerGuest(change, planned) ? [] : [{ now: change }];
    return isSame(before, change) ? [] : [{ planned: before, now: change }];
  });
  if (moved.length > 0) return { type: 'moved', moved };
  const there = [...planned].flatMap(([key, change]) => (left.has(key) ? [] : [change]));
  return there.length === 0 ? { type: 'same' } : { type: 'less', there };
}

/** Whoever is no guest any more holds what guests of a space do there as single permissions of their own, which the next plan takes away. */
function isOfFormerGuest({ before, after }: FactChange, planned: ReadonlyMap<string, FactChange>): boolean {
  if (before?.type !== 'space-grant' || after !== undefined) return false;
  const placed = planned.get(changeKey({ before: { type: 'space-guest', of: before.of, says: before.says.slice(0, 1) } }));
  return placed !== undefined && placed.after === undefined;
}

/** All that a plan changes, by hand or not, by what tells facts apart. A name that changes stands as a fact of its own. */
function changesOf({ writes, manual }: ApplyPlan): ReadonlyMap<string, FactChange> {
  const changes = [...writes, ...manual].flatMap((each) => each.changes);
  const renames = writes.flatMap(({ rename }): readonly FactChange[] => (rename === undefined ? [] : [asFacts(rename)]));
  return new Map([...changes, ...renames].map((change) => [changeKey(change), change]));
}

function asFacts({ from, to }: { readonly from: string; readonly to: string }): FactChange {
  return { before: { type: 'group', of: from, says: [to] } };
}

function isSame(a: FactChange, b: FactChange): boolean {
  return words(a.before) === words(b.before) && words(a.after) === words(b.after);
}

function words(fact: Fact | undefined): string {
  return JSON.stringify(fact?.says);
}

/** Whether a site is somewhere between where a plan began and where it leads; each fact that is neither is told, with what is there. */
export function movedFacts(
  { writes, manual }: Pick<ApplyPlan, 'writes' | 'manual'>,
  live: readonly Fact[],
): readonly { readonly planned: FactChange; readonly found?: Fact }[] {
  const held = new Map(live.map((fact) => [factKey(fact), fact]));
  return [...writes, ...manual].flatMap(({ changes }) =>
    changes.flatMap((planned) => {
      const found = held.get(changeKey(planned));
      if (words(found) === words(planned.before) || words(found) === words(planned.after)) return [];
      return [{ planned, ...(found === undefined ? {} : { found }) }];
    }),
  );
}
