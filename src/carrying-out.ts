import { abandonedWords } from './apply/abandoned.js';
import { chainFrom, type Closed } from './apply/chain.js';
import { checkpoints } from './apply/checkpoints.js';
import { execute } from './apply/execute.js';
import type { ApplyPlan } from './apply/apply-plan.js';
import { faultOfJournal, type JournalEntry } from './apply/journal.js';
import { goesOnFrom, joined } from './apply/journal-of-all.js';
import { ownedAfter, type Owned } from './apply/owned.js';
import { parseApplyPlan } from './apply/parse-apply-plan.js';
import type { Progress } from './apply/outcome.js';
import { files, lastingFiles, notesIn } from './apply/record.js';
import { undoOf, type Undo } from './apply/undo.js';
import type { World } from './providers/http/world.js';
import type { Target } from './providers/target.js';
import type { Journal, JournalOptions } from './state/journal/journal-entry.js';
import type { Holder, LedgerEntry, NewEntry } from './state/ledger/entry.js';
import type { Ledger, Written } from './state/ledger/ledger.js';

export { files, notesIn };

/** What an apply is carried out with. */
export interface Bench {
  readonly ledger: Ledger;
  /** The journal of an apply, opened by whoever has the lock; what an earlier one of the same plan left is put aside. */
  readonly openJournal: (of: JournalOf) => Promise<Journal>;
  /** Opened once the lock is held: until then nothing can write. */
  readonly openTarget: () => Promise<Target>;
  readonly world: World;
  readonly stop: AbortSignal;
  readonly halt?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
  /** Told when the record cannot be written to while writes go on. */
  readonly note?: (text: string) => void;
}

export type JournalOf = Required<Pick<JournalOptions, 'plan' | 'begun' | 'startOver'>>;

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
  /** The last entry when it was planned; null: there was none. Whatever was applied since would not be in the plan. */
  readonly onto?: string | null;
}

export type Applied =
  | Closed
  /** Somebody else has the lock. */
  | { readonly type: 'held'; readonly holder: Holder }
  /** Somebody else applied since the ledger was looked at. */
  | { readonly type: 'overtaken'; readonly tip: LedgerEntry | undefined };

/** Takes the lock, makes what is to be made, writes the record, and gives the lock back if nothing is left to go on with. */
export async function carryOutPlan(job: Job, bench: Bench): Promise<Applied> {
  const { ledger, world } = bench;
  const holder = job.after === undefined ? undefined : await ledger.holder();
  const isOurs = job.after === undefined || holder?.mine === true;
  const kept = job.after === undefined ? undefined : await keptNotes(ledger, job.after);
  const begun = await take(job, ledger, now(world), kept?.text);
  if (begun.type === 'held') return begun;
  if (begun.type === 'moved') return { type: 'overtaken', tip: begun.tip };
  const notes = await openNotes({ plan: job.plan.digest, begun: holder?.begun ?? begun.entry.id }, kept, isOurs, bench);
  try {
    return await run(job, bench, begun.entry, notes);
  } finally {
    await notes.journal.close().catch(() => undefined);
  }
}

function now({ now: milliseconds }: World): string {
  return new Date(milliseconds()).toISOString();
}

function take(
  { plan, text, owned, undoes, after, onto, takeOver }: Job,
  ledger: Ledger,
  at: string,
  journal: string | undefined,
): Promise<Written> {
  const entry: NewEntry = {
    at,
    commit: plan.policies.commit,
    plan: plan.digest,
    files: {
      [files.plan]: text,
      [files.undo]: `${JSON.stringify(undoOf(plan), undefined, 2)}\n`,
      ...(owned === undefined ? {} : { [files.managed]: `${JSON.stringify(owned)}\n` }),
      ...(undoes === undefined ? {} : { [files.undoes]: `${JSON.stringify({ version: 1, entry: undoes })}\n` }),
      // Whoever goes on from here in turn finds all that is known.
      ...(journal === undefined ? {} : { [files.journal]: journal }),
    },
  };
  return after === undefined
    ? ledger.begin({ ...entry, ...(onto === undefined ? {} : { onto }) })
    : ledger.checkpoint({ ...entry, after: after.id, takeOver: takeOver === true });
}

