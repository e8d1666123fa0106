import { backoff } from '../providers/http/retry.js';
import type { World } from '../providers/http/world.js';
import { ReadError, type ReadFailureKind } from '../providers/read-error.js';
import { WriteError, type Standing, type Target, type WriteFailure } from '../providers/target.js';
import type { FactChange } from '../diff/fact-change.js';
import type { Fact } from '../diff/facts.js';
import type { PlannedWrite } from './apply-plan.js';
import type { WriteEnd } from './journal.js';
import type { Ended, Progress, Trouble } from './outcome.js';

/** What one write needs of its surroundings. */
export interface Hand {
  readonly target: Target;
  readonly world: World;
  /** The write in hand is finished, and no further one begun. */
  readonly stop: AbortSignal;
  /** Calls in the air are given up; what was begun stays begun. */
  readonly halt: AbortSignal;
  readonly begin: () => Promise<void>;
  readonly end: (outcome: WriteEnd, detail?: string) => Promise<void>;
  /** An earlier start began it, and nobody knows how it ended. */
  readonly isOpen: boolean;
  /** It was looked for long enough by this start already, and is not there. */
  readonly isAbsent: boolean;
  /** An earlier start saw it on the site. */
  readonly stood: boolean;
  /** An earlier start made it. */
  readonly wasMade: boolean;
  /** What later writes make of what this one touches: they may be made already. */
  readonly later: readonly FactChange[];
  /** Found though nothing is noted of it: another machine may have made it after it last told the record. */
  readonly mayBeOurs: boolean;
  readonly say: (doing: Progress['doing']) => void;
}

/** How often a write is tried, or a reading of what it touches. */
export const writeTries = 5;
/** How long is waited before each further look at what was made, in milliseconds: a minute in all. */
export const looks: readonly number[] = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** A failure to read that may pass. */
const passing: ReadonlySet<ReadFailureKind> = new Set(['unreachable', 'timeout', 'rate-limited', 'server-failed', 'moving']);

/** Makes one write unless it is there, and sees that it came to be. It is made only when a look just before says that it is not there. */
export async function perform(write: PlannedWrite, hand: Hand): Promise<Ended> {
  hand.say('looking');
  const mayLag = hand.stood || (hand.isOpen && !hand.isAbsent);
  const first = await (mayLag ? lookUntil : look)(write, hand);
  if (first.type === 'unread')
    return hand.isOpen ? { type: 'unknown', trouble: first.trouble } : { type: 'not-tried', trouble: first.trouble };
  if (first.type === 'after') return endThere(hand);
  // Somebody took back what was seen there: the rest was ordered with it.
  if (first.type === 'moved' || hand.stood) return endMoved(write, hand, first);
  if (hand.stop.aborted) return stopped(hand);
  if (!hand.isOpen) await hand.begin();
  return makeUntilSeen(write, hand);
}

/** Whether what an earlier start began has come to be, or surely has not. */
export async function whatBecameOf(write: PlannedWrite, hand: Hand): Promise<'there' | 'absent' | 'unknown'> {
  hand.say('looking');
  const { type } = await lookUntil(write, hand);
  if (type === 'after') return 'there';
  return type === 'unread' || hand.halt.aborted ? 'unknown' : 'absent';
}

async function makeUntilSeen(write: PlannedWrite, hand: Hand): Promise<Ended> {
  for (let tried = 1; ; tried++) {
    hand.say('making');
    const failure = await attempt(write, hand);
    if (failure?.kind === 'not-made' && tried < writeTries) await pause(hand, tried);
    hand.say('seeing');
    const seen = await (failure === undefined || failure.kind === 'unknown' ? lookUntil(write, hand) : look(write, hand));
    if (seen.type === 'unread') return { type: 'unknown', trouble: failure ?? seen.trouble };
    if (seen.type === 'after') {
      await hand.end('made');
      return { type: 'made' };
    }
    // Nobody waited until it could be seen.
    if (hand.halt.aborted) return { type: 'unknown', trouble: failure ?? { message: 'It was made, and nobody waited to see it.' } };
    if (seen.type === 'moved') return endMoved(write, hand, seen);
    if (failure === undefined) {
      await hand.end('unknown', 'The site took it and does not show it.');
      return { type: 'unseen', found: seen.found };
    }
    if (failure.kind === 'refused') return endFailed(hand, 'refused', failure, tried);
    if (tried === writeTries || hand.stop.aborted) return endFailed(hand, 'not-made', failure, tried);
  }
}

