import { withRenames } from '../diff/renames.js';
import { diffMatrices, type AccessChange, type Delta, type PermissionChange, type SubjectChange } from '../diff/access-change.js';
import { emptyMatrix } from '../matrix/empty.js';
import type { Matrix } from '../matrix/matrix.js';
import { products, type Product } from '../model/permissions.js';
import type { Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import { classesOf, type Direction, type Mentioned } from './classes.js';
import { Compass } from './compass.js';
import { movedEnds } from './moved-ends.js';
import { notJudged } from './not-judged.js';
import type {
  ChangeClass,
  ChangedFile,
  Lapse,
  Plan,
  PlanCounts,
  PlanGuardrails,
  PlanSide,
  SeatChange,
  SubjectInfo,
  Verdict,
} from './plan.js';
import { asMap, renamesBetween } from './renames.js';
import { infoOf } from './subjects.js';
import { witnessOf, type Sides } from './witness.js';

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
  const renames = renamesBetween(before?.site, after.site);
  const change = withRenames(diffMatrices(before?.matrix ?? emptyMatrix(asOf), after.matrix), asMap(renames));
  const had = before?.site ?? after.site;
  const seen = (direction: Direction, site: Site, sides: Sides): readonly ChangeClass[] =>
    withWitnesses(classesOf(change.changes, direction, site, mentioned), sides);
  const gaining: Sides = { having: after.site, lacking: before?.site, asOf, side: 'head' };
  const losing: Sides = { having: had, lacking: after.site, asOf, side: 'base' };
  const gains = seen('gain', after.site, gaining);
  const losses = seen('loss', had, losing);
  const conditional = [...seen('conditional-gain', after.site, gaining), ...seen('conditional-loss', had, losing)];
  const lapses = lapsesOf(input);
  const seats = seatsOf(change, before?.matrix, after);
  const classes = [...gains, ...losses, ...conditional, ...lapses.flatMap((lapse) => lapse.classes)];
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
    counts: countsOf(change, had, after),
    gains,
    losses,
    conditional,
    seats,
    movedEnds: before === undefined ? [] : movedEnds(before.site, after.site, asOf),
    lapses,
    notJudged: notJudged(after.site),
    guardrails: input.guardrails,
    subjects: subjectsOf([...namesIn(classes, seats), ...namesInGuardrails(input.guardrails)], after.site, had),
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

function withWitnesses(classes: ReturnType<typeof classesOf>, sides: Sides): readonly ChangeClass[] {
  return classes.map((each) => {
    const witness = witnessOf(each, sides) ?? witnessOf(each, turned(sides));
    return witness === undefined ? each : { ...each, witness };
  });
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
    const { changes } = diffMatrices(today, matrix);
    const sides: Sides = { having: after.site, lacking: after.site, asOf: today.asOf, asOfLacking: matrix.asOf, side: 'head' };
    const everything: Mentioned = () => true;
    const classes = [
      ...classesOf(changes, 'loss', after.site, everything),
      ...classesOf(changes, 'conditional-loss', after.site, everything),
    ];
    if (classes.length > 0) lapses.push({ until, classes: withWitnesses(classes, sides) });
    today = matrix;
  }
  return lapses;
}

function verdictOf(change: AccessChange): Verdict {
  const compass = new Compass();
  const deltas = new Set<Delta>();
  for (const { delta } of change.changes) deltas.add(delta);
  const effects = new Set([...deltas].flatMap(({ permissions }) => permissions.map((each) => compass.effect(each))));
  if (effects.size === 0) return 'same';
  if (effects.size > 1 || effects.has('both')) return 'mixed';
  return effects.has('wider') ? 'broader' : 'narrower';
}

/** What one change adds to the counts; worked out once for all to whom it happens. */
interface Weight {
  readonly gained: number;
  readonly lost: number;
  readonly changed: number;
  readonly gains: boolean;
  readonly loses: boolean;
}

function weightOf({ permissions }: Delta, compass: Compass): Weight {
  const effects = permissions.map((each) => compass.effect(each));
  const gained = permissions.filter(({ before }) => before === undefined).length;
  const lost = permissions.filter(({ after }) => after === undefined).length;
  return {
    gained,
    lost,
    changed: permissions.length - gained - lost,
    gains: effects.some((effect) => effect !== 'narrower'),
    loses: effects.some((effect) => effect !== 'wider'),
  };
}

