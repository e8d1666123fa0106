import type { Fact } from '../diff/facts.js';
import type { PlannedWrite } from './apply-plan.js';

/** What the site gives unasked when a write is made, by its id: what a later write takes away again to set it right. */
export function givenUnasked(writes: readonly PlannedWrite[]): ReadonlyMap<string, readonly Fact[]> {
  const given = new Map<string, readonly Fact[]>();
  for (const { corrects, changes } of writes) {
    if (corrects === undefined) continue;
    const taken = changes.flatMap(({ before, after }) => (before !== undefined && after === undefined ? [before] : []));
    if (taken.length > 0) given.set(corrects, [...(given.get(corrects) ?? []), ...taken]);
  }
  return given;
}
