import { factKey, type Fact } from '../diff/facts.js';
import { reversed, type FactChange } from '../diff/fact-change.js';
import type { ApplyPlan } from './apply-plan.js';
import { notedIn, type JournalEntry } from './journal.js';
import { bare, changeKey } from './references.js';

/** What takes an apply back: made before it, and kept beside it. Plain data. */
export interface Undo {
  readonly version: 1;
  readonly site: string;
  /** The digest of the plan that it takes back. */
  readonly plan: string;
  /** The last write comes first. */
  readonly writes: readonly UndoneWrite[];
  /** What it does not restore, a sentence each. */
  readonly notUndone: readonly string[];
}

export interface UndoneWrite {
  /** The id of the write in the plan. */
  readonly write: string;
  readonly changes: readonly FactChange[];
  readonly rename?: { readonly from: string; readonly to: string };
  /** What sets right what the site did unasked when it was made. */
  readonly corrections?: readonly Correction[];
}

/** A write of the plan with its changes as they stand there: it is done on the way back if it was not done before. */
export interface Correction {
  readonly write: string;
  readonly changes: readonly FactChange[];
}

/**
 * The way back from a plan, as if all of it were made. What sets right what the site does unasked is not turned round: it was not so before, and
 * is set right with the write that brings it, should that be all that was made.
 */
export function undoOf({ site, digest, writes, notUndone }: ApplyPlan): Undo {
  return {
    version: 1,
    site,
    plan: digest,
    writes: writes
      .filter(({ corrects }) => corrects === undefined)
      .toReversed()
      .map(({ id, changes, rename }) => ({
        write: id,
        changes: changes.map(reversed),
        ...correctionsOf(id, writes),
        ...(rename === undefined ? {} : { rename: { from: rename.to, to: rename.from } }),
      })),
    notUndone,
  };
}

function correctionsOf(write: string, writes: ApplyPlan['writes']): Pick<UndoneWrite, 'corrections'> {
  // What other writes are about goes back with them.
  const own = new Set(writes.flatMap(({ corrects, changes }) => (corrects === undefined ? changes.map(changeKey) : [])));
  const listed = (of: string): readonly Correction[] =>
    writes
      .filter(({ corrects }) => corrects === of)
      .flatMap(({ id, changes }) => [
        { write: id, changes: changes.filter((change) => !own.has(changeKey(change))).map(bare) },
        ...listed(id),
      ]);
  const corrections = listed(write).filter(({ changes }) => changes.length > 0);
  return corrections.length === 0 ? {} : { corrections };
}

/** What is to be done to take back as much of an apply as was made. */
export interface WayBack {
  readonly changes: readonly FactChange[];
  readonly renames: readonly { readonly from: string; readonly to: string }[];
  /** It stands already as it was before. */
  readonly back: readonly FactChange[];
  /** Somebody changed it since: it stays, with what is there now. */
  readonly changed: readonly { readonly change: FactChange; readonly found?: Fact }[];
  /** Writes that were not made by it: they stay as they are. */
  readonly notOurs: readonly string[];
  /** Writes that stand though nothing is noted of them: another machine may have made them after it last told the record. */
  readonly unnoted: readonly string[];
}

/**
 * What an undo does: what was made, or may have been, and still stands as it was left. What was there before, was never made, or was changed
 * by somebody else since is none of its business. `mayBeOurs`: the journal need not have all; what stands though it was to be made, and nothing
 * is noted of it, is taken back as well.
 */
export function wayBack({ writes }: Undo, journal: readonly JournalEntry[], live: readonly Fact[], { mayBeOurs = false } = {}): WayBack {
  const held = new Map(live.map((fact) => [factKey(fact), fact]));
  const nowOf = (change: FactChange): Fact | undefined => held.get(changeKey(change));
  const stands = (change: FactChange): boolean => says(nowOf(change)) === says(change.before);
  const noted = new Set(journal.map(({ write }) => write));
  const unnoted = new Set(
    writes.flatMap(({ write, changes }) => (mayBeOurs && !noted.has(write) && changes.some(stands) ? [write] : [])).reverse(),
  );
  const ours = new Set([...oursIn(journal), ...unnoted]);
  const found: { readonly [K in 'changes' | 'back']: FactChange[] } = { changes: [], back: [] };
  const changed: { readonly change: FactChange; readonly found?: Fact }[] = [];
  const { stood } = notedIn(journal);
  for (const { write, changes, corrections = [] } of writes.filter((each) => ours.has(each.write))) {
    // What came or went after it was set right is somebody else's doing.
    const open = corrections.filter((each) => !stood.has(each.write)).flatMap((each) => each.changes);
    found.changes.push(...open.filter(stands));
    for (const change of changes) {
      const now = nowOf(change);
      if (stands(change)) found.changes.push(change);
      else if (unnoted.has(write)) continue;
      else if (says(now) === says(change.after)) found.back.push(change);
      else changed.push({ change, ...(now === undefined ? {} : { found: now }) });
    }
  }
  return {
    ...found,
    changed,
    renames: writes.flatMap(({ write, rename }) => (rename !== undefined && ours.has(write) ? [rename] : [])),
    notOurs: writes.flatMap(({ write }) => (ours.has(write) ? [] : [write])).reverse(),
    unnoted: [...unnoted],
  };
}

/** Begun, and not told to have been there before: what became of it the site tells. */
function oursIn(journal: readonly JournalEntry[]): ReadonlySet<string> {
  return new Set(journal.flatMap(({ write, event }) => (event === 'begin' ? [write] : [])));
}

function says(fact: Fact | undefined): string {
  return JSON.stringify(fact?.says);
}
