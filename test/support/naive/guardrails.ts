import { sortedByBytes } from './condition.js';
import type { Labels, WrittenDuty, WrittenGuardrail, WrittenOn, WrittenWaiver, WrittenWho } from './guardrail-words.js';
import {
  isApp,
  isList,
  labelOfSubject,
  own,
  permissionsMeant,
  resourcesMeant,
  resourcesOf,
  spokenOf,
  subjectsMeant,
} from './guardrail-words.js';
import type { Subject } from './organisation.js';
import type { Cell, World } from './world.js';
import { readWorld } from './world.js';
import type { WrittenCollaboration } from './written.js';
import { listOf, standing, withoutType } from './written.js';

export interface NaiveJudgement {
  readonly name: string;
  readonly ok: boolean;
  readonly severity: string;
  /**
   * What breaks it, sorted by bytes: lines `subject⇥resource⇥permission⇥verdict`, for `always` the missing cells with the verdict `-`,
   * for `atLeast` the names of the resources.
   */
  readonly cells: readonly string[];
  readonly endedWaivers: number;
  readonly unusedWaivers: number;
  readonly matchesNothing: boolean;
}

/** Every guardrail of a valid root judged word by word from the language, the `confine-NAME` of each Collaboration included; sorted by name. */
export function naiveGuardrails(documents: readonly unknown[], asOf: string): NaiveJudgement[] {
  const world = readWorld(documents, asOf);
  const written = (documents as { kind: string }[]).filter((document) => document.kind === 'Guardrail') as unknown as WrittenGuardrail[];
  const collaborations = (documents as { kind: string }[]).filter(
    ({ kind }) => kind === 'Collaboration',
  ) as unknown as WrittenCollaboration[];
  const judged = [
    ...written.map((guardrail) => judgement(guardrail, world)),
    ...collaborations.map((collaboration) => judgementOfTeam(collaboration, collaborations, world)),
  ];
  const byName = new Map(judged.map((each) => [each.name, each]));
  return sortedByBytes(byName.keys()).flatMap((name) => byName.get(name) ?? []);
}

/** Something that breaks a rule; a resource alone where `atLeast` is not met. */
interface Breach {
  readonly subject?: Subject;
  readonly resource: string;
  readonly permission?: string;
  readonly verdict?: string;
}

/** Whether some waiver excuses it; rules that count leave it out before they count. */
type IsExcused = (breach: Breach) => boolean;

function judgement(guardrail: WrittenGuardrail, world: World): NaiveJudgement {
  const waivers = guardrail.except ?? [];
  const live = standing(waivers, world.asOf);
  const bare = breachesOf(guardrail, [], world);
  const breaches = breachesOf(guardrail, live, world);
  const matchesNothing = hasNothing(guardrail, world);
  return {
    name: guardrail.name,
    severity: guardrail.severity ?? 'error',
    // "`matches-nothing` a warning (for `always` and `atLeast`: broken)"
    ok: breaches.length === 0 && !(matchesNothing && (guardrail.always ?? guardrail.atLeast) !== undefined),
    cells: printed(breaches),
    // "A waiver past its date is an error even if unused; one that excuses nothing a warning."
    endedWaivers: waivers.length - live.length,
    unusedWaivers: live.filter((waiver) => !isUsed(waiver, bare, breaches, guardrail, world)).length,
    matchesNothing,
  };
}

function isUsed(
  waiver: WrittenWaiver,
  bare: readonly Breach[],
  left: readonly Breach[],
  { atLeast }: WrittenGuardrail,
  world: World,
): boolean {
  if (atLeast === undefined) return bare.some(excuser(waiver, world));
  const mended = bare.filter(({ resource }) => !left.some((breach) => breach.resource === resource));
  return mended.some(({ resource }) => isCountExcusedInPart(resource, atLeast, waiver, world));
}

