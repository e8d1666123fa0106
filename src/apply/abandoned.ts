import { count } from '../text/plural.js';
import { notedIn, type JournalEntry } from './journal.js';
import type { Undo } from './undo.js';

/** Said of an apply that was ended on a machine that need not know all of it. */
const perhapsMore = ', and perhaps more that another clone made';

/** How an apply that is ended as it is stands, for a list of entries: `abandoned after 1 write, and 1 more that may have been made`. */
export function abandonedWords(
  notes: readonly JournalEntry[],
  { writes }: Pick<Undo, 'writes'>,
  { isPartlyTold }: { readonly isPartlyTold: boolean },
): string {
  const { made } = notedIn(notes);
  const unsure = unsureIn(notes, writes).length;
  const maybe = unsure === 0 ? '' : `, and ${String(unsure)} more that may have been made`;
  return `abandoned after ${count(made.size, 'write')}${maybe}${isPartlyTold ? perhapsMore : ''}`;
}

/** Writes that were begun, and of which nobody knows whether they were made; one of several changes may be there in part where it was refused. */
function unsureIn(notes: readonly JournalEntry[], writes: Undo['writes']): readonly string[] {
  const { made } = notedIn(notes);
  const isWhole = new Set(writes.flatMap(({ write, changes }) => (changes.length === 1 ? [write] : [])));
  const last = new Map(notes.map(({ write, outcome }) => [write, outcome]));
  const begun = new Set(notes.flatMap(({ write, event }) => (event === 'begin' ? [write] : [])));
  return [...begun].filter((id) => !made.has(id) && !(last.get(id) === 'refused' && isWhole.has(id)));
}
