import type { Holder, LedgerEntry, NewEntry, Writer } from './entry.js';

/**
 * What came of writing an entry. `held`: somebody has the lock, and nothing was written. `moved`: the chain has another last entry than the
 * caller goes on from, and nothing was written.
 */
export type Written =
  | { readonly type: 'written'; readonly entry: LedgerEntry }
  | { readonly type: 'held'; readonly holder: Holder }
  | { readonly type: 'moved'; readonly tip: LedgerEntry | undefined };

/** An entry that goes on from one that holds the lock. */
export interface NextEntry extends NewEntry {
  /** The id of the entry that it goes on from, which has to be the last one. */
  readonly after: string;
  /** Go on though somebody else wrote that entry, or a process that may still run. */
  readonly takeOver?: boolean;
}

/**
 * What was applied to one site: a chain of commits under `refs/permafrost/SITE`, the last of which is also the lock. With a remote the chain
 * is the remote's: each write is a compare-and-swap there, and the ref of this clone follows. All methods reject with a StateError.
 */
export interface Ledger {
  /** The address of the site. */
  readonly site: string;
  /** `refs/permafrost/acme.atlassian.net`. */
  readonly ref: string;
  /** The name of the remote; none: this repository alone. */
  readonly remote?: string;
  /** Gets what is new at the remote, if there is one; the last entry. Opening does so once, and so does each write. */
  refresh(): Promise<LedgerEntry | undefined>;
  /** The last entry of this clone; nothing is fetched. */
  tip(): Promise<LedgerEntry | undefined>;
  /** From the last to the first, or from another one on. */
  entries(from?: string): AsyncIterable<LedgerEntry>;
  /** The last `end`. */
  lastApplied(): Promise<LedgerEntry | undefined>;
  /** Whoever has the lock; undefined: nobody. */
  holder(): Promise<Holder | undefined>;
  /** The text of a file of an entry, held against its digest. */
  read(entry: LedgerEntry, file: string): Promise<string>;
  begin(entry: NewEntry): Promise<Written>;
  checkpoint(entry: NextEntry): Promise<Written>;
  end(entry: NextEntry): Promise<Written>;
  abandon(entry: NextEntry): Promise<Written>;
}

export interface LedgerOptions {
  /** A folder of the repository. */
  readonly cwd: string;
  /** The address of the site. */
  readonly site: string;
  /** A remote's name, or `none` for this repository alone; left out: `origin`, if there is one. */
  readonly remote?: string;
  /** Who writes; who only reads may leave it out. */
  readonly writer?: Writer;
}
