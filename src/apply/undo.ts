import { factKey, type Fact } from '../diff/facts.js';
import type { FactChange } from '../diff/fact-change.js';
import type { Change, ChangeClass, SubjectInfo } from '../plan/plan.js';
import type { ApplyPlan } from './apply-plan.js';
import type { JournalEntry } from './journal.js';

/** Who would gain or lose what, in both directions as a plan tells it. */
export interface UndoneAccess {
  readonly subjects: readonly string[];
  readonly resources: readonly string[];
  readonly permissions: readonly Change[];
  readonly cells: number;
}

/** What takes an apply back: made before it, and kept beside it. Plain data. */
export interface Undo {
  readonly version: 1;
  readonly site: string;
  /** The digest of the plan that it takes back. */
  readonly plan: string;
  /** The last write comes first. */
  readonly writes: readonly UndoneWrite[];
  readonly access: {
    readonly more: readonly UndoneAccess[];
    readonly less: readonly UndoneAccess[];
    readonly conditional: readonly UndoneAccess[];
    readonly subjects: Readonly<Record<string, SubjectInfo>>;
  };
  /** What it does not restore, a sentence each. */
  readonly notUndone: readonly string[];
}

export interface UndoneWrite {
  /** The id of the write in the plan. */
  readonly write: string;
  readonly changes: readonly FactChange[];
  readonly rename?: { readonly from: string; readonly to: string };
}

/** The way back from a plan, as if all of it were made. */
export function undoOf({ site, digest, writes, access, notUndone }: ApplyPlan): Undo {
  return {
    version: 1,
    site,
    plan: digest,
    writes: writes.toReversed().map(({ id, changes, rename }) => ({
      write: id,
      changes: changes.map(reversed),
      ...(rename === undefined ? {} : { rename: { from: rename.to, to: rename.from } }),
    })),
    access: {
      more: access.less.map(undone),
      less: access.more.map(undone),
      conditional: access.conditional.map(undone),
      subjects: access.subjects,
    },
    notUndone,
  };
}

function undone({ subjects, resources, permissions, cells }: ChangeClass): UndoneAccess {
  return { subjects, resources, permissions: permissions.map(back), cells };
}

function back({ permission, before, after }: Change): Change {
  return { permission, ...(after === undefined ? {} : { before: after }), ...(before === undefined ? {} : { after: before }) };
}

/** Where a line stands says nothing of what is made. */
export function reversed({ before, after }: FactChange): FactChange {
  return { ...(after === undefined ? {} : { before: after }), ...(before === undefined ? {} : { after: before }) };
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
}

/**
 * What an undo does: what was made, or may have been, and still stands as it was left. What was there before, was never made, or was changed
 * by somebody else since is none of its business.
 */
export function wayBack({ writes }: Undo, journal: readonly JournalEntry[], live: readonly Fact[]): WayBack {
  const ours = oursIn(journal);
  const held = new Map(live.map((fact) => [factKey(fact), fact]));
  const found: { readonly [K in 'changes' | 'back']: FactChange[] } = { changes: [], back: [] };
  const changed: { readonly change: FactChange; readonly found?: Fact }[] = [];
  for (const { changes } of writes.filter(({ write }) => ours.has(write))) {
    for (const change of changes) {
      const now = held.get(factKey((change.after ?? change.before) as Fact));
      if (says(now) === says(change.before)) found.changes.push(change);
      else if (says(now) === says(change.after)) found.back.push(change);
      else changed.push({ change, ...(now === undefined ? {} : { found: now }) });
    }
  }
  return {
    ...found,
    changed,
    renames: writes.flatMap(({ write, rename }) => (rename !== undefined && ours.has(write) ? [rename] : [])),
    notOurs: writes.flatMap(({ write }) => (ours.has(write) ? [] : [write])).reverse(),
  };
}

/** Begun, and not told to have been there before: what became of it the site tells. */
function oursIn(journal: readonly JournalEntry[]): ReadonlySet<string> {
  return new Set(journal.flatMap(({ write, event }) => (event === 'begin' ? [write] : [])));
}

function says(fact: Fact | undefined): string {
  return JSON.stringify(fact?.says);
}
