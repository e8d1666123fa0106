import { withChanges, type FactChange } from '../diff/fact-change.js';
import type { Fact } from '../diff/facts.js';
import type { ManualStep, PlannedWrite } from './apply-plan.js';
import { waitingFor } from './waiting.js';
import { isOk, Problem, type OrderInput } from './order/problem.js';

/** Sites of more facts in all are not compiled while somebody waits. */
const most = 1_000_000;

/** A plan with its steps by hand, before any of it is done. */
export interface WithSteps extends Pick<OrderInput<PlannedWrite>, 'before' | 'about' | 'people' | 'asOf'> {
  readonly writes: readonly PlannedWrite[];
  readonly manual: readonly ManualStep[];
}

/**
 * The order of the writes is proven as if nobody did anything by hand. Where all of them together give somebody more than before or after all of
 * it, since what is taken away by hand is there still, the writes that do wait for it.
 */
export function takenByHandFirst({ writes, manual, ...rest }: WithSteps): readonly ManualStep[] {
  const takers = manual.filter(({ changes }) => changes.some(takes));
  if (takers.length === 0) return manual;
  // What no reading tells may be there still.
  const hidden = takers.flatMap(({ changes, checked }) => (checked ? [] : changes.filter(takes).flatMap(({ before }) => before ?? [])));
  const before = withChanges(
    rest.before,
    hidden.map((after) => ({ after })),
  );
  const after = withChanges(
    before,
    [...writes, ...manual].flatMap(({ changes }) => changes),
  );
  const problem = new Problem<PlannedWrite>({ ...rest, before, after, atoms: [] });
  const isMore = (facts: readonly Fact[]): boolean => !isOk({ ...problem.judgeFacts(facts), lost: [] });
  const waiting = new Set<string>();
  const step = { number: 0, before: [] as string[] };
  const withoutWaiting = (): readonly Fact[] => {
    const held = waitingFor(writes, [{ ...step, before: [...waiting] }], new Set());
    return withChanges(
      before,
      writes.flatMap(({ id, changes }) => (held.has(id) ? [] : changes)),
    );
  };
  if (!isMore(withoutWaiting())) return manual;
  for (const write of writes.filter(({ changes }) => !changes.every(takes))) waiting.add(write.id);
  // Of large sites all that gives waits: each try compiles a site.
  for (const id of waiting.size * before.length > most ? [] : [...waiting]) {
    waiting.delete(id);
    if (isMore(withoutWaiting())) waiting.add(id);
  }
  return manual.map((each) =>
    takers.includes(each)
      ? { ...each, before: writes.flatMap(({ id }) => (waiting.has(id) || each.before.includes(id) ? [id] : [])) }
      : each,
  );
}

function takes({ before, after }: FactChange): boolean {
  return before !== undefined && after === undefined;
}
