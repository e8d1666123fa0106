import { factKey, type Fact } from '../diff/facts.js';
import { reversed, withChanges, type FactChange } from '../diff/fact-change.js';
import type { PlannedWrite } from './apply-plan.js';
import { givenUnasked } from './given-unasked.js';
import { changeKey } from './references.js';

/**
 * What held when writes were begun that are gone on with: without those that are there, and what the site gave unasked with them. So a proof of
 * the rest is the same as it was at the beginning. What holds now, where some are there that do not come first: somebody else may have made them.
 * `writes`: those that do not wait, in their order; `all`: with those that do.
 */
export function begunWith(facts: readonly Fact[], writes: readonly PlannedWrite[], all: readonly PlannedWrite[]): readonly Fact[] {
  const held = new Map(facts.map((fact) => [factKey(fact), fact]));
  const says = (fact: Fact | undefined): string => JSON.stringify(fact?.says);
  const isMade = (change: FactChange): boolean => says(held.get(changeKey(change))) === says(change.after);
  const isThere = ({ changes }: PlannedWrite): boolean => changes.length > 0 && changes.every(isMade);
  const first = writes.findIndex((write) => !isThere(write));
  const made = first < 0 ? writes : writes.slice(0, first);
  const others = writes.slice(made.length);
  // What sets right is as if it were made until there is something to set right.
  if (others.some(({ corrects, changes }) => corrects === undefined && changes.some(isMade))) return facts;
  const unasked = givenUnasked(all);
  return withChanges(facts, [
    ...made.toReversed().flatMap(({ changes }) => changes.map(reversed)),
    ...made.flatMap(({ id }) => (unasked.get(id) ?? []).map((before) => ({ before }))),
  ]);
}
