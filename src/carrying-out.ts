import { execute } from './apply/execute.js';
import type { ApplyPlan } from './apply/apply-plan.js';
import { faultOfJournal, type JournalEntry } from './apply/journal.js';
import { ownedAfter, type Owned } from './apply/owned.js';
import { parseApplyPlan } from './apply/parse-apply-plan.js';
import type { Outcome, Progress } from './apply/outcome.js';
import { undoOf } from './apply/undo.js';
import type { World } from './providers/http/world.js';
import type { Target } from './providers/target.js';
import type { Journal } from './state/journal/journal-entry.js';
import type { Holder, LedgerEntry, NewEntry } from './state/ledger/entry.js';
import type { Ledger, Written } from './state/ledger/ledger.js';
import { count } from './text/plural.js';

/** What an apply is carried out with. */
export interface Bench {
  readonly ledger: Ledger;
  /** The journal of a plan, by its digest; opened by whoever has the lock. */
  readonly openJournal: (plan: string) => Promise<Journal>;
  /** Opened once the lock is held: until then nothing can write. */
  readonly openTarget: () => Promise<Target>;
  readonly world: World;
  readonly stop: AbortSignal;
  readonly halt?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

export interface Job {
  readonly plan: ApplyPlan;
  /** The plan as it was read or made, to the byte. */
  readonly text: string;
  /** Numbers of manual steps that are done. */
  readonly byHand: ReadonlySet<number>;
  /** What waits for steps by hand may be left out, whatever comes after it. */
  readonly isProvenWithout?: boolean;
  /** What was managed before, and what its policies declare. */
  readonly owned?: Owned;
  /** The entry that this takes back. */
  readonly undoes?: string;
  /** The entry that it goes on from. */
  readonly after?: LedgerEntry;
  readonly takeOver?: boolean;
}

export type Applied =
  | { readonly type: 'ran'; readonly entry: LedgerEntry; readonly outcome: Outcome; readonly open: boolean }
  /** Somebody else has the lock. */
  | { readonly type: 'held'; readonly holder: Holder }
  /** Somebody else applied since the ledger was looked at. */
  | { readonly type: 'overtaken'; readonly tip: LedgerEntry | undefined }
  /** It was made, and the record of it could not be written: the lock and the journal are there. */
  | { readonly type: 'unrecorded'; readonly outcome: Outcome; readonly error: Error };

/** Names of the files of an entry. */
export const files = {
  plan: 'plan.json',
  undo: 'undo.json',
  undoes: 'undoes.json',
  managed: 'managed.json',
  journal: 'journal.jsonl',
  outcome: 'outcome.json',
} as const;

/** Takes the lock, makes what is to be made, writes the record, and gives the lock back if nothing is left to go on with. */
export async function carryOutPlan(job: Job, bench: Bench): Promise<Applied> {
  const { ledger, world } = bench;
  const begun = await take(job, ledger, now(world));
  if (begun.type === 'held') return begun;
  if (begun.type === 'moved') return { type: 'overtaken', tip: begun.tip };
  const journal = await bench.openJournal(job.plan.digest);
  try {
    const earlier = await earlierNotes(ledger, job.after, journal);
    const outcome = await run(job, bench, journal, earlier);
    return await close(begun.entry, { bench, journal, outcome });
  } finally {
    await journal.close().catch(() => undefined);
  }
}

function now({ now: milliseconds }: World): string {
  return new Date(milliseconds()).toISOString();
}

function take({ plan, text, owned, undoes, after, takeOver }: Job, ledger: Ledger, at: string): Promise<Written> {
  const entry: NewEntry = {
    at,
    commit: plan.policies.commit,
    plan: plan.digest,
    files: {
      [files.plan]: text,
      [files.undo]: `${JSON.stringify(undoOf(plan), undefined, 2)}\n`,
      ...(owned === undefined ? {} : { [files.managed]: `${JSON.stringify(owned)}\n` }),
      ...(undoes === undefined ? {} : { [files.undoes]: `${JSON.stringify({ version: 1, entry: undoes })}\n` }),
    },
  };
  return after === undefined ? ledger.begin(entry) : ledger.checkpoint({ ...entry, after: after.id, takeOver: takeOver === true });
}

/** What the journal of this machine holds; where it began elsewhere, what the record holds of it is taken over first, so that it is whole. */
async function earlierNotes(ledger: Ledger, after: LedgerEntry | undefined, journal: Journal): Promise<readonly JournalEntry[]> {
  if (journal.entries.length > 0 || after?.files[files.journal] === undefined) return journal.entries;
  const notes = notesIn(await ledger.read(after, files.journal));
  for (const note of notes) await journal.record(note);
  return notes;
}

/** The lines of a journal that is kept in the record, which has held them against their digests. */
export function notesIn(text: string): readonly JournalEntry[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Partial<JournalEntry>).filter((line): line is JournalEntry => line.write !== undefined);
}

