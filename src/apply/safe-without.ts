import { factKey } from '../diff/facts.js';
import type { PlannedWrite } from './apply-plan.js';
import { givenUnasked } from './given-unasked.js';
import type { Atom } from './order/atom.js';
import type { OrderInput } from './order/problem.js';
import { proveOrder } from './order/prove-order.js';

/** More steps than this are not compiled one by one while somebody waits: what is left out then holds what takes away. */
const most = 1_000;

type Ground = Omit<OrderInput<Atom>, 'atoms'>;

/**
 * Whether the writes of a plan may be made in their order without those that wait: no state on the way gives more than before or at the end of
 * all of it, administration stays, and whoever has something before and at the end of all of it has it when the others are made. `after` is
 * where the whole plan leads. What the site gives unasked counts, but for what one of the others takes away again: the plan tells that.
 */
export function isSafeWithout(input: Ground, writes: readonly PlannedWrite[], waiting: ReadonlySet<string>): boolean {
  const rest = writes.filter(({ id, rename }) => !waiting.has(id) && rename === undefined);
  if (rest.length > most || writes.some(({ id, rename }) => rename !== undefined && waiting.has(id))) return false;
  const given = givenUnasked(writes);
  const setRight = new Set([...givenUnasked(rest).values()].flatMap((facts) => facts.map(factKey)));
  const all = withGiven(rest, given, () => true);
  if (isSafe(input, all)) return true;
  return (
    setRight.size > 0 &&
    isSafe(
      input,
      withGiven(rest, given, (key) => !setRight.has(key)),
    )
  );
}

function isSafe(input: Ground, atoms: readonly Atom[]): boolean {
  const proof = proveOrder({ ...input, atoms }, atoms);
  return proof.type === 'sound' && (proof.stops.at(-1)?.judgement.missing.length ?? 0) === 0;
}

function withGiven(
  writes: readonly PlannedWrite[],
  given: ReturnType<typeof givenUnasked>,
  counts: (key: string) => boolean,
): readonly Atom[] {
  return writes.map(({ id, api, changes }): Atom => {
    const alsoGives = (given.get(id) ?? []).filter((fact) => counts(factKey(fact)));
    return { id, api, changes, ...(alsoGives.length === 0 ? {} : { alsoGives }) };
  });
}
