import { factOf, type FactChange } from '../diff/fact-change.js';
import { existenceFacts, factKey, type Fact } from '../diff/facts.js';

export { factOf };
export { kindOf, nameOf } from '../text/reference.js';

export function changeKey(change: FactChange): string {
  return factKey(factOf(change));
}

/** Every word of a fact that may be the name of a thing. */
export function wordsOf({ of, says }: Fact): readonly string[] {
  return [of, ...says];
}

/** Without its place: a plan holds what is done, and its files are its reader's. */
export function bare({ before, after }: FactChange): FactChange {
  const plain = ({ type, of, says }: Fact): Fact => ({ type, of, says });
  return { ...(before === undefined ? {} : { before: plain(before) }), ...(after === undefined ? {} : { after: plain(after) }) };
}

/** The things that come to be, or go, by some changes. */
export function thingsThat(turn: 'come' | 'go', changes: readonly FactChange[]): ReadonlySet<string> {
  return new Set(
    changes.flatMap(({ before, after }) => {
      const fact = turn === 'come' ? (before === undefined ? after : undefined) : after === undefined ? before : undefined;
      return fact !== undefined && existenceFacts.has(fact.type) ? [fact.of] : [];
    }),
  );
}
