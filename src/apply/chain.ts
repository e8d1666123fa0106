import type { Journal } from '../state/journal/journal-entry.js';
import type { Holder, LedgerEntry } from '../state/ledger/entry.js';
import type { Ledger, NextEntry, Written } from '../state/ledger/ledger.js';
import { count } from '../text/plural.js';
import type { CheckpointEnd } from './checkpoints.js';
import type { Outcome } from './outcome.js';
import { files, isToGoOn, lastingFiles, outcomeWords } from './record.js';

/** How the record of an apply came to its end. */
export type Closed =
  | { readonly type: 'ran'; readonly entry: LedgerEntry; readonly outcome: Outcome; readonly open: boolean }
  /** Somebody else went on from what was begun here, or ended it: what was made since is in the journal of this machine alone. */
  | { readonly type: 'taken-over'; readonly outcome: Outcome; readonly by: Holder | LedgerEntry | undefined }
  /** It was made, and the record of it could not be written: the lock and the journal are there. */
  | { readonly type: 'unrecorded'; readonly outcome: Outcome; readonly error: Error };

/** The entries of one apply after the one that took the lock. */
export interface Chain {
  /** Writes the journal so far into the record. */
  readonly keep: (ended: number) => Promise<CheckpointEnd>;
  /** Aborted once the lock is somebody else's. */
  readonly lost: AbortSignal;
  readonly close: (outcome: Outcome) => Promise<Closed>;
}

export interface ChainOptions {
  readonly ledger: Ledger;
  readonly journal: Pick<Journal, 'text' | 'remove'>;
  /** How many writes there are. */
  readonly total: number;
  readonly now: () => string;
  /** Told when the record cannot be written to for a while, and when it can again. */
  readonly note?: (text: string) => void;
}

export function chainFrom(begun: LedgerEntry, { ledger, journal, total, now, note = () => undefined }: ChainOptions): Chain {
  let tip = begun;
  let isFailing = false;
  const lost = new AbortController();
  const next = async (outcome: string, more: Readonly<Record<string, string>> = {}): Promise<NextEntry> => ({
    at: now(),
    commit: begun.commit,
    plan: begun.plan,
    after: tip.id,
    orOwn: true,
    outcome,
    keeps: lastingFiles(begun),
    files: { [files.journal]: await journal.text(), ...more },
  });
  const tellFailure = (error: unknown): void => {
    if (!isFailing)
      note(`The record could not be written to meanwhile: ${errorOf(error).message} The writes go on, and it is tried again.`);
    isFailing = true;
  };
  return {
    lost: lost.signal,
    keep: async (ended) => {
      try {
        const written = await ledger.checkpoint(await next(`under way, ${String(ended)} of ${count(total, 'write')}`));
        if (written.type === 'written') tip = written.entry;
        else lost.abort();
        if (isFailing && written.type === 'written') note('The record is written to again.');
        isFailing = false;
        return written.type === 'written' ? 'written' : 'lost';
      } catch (error) {
        tellFailure(error);
        return 'failed';
      }
    },
    close: async (outcome) => {
      const open = isToGoOn(outcome);
      const isEnded = outcome.end === 'done' || outcome.end === 'waiting';
      let written: Written;
      try {
        const entry = await next(outcomeWords(outcome), { [files.outcome]: `${JSON.stringify(outcome, undefined, 2)}\n` });
        written = await (open ? ledger.checkpoint(entry) : isEnded ? ledger.end(entry) : ledger.abandon(entry));
      } catch (error) {
        return { type: 'unrecorded', outcome, error: errorOf(error) };
      }
      if (written.type === 'held') return { type: 'taken-over', outcome, by: written.holder };
      if (written.type === 'moved') return { type: 'taken-over', outcome, by: written.tip };
      // The journal goes once the record holds it. One that stays is in nobody's way: it names the entry that it began with.
      if (!open) await journal.remove().catch((error: unknown) => note(errorOf(error).message));
      return { type: 'ran', entry: written.entry, outcome, open };
    },
  };
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
