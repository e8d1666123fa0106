import { createHash } from 'node:crypto';
import type { Cell } from '../matrix/matrix.js';
import type { ChangeClass } from '../plan/plan.js';
import { compareBytes } from '../text/compare.js';
import { cellsOfClasses } from './questions.js';

/** Up to so many changed cells are all asked about. */
export const mostCells = 50_000;
/** Of more, those of so many people: one call each. */
export const mostPeople = 500;
/** Of each of them, an equal share of all that are asked about, and no more than one call takes: in projects and of the site, evenly drawn. */
export const mostOfPerson = 1_000;
/** Of all of them together, so many in spaces: one call each. */
export const mostInSpaces = 1_000;

export interface BoundedCells {
  readonly cells: Iterable<Pick<Cell, 'subject' | 'resource' | 'permission'>>;
  /** Changed cells that are not asked about, since there are too many. */
  readonly leftOut: number;
}

type Classes = readonly Pick<ChangeClass, 'subjects' | 'resources' | 'permissions'>[];

/** The changed cells that a site is asked about: all of them, or a sample that follows from the digest of the plan. */
export function boundedCells(classes: Classes, digest: string): BoundedCells {
  const total = classes.reduce(
    (sum, { subjects, resources, permissions }) => sum + subjects.length * resources.length * permissions.length,
    0,
  );
  if (total <= mostCells) return { cells: cellsOfClasses(classes), leftOut: 0 };
  const people = drawn(classes, digest);
  const cells = [...inPlaces(classes, people, false), ...inPlaces(classes, people, true)];
  return { cells, leftOut: total - cells.length };
}

/** People whose access changes, in an order that follows from the plan, the first of them. */
function drawn(classes: Classes, digest: string): ReadonlySet<string> {
  const people = new Set(classes.flatMap(({ subjects }) => subjects.filter((subject) => subject.startsWith('user:'))));
  const places = [...people].map((person) => ({ person, place: createHash('sha256').update(`${digest} ${person}`).digest('hex') }));
  return new Set(
    places
      .sort((a, b) => compareBytes(a.place, b.place))
      .slice(0, mostPeople)
      .map(({ person }) => person),
  );
}

/** Every so manieth cell of each person, or of all of them where they share what there is. None is made but those that are taken. */
function* inPlaces(
  classes: Classes,
  people: ReadonlySet<string>,
  isSpaces: boolean,
): Generator<Pick<Cell, 'subject' | 'resource' | 'permission'>> {
  const most = isSpaces ? mostInSpaces : Math.min(mostOfPerson, Math.floor(mostCells / Math.max(1, people.size)));
  const counterOf = (subject: string): string => (isSpaces ? '' : subject);
  const held = classes.map(({ subjects, resources, permissions }) => ({
    subjects: subjects.filter((subject) => people.has(subject)),
    resources: resources.filter((resource) => resource.startsWith('space:') === isSpaces && !resource.startsWith('channel:')),
    permissions,
  }));
  const counts = new Map<string, number>();
  for (const { subjects, resources, permissions } of held)
    for (const subject of subjects)
      counts.set(counterOf(subject), (counts.get(counterOf(subject)) ?? 0) + resources.length * permissions.length);
  const seen = new Map<string, number>();
  for (const { subjects, resources, permissions } of held)
    for (const subject of subjects) {
      const key = counterOf(subject);
      const [step, before, own] = [Math.ceil((counts.get(key) ?? 0) / most), seen.get(key) ?? 0, resources.length * permissions.length];
      seen.set(key, before + own);
      if (own === 0) continue;
      for (let at = (step - (before % step)) % step; at < own; at += step) {
        const [resource, change] = [resources[Math.floor(at / permissions.length)], permissions[at % permissions.length]];
        if (resource !== undefined && change !== undefined) yield { subject, resource, permission: change.permission };
      }
    }
}
