import { factKey, thingsThere, type Fact } from '../diff/facts.js';
import { sameWords, type FactChange } from '../diff/fact-change.js';
import type { ManualStep, PlannedWrite } from './apply-plan.js';
import { dependence } from './dependence.js';

/**
 * Writes that wait for manual steps, themselves or since something that they need waits; with the numbers of the steps, sorted. One that waits
 * holds back the write whose unasked doing it sets right: that would last until somebody has clicked.
 */
export function waitingFor(
  writes: readonly PlannedWrite[],
  manual: readonly Pick<ManualStep, 'number' | 'before'>[],
  done: ReadonlySet<number>,
): ReadonlyMap<string, readonly number[]> {
  const open = manual.filter(({ number }) => !done.has(number));
  if (open.length === 0) return new Map();
  const depends = dependence(writes);
  const own = new Map(writes.map(({ id }) => [id, open.flatMap(({ number, before }) => (before.includes(id) ? [number] : []))]));
  for (;;) {
    const waiting = waitingInTurn(writes, own, depends);
    const corrected = writes.flatMap(({ id, corrects }) => {
      const steps = waiting.get(id);
      return steps === undefined || corrects === undefined || waiting.has(corrects) ? [] : [[corrects, steps] as const];
    });
    if (corrected.length === 0) return waiting;
    for (const [id, steps] of corrected) own.set(id, [...(own.get(id) ?? []), ...steps]);
  }
}

function waitingInTurn(
  writes: readonly PlannedWrite[],
  own: ReadonlyMap<string, readonly number[]>,
  depends: ReturnType<typeof dependence>,
): ReadonlyMap<string, readonly number[]> {
  const waiting = new Map<string, readonly number[]>();
  const held: PlannedWrite[] = [];
  for (const write of writes) {
    const through = held.filter((earlier) => depends(write, earlier)).flatMap(({ id }) => waiting.get(id) ?? []);
    const steps = [...new Set([...(own.get(write.id) ?? []), ...through])].sort((a, b) => a - b);
    if (steps.length === 0) continue;
    waiting.set(write.id, steps);
    held.push(write);
  }
  return waiting;
}

/** What goes on while some writes wait, and with them whatever needs them. */
export function withoutWaiting(writes: readonly PlannedWrite[], waiting: Iterable<string>): readonly PlannedWrite[] {
  const held = waitingFor(writes, [{ number: 0, before: [...waiting] }], new Set());
  return writes.filter(({ id }) => !held.has(id));
}

/**
 * Manual steps that a reading shows as done: every change of theirs is there, and what they give another name has it. `names`: what is called
 * otherwise on the site than in the policies, as references.
 */
export function doneByHand(manual: readonly ManualStep[], live: readonly Fact[], names: ReadonlyMap<string, string>): ReadonlySet<number> {
  const held = new Map(live.map((fact) => [factKey(fact), fact]));
  const stands = ({ before, after }: FactChange): boolean => {
    const found = held.get(factKey((after ?? before) as Fact));
    return after === undefined ? found === undefined : found !== undefined && sameWords(found, after);
  };
  const things = thingsThere(live);
  const isCalled = ({ from, to }: NonNullable<ManualStep['rename']>): boolean => things.has(to) && names.get(from) !== to;
  return new Set(
    manual.flatMap(({ number, checked, changes, rename }) => {
      const isSeen = checked && (changes.length > 0 || rename !== undefined);
      return isSeen && changes.every(stands) && (rename === undefined || isCalled(rename)) ? [number] : [];
    }),
  );
}
