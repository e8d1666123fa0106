import type { World } from '../providers/http/world.js';
import type { Target } from '../providers/target.js';
import { StateError } from '../state/state-error.js';
import type { ManualStep, PlannedWrite } from './apply-plan.js';
import { isAddition } from './dependence.js';
import { notedIn, type Journal, type WriteEnd } from './journal.js';
import { countsOf, type Ended, type Outcome, type Progress, type Trouble, type WriteOutcome } from './outcome.js';
import { laterChanges, type Later } from './later.js';
import { measuredPace, type Pace } from './pace.js';
import { perform, whatBecameOf, type Hand } from './perform.js';
import { waitingFor } from './waiting.js';

/** Where writes are made, and what is noted and told of it. */
export interface Surroundings {
  readonly target: Target;
  readonly journal: Journal;
  readonly world: World;
  /** The write in hand is finished, and no further one begun. */
  readonly stop: AbortSignal;
  /** Nothing is waited for any more: what was begun stays begun, and is looked at by the next start. */
  readonly halt?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

export interface Work {
  readonly writes: readonly PlannedWrite[];
  readonly manual?: readonly Pick<ManualStep, 'number' | 'before'>[];
  /** Numbers of the manual steps that are done. */
  readonly byHand?: ReadonlySet<number>;
  /** The order was proven without what waits: `isSafeWithout`. */
  readonly isProvenWithout?: boolean;
  /** Another machine was at it, and the journal need not have all that it made. */
  readonly isPartlyTold?: boolean;
}

/**
 * Makes writes one after another, each only if a look at the site says that it is not there. The first one that is neither there nor made ends
 * it, and so does a journal that cannot be written. What waits for a manual step is left out as long as it is safe: the order is proven for
 * every beginning of it, so that leaving out what only adds, with what needs it, leaves everybody with no more than was proven; whatever takes
 * something away is not made after that, unless the order was proven without it, or it sets right what the site did unasked when something
 * was made.
 */
export async function execute(
  { writes, manual = [], byHand = new Set(), isProvenWithout = false, isPartlyTold = false }: Work,
  around: Surroundings,
): Promise<Outcome> {
  const run: Running = {
    ...around,
    halt: around.halt ?? new AbortController().signal,
    ...setsOf(around.journal),
    absent: new Set(),
    isPartlyTold,
    pace: measuredPace(),
    later: laterChanges(writes),
    total: writes.length,
    ended: [],
  };
  await lookAtTheOpen(writes, run);
  const waiting = waitingFor(writes, manual, byHand);
  const firstHeld = writes.findIndex(({ id }) => waiting.has(id));
  let end: Outcome['end'] = 'done';
  for (const [index, write] of writes.entries()) {
    const steps = waiting.get(write.id);
    const isUnsafe = !isProvenWithout && firstHeld >= 0 && index >= firstHeld && !isAddition(write);
    const isRight = setsRight(write, run.ended);
    if (end === 'done' && isUnsafe && !isRight) end = 'waiting';
    if (steps !== undefined) run.ended.push(outcomeOf(write, { type: 'waiting', steps }));
    else if (end !== 'done' && !(end === 'waiting' && isRight)) run.ended.push(outcomeOf(write, { type: 'not-tried' }));
    else {
      const ended = await one(write, run);
      run.ended.push(outcomeOf(write, ended));
      const then = endBy(ended, run.stop.aborted || run.halt.aborted);
      if (then !== 'done') end = then;
    }
  }
  const held = writes[firstHeld];
  if (end === 'done' && held !== undefined) end = 'waiting';
  return {
    end,
    writes: run.ended,
    counts: countsOf(run.ended),
    ...(held === undefined || isProvenWithout ? {} : { heldBy: { write: held.id, steps: waiting.get(held.id) ?? [] } }),
  };
}

/** It takes back, or gives again, what came or went unasked with a write that stands. */
function setsRight({ corrects }: PlannedWrite, ended: readonly WriteOutcome[]): boolean {
  return ended.some(({ id, type }) => id === corrects && (type === 'made' || type === 'already'));
}

interface Running extends Surroundings {
  readonly halt: AbortSignal;
  readonly open: Set<string>;
  readonly absent: Set<string>;
  readonly stood: Set<string>;
  readonly made: Set<string>;
  readonly isPartlyTold: boolean;
  readonly pace: Pace;
  readonly later: Later;
  readonly total: number;
  readonly ended: WriteOutcome[];
}

function setsOf({ entries }: Journal): Pick<Running, 'open' | 'stood' | 'made'> {
  const { open, stood, made } = notedIn(entries);
  return { open: new Set(open), stood: new Set(stood), made: new Set(made) };
}

/** What an earlier start began and did not end comes first: if it is there, that is noted before anything else is done. */
async function lookAtTheOpen(writes: readonly PlannedWrite[], run: Running): Promise<void> {
  for (const write of writes.filter(({ id }) => run.open.has(id))) {
    const hand = handFor(write, run);
    const became = await whatBecameOf(write, hand);
    if (became === 'absent') run.absent.add(write.id);
    if (became !== 'there') continue;
    try {
      await hand.end('made');
    } catch (error) {
      // The same line is tried again when its turn comes, and ends it there.
      unnoted(error);
      return;
    }
    run.stood.add(write.id);
    run.made.add(write.id);
  }
}

function outcomeOf({ id, api, what }: PlannedWrite, ended: Ended): WriteOutcome {
  return { id, api, what, ...ended };
}

async function one(write: PlannedWrite, run: Running): Promise<Ended> {
  const { world, pace } = run;
  const started = world.now();
  const hand = handFor(write, run);
  if (run.stop.aborted && !hand.isOpen) return { type: 'not-tried' };
  try {
    return await perform(write, hand);
  } catch (error) {
    const trouble = unnoted(error);
    return { type: run.open.has(write.id) ? 'unknown' : 'not-tried', trouble };
  } finally {
    pace.took(world.now() - started);
  }
}

/** Why something could not be noted: nothing more is written to the site then. Anything else is a defect, and no outcome. */
function unnoted(error: unknown): Trouble {
  if (!(error instanceof StateError)) throw error;
  const { message, hint } = error;
  return { message, ...(hint === undefined ? {} : { hint }) };
}

function handFor(write: PlannedWrite, run: Running): Hand {
  const { target, world, stop, halt, journal } = run;
  const stood = run.stood.has(write.id);
  const at = (): string => new Date(world.now()).toISOString();
  return {
    target,
    world,
    stop,
    halt,
    isOpen: run.open.has(write.id),
    isAbsent: run.absent.has(write.id),
    stood,
    later: run.later(write, stood),
    wasMade: run.made.has(write.id),
    mayBeOurs: run.isPartlyTold,
    begin: async () => {
      await journal.record({ write: write.id, event: 'begin', at: at() });
      run.open.add(write.id);
    },
    end: async (outcome: WriteEnd, detail?: string) => {
      await journal.record({ write: write.id, event: 'end', outcome, at: at(), ...(detail === undefined ? {} : { detail }) });
      run.open.delete(write.id);
    },
    say: (doing) => tell(write, doing, run),
  };
}

function tell({ id, api, what }: PlannedWrite, doing: Progress['doing'], { progress, ended, total, pace }: Running): void {
  if (progress === undefined) return;
  const of = (wanted: Ended['type']): number => ended.filter(({ type }) => type === wanted).length;
  const remaining = pace.remaining(total - ended.length);
  progress({
    doing,
    write: { id, api, what },
    done: ended.length,
    total,
    made: of('made'),
    already: of('already'),
    ...(remaining === undefined ? {} : { remaining }),
  });
}

function endBy({ type }: Ended, isStopped: boolean): Outcome['end'] {
  if (type === 'made' || type === 'already') return 'done';
  if (type === 'moved' || type === 'refused') return type;
  return isStopped ? 'stopped' : 'failed';
}
