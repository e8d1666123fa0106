import type { Delta, MatrixChange, PermissionChange } from '../diff/access-change.js';
import type { Matrix } from '../matrix/matrix.js';
import { compareNames, nameList } from '../matrix/name-list.js';
import { addTo, type SubjectSet } from '../matrix/subject-set.js';
import type { Site } from '../model/site.js';
import { Acquaintance, type Mentioned } from './acquaintance.js';
import { Circles, type Kin } from './circles.js';
import { Compass } from './compass.js';
import type { Change, ChangeClass, Circle, Effect, Risk } from './plan.js';
import { addToList } from '../text/add-to-list.js';

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

/** A turn, and whom it happens to on one resource. */
interface Part {
  readonly turn: Turn;
  readonly subjects: SubjectSet;
  readonly resource: number;
}

/** Rights that let their holders give rights. */
const administration: ReadonlySet<string> = new Set([
  'ADMINISTER_PROJECTS',
  'ADMINISTER',
  'SYSTEM_ADMIN',
  'administer/space',
  'admin:site',
]);

/** The side of a change that has the access, and what its changed files name. */
export interface Having {
  readonly site: Site;
  readonly matrix: Matrix;
  readonly side: 'before' | 'after';
  readonly mentioned: Mentioned;
}

/**
 * The changes of one direction, grouped: same people, same permissions, same resources; riskiest first. Of conditions that change both
 * ways only `conditional-gain` tells. Costs grow with the different sets of people, not with people.
 */
