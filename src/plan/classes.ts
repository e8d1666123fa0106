import type { PermissionChange, SubjectChange } from '../diff/access-change.js';
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

/** What one subject gains, or loses, on one resource. */
interface Part {
  readonly effect: Effect;
  readonly subject: string;
  readonly resource: string;
  readonly permissions: readonly Change[];
  readonly firstAccess: boolean;
  readonly remaining: readonly string[];
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
  const compass = new Compass();
  const parts = changes.flatMap((change) => partsOf(change, direction, compass));
  if (parts.length === 0) return [];
  const { kept, covers } = foldIntoClasses(parts);
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

function partsOf({ subject, resource, delta }: SubjectChange, direction: Direction, compass: Compass): readonly Part[] {
  return (['wider', 'both', 'narrower'] as const).flatMap((effect) => {
    const changed = delta.permissions.filter((change) => isTold(change) && effectIn(change, direction, compass) === effect);
    if (changed.length === 0) return [];
    const permissions = changed.map(({ permission, before, after }) => ({
      permission,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    }));
    const other = (effect === 'narrower' ? delta.after : delta.before).filter(isTold);
    const remaining = effect === 'narrower' ? other.map(({ permission }) => permission) : [];
    return [{ effect, subject, resource, permissions, firstAccess: other.length === 0, remaining }];
  });
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
function foldIntoClasses(parts: readonly Part[]): { readonly kept: readonly Part[]; readonly covers: Covers } {
  const held = new Map<string, ReadonlySet<string>>();
  for (const { subject, resource, permissions } of parts) {
    if (subject === 'anyone' || subject === 'logged-in') held.set(`${subject}\t${resource}`, new Set(permissions.map(keyOf)));
  }
  if (held.size === 0) return { kept: parts, covers: new Map() };
  const covers = new Map<string, string[]>();
  const kept = parts.flatMap((part) => foldOne(part, held, covers));
  return { kept, covers };
}

function foldOne(part: Part, held: ReadonlyMap<string, ReadonlySet<string>>, covers: Map<string, string[]>): readonly Part[] {
  let { permissions } = part;
  for (const each of part.subject === 'anyone' ? [] : part.subject === 'logged-in' ? ['anyone'] : ['anyone', 'logged-in']) {
    const key = `${each}\t${part.resource}`;
    const theirs = held.get(key);
    const left = theirs === undefined ? permissions : permissions.filter((change) => !theirs.has(keyOf(change)));
    if (left.length === permissions.length) continue;
    const covered = covers.get(key);
    if (covered === undefined) covers.set(key, [part.subject]);
    else covered.push(part.subject);
    permissions = left;
  }
  return permissions.length === 0 ? [] : [{ ...part, permissions }];
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
  const { site } = context;
  const keyOfPart = ({ effect, subject, permissions, firstAccess, remaining }: Part): string => {
    const circle = circleOf(subject, site);
    const company = circle === 'external' ? (infoOf(site, subject).company ?? '') : '';
    return [effect, circle, company, String(firstAccess), permissions.map(keyOf).join(), remaining.join()].join('\t');
  };
  return equivalenceClasses(parts, keyOfPart).map((each) => classOf(each, context));
}

function classOf({ parts, subjects, resources }: EquivalenceClass<Part>, { site, covers, mentioned, known }: Context): BareClass {
  const first = parts[0];
  if (first === undefined) throw new Error('A class of changes has at least one part.');
  const circle = circleOf(first.subject, site);
  const { company } = infoOf(site, first.subject);
  return {
    effect: first.effect,
    circle,
    risks: risksOf(circle, first),
    ...(circle === 'external' && company !== undefined ? { company } : {}),
    subjects,
    resources,
    permissions: first.permissions,
    firstAccess: first.firstAccess,
    remaining: first.remaining,
    covers: sorted(subjects.flatMap((subject) => resources.flatMap((resource) => covers.get(`${subject}\t${resource}`) ?? []))),
    surprise: {
      resources: resources.filter((resource) => resource !== 'site' && !mentioned(resource)),
      subjects: subjects.filter((subject) => subject.includes(':') && !known(subject)),
    },
    cells: parts.reduce((sum, { permissions }) => sum + permissions.length, 0),
  };
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareBytes);
}

const effects: readonly Effect[] = ['wider', 'both', 'narrower'];
const order: readonly Risk[] = ['public', 'logged-in', 'external', 'administration', 'first-access', 'other'];

function risksOf(circle: Circle, { effect, permissions, firstAccess }: Part): readonly Risk[] {
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
