import { diffMatrices, type MatrixChange } from '../diff/access-change.js';
import { emptyMatrix } from '../matrix/empty.js';
import type { Matrix } from '../matrix/matrix.js';
import { distinctNames } from '../matrix/name-list.js';
import type { Site } from '../model/site.js';
import type { Mentioned } from './acquaintance.js';
import { approvalsOf, type PlanApprovals } from './approvals.js';
import type { AuthorClaim } from './author.js';
import { classesOf, type BareClass, type Direction, type Having } from './classes.js';
import { countsOf, verdictOf } from './counts.js';
import { movedEnds } from './moved-ends.js';
import { notJudged } from './not-judged.js';
import type { ChangeClass, ChangedFile, Lapse, Plan, PlanGuardrails, PlanSide, SeatChange, SubjectInfo } from './plan.js';
import { asMap, renamesBetween } from './renames.js';
import { seatsOf } from './seats.js';
import { infoOf } from './subjects.js';
import type { Touched } from '../model/touched.js';
import { withWitness } from './with-witness.js';
import { witnessOf, type Sides } from './witness.js';
import { nameOf } from '../text/reference.js';

/** A state of the policies that compiles. */
export interface State {
  readonly site: Site;
  readonly matrix: Matrix;
}

export interface PlanInput {
  readonly asOf: string;
  readonly base: Omit<PlanSide, 'digest'>;
  readonly head: Omit<PlanSide, 'digest'>;
  /** Undefined where the base has no policies or does not compile: all of the head then counts as gained. */
  readonly before: State | undefined;
  readonly after: State;
  readonly changedFiles: readonly ChangedFile[];
  /** What the changed files name. */
  readonly mentioned: Mentioned;
  readonly guardrails: PlanGuardrails;
  /** The new side on the days after something ends, each compared with the one before. */
  readonly later: readonly LaterState[];
  /** The difference, where it is known already; with the renames told under their new names. */
  readonly change?: MatrixChange;
  /** What can differ between the sites, where that is known: nothing else is looked into for renames and last days. */
  readonly touched?: Touched;
  /** Who wrote the change, where that is known. */
  readonly author?: AuthorClaim;
}

/** The new side as it will be on the day after `until`. */
export interface LaterState {
  readonly until: string;
  readonly matrix: Matrix;
}

/** Who gains and who loses what from one state to the other, grouped, each group with a witness. */
export function makePlan(input: PlanInput): Plan {
  const { asOf, base, head, before, after, changedFiles } = input;
  // Where there is nothing to compare with, everything is new and nothing is a surprise.
  const mentioned: Mentioned = before === undefined ? () => true : input.mentioned;
  const renames = renamesBetween(before?.site, after.site, input.touched);
  const had: State = before ?? { site: after.site, matrix: emptyMatrix(asOf) };
  const change = input.change ?? diffMatrices(had.matrix, after.matrix, asMap(renames));
  const seen = (direction: Direction, having: Having, sides: Sides): readonly ChangeClass[] =>
    withWitnesses(classesOf(change, direction, having), sides);
  const now: Having = { site: after.site, matrix: after.matrix, side: 'after', mentioned };
  const then: Having = { site: had.site, matrix: had.matrix, side: 'before', mentioned };
  const gaining: Sides = { having: after.site, lacking: before?.site, asOf, side: 'head' };
  const losing: Sides = { having: had.site, lacking: after.site, asOf, side: 'base' };
  const gains = seen('gain', now, gaining);
  const losses = seen('loss', then, losing);
  const conditional = [...seen('conditional-gain', now, gaining), ...seen('conditional-loss', then, losing)];
  const lapses = lapsesOf(input);
  const seats = seatsOf(change, before?.matrix, after.matrix, after.site);
  const classes = [...gains, ...losses, ...conditional, ...lapses.flatMap((lapse) => lapse.classes)];
  let approvals: PlanApprovals | undefined;
  return {
    version: 1,
    asOf,
    verdict: verdictOf(change),
    get digest() {
      return change.digest;
    },
    base: before === undefined ? base : withDigest(base, before.matrix),
    head: withDigest(head, after.matrix),
    changedFiles,
    renames,
    counts: countsOf(change, had.site, after.site, after.matrix),
    gains,
    losses,
    conditional,
    seats,
    movedEnds: before === undefined ? [] : movedEnds(before.site, after.site, asOf, input.touched),
    lapses,
    notJudged: notJudged(after.site, after.matrix),
    guardrails: input.guardrails,
    get approvals() {
      const { guardrails, author, touched } = input;
      const told = { asOf, gains, conditional, seats, guardrails, renames };
      const given = { ...(author === undefined ? {} : { author }), ...(touched === undefined ? {} : { touched }) };
      return (approvals ??= approvalsOf({ ...told, ...given, before: before?.site, after: after.site, change }));
    },
    subjects: subjectsOf([...namesIn(classes, seats), ...namesInGuardrails(input.guardrails)], after.site, had.site),
  };
}

