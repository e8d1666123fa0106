import type { Delta, PermissionChange, SubjectChange } from '../diff/access-change.js';
import { equivalenceClasses, type EquivalenceClass } from '../matrix/equivalence.js';
import type { Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import { Compass } from './compass.js';
import type { Change, ChangeClass, Circle, Effect, Risk } from './plan.js';
import { infoOf } from './subjects.js';

/** Which way cells of a class go; `conditional`: they depend on the issue before and after, where they are there at all. */
export type Direction = 'gain' | 'loss' | 'conditional-gain' | 'conditional-loss';

/** A class before its witness is looked up. */
export type BareClass = Omit<ChangeClass, 'witness'>;

/** What somebody gains, or loses, somewhere; made once for each different change, however many people it happens to. */
interface Turn {
  readonly effect: Effect;
  readonly permissions: readonly Change[];
  readonly firstAccess: boolean;
  readonly remaining: readonly string[];
  /** Equal for equal turns. */
  readonly key: string;
}

/** A turn, and whom it happens to where. */
interface Part {
  readonly turn: Turn;
  readonly subject: string;
  readonly resource: string;
}

/** Names that changed files mention: whatever else changes is a surprise. */
export type Mentioned = (name: string) => boolean;

/** Rights that let their holders give rights. */
const administration: ReadonlySet<string> = new Set([
  'ADMINISTER_PROJECTS',
  'ADMINISTER',
  'SYSTEM_ADMIN',
  'administer/space',
  'admin:site',
]);

/**
 * The changes of one direction, grouped: same people, same permissions, same resources; riskiest first. `site` is the side that has the
 * access. Of conditions that change both ways only `conditional-gain` tells.
 */
export function classesOf(changes: readonly SubjectChange[], direction: Direction, site: Site, mentioned: Mentioned): readonly BareClass[] {
  const turns = new Turns(direction);
  const { kept, covers } = foldIntoClasses(changes, turns);
  if (kept.length === 0) return [];
  return group(kept, { site, covers, mentioned, known: acquaintance(site, mentioned) }).sort(byRisk);
}

function effectIn(change: PermissionChange, direction: Direction, compass: Compass): Effect | undefined {
  if (change.after === 'allowed') return direction === 'gain' ? 'wider' : undefined;
  if (change.before === 'allowed') return direction === 'loss' ? 'narrower' : undefined;
  if (!direction.startsWith('conditional')) return undefined;
  const effect = compass.effect(change);
  return (effect === 'narrower') === (direction === 'conditional-loss') ? effect : undefined;
}

// Licences, and who is declared a guest, have a section of their own.
const isTold = ({ permission }: Pick<PermissionChange, 'permission'>): boolean => !/^(?:use|guest):/.test(permission);

/** The turns of each change in one direction, and what is left of them where everybody gets some of it. */
class Turns {
  private readonly direction: Direction;
  private readonly compass = new Compass();
  private readonly known = new Map<Delta, readonly Turn[]>();
  private readonly rests = new Map<Turn, Map<Turn, Turn | undefined>>();

  constructor(direction: Direction) {
    this.direction = direction;
  }

  of(delta: Delta): readonly Turn[] {
    let turns = this.known.get(delta);
    if (turns === undefined) this.known.set(delta, (turns = this.make(delta)));
    return turns;
  }

  /** The turn without what another has too; the same turn if they share nothing, undefined if nothing is left. */
  without(turn: Turn, other: Turn): Turn | undefined {
    const rests = this.rests.get(turn) ?? new Map<Turn, Turn | undefined>();
    this.rests.set(turn, rests);
    if (!rests.has(other)) rests.set(other, restOf(turn, other));
    return rests.get(other);
  }

  private make(delta: Delta): readonly Turn[] {
    return (['wider', 'both', 'narrower'] as const).flatMap((effect) => {
      const changed = delta.permissions.filter((change) => isTold(change) && effectIn(change, this.direction, this.compass) === effect);
      if (changed.length === 0) return [];
      const permissions = changed.map(({ permission, before, after }) => ({
        permission,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      }));
      const other = (effect === 'narrower' ? delta.after : delta.before).filter(isTold);
      const remaining = effect === 'narrower' ? other.map(({ permission }) => permission) : [];
      return [turnOf({ effect, permissions, firstAccess: other.length === 0, remaining })];
    });
  }
}

function turnOf(turn: Omit<Turn, 'key'>): Turn {
  const { effect, permissions, firstAccess, remaining } = turn;
  return { ...turn, key: [effect, String(firstAccess), permissions.map(keyOf).join(), remaining.join()].join('\t') };
}

function restOf(turn: Turn, other: Turn): Turn | undefined {
  const theirs = new Set(other.permissions.map(keyOf));
  const permissions = turn.permissions.filter((change) => !theirs.has(keyOf(change)));
  if (permissions.length === turn.permissions.length) return turn;
  return permissions.length === 0 ? undefined : turnOf({ ...turn, permissions });
}

/** Whether the changed files name a subject, or a group it is in, through however many others. */
function acquaintance({ groups }: Site, mentioned: Mentioned): Mentioned {
  const parents = new Map<string, string[]>();
  const link = (child: string, parent: string): void => {
    const known = parents.get(child);
    if (known === undefined) parents.set(child, [parent]);
    else known.push(parent);
  };
  for (const { name, members, includes } of groups.values()) {
    for (const { user } of members) link(`user:${user}`, `group:${name}`);
    for (const { group: included } of includes) link(`group:${included}`, `group:${name}`);
  }
  const known = new Map<string, boolean>();
  const isKnown = (name: string): boolean => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const is = mentioned(name) || (parents.get(name) ?? []).some(isKnown);
    known.set(name, is);
    return is;
  };
  return isKnown;
}

