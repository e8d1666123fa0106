import { factOf, type FactChange } from '../diff/fact-change.js';
import { existenceFacts, factKey } from '../diff/facts.js';
import type { PlannedWrite } from './apply-plan.js';

/** Changes of later writes that touch what a write touches. */
export type Later = (write: PlannedWrite, stood: boolean) => readonly FactChange[];

/**
 * What later writes make of what an earlier one touches, for a look at it when they may be made already. A thing that was made has got members
 * since; of what was made, and stood, a later write may have taken some away.
 */
export function laterChanges(writes: readonly PlannedWrite[]): Later {
  const places = new Map(writes.map(({ id }, index) => [id, index]));
  const [byKey, byThing] = [new Map<string, Placed[]>(), new Map<string, Placed[]>()];
  for (const [index, { changes }] of writes.entries())
    for (const change of changes) {
      const fact = factOf(change);
      into(byKey, factKey(fact), { index, change });
      into(byThing, fact.of, { index, change });
    }
  return ({ id, changes }, stood) => {
    const place = places.get(id) ?? writes.length;
    const own = new Set(changes.map((change) => factKey(factOf(change))));
    const of = (all: readonly Placed[] = []): readonly FactChange[] => all.flatMap(({ index, change }) => (index > place ? [change] : []));
    const beside = changes.flatMap((change) => (existenceFacts.has(factOf(change).type) ? of(byThing.get(factOf(change).of)) : []));
    return [
      ...beside.filter((change) => !own.has(factKey(factOf(change)))),
      ...(stood ? [...own].flatMap((key) => of(byKey.get(key))) : []),
    ];
  };
}

interface Placed {
  readonly index: number;
  readonly change: FactChange;
}

function into(map: Map<string, Placed[]>, key: string, placed: Placed): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [placed]);
  else known.push(placed);
}
