/** What an entry tells: `begin` takes the lock, `checkpoint` keeps it, `end` and `abandoned` give it back. */
export type EntryType = 'begin' | 'checkpoint' | 'end' | 'abandoned';

/** Somebody as git knows them. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

/** Who writes, and from where. */
export interface Writer {
  readonly who: Person;
  /** The name of the machine. */
  readonly host: string;
  readonly pid: number;
  /** Tells machines of one name apart, and one start of a machine from the next; without it nobody's process is known to have ended. */
  readonly boot?: string;
}

/** What is written as `entry.json` into every commit of the chain. */
export interface Entry extends Writer {
  readonly version: 1;
  readonly type: EntryType;
  /** The address of the site, as policies write it. */
  readonly site: string;
  /** RFC 3339, in UTC. */
  readonly at: string;
  /** The commit whose policies are made real. */
  readonly commit: string;
  /** The digest of the plan: the same from `begin` on. */
  readonly plan: string;
  /** Place in the chain, from 1. */
  readonly number: number;
  /** The commit of the entry before; none for the first. */
  readonly previous?: string;
  /** What came of it, in a few words for a list: `complete`, `12 of 14 writes`. */
  readonly outcome?: string;
  /** Whoever wrote it need not know all that was done: another machine may have done more after it last told the record. */
  readonly mayHaveMore?: true;
  /** SHA-256 of each of the other files, by name; in the order of names. */
  readonly files: Readonly<Record<string, string>>;
}

/** An entry as it stands in the chain. */
export interface LedgerEntry extends Entry {
  /** Of its own commit. */
  readonly id: string;
}

/** What the caller says of an entry; the ledger adds the rest. It does not know what is in the files. */
export interface NewEntry {
  /** RFC 3339, in UTC. */
  readonly at: string;
  readonly commit: string;
  readonly plan: string;
  readonly outcome?: string;
  readonly mayHaveMore?: true;
  /** Text by name; a name is letters, digits, `.`, `-` and `_`, and not `entry.json`. */
  readonly files: Readonly<Record<string, string>>;
  /** Names of files that stay as they are in the entry before; they are not written anew, however large. */
  readonly keeps?: readonly string[];
}

/** Whoever has the lock. */
export interface Holder extends Writer {
  /** When they began. */
  readonly since: string;
  readonly commit: string;
  readonly plan: string;
  /** The id of the entry that took the lock. */
  readonly begun: string;
  /** The last entry they wrote: begin or checkpoint. */
  readonly entry: LedgerEntry;
  /** Whether their process runs; undefined where it is on another machine, or was before this one was started anew. */
  readonly alive?: boolean;
  /** Written by the same person on the same machine as asks. */
  readonly mine: boolean;
}
