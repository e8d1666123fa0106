import { compareBytes } from '../text/compare.js';
import type { ApplyPlan } from './apply-plan.js';
import type { JournalEntry } from './journal.js';
import { thingsThat } from './references.js';

/** What an apply begins with, as references: what permafrost managed before, and what the policies declare that it makes real. */
export interface Owned {
  readonly version: 1;
  readonly before: readonly string[];
  readonly declared: readonly string[];
}

/**
 * What permafrost manages once an apply has ended, or was broken off. What is declared is ours when all of it was carried out; of one that was
 * broken off it is only what it made: what was there already, and was merely declared, is nobody's to take away. What was deleted is ours no more,
 * so that something of the same name which somebody else makes later is left alone.
 */
export function ownedAfter(
  { before, declared }: Pick<Owned, 'before' | 'declared'>,
  how: 'ended' | 'broken-off',
  { writes }: Pick<ApplyPlan, 'writes'>,
  notes: readonly JournalEntry[],
): readonly string[] {
  const made = new Set(notes.flatMap(({ write, outcome }) => (outcome === 'made' ? [write] : [])));
  // Of what was begun and has no end it is not known whether it is there.
  const begun = new Set(notes.map(({ write }) => write));
  const changesOf = (ids: ReadonlySet<string>): ApplyPlan['writes'][number]['changes'] =>
    writes.flatMap(({ id, changes }) => (ids.has(id) ? changes : []));
  const gone = thingsThat('go', changesOf(made));
  const come = how === 'ended' ? declared : thingsThat('come', changesOf(begun));
  return [...new Set([...before, ...come])].filter((thing) => !gone.has(thing)).sort(compareBytes);
}
