import type { JournalEntry } from './journal.js';

/** Whether one journal goes on from where another one ends. */
export function goesOnFrom(notes: readonly JournalEntry[], earlier: readonly JournalEntry[]): boolean {
  return common(notes, earlier) === earlier.length;
}

/**
 * Two journals of one apply that went on in two places after what both tell: first what `ours` has, since whoever took over came later, then the
 * rest of `theirs`. What one of them left open is closed where the other begins.
 */
export function joined(ours: readonly JournalEntry[], theirs: readonly JournalEntry[]): readonly JournalEntry[] {
  const shared = common(ours, theirs);
  const [own, others] = [ours.slice(shared), theirs.slice(shared)];
  const [next, last] = [others[0], ours.at(-1)];
  if (own.length === 0 || next === undefined) return [...ours, ...others];
  const end: JournalEntry = { write: last?.write ?? '', event: 'end', outcome: 'unknown', at: next.at, detail: 'Another machine went on.' };
  const isBegunBefore = next.event === 'end' && ours[shared - 1]?.event === 'begin';
  return [
    ...ours,
    ...(last?.event === 'begin' ? [end] : []),
    ...(isBegunBefore ? [{ write: next.write, event: 'begin', at: next.at } as const] : []),
    ...others,
  ];
}

function common(a: readonly JournalEntry[], b: readonly JournalEntry[]): number {
  let at = 0;
  while (at < Math.min(a.length, b.length) && isSame(a[at], b[at])) at++;
  return at;
}

function isSame(a: JournalEntry | undefined, b: JournalEntry | undefined): boolean {
  return a?.write === b?.write && a?.event === b?.event && a?.outcome === b?.outcome && a?.at === b?.at;
}
