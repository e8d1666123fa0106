import { reversed, withChanges, type FactChange } from '../diff/fact-change.js';
import type { Fact } from '../diff/facts.js';
import type { ManualStep, PlannedWrite } from './apply-plan.js';
import { narrowing } from './dependence.js';
import { withoutWaiting } from './waiting.js';
import { isOk, Problem, type OrderInput } from './order/problem.js';

/** Sites of more facts in all are not compiled while somebody waits. */
const most = 1_000_000;

/** A plan with its steps by hand, before any of it is done. */
export interface WithSteps extends Pick<OrderInput<PlannedWrite>, 'before' | 'about' | 'people' | 'asOf'> {
  readonly writes: readonly PlannedWrite[];
  readonly manual: readonly ManualStep[];
  /** What the next plan makes once these steps are done. */
  readonly next: readonly FactChange[];
}

/**
 * The order of the writes is proven as if nobody did anything by hand. Where all of them together give somebody more than before or after all of
 * it, since what is taken away by hand is there still, the writes that do wait for it.
 */
export function takenByHandFirst(plan: WithSteps): readonly ManualStep[] {
  return administeredThroughout({ ...plan, manual: withoutMore(plan) });
}

function withoutMore({ writes, manual, ...rest }: Omit<WithSteps, 'next'>): readonly ManualStep[] {
  const takers = manual.filter(({ changes }) => changes.some(takes));
  if (takers.length === 0) return manual;
  const sides = beforeAndAfter({ writes, manual, before: rest.before }).map(({ before, after }) => ({
    before,
    problem: new Problem<PlannedWrite>({ ...rest, before, after, atoms: [] }),
  }));
  const isMore = (made: readonly FactChange[]): boolean =>
    sides.some(({ before, problem }) => !isOk({ ...problem.judgeFacts(withChanges(before, made)), lost: [] }));
  const ground = { before: rest.before, writes };
  const candidates = writes.filter(({ changes }) => !changes.every(takes));
  const waiting = waitingOnTheWay(ground, candidates, fewestWaiting(ground, candidates, isMore), isMore);
  return letWait(manual, writes, (each) => (takers.includes(each) ? waiting : new Set()));
}

/**
 * What may hold before any of it, and then does after all of it. What no reading tells may be there still; and what it is taken to have, as the
 * policies say, may be what a step is still to give.
 */
function beforeAndAfter({ writes, manual, before }: Pick<WithSteps, 'writes' | 'manual' | 'before'>): readonly {
  readonly before: readonly Fact[];
  readonly after: readonly Fact[];
}[] {
  const unread = manual.flatMap(({ changes, checked }) => (checked ? [] : changes));
  const [hidden, given] = [unread.filter(takes), unread.filter((change) => change.before === undefined)];
  const still = withChanges(before, hidden.map(reversed));
  const notYet = given.length === 0 ? [] : [withChanges(still, given.map(reversed))];
  const all = [...writes, ...manual].flatMap(({ changes }) => changes);
  return [still, ...notYet].map((each) => ({ before: each, after: withChanges(each, all) }));
}

/**
 * The order of the writes has people keep what is taken away by hand, so that what they would have only with that comes in it at any time. What
 * gives it before a later write takes it away waits as well: each state without what waits is looked at.
 */
function waitingOnTheWay(
  { before, writes }: Pick<WithSteps, 'before' | 'writes'>,
  candidates: readonly PlannedWrite[],
  waiting: ReadonlySet<string>,
  isMore: (made: readonly FactChange[]) => boolean,
): ReadonlySet<string> {
  const all = new Set(waiting);
  if (writes.length * before.length > most) {
    // Of large sites one state tells it, with all that is given and nothing of what is taken away.
    const gives = ({ before: was, after: is }: FactChange): boolean => is !== undefined && (was === undefined || !narrowing.has(is.type));
    const given = withoutWaiting(writes, all).flatMap(({ changes }) => changes.filter(gives));
    return isMore(given) ? new Set(candidates.map(({ id }) => id)) : all;
  }
  const isCandidate = new Set(candidates.map(({ id }) => id));
  let [made, was]: readonly [readonly FactChange[], boolean] = [[], false];
  for (let rest = withoutWaiting(writes, all); rest[0] !== undefined;) {
    const [write, ...later] = rest;
    const next = [...made, ...write.changes];
    const is = isMore(next);
    if (is && !was && isCandidate.has(write.id)) {
      all.add(write.id);
      const free = new Set(withoutWaiting(writes, all).map(({ id }) => id));
      rest = later.filter(({ id }) => free.has(id));
      continue;
    }
    [made, was, rest] = [next, is, later];
  }
  return all;
}

/**
 * Where a place is administered before, and at the end by what is done there by hand and then written, and the writes without that would leave nobody who
 * administers it, those that do wait for it.
 */
function administeredThroughout({ writes, manual, next, ...rest }: WithSteps): readonly ManualStep[] {
  const isAbout = ({ changes }: ManualStep, places: ReadonlySet<string>): boolean =>
    changes.some(({ after }) => after !== undefined && places.has(after.of));
  if (!manual.some(({ changes }) => changes.some(({ after }) => after !== undefined))) return manual;
  const { before } = rest;
  const done = [...[...writes, ...manual].flatMap(({ changes }) => changes), ...next];
  const problem = new Problem<PlannedWrite>({ ...rest, after: withChanges(before, done), atoms: [] });
  const lostIn = (facts: readonly Fact[]): readonly string[] =>
    problem.judgeFacts(facts).lost.flatMap(({ type, cells }) => (type === 'administrators' ? [cells.resource] : []));
  const made = withChanges(
    before,
    writes.flatMap(({ changes }) => changes),
  );
  const lost = new Set(lostIn(made));
  if (!manual.some((each) => isAbout(each, lost))) return manual;
  const waiting = fewestWaiting(
    { before, writes },
    writes.filter(({ changes }) => changes.some((change) => change.before !== undefined)),
    (changes) => lostIn(withChanges(before, changes)).some((place) => lost.has(place)),
  );
  return letWait(manual, writes, (each) => (isAbout(each, lost) ? waiting : new Set()));
}

/** Of some writes those without which the others do not lead to something bad. */
function fewestWaiting(
  { before, writes }: Pick<WithSteps, 'before' | 'writes'>,
  candidates: readonly PlannedWrite[],
  isBad: (made: readonly FactChange[]) => boolean,
): ReadonlySet<string> {
  const waiting = new Set<string>();
  const isStillBad = (): boolean => isBad(withoutWaiting(writes, waiting).flatMap(({ changes }) => changes));
  if (!isStillBad()) return waiting;
  for (const { id } of candidates) waiting.add(id);
  // Of large sites all of them wait: each try compiles a site.
  for (const id of waiting.size * before.length > most ? [] : [...waiting]) {
    waiting.delete(id);
    if (isStillBad()) waiting.add(id);
  }
  return waiting;
}

function letWait(
  manual: readonly ManualStep[],
  writes: readonly PlannedWrite[],
  waitsFor: (step: ManualStep) => ReadonlySet<string>,
): readonly ManualStep[] {
  return manual.map((each) => {
    const waiting = waitsFor(each);
    const before = writes.flatMap(({ id }) => (waiting.has(id) || each.before.includes(id) ? [id] : []));
    return waiting.size === 0 ? each : { ...each, before };
  });
}

function takes({ before, after }: FactChange): boolean {
  return before !== undefined && after === undefined;
}