/** What the record knows of an apply that was begun. */
interface Kept {
  readonly text?: string;
  readonly entries: readonly JournalEntry[];
}

async function keptNotes(ledger: Ledger, after: LedgerEntry): Promise<Kept> {
  if (after.files[files.journal] === undefined) return { entries: [] };
  const text = await ledger.read(after, files.journal);
  return { text, entries: notesIn(text) };
}

interface Notes {
  readonly journal: Journal;
  /** What is known of earlier starts. */
  readonly earlier: readonly JournalEntry[];
  /** Something may have been made since they were told. */
  readonly isPartial: boolean;
}

/** The journal of this machine, with all that the record has besides; one of an apply that has ended is not gone on with. */
async function openNotes(
  of: Pick<JournalOf, 'plan' | 'begun'>,
  kept: Kept | undefined,
  isOurs: boolean,
  { openJournal }: Pick<Bench, 'openJournal'>,
): Promise<Notes> {
  if (kept === undefined) return { journal: await openJournal({ ...of, startOver: true }), earlier: [], isPartial: false };
  const journal = await openJournal({ ...of, startOver: false });
  if (goesOnFrom(journal.entries, kept.entries)) return { journal, earlier: journal.entries, isPartial: journal.isNew || !isOurs };
  await journal.close();
  const earlier = joined(journal.entries, kept.entries);
  const anew = await openJournal({ ...of, startOver: true });
  for (const note of earlier) await anew.record(note);
  return { journal: anew, earlier, isPartial: true };
}

async function run(job: Job, bench: Bench, begun: LedgerEntry, notes: Notes): Promise<Applied> {
  const { plan, byHand, isProvenWithout = false } = job;
  const { journal, earlier, isPartial } = notes;
  const fault = faultOfJournal(earlier, plan.writes);
  if (fault !== undefined) throw new DamagedRecord(fault);
  const { ledger, world, halt, progress } = bench;
  const chain = chainFrom(begun, {
    ledger,
    journal,
    total: plan.writes.length,
    now: () => now(world),
    ...(bench.note === undefined ? {} : { note: bench.note }),
  });
  const ended = earlier.filter(({ event }) => event === 'end').length;
  const copies = checkpoints(world, ended, chain.keep);
  const record = async (entry: JournalEntry): Promise<void> => {
    await journal.record(entry);
    // Without a remote nobody sees more than the journal tells already.
    if (entry.event === 'end' && ledger.remote !== undefined) copies.ended();
  };
  try {
    const outcome = await execute(
      { writes: plan.writes, manual: plan.manual, byHand, isProvenWithout, isPartlyTold: isPartial },
      {
        target: await bench.openTarget(),
        journal: { entries: earlier, record },
        world,
        stop: AbortSignal.any([bench.stop, chain.lost]),
        ...(halt === undefined ? {} : { halt }),
        ...(progress === undefined ? {} : { progress }),
      },
    );
    await copies.settled();
    return await chain.close(outcome);
  } finally {
    await copies.settled();
  }
}

/** What is kept of an earlier start is no journal of this plan. */
export class DamagedRecord extends Error {}

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
  const holder = await ledger.holder();
  const of = { plan: after.plan, begun: holder?.begun ?? after.id };
  const { journal, earlier, isPartial } = await openNotes(of, await keptNotes(ledger, after), holder?.mine === true, { openJournal });
  try {
    const undo = JSON.parse(await ledger.read(after, files.undo)) as Undo;
    const written = await ledger.abandon({
      at: now(world),
      commit: after.commit,
      plan: after.plan,
      after: after.id,
      takeOver,
      outcome: abandonedWords(earlier, undo, { isPartlyTold: isPartial }),
      ...(isPartial ? { mayHaveMore: true } : {}),
      keeps: lastingFiles(after),
      files: { [files.journal]: await journal.text() },
    });
    if (written.type === 'written') await journal.remove();
    return written;
  } finally {
    await journal.close().catch(() => undefined);
  }
}
