import type { Place, Position } from '../diagnostics/place.js';
import type { Edge } from '../query/edge.js';

export type Verdict = 'broader' | 'narrower' | 'mixed' | 'same';

/** Whom a class of changes concerns; the order is that of risk. */
export type Circle = 'public' | 'logged-in' | 'portal' | 'external' | 'internal';

/** What makes a gain worth a second look; the first that applies sorts it. */
export type Risk = 'public' | 'logged-in' | 'external' | 'administration' | 'first-access' | 'other';

export interface Change {
  readonly permission: string;
  readonly before?: string;
  readonly after?: string;
}

/** A step of a witness; `fresh`: it is on this side of the change only. */
export interface WitnessEdge extends Edge {
  readonly fresh: boolean;
  /** The step in a few plain words. */
  readonly label: string;
  /** Line and column of `at`, once they have been looked up. */
  readonly where?: { readonly file: string; readonly line: number; readonly column: number };
}

/** One cell of a class with the way that gives it: for gains on the new side, for losses on the old one. */
export interface Witness {
  readonly subject: string;
  readonly permission: string;
  readonly resource: string;
  /** Which side of the change the way is written on. */
  readonly side: 'base' | 'head';
  readonly edges: readonly WitnessEdge[];
  /** What the fresh step opens, where it is not the way itself: the product in front of it, or the permission beneath it. */
  readonly because?: { readonly what: string; readonly edges: readonly WitnessEdge[] };
}

/** The same people, the same permissions, the same resources. */
export interface ChangeClass {
  readonly circle: Circle;
  /** All that apply, in order; the first sorts it. */
  readonly risks: readonly Risk[];
  /** The company of the external people in it, if they have one. */
  readonly company?: string;
  readonly subjects: readonly string[];
  readonly resources: readonly string[];
  readonly permissions: readonly Change[];
  /** They hold nothing else on these resources: for gains before, for losses afterwards. */
  readonly firstAccess: boolean;
  /** For losses: what they still hold there, where it is the same on all of these resources. */
  readonly remaining: readonly string[];
  /** For the public and whoever is logged in: the named subjects who get it only because everybody does. */
  readonly covers: readonly string[];
  readonly witness?: Witness;
  /** Resources and people of the class that no changed file names: the change reaches further than it looks. */
  readonly surprise: { readonly resources: readonly string[]; readonly subjects: readonly string[] };
  /** Number of cells, those of `covers` not counted. */
  readonly cells: number;
}

/** A product whose number of holders changes. */
export interface SeatChange {
  readonly product: string;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  readonly before: number;
  readonly after: number;
  /** Seats bought, if the Site says so. */
  readonly seats?: number;
}

/** What ends on the new side by date alone. */
export interface Lapse {
  /** The last day it holds. */
  readonly until: string;
  readonly classes: readonly ChangeClass[];
}

/** One side of a plan. */
export interface PlanSide {
  readonly label: string;
  readonly commit?: string;
  /** `invalid`: it does not compile; `absent`: it has no policies. Everything on the other side then counts as gained. */
  readonly state: 'valid' | 'invalid' | 'absent';
  /** Digest of its matrix, where it compiles. */
  readonly digest?: string;
}

/** What a reader must know of a subject to judge what it gets. */
export interface SubjectInfo {
  readonly audience: 'internal' | 'external';
  readonly company?: string;
  readonly displayName?: string;
  readonly type: 'person' | 'app' | 'group' | 'class';
}

export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified';
}

/** What Atlassian lets decide elsewhere, so that no plan can judge it. */
export interface NotJudged {
  readonly what: string;
  readonly why: string;
}

/** Who gains and who loses which access, through what. Plain data; every list is whole. */
export interface Plan {
  readonly version: 1;
  readonly asOf: string;
  readonly verdict: Verdict;
  /** Of the change of access: equal if and only if that is equal. */
  readonly digest: string;
  readonly base: PlanSide;
  readonly head: PlanSide;
  readonly changedFiles: readonly ChangedFile[];
  readonly counts: PlanCounts;
  readonly gains: readonly ChangeClass[];
  readonly losses: readonly ChangeClass[];
  /** Changes that depend on the issue. */
  readonly conditional: readonly ChangeClass[];
  readonly seats: readonly SeatChange[];
  readonly lapses: readonly Lapse[];
  readonly notJudged: readonly NotJudged[];
  /** Every subject named in the classes. */
  readonly subjects: Readonly<Record<string, SubjectInfo>>;
}

export interface PlanCounts {
  readonly cellsGained: number;
  readonly cellsLost: number;
  readonly cellsChanged: number;
  readonly peopleGaining: number;
  readonly peopleLosing: number;
  readonly externalsGaining: number;
  readonly externalsLosing: number;
  readonly resourcesGaining: number;
  readonly resourcesLosing: number;
  /** People and resources of the new side that nothing changes for. */
  readonly peopleUnchanged: number;
  readonly resourcesUnchanged: number;
}

/** The places of all witnesses of one side, for looking up their lines. */
export function* placesOf(plan: Plan, side: Witness['side']): Generator<Place> {
  for (const { witness } of classesOf(plan)) {
    if (witness?.side !== side) continue;
    for (const { at } of [...witness.edges, ...(witness.because?.edges ?? [])]) if (at !== undefined) yield at;
  }
}

function classesOf({ gains, losses, conditional, lapses }: Plan): readonly ChangeClass[] {
  return [...gains, ...losses, ...conditional, ...lapses.flatMap(({ classes }) => classes)];
}

/** The plan with the lines of all steps filled in. */
export function withPositions(plan: Plan, position: (place: Place, side: Witness['side']) => Position): Plan {
  const edges = (steps: readonly WitnessEdge[], side: Witness['side']): readonly WitnessEdge[] =>
    steps.map((step) => (step.at === undefined ? step : { ...step, where: brief(position(step.at, side)) }));
  const located = (each: ChangeClass): ChangeClass => {
    if (each.witness === undefined) return each;
    const { side, because } = each.witness;
    const witness = {
      ...each.witness,
      edges: edges(each.witness.edges, side),
      ...(because === undefined ? {} : { because: { ...because, edges: edges(because.edges, side) } }),
    };
    return { ...each, witness };
  };
  return {
    ...plan,
    gains: plan.gains.map(located),
    losses: plan.losses.map(located),
    conditional: plan.conditional.map(located),
    lapses: plan.lapses.map((lapse) => ({ ...lapse, classes: lapse.classes.map(located) })),
  };
}

function brief({ file, line, column }: Position): { readonly file: string; readonly line: number; readonly column: number } {
  return { file, line, column };
}
