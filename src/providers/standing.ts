import { factOf, type FactChange } from '../diff/fact-change.js';
import { factKey, type Fact } from '../diff/facts.js';
import type { Standing, Write } from './target.js';

/** How one change stands to what is there. */
type State = 'before' | 'after' | 'moved';

/**
 * How a site stands to a write by what was found of all that it touches: what was found and is in none of its changes was put there by
 * somebody else, unless it is as `later` writes of the same apply leave it. `called` is what a thing that is to be renamed is called now.
 */
export function standingOf(
  { changes, rename }: Write,
  found: readonly Fact[],
  called?: string,
  later: readonly FactChange[] = [],
): Standing {
  const there = new Map(found.map((fact) => [factKey(fact), fact]));
  const touched = keysOf(changes);
  const left = new Map(later.map((change) => [factKey(factOf(change)), change.after]));
  const isLater = (key: string): boolean => left.has(key) && isSame(there.get(key), left.get(key));
  const states = [
    ...changes.map((change) => (isLater(factKey(factOf(change))) ? 'after' : stateOf(change, there))),
    ...(rename === undefined ? [] : ([called === rename.to ? 'after' : called === rename.from ? 'before' : 'moved'] as const)),
    ...[...there.keys()].flatMap((key) => (touched.has(key) || isLater(key) ? [] : (['moved'] as const))),
  ];
  return { type: allOf(states), found };
}

function allOf(states: readonly State[]): Standing['type'] {
  if (states.includes('moved')) return 'moved';
  if (!states.includes('before')) return 'after';
  return states.includes('after') ? 'partly' : 'before';
}

/** The changes that are not made. */
export function missingOf({ changes }: Write, found: readonly Fact[]): readonly FactChange[] {
  const there = new Map(found.map((fact) => [factKey(fact), fact]));
  return changes.filter((change) => stateOf(change, there) !== 'after');
}

function stateOf(change: FactChange, there: ReadonlyMap<string, Fact>): State {
  const now = there.get(factKey(factOf(change)));
  if (isSame(now, change.after)) return 'after';
  return isSame(now, change.before) ? 'before' : 'moved';
}

function isSame(one: Fact | undefined, other: Fact | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.says.length === other.says.length && one.says.every((word, index) => word === other.says[index]);
}

/** The keys of all that changes touch. */
export function keysOf(changes: readonly FactChange[]): ReadonlySet<string> {
  return new Set(changes.map((change) => factKey(factOf(change))));
}
