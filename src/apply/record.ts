import type { LedgerEntry } from '../state/ledger/entry.js';
import { count } from '../text/plural.js';
import type { JournalEntry } from './journal.js';
import type { Outcome } from './outcome.js';

/** Names of the files of an entry. */
export const files = {
  plan: 'plan.json',
  undo: 'undo.json',
  undoes: 'undoes.json',
  managed: 'managed.json',
  journal: 'journal.jsonl',
  outcome: 'outcome.json',
} as const;

/** The lines of a journal that is kept in the record, which has held them against their digests. */
export function notesIn(text: string): readonly JournalEntry[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Partial<JournalEntry>).filter((line): line is JournalEntry => line.write !== undefined);
}

/** Names of files of an entry that every later one of the same apply has as well. */
export function lastingFiles(entry: LedgerEntry): readonly string[] {
  return Object.keys(entry.files).filter((name) => name !== files.journal && name !== files.outcome);
}

/** Where nothing was made and nothing is open there is nothing to go on with: the lock is given back. */
export function isToGoOn({ end, counts, writes }: Outcome): boolean {
  if (end === 'done' || end === 'waiting') return false;
  return (
    counts.made + counts.unknown + counts.unseen + counts['not-made'] > 0 ||
    writes.some(({ type }) => type === 'refused' && counts.made > 0)
  );
}

/** For a list of entries: `14 of 14 writes`, `12 of 14 writes, 2 wait for steps by hand`. */
export function outcomeWords({ end, counts, writes }: Outcome): string {
  const stand = counts.made + counts.already;
  const rest = {
    done: '',
    waiting: `, ${String(counts.waiting)} ${counts.waiting === 1 ? 'waits' : 'wait'} for steps by hand`,
    stopped: ', stopped',
    moved: ', the site has moved',
    refused: ', refused',
    failed: ', failed',
  };
  return `${String(stand)} of ${count(writes.length, 'write')}${rest[end]}`;
}