export function classesOf(change: MatrixChange, direction: Direction, having: Having): readonly BareClass[] {
  const { kept, covers } = foldIntoClasses(change, new Turns(direction));
  return kept.length === 0 ? [] : new Grouping(change, having, kept, covers).run().sort(byRisk);
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

/** By resource, whom the public and whoever is logged in stand for. */
type Covers = ReadonlyMap<number, SubjectSet[]>;
type CoversByClass = Readonly<Record<'anyone' | 'logged-in', Covers>>;

/** A class that everybody is in. */
type Everybody = keyof CoversByClass;

/**
 * When everybody gets something, nobody needs to be listed with it: what a subject gets in the very same way as the public, or as
 * whoever is logged in, is counted there.
 */
function foldIntoClasses(change: MatrixChange, turns: Turns): { readonly kept: readonly Part[]; readonly covers: CoversByClass } {
  const { naming } = change.pairing;
  const anyone = naming.people + naming.groups;
  const held = { anyone: new Map<number, readonly Turn[]>(), 'logged-in': new Map<number, readonly Turn[]>() };
  for (const { subjects, resource, delta } of change.blocks) {
    if (subjects.first === anyone) held.anyone.set(resource, turns.of(delta));
    if (subjects.first === anyone + 1) held['logged-in'].set(resource, turns.of(delta));
  }
  const covers = { anyone: new Map<number, SubjectSet[]>(), 'logged-in': new Map<number, SubjectSet[]>() };
  const kept: Part[] = [];
  for (const { subjects, resource, delta } of change.blocks) {
    const wider: readonly Everybody[] =
      subjects.first === anyone ? [] : subjects.first === anyone + 1 ? ['anyone'] : ['anyone', 'logged-in'];
    for (const turn of turns.of(delta)) {
      let rest: Turn | undefined = turn;
      for (const each of wider) {
        for (const theirs of held[each].get(resource) ?? []) {
          const left: Turn | undefined = rest && turns.without(rest, theirs);
          if (left === rest) continue;
          addToList(covers[each], resource, subjects);
          rest = left;
        }
      }
      if (rest !== undefined) kept.push({ turn: rest, subjects, resource });
    }
  }
  return { kept, covers };
}

function keyOf({ permission, before, after }: Change): string {
  return `${permission}=${before ?? '-'}>${after ?? '-'}`;
}

/** The same turn of the same people, and where. */
interface Rectangle {
  readonly turn: Turn;
  readonly kin: Kin;
  readonly subjects: SubjectSet;
  readonly resources: number[];
}

/** Groups parts so that each group is a rectangle: every subject of it, on every resource of it, of one circle, with an equal turn. */
class Grouping {
  private readonly change: MatrixChange;
  private readonly having: Having;
  private readonly parts: readonly Part[];
  private readonly covers: CoversByClass;
  private readonly circles: Circles;
  private readonly acquaintance: Acquaintance;
  private readonly rectangles = new Map<string, Rectangle>();
  private readonly turns = new Map<string, number>();

  constructor(change: MatrixChange, having: Having, parts: readonly Part[], covers: CoversByClass) {
    this.change = change;
    this.having = having;
    this.parts = parts;
    this.covers = covers;
    const { naming } = change.pairing;
    const words = naming.sets.noBits();
    for (const subjects of new Set(parts.map((part) => part.subjects))) addTo(words, subjects);
    const everybody = naming.sets.ofBits(words);
    this.circles = new Circles(everybody, naming, having.site);
    this.acquaintance = new Acquaintance(everybody, change.pairing, having);
  }

  run(): BareClass[] {
    let next = 0;
    while (next < this.parts.length) {
      const start = next;
      const resource = this.parts[start]?.resource ?? 0;
      while (this.parts[next]?.resource === resource) next++;
      this.addResource(resource, this.parts.slice(start, next));
    }
    return Array.from(this.rectangles.values(), (rectangle) => this.classOf(rectangle));
  }

  /** People in different parts may turn alike here: they were something else before, or are afterwards. */
  private addResource(resource: number, parts: readonly Part[]): void {
    const alike = new Map<string, { readonly turn: Turn; readonly kin: Kin; readonly sets: SubjectSet[] }>();
    for (const { turn, subjects } of parts) {
      for (const { kin, subjects: own } of this.circles.split(subjects)) {
        const key = `${String(kin.number)} ${String(this.numberOf(turn))}`;
        const known = alike.get(key);
        if (known === undefined) alike.set(key, { turn, kin, sets: [own] });
        else known.sets.push(own);
      }
    }
    for (const [key, { turn, kin, sets }] of alike) {
      const subjects = this.change.pairing.naming.sets.union(sets);
      const id = `${key} ${String(subjects.id)}`;
      const known = this.rectangles.get(id);
      if (known === undefined) this.rectangles.set(id, { turn, kin, subjects, resources: [resource] });
      else known.resources.push(resource);
    }
  }

  private numberOf({ key }: Turn): number {
    const known = this.turns.get(key) ?? this.turns.size;
    this.turns.set(key, known);
    return known;
  }

  private classOf({ turn, kin: { circle, company }, subjects, resources }: Rectangle): BareClass {
    const { naming, resourceName } = this.change.pairing;
    const { effect, permissions, firstAccess, remaining } = turn;
    const names = resources.map(resourceName);
    return {
      effect,
      circle,
      risks: risksOf(circle, turn),
      ...(company === undefined ? {} : { company }),
      subjects: nameList(subjects, naming),
      resources: names,
      permissions,
      firstAccess,
      remaining,
      covers: nameList(this.coveredBy(circle, resources), naming),
      surprise: {
        resources: names.filter((name) => name !== 'site' && !this.having.mentioned(name)),
        subjects: nameList(this.acquaintance.strangersIn(subjects), naming),
      },
      cells: subjects.size * resources.length * permissions.length,
    };
  }

  private coveredBy(circle: Circle, resources: readonly number[]): SubjectSet {
    const { sets } = this.change.pairing.naming;
    const covers = circle === 'public' ? this.covers.anyone : circle === 'logged-in' ? this.covers['logged-in'] : undefined;
    return covers === undefined ? sets.empty : sets.union(resources.flatMap((resource) => covers.get(resource) ?? []));
  }
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
    compareNames(a.subjects, b.subjects) ||
    compareNames(a.resources, b.resources) ||
    compareNames(a.permissions.map(keyOf), b.permissions.map(keyOf))
  );
}

function rank({ risks }: BareClass): number {
  return order.indexOf(risks[0] ?? 'other');
}
