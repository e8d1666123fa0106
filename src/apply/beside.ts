import type { FactChange } from '../diff/fact-change.js';
import { thingsThere, type Fact } from '../diff/facts.js';
import { factOf, wordsOf } from './references.js';
import { addToList } from '../text/add-to-list.js';

/**
 * What holds in projects that no policy declares and that use a scheme whose grants change, with whatever they name: what is written for others
 * moves access there too, and nobody may have more there on the way, or administer nothing. `known` is what is looked at already.
 */
export function besideChanged(changes: readonly FactChange[], known: readonly Fact[], held: readonly Fact[]): readonly Fact[] {
  const schemes = new Set(changes.map(factOf).flatMap(({ type, of }) => (type === 'grant' ? [of] : [])));
  const seen = new Set(thingsThere(known));
  const queue = held.flatMap(({ type, of, says: [scheme = ''] }) =>
    type === 'project-scheme' && schemes.has(scheme) && !seen.has(of) ? [of] : [],
  );
  if (queue.length === 0) return [];
  const byThing = new Map<string, Fact[]>();
  // What a group gives is told of its members.
  for (const fact of held) if (fact.type !== 'group-product') addToList(byThing, fact.of, fact);
  const found: Fact[] = [];
  for (const thing of queue) {
    if (seen.has(thing)) continue;
    seen.add(thing);
    const own = byThing.get(thing) ?? [];
    found.push(...own);
    queue.push(...own.flatMap(wordsOf));
  }
  return found;
}
