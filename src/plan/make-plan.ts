import { diffMatrices, type AccessChange, type SubjectChange } from '../diff/access-change.js';
import { Effects } from '../matrix/effects.js';
import { matrixOf, type Matrix } from '../matrix/matrix.js';
import { pack } from '../matrix/tables.js';
import { Verdicts } from '../matrix/verdicts.js';
import { products } from '../model/permissions.js';
import type { Site } from '../model/site.js';
import { classesOf, type Direction, type Mentioned } from './classes.js';
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
  const { asOf, base, head, before, after, changedFiles, mentioned } = input;
  const change = diffMatrices(before?.matrix ?? emptyMatrix(asOf), after.matrix);
  const had = before?.site ?? after.site;
  const seen = (direction: Direction, site: Site, sides: Sides): readonly ChangeClass[] =>
    withWitnesses(classesOf(change.changes, direction, site, mentioned), sides);
  const gaining: Sides = { having: after.site, lacking: before?.site, asOf, side: 'head' };
  const losing: Sides = { having: had, lacking: after.site, asOf, side: 'base' };
  const gains = seen('gain', after.site, gaining);
  const losses = seen('loss', had, losing);
  const conditional = seen('conditional', after.site, gaining);
  const lapses = lapsesOf(input);
  const classes = [...gains, ...losses, ...conditional, ...lapses.flatMap((lapse) => lapse.classes)];
  return {
    version: 1,
    asOf,
    verdict: verdictOf(change),
    digest: change.digest,
    base: { ...base, ...(before === undefined ? {} : { digest: before.matrix.digest }) },
    head: { ...head, digest: after.matrix.digest },
    changedFiles,
    counts: countsOf(change, had, after),
    gains,
    losses,
    conditional,
    seats: seatsOf(change, before?.matrix, after),
    lapses,
    notJudged: notJudged(after.site),
    guardrails: input.guardrails,
    subjects: subjectsOf(classes, after.site, had),
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
    const classes = [...classesOf(changes, 'loss', after.site, everything), ...classesOf(changes, 'conditional', after.site, everything)];
    if (classes.length > 0) lapses.push({ until, classes: withWitnesses(classes, sides) });
    today = matrix;
  }
  return lapses;
}

/** Which way one cell goes; a change of conditions can go both ways. */
interface Ways {
  readonly wider: boolean;
  readonly narrower: boolean;
}

class Compass {
  private readonly verdicts = new Verdicts();

  ways({ before, after }: { readonly before: string | undefined; readonly after: string | undefined }): Ways {
    const had = this.verdicts.parse(before ?? '');
    const has = this.verdicts.parse(after ?? '');
    return { wider: !this.verdicts.implies(has, had), narrower: !this.verdicts.implies(had, has) };
  }
}

function verdictOf(change: AccessChange): Verdict {
  const compass = new Compass();
  const ways = [...new Set(change.changes.map(({ delta }) => delta))].flatMap(({ permissions }) =>
    permissions.map((each) => compass.ways(each)),
  );
  const wider = ways.some((each) => each.wider);
  const narrower = ways.some((each) => each.narrower);
  if (wider && narrower) return 'mixed';
  return wider ? 'broader' : narrower ? 'narrower' : 'same';
}

function countsOf(change: AccessChange, had: Site, { site, matrix }: State): PlanCounts {
  const compass = new Compass();
  const cells = { gained: 0, lost: 0, changed: 0 };
  const gaining = new Set<string>();
  const losing = new Set<string>();
  const resources = { gaining: new Set<string>(), losing: new Set<string>() };
  const touched = { people: new Set<string>(), resources: new Set<string>() };
  for (const { subject, resource, delta } of change.changes) {
    touched.resources.add(resource);
    if (subject.startsWith('user:')) touched.people.add(subject);
    for (const each of delta.permissions) {
      cells[each.before === undefined ? 'gained' : each.after === undefined ? 'lost' : 'changed']++;
      const { wider, narrower } = compass.ways(each);
      if (wider) note(subject, resource, gaining, resources.gaining);
      if (narrower) note(subject, resource, losing, resources.losing);
    }
  }
  const external = (subjects: ReadonlySet<string>, where: Site): number =>
    [...subjects].filter((subject) => infoOf(where, subject).audience === 'external').length;
  return {
    cellsGained: cells.gained,
    cellsLost: cells.lost,
    cellsChanged: cells.changed,
    peopleGaining: gaining.size,
    peopleLosing: losing.size,
    externalsGaining: external(gaining, site),
    externalsLosing: external(losing, had),
    resourcesGaining: resources.gaining.size,
    resourcesLosing: resources.losing.size,
    peopleUnchanged: matrix.subjects.filter((subject) => subject.startsWith('user:') && !touched.people.has(subject)).length,
    resourcesUnchanged: matrix.resources.filter((resource) => !touched.resources.has(resource)).length,
  };
}

function note(subject: string, resource: string, people: Set<string>, resources: Set<string>): void {
  if (subject.startsWith('user:')) people.add(subject);
  resources.add(resource);
}

function seatsOf(change: AccessChange, before: Matrix | undefined, { site, matrix }: State): readonly SeatChange[] {
  return products.flatMap((product): readonly SeatChange[] => {
    const permission = `use:${product}`;
    const changed = change.changes.filter(({ resource, subject }) => resource === 'site' && subject.startsWith('user:'));
    const of = (has: (each: SubjectChange['delta']['permissions'][number]) => boolean): readonly string[] =>
      changed
        .filter(({ delta }) => delta.permissions.some((each) => each.permission === permission && has(each)))
        .map(({ subject }) => subject);
    const gained = of(({ before: had }) => had === undefined);
    const lost = of(({ after: has }) => has === undefined);
    if (gained.length === 0 && lost.length === 0) return [];
    const holders = (which: Matrix | undefined): number =>
      which?.holders(permission, 'site').filter(({ subject }) => subject.startsWith('user:')).length ?? 0;
    const seats = site.about.seats[product];
    return [{ product, gained, lost, before: holders(before), after: holders(matrix), ...(seats === undefined ? {} : { seats }) }];
  });
}

function subjectsOf(classes: readonly ChangeClass[], site: Site, had: Site): Readonly<Record<string, SubjectInfo>> {
  const names = new Set(classes.flatMap(({ subjects, covers }) => [...subjects, ...covers]));
  return Object.fromEntries(Array.from(names, (subject) => [subject, infoOf(isKnown(site, subject) ? site : had, subject)]));
}

function isKnown(site: Site, subject: string): boolean {
  return site.people.has(subject.slice(subject.indexOf(':') + 1)) || !subject.startsWith('user:');
}

/** The matrix in which nobody has anything. */
function emptyMatrix(asOf: string): Matrix {
  const none = pack([]);
  return matrixOf({
    asOf,
    people: [],
    idpGroups: [],
    products: new Uint8Array(0),
    guestKinds: new Uint8Array(0),
    groups: [],
    members: none,
    effects: new Effects(),
    frames: [],
    sets: none,
    resources: [],
    rowFrames: new Uint32Array(0),
    rowTerms: none,
    rowGuests: none,
  });
}
