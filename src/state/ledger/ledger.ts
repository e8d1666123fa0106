import { quote } from '../../text/quote.js';
import { shortened } from '../../load/revision-label.js';
import { askGit } from '../git/run-git.js';
import { readObjects } from '../git/objects.js';
import { StateError } from '../state-error.js';
import { entriesFrom, hasObject, isAncestor, readEntry } from './chain.js';
import type { EntryType, Holder, LedgerEntry, NewEntry, Writer } from './entry.js';
import { ledgerRef } from './ledger-ref.js';
import { chooseRemote, fetchRef, pushRef, remoteTip } from './remote.js';
import { digestOf, keptFrom, moveRef, personFor, refTip, writeEntry } from './write-entry.js';
import { isAlive, isItself, isSame, thisWriter } from './writer.js';

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
  /** The last one may also be the next after it that this very process wrote: the remote took it, and its answer was lost. */
  readonly orOwn?: boolean;
}

/** The first entry of an apply. */
export interface FirstEntry extends NewEntry {
  /** The id of the last entry when it was planned, which still has to be the last one; null: there was none. Left out: any. */
  readonly onto?: string | null;
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
  begin(entry: FirstEntry): Promise<Written>;
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

/** The ledger of a site, with what is new at its remote. */
export async function openLedger({ cwd, site, remote: named, writer: given }: LedgerOptions): Promise<Ledger> {
  await askGit(cwd, ['rev-parse', '--git-dir']);
  const remote = await chooseRemote(cwd, named);
  const place: Place = { cwd, site, ref: ledgerRef(site), remote, writer: given ?? (await thisWriter(cwd)) };
  const ledger: Ledger = {
    site,
    ref: place.ref,
    ...(remote === undefined ? {} : { remote }),
    refresh: async () => (await synced(place)).tip,
    tip: () => localTip(place),
    entries: (from) => entriesOf(place, from),
    lastApplied: () => firstOf(entriesOf(place), ({ type }) => type === 'end'),
    holder: async () => holderOf(place, await localTip(place)),
    read: (entry, file) => readFile(place, entry, file),
    begin: (entry) => write(place, 'begin', entry),
    checkpoint: (entry) => write(place, 'checkpoint', entry),
    end: (entry) => write(place, 'end', entry),
    abandon: (entry) => write(place, 'abandoned', entry),
  };
  await ledger.refresh();
  return ledger;
}

interface Place {
  readonly cwd: string;
  readonly site: string;
  readonly ref: string;
  readonly remote: string | undefined;
  readonly writer: Writer;
}

interface Synced {
  readonly tip: LedgerEntry | undefined;
  /** Where the ref of the remote is. */
  readonly remoteTip: string | undefined;
}

/** Takes over what is new at the remote. What was rewritten there is refused: our copy is what tells. */
async function synced(place: Place): Promise<Synced> {
  const { cwd, ref, remote, writer } = place;
  if (remote === undefined) return { tip: await localTip(place), remoteTip: undefined };
  for (;;) {
    const [theirs, ours] = [await remoteTip(cwd, remote, ref), await refTip(cwd, ref)];
    if (theirs !== undefined && !(await hasObject(cwd, theirs))) await fetchRef(cwd, remote, ref);
    // Entries that were made without the remote come with the next one.
    if (theirs === undefined || theirs === ours || (ours !== undefined && (await isAncestor(cwd, theirs, ours))))
      return { tip: await localTip(place), remoteTip: theirs };
    if (ours !== undefined && !(await isAncestor(cwd, ours, theirs))) throw diverged(remote, ours, theirs);
    const tip = await readEntry(cwd, theirs);
    if (await moveRef(cwd, ref, { id: theirs, who: personFor(writer.who), at: tip.at }, ours)) return { tip, remoteTip: theirs };
  }
}

function diverged(remote: string, ours: string, theirs: string): StateError {
  return new StateError(
    'diverged',
    `The record of what was applied is another one at the remote ${quote(remote)} (${shortened(theirs)}) than in this clone (${shortened(ours)}), and neither goes on from the other.`,
    `Somebody applied without the remote, or rewrote it. See where they part: permafrost log --verify --against ${remote}; docs/state.md tells how to go on.`,
  );
}

async function localTip({ cwd, ref }: Place): Promise<LedgerEntry | undefined> {
  const id = await refTip(cwd, ref);
  return id === undefined ? undefined : readEntry(cwd, id);
}

async function* entriesOf({ cwd, ref }: Place, from?: string): AsyncGenerator<LedgerEntry> {
  const start = from ?? (await refTip(cwd, ref));
  if (start !== undefined) yield* entriesFrom(cwd, start);
}

async function firstOf(entries: AsyncIterable<LedgerEntry>, isWanted: (entry: LedgerEntry) => boolean): Promise<LedgerEntry | undefined> {
  for await (const entry of entries) if (isWanted(entry)) return entry;
  return undefined;
}

/** Whether the entry keeps others from applying. */
export function isOpen({ type }: Pick<LedgerEntry, 'type'>): boolean {
  return type === 'begin' || type === 'checkpoint';
}

async function holderOf(place: Place, tip: LedgerEntry | undefined): Promise<Holder | undefined> {
  if (tip === undefined || !isOpen(tip)) return undefined;
  const begun = await firstOf(entriesOf(place, tip.id), ({ type }) => type === 'begin');
  const { who, host, pid, boot, commit, plan } = tip;
  const alive = isAlive(tip, place.writer);
  return {
    ...{ who, host, pid, commit, plan, entry: tip, begun: (begun ?? tip).id, since: (begun ?? tip).at, mine: isSame(tip, place.writer) },
    ...(boot === undefined ? {} : { boot }),
    ...(alive === undefined ? {} : { alive }),
  };
}

async function readFile({ cwd }: Place, entry: LedgerEntry, file: string): Promise<string> {
  const digest = Object.hasOwn(entry.files, file) ? entry.files[file] : undefined;
  const name = `file ${quote(file)} of entry ${String(entry.number)}`;
  if (digest === undefined)
    throw new StateError('missing-entries', `There is no ${name}.`, `It has: ${Object.keys(entry.files).join(', ')}`);
  const [object] = await readObjects(cwd, [`${entry.id}:${file}`]);
  if (object === undefined) throw new StateError('missing-entries', `The ${name} is not in this clone.`);
  if (digestOf(object.bytes) !== digest)
    throw new StateError('damaged', `The ${name} is not the one that was written.`, 'See what else is wrong: permafrost log --verify');
  return object.bytes.toString('utf8');
}

type AnyEntry = FirstEntry & Partial<NextEntry>;

async function write(place: Place, type: EntryType, next: AnyEntry): Promise<Written> {
  const { tip, remoteTip } = await synced(place);
  const objection = await objectionTo(place, type, next, tip);
  if (objection !== undefined) return objection;
  const { at, commit, plan, outcome, mayHaveMore, files, keeps = [] } = next;
  const entry = await writeEntry(
    place.cwd,
    {
      ...{ type, site: place.site, ...place.writer, who: personFor(place.writer.who), at, commit, plan, number: (tip?.number ?? 0) + 1 },
      ...(tip === undefined ? {} : { previous: tip.id }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(mayHaveMore === undefined ? {} : { mayHaveMore }),
    },
    files,
    await keptFrom(place.cwd, tip, keeps),
  );
  return (await swap(place, entry, tip?.id, remoteTip)) ? { type: 'written', entry } : lost(place);
}

/** Why the chain cannot go on like this; undefined if it can. */
async function objectionTo(
  place: Place,
  type: EntryType,
  next: Pick<AnyEntry, 'after' | 'onto' | 'takeOver' | 'orOwn'>,
  tip: LedgerEntry | undefined,
): Promise<Written | undefined> {
  const holder = await holderOf(place, tip);
  if (type === 'begin' && holder !== undefined) return { type: 'held', holder };
  if (type === 'begin') return next.onto === undefined || next.onto === (tip?.id ?? null) ? undefined : { type: 'moved', tip };
  const isOwn = tip !== undefined && next.orOwn === true && tip.previous === next.after && isItself(tip, place.writer);
  const isNext = tip?.id === next.after || isOwn;
  if (holder === undefined || !isNext) return { type: 'moved', tip };
  return next.takeOver === true || isOurs(place, holder) ? undefined : { type: 'held', holder };
}

/** Whether nobody but this process can be writing on behalf of the holder. */
function isOurs({ writer }: Place, { mine, alive, pid }: Holder): boolean {
  return mine && (alive === false || (alive === true && pid === writer.pid));
}

/** Makes an entry the last one, if the last one still is what it was. The remote decides, where there is one. */
async function swap(
  { cwd, ref, remote }: Place,
  entry: LedgerEntry,
  tip: string | undefined,
  remoteTip: string | undefined,
): Promise<boolean> {
  if (remote === undefined) return moveRef(cwd, ref, entry, tip);
  if (!(await pushRef(cwd, remote, ref, entry.id, remoteTip))) return false;
  if (await moveRef(cwd, ref, entry, tip)) return true;
  // Another process of this clone may have got it from there already, and even gone on.
  const now = await refTip(cwd, ref);
  if (now !== undefined && (await isAncestor(cwd, entry.id, now))) return true;
  throw diverged(remote, now ?? 'nothing', entry.id);
}

async function lost(place: Place): Promise<Written> {
  const { tip } = await synced(place);
  const holder = await holderOf(place, tip);
  return holder === undefined ? { type: 'moved', tip } : { type: 'held', holder };
}
