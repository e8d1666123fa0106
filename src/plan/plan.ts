import type { Place, Position } from '../diagnostics/place.js';
import type { Edge } from '../query/edge.js';
import type { PlanApprovals } from './approvals.js';
import type { Together } from './together.js';

/** A line as people read it; line and column count from 1. */
export interface Where {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

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

/** Which way access of a class goes; `both`: it depends on other issues than before. */
export type Effect = 'wider' | 'narrower' | 'both';

/** A step of a witness; `fresh`: it is on this side of the change only. */
export interface WitnessEdge extends Omit<Edge, 'type'> {
  /** `not-archived`: an archived project keeps nothing but Browse. */
  readonly type: Edge['type'] | 'not-archived';
  readonly fresh: boolean;
  /** The step in a few plain words. */
  readonly label: string;
  /** Line and column of `at`, once they have been looked up. */
  readonly where?: Where;
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
  readonly effect: Effect;
  readonly circle: Circle;
  /** All that apply, in order; the first sorts it. */
  readonly risks: readonly Risk[];
  /** The company of the external people in it, if they have one. */
  readonly company?: string;
  readonly subjects: readonly string[];
  readonly resources: readonly string[];
  readonly permissions: readonly Change[];
  /** They hold nothing else on these resources: where it gets wider before, where it gets narrower afterwards. */
  readonly firstAccess: boolean;
  /** Where it gets narrower: what they still hold there. */
  readonly remaining: readonly string[];
  /** For the public and whoever is logged in: the named subjects who get it only because everybody does. */
  readonly covers: readonly string[];
  readonly witness?: Witness;
  /**
   * Resources of the class that no changed file names, and people whom none names, nor any group they are in: the change reaches further
   * than it looks.
   */
  readonly surprise: { readonly resources: readonly string[]; readonly subjects: readonly string[] };
  /** Number of cells, those of `covers` not counted. */
  readonly cells: number;
}

/** A product whose number of holders, or of guests, changes. */
export interface SeatChange {
  readonly product: string;
  /** People declared guests of the product, who take no seat. */
  readonly guests: boolean;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  readonly before: number;
  readonly after: number;
  /** Seats bought, if the Site says so. */
  readonly seats?: number;
}

/** Something that holds on both sides, but until another day: nobody's access changes by it today. */
export interface MovedEnd {
  /** In words: `ana@acme.example in group partners`. */
  readonly what: string;
  /** The last day; missing: without end. */
  readonly before?: string;
  readonly after?: string;
  /** Where it stands on the head. */
  readonly at: Place;
  readonly where?: Where;
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

/** Cells that break a guardrail: the same people, resources and permissions. */
export interface PlanBreach {
  readonly subjects: readonly string[];
  readonly resources: readonly string[];
  readonly permissions: readonly string[];
  readonly cells: number;
  /** Missing where the cells are missing. */
  readonly witness?: Witness;
}

/** Lines to take out so that a guardrail holds again, tried and found to do so. */
export interface PlanFix {
  readonly removals: readonly { readonly at: Place; readonly where?: Where }[];
  /** Cells that others lose by it, and whose they are. */
  readonly alsoLost: number;
  readonly alsoLosing: readonly string[];
}

export interface BrokenGuardrail {
  readonly name: string;
  readonly description?: string;
  readonly severity: 'error' | 'warning';
  readonly rule: 'confine' | 'never' | 'always' | 'atLeast' | 'atMost' | 'separate' | 'expire';
  readonly at: Place;
  readonly where?: Where;
  /** Cells that break it or are missing; for `atLeast` the resources with too few. */
  readonly cells: number;
  readonly people: number;
  readonly classes: readonly PlanBreach[];
  /** For guardrails that count. */
  readonly counts: readonly {
    readonly resource: string;
    readonly count: number;
    readonly limit: number;
    readonly subjects: readonly string[];
  }[];
  readonly fix?: PlanFix;
}

/** A guardrail that the change itself touches: it may be weaker than it was, or no guardrail any more. */
export interface WeakenedGuardrail {
  readonly name: string;
  readonly how: 'removed' | 'severity' | 'waived' | 'changed';
  /** As it was before, the head would break it. */
  readonly wouldBreak: boolean;
  /** The waivers that are new. */
  readonly waivers: readonly { readonly until: string; readonly reason: string }[];
  /** Where it stands on the head, for a waiver that one; on the base if it is removed. */
  readonly side: 'base' | 'head';
  readonly at: Place;
  readonly where?: Where;
}

export interface PlanGuardrails {
  readonly weakened: readonly WeakenedGuardrail[];
  readonly newlyBroken: readonly BrokenGuardrail[];
  readonly stillBroken: readonly BrokenGuardrail[];
  readonly newlyMended: readonly string[];
  /** How many hold on the head. */
  readonly kept: number;
  /** Waivers of the head that have ended, which is an error even where they excuse nothing. */
  readonly endedWaivers: readonly { readonly name: string; readonly at: Place; readonly where?: Where }[];
}

/** What Atlassian lets decide elsewhere, so that no plan can judge it. */
export interface NotJudged {
  readonly what: string;
  /** The things of that kind, where the policies name them; sorted. */
  readonly names: readonly string[];
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
  /** What `formerly` says is the same thing under another name; told under the new one. */
  readonly renames: readonly { readonly from: string; readonly to: string }[];
  readonly movedEnds: readonly MovedEnd[];
  readonly lapses: readonly Lapse[];
  readonly notJudged: readonly NotJudged[];
  readonly guardrails: PlanGuardrails;
  /** Who must agree; worked out when it is asked for. */
  readonly approvals: PlanApprovals;
  /** Of a merge of several branches: what they do together that none does alone. */
  readonly together?: Together;
  /** Every subject that is named anywhere in the plan. */
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
  /** Groups of the identity provider. */
  readonly groupsGaining: number;
  readonly groupsLosing: number;
  readonly resourcesGaining: number;
  readonly resourcesLosing: number;
  /** People and resources of the new side that nothing changes for. */
  readonly peopleUnchanged: number;
  readonly resourcesUnchanged: number;
}

/** Whether the head must not be merged as it is: it breaks a guardrail of severity error, or leans on a waiver that has ended. */
export function isRefused({ guardrails: { newlyBroken, stillBroken, endedWaivers } }: Plan): boolean {
  return [...newlyBroken, ...stillBroken].some(({ severity }) => severity === 'error') || endedWaivers.length > 0;
}

type Side = Witness['side'];

/** The classes of which more is shown than their numbers and names; undefined: all. */
export type ShownClasses = ReadonlySet<ChangeClass> | undefined;

/** The places of everything on one side that a reader may want to look up. */
export function* placesOf(plan: Plan, side: Side, shown?: ShownClasses): Generator<Place> {
  const places: Place[] = [];
  withPositions(shown === undefined ? plan : withOnly(plan, shown), (place, of) => {
    if (of === side) places.push(place);
    return { file: place.file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  });
  yield* places;
}

function withOnly(plan: Plan, shown: ReadonlySet<ChangeClass>): Plan {
  const only = (classes: readonly ChangeClass[]): readonly ChangeClass[] => classes.filter((each) => shown.has(each));
  const { gains, losses, conditional, lapses } = plan;
  return withParts(plan, {
    gains: only(gains),
    losses: only(losses),
    conditional: only(conditional),
    lapses: lapses.map((lapse) => ({ ...lapse, classes: only(lapse.classes) })),
  });
}

/** The plan with the lines of all places filled in. The witness of a class that is not shown cannot be read any more. */
export function withPositions(plan: Plan, position: (place: Place, side: Side) => Position, shown?: ShownClasses): Plan {
  const where = <T extends { readonly at?: Place }>(thing: T, side: Side): T =>
    thing.at === undefined ? thing : { ...thing, where: brief(position(thing.at, side)) };
  const edges = (steps: readonly WitnessEdge[], side: Side): readonly WitnessEdge[] => steps.map((step) => where(step, side));
  const witnessed = <T extends { readonly witness?: Witness }>(each: T): T => {
    if (each.witness === undefined) return each;
    const { side, because } = each.witness;
    const witness = {
      ...each.witness,
      edges: edges(each.witness.edges, side),
      ...(because === undefined ? {} : { because: { ...because, edges: edges(because.edges, side) } }),
    };
    return { ...each, witness };
  };
  const told = (each: ChangeClass): ChangeClass => (shown === undefined || shown.has(each) ? witnessed(each) : withheld(each));
  const broken = (each: BrokenGuardrail): BrokenGuardrail => ({
    ...where(each, 'head'),
    classes: each.classes.map(witnessed),
    ...(each.fix === undefined ? {} : { fix: { ...each.fix, removals: each.fix.removals.map((removal) => where(removal, 'head')) } }),
  });
  const { guardrails } = plan;
  return withParts(plan, {
    gains: plan.gains.map(told),
    losses: plan.losses.map(told),
    conditional: plan.conditional.map(told),
    movedEnds: plan.movedEnds.map((each) => where(each, 'head')),
    lapses: plan.lapses.map((lapse) => ({ ...lapse, classes: lapse.classes.map(told) })),
    guardrails: {
      ...guardrails,
      weakened: guardrails.weakened.map((each) => where(each, each.side)),
      newlyBroken: guardrails.newlyBroken.map(broken),
      stillBroken: guardrails.stillBroken.map(broken),
      endedWaivers: guardrails.endedWaivers.map((each) => where(each, 'head')),
    },
  });
}

function withheld(each: ChangeClass): ChangeClass {
  return withParts(each, {
    get witness(): Witness {
      throw new Error('The witness of a class that is not shown was asked for.');
    },
  });
}

/** The plan of a merge, with what the branches do together. */
export function withTogether(plan: Plan, together: Together): Plan {
  return withParts(plan, { together });
}

/** The whole with other parts in their places; what is worked out on demand still is. */
function withParts<T extends object>(whole: T, parts: Partial<T>): T {
  return Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(whole), ...Object.getOwnPropertyDescriptors(parts) }) as T;
}

function brief({ file, line, column }: Position): Where {
  return { file, line, column };
}