function printed(breaches: readonly Breach[]): string[] {
  const lines = breaches.map(({ subject, resource, permission, verdict }) =>
    subject === undefined ? resource : [subject.printed, resource, permission, verdict].join('\t'),
  );
  return sortedByBytes(new Set(lines));
}

/** "exactly one rule" */
function breachesOf(guardrail: WrittenGuardrail, waivers: readonly WrittenWaiver[], world: World): Breach[] {
  const { confine, never, always, atLeast, atMost, separate, expire } = guardrail;
  const excusers = waivers.map((waiver) => excuser(waiver, world));
  const isExcused = (breach: Breach): boolean => excusers.some((excuses) => excuses(breach));
  if (confine !== undefined) return confineBreaches(confine, world).filter((breach) => !isExcused(breach));
  if (never !== undefined) return neverBreaches(never, world).filter((breach) => !isExcused(breach));
  if (always !== undefined) return alwaysBreaches(always, world).filter((breach) => !isExcused(breach));
  if (atLeast !== undefined)
    return atLeastBreaches(atLeast, world).filter(({ resource }) => !isCountExcused(resource, atLeast, waivers, world));
  if (atMost !== undefined) return atMostBreaches(atMost, world, isExcused);
  if (separate !== undefined) return separateBreaches(separate, world, isExcused);
  if (expire !== undefined) return expireBreaches(expire, world).filter((breach) => !isExcused(breach));
  throw new Error(`${guardrail.name} has no rule.`);
}

/** "what is excused, by name and for a time only": a cell of somebody in `who`, on a resource of `on`, with a permission of `can`. */
function excuser({ who, on, can }: WrittenWaiver, world: World): IsExcused {
  const [subjects, resources, permissions] = [subjectsMeant(who, world), resourcesMeant(on, world), spokenOf(can ?? ['*'], world)];
  return ({ subject, resource, permission }) =>
    subject !== undefined && subjects.has(subject) && resources.has(resource) && permissions.has(permission ?? '');
}

/** A resource with too few holders is nobody's cell: waivers excuse it that excuse there, together, all the rule asks for. */
function isCountExcused(resource: string, duty: WrittenDuty, waivers: readonly WrittenWaiver[], world: World): boolean {
  return [...permissionsMeant(duty.can, resource, world)].every((permission) =>
    waivers.some((waiver) => isCountExcusedInPart(resource, { ...duty, can: [permission] }, waiver, world)),
  );
}

function isCountExcusedInPart(resource: string, duty: WrittenDuty, { on, can }: WrittenWaiver, world: World): boolean {
  const excused = spokenOf(can ?? ['*'], world);
  return resourcesMeant(on, world).has(resource) && [...permissionsMeant(duty.can, resource, world)].some((each) => excused.has(each));
}

/**
 * The cells a rule may judge: "A cell that `anyone` holds too is judged for `anyone` alone."
 * "Conditional cells and classes count in `confine`, `never`, `atMost`, `separate`, `expire`."
 */
function judgedCells(who: WrittenWho | undefined, world: World): Cell[] {
  const meant = subjectsMeant(who, world);
  return world.cells.filter(({ subject, resource, permission }) => {
    const isPublic = subject.printed !== 'anyone' && world.isHeld('anyone', resource, permission);
    return !isPublic && meant.has(subject);
  });
}

/** "`confine` does not judge `use:*` and `guest:*`." */
function isConfined({ permission }: Cell): boolean {
  return !permission.startsWith('use:') && !permission.startsWith('guest:');
}

/** "no cell outside", and what administrators can give themselves */
function confineBreaches({ who, to, byLabel }: NonNullable<WrittenGuardrail['confine']>, world: World): Breach[] {
  const isInside = byLabel === undefined ? insideOf(to ?? [], world) : insideByLabel(byLabel, world);
  const outside = judgedCells(who, world).filter((cell) => isConfined(cell) && !isInside(cell));
  return [...outside, ...administration(who, world)];
}

