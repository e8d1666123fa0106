import { withChanges } from '../diff/fact-change.js';
import { provableOn, type Provable } from '../drift/comparable.js';
import { begunWith } from './begun-with.js';
import type { ApplyPlan } from './apply-plan.js';
import { isSafeWithout } from './safe-without.js';
import { waitingFor } from './waiting.js';

/** A site that was read, and who writes on it. */
export interface ReadSite extends Provable {
  readonly asOf: string;
  readonly caller?: string;
}

/** Whether what does not wait for a step by hand is safe without what does, by compiling each state. */
export function isProvenWithout(
  site: ReadSite,
  { writes, manual }: Pick<ApplyPlan, 'writes' | 'manual'>,
  byHand: ReadonlySet<number>,
): boolean {
  const waiting = waitingFor(writes, manual, byHand);
  if (waiting.size === 0) return false;
  const { policies, aligned, asOf, caller } = site;
  const changes = [...writes, ...manual].flatMap((each) => each.changes);
  const before = begunWith(
    provableOn(site, changes),
    writes.filter(({ id }) => !waiting.has(id)),
    writes,
  );
  const input = { before, after: withChanges(before, changes), about: policies.about, people: aligned.everybody, asOf };
  return isSafeWithout({ ...input, ...(caller === undefined ? {} : { caller }) }, writes, new Set(waiting.keys()));
}