async function run(job: Job, bench: Bench, journal: Journal, earlier: readonly JournalEntry[]): Promise<Outcome> {
  const { plan, byHand, isProvenWithout = false } = job;
  const fault = faultOfJournal(earlier, plan.writes);
  if (fault !== undefined) throw new DamagedRecord(fault);
  const { world, stop, halt, progress } = bench;
  return execute(
    { writes: plan.writes, manual: plan.manual, byHand, isProvenWithout },
    {
      target: await bench.openTarget(),
      journal: { entries: earlier, record: (entry) => journal.record(entry) },
      world,
      stop,
      ...(halt === undefined ? {} : { halt }),
      ...(progress === undefined ? {} : { progress }),
    },
  );
}

/** What is kept of an earlier start is no journal of this plan. */
export class DamagedRecord extends Error {}

interface Closing {
  readonly bench: Bench;
  readonly journal: Journal;
  readonly outcome: Outcome;
}

/** What came of it goes into the record; the journal goes once the record holds it. */
async function close(begun: LedgerEntry, { bench, journal, outcome }: Closing): Promise<Applied> {
  const { ledger, world } = bench;
  const open = isToGoOn(outcome);
  const entry = {
    at: now(world),
    commit: begun.commit,
    plan: begun.plan,
    after: begun.id,
    outcome: outcomeWords(outcome),
    files: {
      ...(await filesOf(ledger, begun)),
      [files.journal]: await journal.text(),
      [files.outcome]: `${JSON.stringify(outcome, undefined, 2)}\n`,
    },
  };
  const isEnded = outcome.end === 'done' || outcome.end === 'waiting';
  let written: Written;
  try {
    written = await (open ? ledger.checkpoint(entry) : isEnded ? ledger.end(entry) : ledger.abandon(entry));
  } catch (error) {
    return { type: 'unrecorded', outcome, error: error instanceof Error ? error : new Error(String(error)) };
  }
  if (written.type === 'held') return written;
  if (written.type === 'moved') return { type: 'overtaken', tip: written.tip };
  if (!open) await journal.remove();
  return { type: 'ran', entry: written.entry, outcome, open };
}

async function filesOf(ledger: Ledger, entry: LedgerEntry): Promise<Readonly<Record<string, string>>> {
  const names = Object.keys(entry.files).filter((name) => name !== files.journal && name !== files.outcome);
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await ledger.read(entry, name)] as const)));
}

/** Where nothing was made and nothing is open there is nothing to go on with: the lock is given back. */
function isToGoOn({ end, counts, writes }: Outcome): boolean {
  if (end === 'done' || end === 'waiting') return false;
  return (
    counts.made + counts.unknown + counts.unseen + counts['not-made'] > 0 ||
    writes.some(({ type }) => type === 'refused' && counts.made > 0)
  );
}

/** For a list of entries: `14 of 14 writes stand`, `12 of 14 writes stand, 2 wait for manual steps`. */
export function outcomeWords({ end, counts, writes }: Outcome): string {
  const stand = counts.made + counts.already;
  const rest = {
    done: '',
    waiting: `, ${String(counts.waiting)} for manual steps`,
    stopped: ', stopped',
    moved: ', the site has moved',
    refused: ', refused',
    failed: ', failed',
  };
  return `${String(stand)} of ${count(writes.length, 'write')}${rest[end]}`;
}

/** What permafrost manages by the record: by the last entry that ended or was broken off. Undefined where none of them says it. */
export async function ownedBy(ledger: Ledger): Promise<readonly string[] | undefined> {
  for await (const entry of ledger.entries()) {
    if (entry.type !== 'end' && entry.type !== 'abandoned') continue;
    if (entry.files[files.managed] === undefined) {
      if (entry.type === 'end') return undefined;
      continue;
    }
    const owned = JSON.parse(await ledger.read(entry, files.managed)) as Owned;
    const parsed = parseApplyPlan(await ledger.read(entry, files.plan));
    if (parsed.type === 'refused') throw new DamagedRecord(`The plan in entry ${String(entry.number)} cannot be used: ${parsed.why}.`);
    const notes = entry.files[files.journal] === undefined ? [] : notesIn(await ledger.read(entry, files.journal));
    return ownedAfter(owned, entry.type === 'end' ? 'ended' : 'broken-off', parsed.plan, notes);
  }
  return undefined;
}

/** Ends an entry that is open with what was done; the site stays as it is. */
export async function abandonPlan(
  after: LedgerEntry,
  { ledger, openJournal, world }: Pick<Bench, 'ledger' | 'openJournal' | 'world'>,
  takeOver: boolean,
): Promise<Written> {
  const journal = await openJournal(after.plan);
  try {
    const own = journal.entries.length > 0 || after.files[files.journal] === undefined;
    const text = own ? await journal.text() : await ledger.read(after, files.journal);
    const made = new Set(notesIn(text).flatMap(({ write, outcome }) => (outcome === 'made' ? [write] : [])));
    const written = await ledger.abandon({
      at: now(world),
      commit: after.commit,
      plan: after.plan,
      after: after.id,
      takeOver,
      outcome: `abandoned after ${count(made.size, 'write')}`,
      files: { ...(await filesOf(ledger, after)), [files.journal]: text },
    });
    if (written.type === 'written') await journal.remove();
    return written;
  } finally {
    await journal.close().catch(() => undefined);
  }
}