/** By resource, whom the public and whoever is logged in stand for. */
type Covers = ReadonlyMap<string, readonly string[]>;

/**
 * When everybody gets something, nobody needs to be listed with it: what a subject gets in the very same way as the public, or as
 * whoever is logged in, is counted there.
 */
function foldIntoClasses(changes: readonly SubjectChange[], turns: Turns): { readonly kept: readonly Part[]; readonly covers: Covers } {
  const held = new Map<string, readonly Turn[]>();
  for (const { subject, resource, delta } of changes) {
    if (subject === 'anyone' || subject === 'logged-in') held.set(`${subject}\t${resource}`, turns.of(delta));
  }
  const covers = new Map<string, string[]>();
  const kept: Part[] = [];
  for (const { subject, resource, delta } of changes) {
    for (const turn of turns.of(delta)) {
      const rest = held.size === 0 ? turn : foldOne({ turn, subject, resource }, held, covers, turns);
      if (rest !== undefined) kept.push({ turn: rest, subject, resource });
    }
  }
  return { kept, covers };
}

/** What of a part is not also that of the public, or of whoever is logged in; undefined if nothing. */
function foldOne(
  { turn, subject, resource }: Part,
  held: ReadonlyMap<string, readonly Turn[]>,
  covers: Map<string, string[]>,
  turns: Turns,
): Turn | undefined {
  let rest: Turn | undefined = turn;
  for (const each of subject === 'anyone' ? [] : subject === 'logged-in' ? ['anyone'] : ['anyone', 'logged-in']) {
    const key = `${each}\t${resource}`;
    for (const theirs of held.get(key) ?? []) {
      if (rest === undefined) return undefined;
      const left = turns.without(rest, theirs);
      if (left === rest) continue;
      const covered = covers.get(key);
      if (covered === undefined) covers.set(key, [subject]);
      else if (covered.at(-1) !== subject) covered.push(subject);
      rest = left;
    }
  }
  return rest;
}

function keyOf({ permission, before, after }: Change): string {
  return `${permission}=${before ?? '-'}>${after ?? '-'}`;
}

