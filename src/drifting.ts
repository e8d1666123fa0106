import { excuse, type Excuse, type Excused } from './check/suppressions.js';
import type { Place } from './diagnostics/place.js';
import { accessOf, compareWithSite, type Access, type Compared } from './drift/drift-between.js';
import type { AccountFinding, Difference, Doing, Drift } from './drift/drift.js';
import type { AuditReading, LiveState } from './drift/live-state.js';
import { whoDid } from './drift/who.js';
import { driftCode, remarkedFiles } from './linting.js';
import type { SourceTree } from './load/source-file.js';
import type { Site } from './model/site.js';
import { locate } from './pipeline.js';
import type { BrokenGuardrail, Where, Witness, WitnessEdge } from './plan/plan.js';

/** Policies that link, and the files they are written in. */
export interface Written {
  readonly tree: SourceTree;
  readonly site: Site;
  readonly asOf: string;
}

/**
 * What differs between policies and a site that was read; what comments in the policies excuse is told apart. The audit logs are asked who
 * did it only if something new differs.
 */
export async function driftFrom(policies: Written, live: LiveState, audit?: () => Promise<AuditReading>): Promise<Drift> {
  const { site, tree, asOf } = policies;
  const compared = compareWithSite(site, live, asOf);
  const { differences } = compared;
  const { line, left, excused, faults, unused } = await excusesFor(policies, compared);
  const told = (index: number): Difference => withWhere(differences[index] as Difference, line);
  const access = accessOf(compared, new Set(excused.map(({ item }) => item)));
  const { findings: accounts, unmatched } = compared.sides.aligned;
  const comments = [...faults, ...unused];
  const who =
    audit === undefined || left.length === 0
      ? undefined
      : whoDid(
          left.map((index) => differences[index] as Difference),
          await audit(),
          live,
          compared.sides.aligned,
        );
  const withDoing = (each: Difference, by: Doing | undefined): Difference => (by === undefined ? each : { ...each, by });
  const other = await linesIn(tree, [...placesIn(access), ...accounts.map(({ at }) => at), ...comments.map(({ at }) => at)]);
  return {
    version: 1,
    asOf,
    site: site.about.url,
    apis: live.apis,
    clean: left.length === 0 && accounts.length === 0 && faults.length === 0,
    differences: left.map((index, position) => withDoing(told(index), who?.doings[position])),
    known: excused.map(({ item, by }) => ({ ...told(item), ...excuseOf(by) })),
    accounts: accounts.map((each): AccountFinding => withWhere(each, other)),
    excuses: comments.map((each) => withWhere(each, other)),
    ...located(access, other),
    notLookedAt: compared.sides.notLookedAt,
    unmanaged: compared.sides.unmanaged,
    unmatched,
    blindSpots: live.blindSpots,
    ...(who === undefined ? {} : { audit: who.audit }),
  };
}

/** Which differences comments in the policies excuse, by their index; and what is wrong with the comments. */
export async function excusesFor(
  { site, tree, asOf }: Written,
  { differences }: Compared,
): Promise<Excused<number> & { readonly line: Lookup }> {
  const remarked = await remarkedFiles({ tree });
  const places = differences.flatMap(({ at, thingAt }) => [at, thingAt]);
  const line = await linesIn(tree, places);
  const excused = excuse(
    differences.map((item, index) => ({
      item: index,
      code: driftCode,
      file: item.at?.file ?? '',
      lines: [line(item.at)?.line ?? 0, ...(item.thingAt?.file === item.at?.file ? [line(item.thingAt)?.line ?? 0] : [])],
    })),
    {
      remarks: remarked.flatMap(({ remarks }) => remarks),
      asOf,
      codes: [driftCode],
      only: driftCode,
      people: site.people,
      groups: site.groups,
    },
  );
  return { ...excused, line };
}

function excuseOf({ reason, owner, until }: Excuse): Excuse {
  return { reason, owner, until };
}

export type Lookup = (place: Place | undefined) => Where | undefined;

/** Lines of what stands in files; what stands on the site has none. */
export async function linesIn(tree: SourceTree, places: readonly (Place | undefined)[]): Promise<Lookup> {
  const files = new Set(tree.files.map(({ path }) => path));
  const written = places.filter((place): place is Place => place !== undefined && files.has(place.file));
  const position = await locate(tree, written);
  return (place) => {
    if (place === undefined || !files.has(place.file)) return undefined;
    const { file, line, column } = position(place);
    return { file, line, column };
  };
}

export function withWhere<T extends { readonly at?: Place; readonly where?: Where }>(thing: T, line: Lookup): T {
  const where = line(thing.at);
  return where === undefined ? thing : { ...thing, where };
}

/** Something with a way, its steps with their lines. */
export function withWay<T extends { readonly witness?: Witness }>(each: T, line: Lookup): T {
  const edges = (steps: readonly WitnessEdge[]): readonly WitnessEdge[] => steps.map((step) => withWhere(step, line));
  const { witness } = each;
  if (witness === undefined) return each;
  const because = witness.because === undefined ? {} : { because: { ...witness.because, edges: edges(witness.because.edges) } };
  return { ...each, witness: { ...witness, edges: edges(witness.edges), ...because } };
}

function located(access: Access, line: Lookup): Access {
  const all = <T extends { readonly witness?: Witness }>(each: readonly T[]): readonly T[] => each.map((one) => withWay(one, line));
  const broken = (each: BrokenGuardrail): BrokenGuardrail => ({ ...withWhere(each, line), classes: all(each.classes) });
  const { more, less, conditional, guardrails, subjects } = access;
  return {
    more: all(more),
    less: all(less),
    conditional: all(conditional),
    guardrails: { newlyBroken: guardrails.newlyBroken.map(broken), stillBroken: guardrails.stillBroken.map(broken) },
    subjects,
  };
}

function placesIn(access: Access): readonly (Place | undefined)[] {
  const places: (Place | undefined)[] = [];
  located(access, (place) => {
    places.push(place);
    return undefined;
  });
  return places;
}