type Seen = Standing | { readonly type: 'unread'; readonly trouble: Trouble };

/** Looks until it is there; the last look counts. */
async function lookUntil(write: PlannedWrite, hand: Hand): Promise<Seen> {
  let seen = await look(write, hand);
  for (const wait of looks) {
    if (seen.type === 'after' || seen.type === 'unread' || hand.halt.aborted) break;
    hand.say('waiting');
    await hand.world.sleep(wait, hand.halt);
    seen = await look(write, hand);
  }
  return seen;
}

async function look(write: PlannedWrite, hand: Hand): Promise<Seen> {
  for (let tried = 1; ; tried++) {
    try {
      return await hand.target.observe(write, hand.halt, hand.later);
    } catch (error) {
      const found = failedLook(error);
      if (found === undefined) throw error;
      if (!found.passes || tried === writeTries || hand.halt.aborted) return { type: 'unread', trouble: found.trouble };
    }
    await pause(hand, tried);
  }
}

function failedLook(error: unknown): { readonly trouble: Trouble; readonly passes: boolean } | undefined {
  if (error instanceof ReadError) return { trouble: troubleOf(error.failure), passes: passing.has(error.failure.kind) };
  if (error instanceof WriteError) return { trouble: troubleOf(error.failure), passes: error.failure.kind !== 'refused' };
  return undefined;
}

/** Undefined: the site took it. */
async function attempt(write: PlannedWrite, { target, halt }: Hand): Promise<WriteFailure | undefined> {
  try {
    await target.make(write, halt);
    return undefined;
  } catch (error) {
    if (error instanceof WriteError) return error.failure;
    // It read something to make it, and may have done a part by then.
    if (error instanceof ReadError)
      return { ...troubleOf(error.failure), kind: passing.has(error.failure.kind) || halt.aborted ? 'unknown' : 'refused' };
    throw error;
  }
}

/** As long as the house waits after a failure; not once somebody wants it to stop. */
async function pause({ world, stop, halt, say }: Hand, tried: number): Promise<void> {
  say('waiting');
  await world.sleep(backoff(tried, world.random()), AbortSignal.any([stop, halt]));
}

/** What an earlier start noted is not noted again. */
async function endThere(hand: Hand): Promise<Ended> {
  const { begin, end, isOpen, stood, wasMade, mayBeOurs } = hand;
  if (isOpen) await end('made');
  else if (!stood && mayBeOurs) {
    // An undo takes back what may have been made.
    await begin();
    await end('made', 'It was there when another machine went on.');
  } else if (!stood) await end('already');
  return isOpen || (stood ? wasMade : mayBeOurs) ? { type: 'made', earlier: true } : { type: 'already' };
}

async function endMoved({ changes }: PlannedWrite, hand: Hand, { found }: Standing): Promise<Ended> {
  await hand.end('moved');
  const expected = changes.flatMap(({ before }): readonly Fact[] => (before === undefined ? [] : [before]));
  return { type: 'moved', expected, found };
}

async function endFailed(hand: Hand, type: 'refused' | 'not-made', failure: WriteFailure, tries: number): Promise<Ended> {
  await hand.end(type === 'refused' ? 'refused' : 'unknown', failure.message);
  return { type, trouble: troubleOf(failure), tries };
}

/** What an earlier start began stays begun: the next one looks again. */
function stopped({ isOpen }: Hand): Ended {
  return isOpen
    ? { type: 'unknown', trouble: { message: 'An earlier start began it, and it was not looked for long enough.' } }
    : { type: 'not-tried' };
}

function troubleOf({ message, said, status, hint }: Trouble): Trouble {
  return {
    message,
    ...(said === undefined ? {} : { said }),
    ...(status === undefined ? {} : { status }),
    ...(hint === undefined ? {} : { hint }),
  };
}
