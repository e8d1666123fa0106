import { withChanges, type FactChange } from '../diff/fact-change.js';
import { factKey, type Fact } from '../diff/facts.js';
import type { LeftAlone } from './apply-plan.js';
import { Left } from './left.js';
import type { Meant } from './deletions.js';
import { factOf } from './references.js';
import { thingWords } from './write-words.js';
import { addToList } from '../text/add-to-list.js';

const read = 'read/space';

/**
 * Confluence gives nobody anything in a space who may not read it, and with that goes all that somebody has there. Where policies say
 * otherwise, what they give beside it is left, and what goes with it is taken away in so many words.
 */
export function withReadingFirst(changes: readonly FactChange[], live: readonly Fact[]): Meant {
  const touched = new Set(changes.flatMap((change) => holderIn(factOf(change)) ?? []));
  const later = grantsOf(withChanges(live, changes), touched);
  const blind = new Set([...touched].filter((holder) => later.has(holder) && !grants(later, holder, read)));
  if (blind.size === 0) return { changes, left: [] };
  const isLeft = (change: FactChange): boolean => change.before === undefined && blind.has(holderIn(factOf(change)) ?? '');
  const known = new Set(changes.flatMap(({ before }) => (before === undefined ? [] : [factKey(before)])));
  const goAlong = [...grantsOf(live, blind).values()].flat().filter((fact) => !known.has(factKey(fact)));
  return {
    changes: [...changes.filter((change) => !isLeft(change)), ...goAlong.map((before): FactChange => ({ before }))],
    left: leftBy(changes.filter(isLeft)),
  };
}

/** A person or a group in a space; of the public no reading tells. */
function holderIn({ type, of, says: [who = ''] }: Fact): string | undefined {
  return type === 'space-grant' && /^(?:user|group):/.test(who) ? JSON.stringify([of, who]) : undefined;
}

function grantsOf(facts: readonly Fact[], holders: ReadonlySet<string>): ReadonlyMap<string, readonly Fact[]> {
  const found = new Map<string, Fact[]>();
  for (const fact of facts) {
    const holder = holderIn(fact);
    if (holder !== undefined && holders.has(holder)) addToList(found, holder, fact);
  }
  return found;
}

function grants(all: ReadonlyMap<string, readonly Fact[]>, holder: string, operation: string): boolean {
  return all.get(holder)?.some(({ says }) => says[1] === operation) === true;
}

function leftBy(changes: readonly FactChange[]): readonly LeftAlone[] {
  const left = new Left();
  for (const change of changes) {
    const { of, says } = factOf(change);
    const why = `Confluence gives ${thingWords(says[0] ?? '')} nothing in ${thingWords(of)} without ${read}: write that in the policies too.`;
    left.add(why, change);
  }
  return left.list();
}
