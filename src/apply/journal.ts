import type { JournalEntry } from '../state/journal/journal-entry.js';

export type { JournalEntry };

/** How a write ended. `unknown`: it is not on the site, or could not be seen there; the next start looks again. */
export type WriteEnd = NonNullable<JournalEntry['outcome']>;

/** What is noted before and after each write, so that a second start knows what may have been done. */
export interface Journal {
  /** Of earlier starts, the oldest first. */
  readonly entries: readonly JournalEntry[];
  /** Resolves when the line would survive a loss of power. */
  record(entry: JournalEntry): Promise<void>;
}

export interface Noted {
  /** Begun, and nobody knows how it ended. */
  readonly open: ReadonlySet<string>;
  /** Writes that were on the site when they were last looked at. */
  readonly stood: ReadonlySet<string>;
  /** Those of them that were made by us. */
  readonly made: ReadonlySet<string>;
}

/** What a journal says, all lines taken together. */
export function notedIn(entries: readonly JournalEntry[]): Noted {
  const [open, stood, made] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { write, event, outcome } of entries) {
    if (event === 'begin') {
      open.add(write);
      continue;
    }
    open.delete(write);
    if (outcome === 'made') made.add(write);
    if (outcome === 'made' || outcome === 'already') stood.add(write);
  }
  return { open, stood, made };
}

/** What was found before anything was done has no begin. */
const withoutBegin: ReadonlySet<WriteEnd | undefined> = new Set(['already', 'moved']);

/** Why lines are no journal of these writes; undefined if they are: an end follows its begin, and at most one write is open at a time. */
export function faultOfJournal(entries: readonly JournalEntry[], writes: readonly { readonly id: string }[]): string | undefined {
  const known = new Set(writes.map(({ id }) => id));
  let open: string | undefined;
  for (const [index, { write, event, outcome }] of entries.entries()) {
    const where = `Line ${String(index + 1)} of the journal`;
    if (!known.has(write)) return `${where} is about write ${write}, which the plan does not have.`;
    if (open !== undefined && open !== write) return `${where} is about write ${write} while write ${open} has no end.`;
    if (event === 'begin' && open !== undefined) return `${where} begins write ${write}, which has begun.`;
    if (event === 'end' && outcome === undefined) return `${where} ends write ${write} and does not say how.`;
    if (event === 'end' && open === undefined && !withoutBegin.has(outcome)) return `${where} ends write ${write}, which was not begun.`;
    open = event === 'begin' ? write : undefined;
  }
  return undefined;
}
