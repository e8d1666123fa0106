import { factKey, type Fact } from './facts.js';
import { compareBytes } from '../text/compare.js';

/** A fact that is on one side only, or, of a type of which a thing has one, says something else there. */
export interface FactChange {
  /** Undefined: it is new. */
  readonly before?: Fact;
  /** Undefined: it is gone. */
  readonly after?: Fact;
}

/** What differs between two lists of facts, sorted by what tells facts apart. */
export function factChanges(before: readonly Fact[], after: readonly Fact[]): readonly FactChange[] {
  const was = new Map(before.map((fact) => [factKey(fact), fact]));
  const is = new Map(after.map((fact) => [factKey(fact), fact]));
  const keys = [...was.keys(), ...[...is.keys()].filter((key) => !was.has(key))].sort(compareBytes);
  return keys.flatMap((key) => changeBetween(was.get(key), is.get(key)));
}

function changeBetween(before: Fact | undefined, after: Fact | undefined): FactChange | readonly [] {
  if (before !== undefined && after !== undefined) return sameWords(before, after) ? [] : { before, after };
  return before !== undefined ? { before } : after !== undefined ? { after } : [];
}

/** Whether two facts say the same of what they are about. */
export function sameWords(a: Fact, b: Fact): boolean {
  return a.says.length === b.says.length && a.says.every((word, index) => word === b.says[index]);
}

/** A list of facts after changes were made to it; the changes need not be in any order, and one that is made already changes nothing. */
export function withChanges(facts: readonly Fact[], changes: Iterable<FactChange>): readonly Fact[] {
  const all = new Map(facts.map((fact) => [factKey(fact), fact]));
  for (const { before, after } of changes) {
    if (after !== undefined) all.set(factKey(after), after);
    else if (before !== undefined) all.delete(factKey(before));
  }
  return [...all].sort(([a], [b]) => compareBytes(a, b)).map(([, fact]) => fact);
}

/** The way back. */
export function reversed({ before, after }: FactChange): FactChange {
  return { ...(after === undefined ? {} : { before: after }), ...(before === undefined ? {} : { after: before }) };
}

/** What a change is about: as it is to be, or as it was where it goes. Both of its sides have the same key. */
export function factOf({ before, after }: FactChange): Fact {
  const fact = after ?? before;
  if (fact === undefined) throw new Error('A change without a fact.');
  return fact;
}