function countsOf(change: AccessChange, had: Site, { site, matrix }: State): PlanCounts {
  const compass = new Compass();
  const weights = new Map<Delta, Weight>();
  const cells = { gained: 0, lost: 0, changed: 0 };
  const gaining = new Tally();
  const losing = new Tally();
  const touched = new Tally();
  for (const { subject, resource, delta } of change.changes) {
    const weight = weights.get(delta) ?? weightOf(delta, compass);
    weights.set(delta, weight);
    touched.add(subject, resource);
    cells.gained += weight.gained;
    cells.lost += weight.lost;
    cells.changed += weight.changed;
    if (weight.gains) gaining.add(subject, resource);
    if (weight.loses) losing.add(subject, resource);
  }
  const external = (subjects: ReadonlySet<string>, where: Site): number =>
    [...subjects].filter((subject) => infoOf(where, subject).audience === 'external').length;
  return {
    cellsGained: cells.gained,
    cellsLost: cells.lost,
    cellsChanged: cells.changed,
    peopleGaining: gaining.people.size,
    peopleLosing: losing.people.size,
    externalsGaining: external(gaining.people, site),
    externalsLosing: external(losing.people, had),
    groupsGaining: gaining.groups.size,
    groupsLosing: losing.groups.size,
    resourcesGaining: gaining.resources.size,
    resourcesLosing: losing.resources.size,
    peopleUnchanged: matrix.subjects.filter((subject) => subject.startsWith('user:') && !touched.people.has(subject)).length,
    resourcesUnchanged: matrix.resources.filter((resource) => !touched.resources.has(resource)).length,
  };
}

/** Whom something happens to, and where. */
class Tally {
  readonly people = new Set<string>();
  readonly groups = new Set<string>();
  readonly resources = new Set<string>();

  add(subject: string, resource: string): void {
    if (subject.startsWith('user:')) this.people.add(subject);
    if (subject.startsWith('group:')) this.groups.add(subject);
    this.resources.add(resource);
  }
}

function seatsOf(change: AccessChange, before: Matrix | undefined, after: State): readonly SeatChange[] {
  const onSite = change.changes.filter(({ resource, subject }) => resource === 'site' && subject.startsWith('user:'));
  return [
    ...products.flatMap((product) => seatsFor(product, `use:${product}`, onSite, before, after)),
    ...(['confluence', 'jira'] as const).flatMap((product) => seatsFor(product, `guest:${product}`, onSite, before, after)),
  ];
}

function seatsFor(
  product: Product | 'jira',
  permission: string,
  onSite: readonly SubjectChange[],
  before: Matrix | undefined,
  { site, matrix }: State,
): readonly SeatChange[] {
  const of = (has: (each: PermissionChange) => boolean): readonly string[] =>
    onSite
      .filter(({ delta }) => delta.permissions.some((each) => each.permission === permission && has(each)))
      .map(({ subject }) => subject);
  const gained = of(({ before: had }) => had === undefined);
  const lost = of(({ after: has }) => has === undefined);
  if (gained.length === 0 && lost.length === 0) return [];
  const holders = (which: Matrix | undefined): number =>
    which?.holders(permission, 'site').filter(({ subject }) => subject.startsWith('user:')).length ?? 0;
  const guests = permission.startsWith('guest:');
  const seats = guests || product === 'jira' ? undefined : site.about.seats[product];
  return [{ product, guests, gained, lost, before: holders(before), after: holders(matrix), ...(seats === undefined ? {} : { seats }) }];
}

function namesIn(classes: readonly ChangeClass[], seats: readonly SeatChange[]): readonly string[] {
  return [
    ...classes.flatMap(({ subjects, covers }) => [...subjects, ...covers]),
    ...seats.flatMap(({ gained, lost }) => [...gained, ...lost]),
  ];
}

function namesInGuardrails({ newlyBroken, stillBroken }: PlanGuardrails): readonly string[] {
  return [...newlyBroken, ...stillBroken].flatMap(({ classes, counts, fix }) => [
    ...classes.flatMap(({ subjects }) => subjects),
    ...counts.flatMap(({ subjects }) => subjects),
    ...(fix?.alsoLosing ?? []),
  ]);
}

/** In the order of their names. */
function subjectsOf(names: readonly string[], site: Site, had: Site): Readonly<Record<string, SubjectInfo>> {
  return Object.fromEntries(
    [...new Set(names)].sort(compareBytes).map((subject) => [subject, infoOf(isKnown(site, subject) ? site : had, subject)]),
  );
}

function isKnown(site: Site, subject: string): boolean {
  const name = subject.slice(subject.indexOf(':') + 1);
  if (subject.startsWith('group:')) return site.groups.has(name);
  return !subject.startsWith('user:') || site.people.has(name);
}
