import { withChanges } from '../diff/fact-change.js';
import { factKey, type Fact } from '../diff/facts.js';
import type { ApplyPlan } from './apply-plan.js';

/** What holds on a site after an apply, as far as it is known. */
export interface ExpectedFacts {
  readonly facts: readonly Fact[];
  /** The same without what nobody can read and somebody is still to click: where the two differ, nobody can say what holds. */
  readonly sure: readonly Fact[];
}

/**
 * `read`: all that was read; `taken`: what no reading tells, taken as the policies say. `stands`: the writes that are made; `byHand`: the steps
 * that are done.
 */
export function expectedFacts(
  { writes, manual }: Pick<ApplyPlan, 'writes' | 'manual'>,
  { read, taken }: { readonly read: readonly Fact[]; readonly taken: readonly Fact[] },
  { stands, byHand }: { readonly stands: ReadonlySet<string>; readonly byHand: ReadonlySet<number> },
): ExpectedFacts {
  const known = new Set(read.map(factKey));
  const done = [...writes.filter(({ id }) => stands.has(id)), ...manual.filter(({ number }) => byHand.has(number))];
  const facts = withChanges(
    [...read, ...taken.filter((fact) => !known.has(factKey(fact)))],
    done.flatMap(({ changes }) => changes),
  );
  const open = new Set(
    manual
      .filter(({ number, checked }) => !checked && !byHand.has(number))
      .flatMap(({ changes }) => changes.flatMap(({ after }) => (after === undefined ? [] : [factKey(after)]))),
  );
  return { facts, sure: open.size === 0 ? facts : facts.filter((fact) => !open.has(factKey(fact))) };
}