/** Digests are worked out for those who read them. */
function withDigest(side: Omit<PlanSide, 'digest'>, matrix: Matrix): PlanSide {
  return {
    ...side,
    get digest() {
      return matrix.digest;
    },
  };
}

function withWitnesses(classes: readonly BareClass[], sides: Sides): readonly ChangeClass[] {
  return classes.map((each) => withWitness(each, () => witnessOf(each, sides) ?? witnessOf(each, turned(sides))));
}

/** A conditional cell that is gone can only be explained where it was. */
function turned(sides: Sides): Sides {
  const { having, lacking, side } = sides;
  return lacking === undefined ? sides : { ...sides, having: lacking, lacking: having, side: side === 'head' ? 'base' : 'head' };
}

/** What ends by date alone, day by day; what ends is shown with the way it is held today. */
function lapsesOf({ after, later }: PlanInput): readonly Lapse[] {
  const lapses: Lapse[] = [];
  let today: Matrix = after.matrix;
  for (const { until, matrix } of later) {
    const change = diffMatrices(today, matrix);
    const sides: Sides = { having: after.site, lacking: after.site, asOf: today.asOf, asOfLacking: matrix.asOf, side: 'head' };
    const having: Having = { site: after.site, matrix: today, side: 'before', mentioned: () => true };
    const classes = [...classesOf(change, 'loss', having), ...classesOf(change, 'conditional-loss', having)];
    if (classes.length > 0) lapses.push({ until, classes: withWitnesses(classes, sides) });
    today = matrix;
  }
  return lapses;
}

function namesIn(classes: readonly ChangeClass[], seats: readonly SeatChange[]): readonly (readonly string[])[] {
  return [...classes.flatMap(({ subjects, covers }) => [subjects, covers]), ...seats.flatMap(({ gained, lost }) => [gained, lost])];
}

function namesInGuardrails({ newlyBroken, stillBroken }: PlanGuardrails): readonly (readonly string[])[] {
  return [...newlyBroken, ...stillBroken].flatMap(({ classes, counts, fix }) => [
    ...classes.map(({ subjects }) => subjects),
    ...counts.map(({ subjects }) => subjects),
    fix?.alsoLosing ?? [],
  ]);
}

/** In the order of their names. */
function subjectsOf(lists: readonly (readonly string[])[], site: Site, had: Site): Readonly<Record<string, SubjectInfo>> {
  return Object.fromEntries(
    Array.from(distinctNames(lists), (subject) => [subject, infoOf(isKnown(site, subject) ? site : had, subject)] as const),
  );
}

function isKnown(site: Site, subject: string): boolean {
  const name = nameOf(subject);
  if (subject.startsWith('group:')) return site.groups.has(name);
  return !subject.startsWith('user:') || site.people.has(name);
}