function insideOf(to: WrittenOn, world: World): (cell: Cell) => boolean {
  const rooms = resourcesMeant(to, world);
  return ({ resource }) => rooms.has(resource);
}

/** "only resources whose label L equals the person's `company` (L = company) or label L; missing on either side allows nothing" */
function insideByLabel(label: string, world: World): (cell: Cell) => boolean {
  const labels: ReadonlyMap<string, Labels | undefined> = resourcesOf(world);
  return ({ subject, resource }) => {
    const wanted = labelOfSubject(subject, label, world);
    return wanted !== undefined && own(labels.get(resource), label) === wanted;
  };
}

/**
 * "Whoever holds `ADMINISTER` or is in `Site.admins` can give themselves this: … and breaks `never` and `confine` if in `who`."
 * The cells that break them are those of their administration. "`app`: … never counts as administrator".
 */
function administration(who: WrittenWho | undefined, world: World): Breach[] {
  const meant = subjectsMeant(who, world);
  return world.cells.filter(
    ({ subject, resource, permission }) =>
      resource === 'site' && (permission === 'ADMINISTER' || permission === 'admin:site') && !isApp(subject, world) && meant.has(subject),
  );
}

/** "`can: [A, B]` means any of them in `never` and `atMost`" */
function neverBreaches({ who, can, on }: WrittenDuty, world: World): Breach[] {
  return [...judgedCells(who, world).filter(isAnyOf(can, on, world)), ...administration(who, world)];
}

function isAnyOf(can: readonly string[], on: WrittenOn, world: World): (cell: Cell) => boolean {
  const [resources, permissions] = [resourcesMeant(on, world), spokenOf(can, world)];
  return ({ resource, permission }) => resources.has(resource) && permissions.has(permission);
}

/** "in `always` and `atLeast` only `allowed` cells of people (for `always` also of a named group) count, and `type: app` never." */
function alwaysBreaches({ who, can, on }: WrittenDuty, world: World): Breach[] {
  const bound = [...subjectsMeant(who, world)].filter((subject) => isPerson(subject, world) || isNamedGroup(subject, who));
  return bound.flatMap((subject) =>
    [...resourcesMeant(on, world)].flatMap((resource) =>
      missing(subject, can, resource, world).map((permission) => ({ subject, resource, permission, verdict: '-' })),
    ),
  );
}

function isPerson(subject: Subject, world: World): boolean {
  return subject.is === 'person' && !isApp(subject, world);
}

function isNamedGroup(subject: Subject, who: WrittenWho | undefined): boolean {
  if (subject.is !== 'idp-group' || who === undefined) return false;
  if (isList(who)) return who.includes(subject.printed);
  return who.group !== undefined && withoutType(who.group, 'group') === subject.name;
}

/** "all, on one and the same resource, in `always`, `atLeast`": what of it is not `allowed`. */
function missing(subject: Subject, can: readonly string[], resource: string, world: World): string[] {
  const held = new Set(
    world
      .cellsOf(subject, resource)
      .filter(({ verdict }) => verdict === 'allowed')
      .map(({ permission }) => permission),
  );
  return [...permissionsMeant(can, resource, world)].filter((permission) => !held.has(permission));
}

/** "per resource"; "A class or an `idp` group cannot be counted: `atLeast` is not met by it" */
function atLeastBreaches({ count, who, can, on }: NonNullable<WrittenGuardrail['atLeast']>, world: World): Breach[] {
  const countable = [...subjectsMeant(who, world)].filter((subject) => isPerson(subject, world));
  return [...resourcesMeant(on, world)]
    .filter((resource) => countable.filter((subject) => missing(subject, can, resource, world).length === 0).length < count)
    .map((resource) => ({ resource }));
}

