/** What happened to one write, told before and after. */
export interface JournalEntry {
  /** The id of the write in the plan. */
  readonly write: string;
  readonly event: 'begin' | 'end';
  /** Of an `end`. */
  readonly outcome?: 'made' | 'already' | 'refused' | 'moved' | 'unknown';
  /** RFC 3339, in UTC. */
  readonly at: string;
  /** A sentence, without secrets. */
  readonly detail?: string;
}

/** An append-only file beside git's objects, shared by all worktrees of a clone. All methods reject with a StateError. */
export interface Journal {
  /** Where it is. */
  readonly path: string;
  /** There was none: where another clone began, this one knows no more than the record. */
  readonly isNew: boolean;
  /** What it held when it was opened, oldest first. */
  readonly entries: readonly JournalEntry[];
  /** A last line that was torn when its process was ended, and was cut off: it was never acknowledged. */
  readonly torn?: string;
  /** Resolves once it is on the disk. After a failure nothing more is taken. */
  record(entry: JournalEntry): Promise<void>;
  /** Its whole lines as text, for an entry of the ledger: `journal.jsonl`. */
  text(): Promise<string>;
  close(): Promise<void>;
  /** Deletes the file, once the ledger holds it. */
  remove(): Promise<void>;
}

export interface JournalOptions {
  readonly cwd: string;
  readonly site: string;
  /** The digest of the plan. */
  readonly plan: string;
  /** The id of the entry that took the lock: plans that say the same have one digest, though one was applied, taken back, and is applied again. */
  readonly begun?: string;
  /** What is there is not gone on with, but kept beside it as `.earlier`, as is the journal of an earlier apply: it is told elsewhere. */
  readonly startOver?: boolean;
}