function circleOf(subject: string, site: Site): Circle {
  switch (subject) {
    case 'anyone':
      return 'public';
    case 'logged-in':
      return 'logged-in';
    case 'portal-customers':
      return 'portal';
    default:
      return infoOf(site, subject).audience;
  }
}

/** What classes are judged by. */
interface Context {
  readonly site: Site;
  readonly covers: Covers;
  readonly mentioned: Mentioned;
  /** Whether a subject is named, itself or by a group it is in. */
  readonly known: Mentioned;
}

function group(parts: readonly Part[], context: Context): BareClass[] {
  const circles = new Map<string, string>();
  const circle = (subject: string): string => {
    let known = circles.get(subject);
    if (known === undefined) {
      const of = circleOf(subject, context.site);
      known = `${of}\t${of === 'external' ? (infoOf(context.site, subject).company ?? '') : ''}`;
      circles.set(subject, known);
    }
    return known;
  };
  return equivalenceClasses(parts, ({ turn, subject }) => `${circle(subject)}\t${turn.key}`).map((each) => classOf(each, context));
}

function classOf({ parts, subjects, resources }: EquivalenceClass<Part>, { site, covers, mentioned, known }: Context): BareClass {
  const first = parts[0];
  if (first === undefined) throw new Error('A class of changes has at least one part.');
  const { effect, permissions, firstAccess, remaining } = first.turn;
  const circle = circleOf(first.subject, site);
  const { company } = infoOf(site, first.subject);
  return {
    effect,
    circle,
    risks: risksOf(circle, first.turn),
    ...(circle === 'external' && company !== undefined ? { company } : {}),
    subjects,
    resources,
    permissions,
    firstAccess,
    remaining,
    covers: sorted(coveredBy(subjects, resources, covers)),
    surprise: {
      resources: resources.filter((resource) => resource !== 'site' && !mentioned(resource)),
      subjects: subjects.filter((subject) => subject.includes(':') && !known(subject)),
    },
    cells: parts.length * permissions.length,
  };
}

function coveredBy(subjects: readonly string[], resources: readonly string[], covers: Covers): ReadonlySet<string> {
  const found = new Set<string>();
  if (covers.size === 0) return found;
  for (const subject of subjects)
    for (const resource of resources) for (const name of covers.get(`${subject}\t${resource}`) ?? []) found.add(name);
  return found;
}

function sorted(names: Iterable<string>): readonly string[] {
  return [...names].sort(compareBytes);
}

const effects: readonly Effect[] = ['wider', 'both', 'narrower'];
const order: readonly Risk[] = ['public', 'logged-in', 'external', 'administration', 'first-access', 'other'];

function risksOf(circle: Circle, { effect, permissions, firstAccess }: Turn): readonly Risk[] {
  const risks: Risk[] = [];
  if (circle === 'public') risks.push('public');
  if (circle === 'logged-in') risks.push('logged-in');
  if (circle === 'external' || circle === 'portal') risks.push('external');
  if (permissions.some(({ permission }) => administration.has(permission))) risks.push('administration');
  if (firstAccess && effect !== 'narrower') risks.push('first-access');
  return risks.length === 0 ? ['other'] : risks;
}

function byRisk(a: BareClass, b: BareClass): number {
  return (
    effects.indexOf(a.effect) - effects.indexOf(b.effect) ||
    rank(a) - rank(b) ||
    b.risks.length - a.risks.length ||
    b.subjects.length + b.covers.length - a.subjects.length - a.covers.length ||
    compareBytes(
      `${a.subjects.join()}\t${a.resources.join()}\t${a.permissions.map(keyOf).join()}`,
      `${b.subjects.join()}\t${b.resources.join()}\t${b.permissions.map(keyOf).join()}`,
    )
  );
}

function rank({ risks }: BareClass): number {
  return order.indexOf(risks[0] ?? 'other');
}
