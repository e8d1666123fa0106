import { compile } from '../compile/compile.js';
import { hasEnded } from '../model/ends.js';
import type { Grant, Holder, Project, Ref, Scheme, Site } from '../model/site.js';
import { Implication, lastsAsLong } from './implied.js';
import { namedBy, projectRoom, type Room } from './rooms.js';
import { rosterOf } from './roster.js';
import type { Subject } from './rule.js';

/** One permission for one holder. */
interface Single {
  readonly holder: Holder;
  readonly grant: Grant;
  readonly index: number;
  readonly permission: string;
}

/** A scheme and the projects that use it. */
export interface UsedScheme {
  readonly scheme: Scheme;
  readonly projects: readonly Project[];
}

/** The same with what it grants, each permission to each holder for itself. */
export interface Likened extends UsedScheme {
  /** By number: the same grant has the same number in all schemes that are likened together. */
  readonly singles: ReadonlyMap<number, Single>;
  /** Their numbers, sorted. */
  readonly numbers: Uint32Array;
}

export interface Pair {
  readonly first: Likened;
  readonly second: Likened;
  /** How many single grants only one of the two has. */
  readonly differences: number;
}

export function liken(schemes: readonly UsedScheme[], asOf: string): readonly Likened[] {
  const numbers = new Map<string, number>();
  const numberOf = (key: string): number => {
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = numbers.size));
    return number;
  };
  return schemes.map(({ scheme, projects }) => {
    const singles = new Map<number, Single>();
    for (const grant of scheme.grants) {
      if (hasEnded(grant, asOf)) continue;
      for (const [index, holder] of grant.to.entries())
        for (const permission of grant.permissions)
          singles.set(numberOf(JSON.stringify([holder.type, holder.name, permission, grant.until])), { holder, grant, index, permission });
    }
    return { scheme, projects, singles, numbers: Uint32Array.from(singles.keys()).sort() };
  });
}

/** How alike two schemes are: at most one grant in ten may differ. */
const oneIn = 10;

/** Pairs that are nearly equal, in the order given. Different owners have decided to keep their schemes apart. */
export function* nearPairs(schemes: readonly Likened[]): Generator<Pair> {
  for (const [index, first] of schemes.entries()) {
    for (const second of schemes.slice(index + 1)) {
      const most = Math.floor(Math.max(first.singles.size, second.singles.size) / oneIn);
      if (Math.abs(first.singles.size - second.singles.size) > most || !sameOwner(first.scheme.owner, second.scheme.owner)) continue;
      const differences = differencesBetween(first.numbers, second.numbers, most);
      if (differences <= most) yield { first, second, differences };
    }
  }
}

/** How many numbers only one of two sorted lists has; of more than `most`, that they are more. */
function differencesBetween(a: Uint32Array, b: Uint32Array, most: number): number {
  let [inA, inB, shared] = [0, 0, 0];
  while (inA < a.length && inB < b.length && inA + inB - 2 * shared <= most) {
    const [first = 0, second = 0] = [a[inA], b[inB]];
    if (first <= second) inA++;
    if (second <= first) inB++;
    if (first === second) shared++;
  }
  return inA + inB - 2 * shared > most ? most + 1 : a.length + b.length - 2 * shared;
}

function sameOwner(a: Ref | undefined, b: Ref | undefined): boolean {
  return a?.type === b?.type && a?.name === b?.name;
}

/** What only the first of two schemes grants. */
function onlyIn(a: Likened, b: Likened): readonly Single[] {
  return [...a.singles].flatMap(([number, single]) => (b.singles.has(number) ? [] : [single]));
}

/**
 * Whether one scheme in place of another changes nobody's access on the day: compiled with the one and with the other. That takes time,
 * so it is only done where each difference names nobody or is implied by another grant.
 */
export function canReplace(subject: Subject, kept: Likened, dropped: Likened): boolean {
  const { site, asOf } = subject;
  const { projects } = dropped;
  const rooms = projects.map((project) => projectRoom(site, project));
  const isIdle = (a: Likened, b: Likened): boolean =>
    onlyIn(a, b).every((single) => isImplied(subject, single, b) || rooms.every((room) => namesNobody(subject, single, room)));
  if (!isIdle(kept, dropped) || !isIdle(dropped, kept)) return false;
  const replaced = projects.map((project) => ({ ...project, scheme: kept.scheme.name }));
  return compile(only(site, projects), asOf).digest === compile(only(site, replaced), asOf).digest;
}

function isImplied(subject: Subject, { holder, grant, permission }: Single, { singles }: Likened): boolean {
  const implication = new Implication('jira', rosterOf(subject));
  return [...singles.values()].some(
    (other) =>
      other.permission === permission &&
      lastsAsLong(other.grant.until, grant.until) &&
      implication.includes(other.holder, holder, grant.until),
  );
}

function namesNobody(subject: Subject, { holder, grant, index }: Single, room: Room): boolean {
  const roster = rosterOf(subject);
  const named = namedBy(holder, grant, index, room, subject.asOf);
  if (named === undefined) return false;
  return named.every((ref) =>
    ref.type === 'user' ? !roster.isAlive(ref.name) : !roster.isOpen(ref.name) && roster.membersOf(ref.name).length === 0,
  );
}

/** The site with some projects and no other place: the rest is as it is, whatever scheme these use. */
function only(site: Site, projects: readonly Project[]): Site {
  return { ...site, projects: new Map(projects.map((project) => [project.name, project])), spaces: new Map(), channels: new Map() };
}