/** "per resource"; "A class or an `idp` group cannot be counted: … `atMost` is broken by it." Whoever is excused is not counted. */
function atMostBreaches({ count, who, can, on }: NonNullable<WrittenGuardrail['atMost']>, world: World, isExcused: IsExcused): Breach[] {
  const cells = judgedCells(who, world)
    .filter(isAnyOf(can, on, world))
    .filter((cell) => !isExcused(cell));
  return cells.filter(({ resource }) => {
    const holders = cells.filter((cell) => cell.resource === resource).map(({ subject }) => subject);
    return holders.some(({ is }) => is !== 'person') || new Set(holders).size > count;
  });
}

/** "no one person has both"; "all, on one and the same resource, in … each side of `separate`". With either side excused, it is not both. */
function separateBreaches({ who, first, second }: NonNullable<WrittenGuardrail['separate']>, world: World, isExcused: IsExcused): Breach[] {
  const cells = judgedCells(who, world).filter((cell) => !isExcused(cell));
  return world.organisation.subjects.flatMap((subject) => {
    const theirs = cells.filter((cell) => cell.subject === subject);
    const sides = [dutyCells(theirs, first, world), dutyCells(theirs, second, world)];
    return sides.every((side) => side.length > 0) ? sides.flat() : [];
  });
}

function dutyCells(cells: readonly Cell[], { can, on }: WrittenDuty, world: World): Cell[] {
  return [...resourcesMeant(on, world)].flatMap((resource) => {
    const wanted = permissionsMeant(can, resource, world);
    const held = cells.filter((cell) => cell.resource === resource && wanted.has(cell.permission));
    return held.length === wanted.size ? held : [];
  });
}

/**
 * "each derivation has an edge that ends within that many days", "calendar days in UTC, inclusive": so nothing that rests on
 * these derivations is there on the day after.
 */
function expireBreaches({ who, within }: NonNullable<WrittenGuardrail['expire']>, world: World): Breach[] {
  const after = world.on(Number.parseInt(within, 10) + 1);
  return judgedCells(who, world).filter(({ subject, resource, permission }) => after.isHeld(subject.printed, resource, permission));
}

/** "`matches-nothing`": no subject is in `who`, or no resource in `on` or `to`. */
function hasNothing(guardrail: WrittenGuardrail, world: World): boolean {
  const { confine, never, always, atLeast, atMost, separate, expire } = guardrail;
  const duty = never ?? always ?? atLeast ?? atMost;
  const who = (confine ?? duty ?? separate ?? expire)?.who;
  const lists = [confine?.to, duty?.on, separate?.first.on, separate?.second.on].filter((on) => on !== undefined);
  return subjectsMeant(who, world).size === 0 || lists.some((on) => resourcesMeant(on, world).size === 0);
}

/** "members reach nothing but the rooms of the Collaborations they are in, and what `anyone` holds" */
function judgementOfTeam(team: WrittenCollaboration, teams: readonly WrittenCollaboration[], world: World): NaiveJudgement {
  const who = [`group:ext-${team.name}`];
  const outside = judgedCells(who, world).filter((cell) => isConfined(cell) && !roomsOf(cell.subject, teams, world).has(cell.resource));
  const cells = printed([...outside, ...administration(who, world)]);
  return {
    name: `confine-${team.name}`,
    ok: cells.length === 0,
    severity: 'error',
    cells,
    endedWaivers: 0,
    unusedWaivers: 0,
    matchesNothing: subjectsMeant(who, world).size === 0,
  };
}

function roomsOf(subject: Subject, teams: readonly WrittenCollaboration[], { organisation }: World): Set<string> {
  const theirs = teams.filter(({ name }) => organisation.isIn(subject, `ext-${name}`));
  return new Set(
    theirs.flatMap(({ project, space, channel }) => [
      ...listOf(project).map(({ key }) => `project:${key}`),
      ...listOf(space).map(({ key }) => `space:${key}`),
      ...listOf(channel).map((name) => `channel:${name}`),
    ]),
  );
}
