import { withChanges, type FactChange } from '../diff/fact-change.js';
import { singleFacts, type Fact } from '../diff/facts.js';
import { isThing, namedIn } from './order/things.js';
import { kindOf, nameOf, thingsThat } from './references.js';
import { addToList } from '../text/add-to-list.js';

/** A thing that is not taken away, since others name it. */
export interface StillUsed {
  readonly thing: string;
  /** What names it, and is not taken away with it. */
  readonly by: readonly Fact[];
  /** What stays with it: that it is there, and what a thing has one of. */
  readonly changes: readonly FactChange[];
}

/**
 * What some changes of a site may take away: of a thing that anything else is about by then, or names, what it cannot be without stays. Others
 * may stay for that, as the scheme of a project that stays.
 */
export function withoutStillUsed(
  changes: readonly FactChange[],
  facts: readonly Fact[],
): { readonly changes: readonly FactChange[]; readonly stays: readonly StillUsed[] } {
  const stays: StillUsed[] = [];
  for (let kept = changes; ;) {
    const going = thingsThat('go', kept);
    const users = new Map<string, Fact[]>();
    for (const fact of withChanges(facts, kept))
      for (const thing of new Set(namedIn(fact))) if (going.has(thing)) addToList(users, thing, fact);
    if (users.size === 0) return { changes: kept, stays };
    const isOf = (thing: string, { before, after }: FactChange): boolean =>
      after === undefined && before?.of === thing && (isThing(before) || singleFacts.has(before.type));
    for (const [thing, by] of users) stays.push({ thing, by, changes: kept.filter((change) => isOf(thing, change)) });
    kept = kept.filter((change) => ![...users.keys()].some((thing) => isOf(thing, change)));
  }
}

const few = 5;

/** `Channel firmware stays, since this is there as well: member ana@acme.example, and 11 more.` */
export function stillUsedWords({ thing, by }: StillUsed): string {
  const named = by.slice(0, few).map(({ type, of, says }) => {
    const who = [...(of === thing ? [] : [of]), ...says].map((word) => nameOf(word)).filter((word) => word !== nameOf(thing));
    return [type, ...who].join(' ');
  });
  const rest = by.length - few;
  const kind = kindOf(thing);
  return `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)} ${nameOf(thing)} stays, since something else of the site names it: ${[
    ...named,
    ...(rest > 0 ? [`${String(rest)} more`] : []),
  ].join('; ')}.`;
}
