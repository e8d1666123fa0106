import type { PlannedWrite } from './apply-plan.js';
import type { OrderInput } from './order/problem.js';
import { proveOrder } from './order/prove-order.js';

/** More steps than this are not compiled one by one while somebody waits: what is left out then holds what takes away. */
const most = 1_000;

/**
 * Whether the writes of a plan may be made in their order without those that wait: no state on the way gives more than before or at the end of
 * all of it, administration stays, and whoever has something before and at the end of all of it has it when the others are made. `after` is
 * where the whole plan leads.
 */
export function isSafeWithout(
  input: Omit<OrderInput<PlannedWrite>, 'atoms'>,
  writes: readonly PlannedWrite[],
  waiting: ReadonlySet<string>,
): boolean {
  const rest = writes.filter(({ id, rename }) => !waiting.has(id) && rename === undefined);
  if (rest.length > most || writes.some(({ id, rename }) => rename !== undefined && waiting.has(id))) return false;
  const proof = proveOrder({ ...input, atoms: rest }, rest);
  return proof.type === 'sound' && (proof.stops.at(-1)?.judgement.missing.length ?? 0) === 0;
}
