import { addToList } from '../text/add-to-list.js';
import { compareBytes } from '../text/compare.js';
import { remembered } from '../text/remembered.js';
import { nameList, type Naming } from './name-list.js';
import type { SetPart } from './set-parts.js';
import type { SubjectSet } from './subject-set.js';

/** Something about one subject on one resource. */
interface Part {
  readonly subject: string;
  readonly resource: string;
}

/** All parts about the same people, on the same resources, with the same key. */
export interface EquivalenceClass<T extends Part> {
  /** Sorted by bytes, each once. */
  readonly subjects: readonly string[];
  readonly resources: readonly string[];
  readonly parts: readonly T[];
}

/** Groups parts so that each group is a rectangle: every subject of it, on every resource of it, with an equal key. */
export function equivalenceClasses<T extends Part>(parts: readonly T[], keyOf: (part: T) => string): readonly EquivalenceClass<T>[] {
  const byResource = collect(parts, (part) => `${keyOf(part)}\t${part.resource}`);
  const byPeople = collect(
    [...byResource.values()],
    (members) => `${members[0] === undefined ? '' : keyOf(members[0])}\t${sorted(members.map(({ subject }) => subject)).join('\t')}`,
  );
  return Array.from(byPeople.values(), (rows) => {
    const all = rows.flat();
    return { parts: all, subjects: sorted(all.map(({ subject }) => subject)), resources: sorted(all.map(({ resource }) => resource)) };
  });
}

function collect<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const list = found.get(key);
    if (list === undefined) found.set(key, [item]);
    else list.push(item);
  }
  return found;
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareBytes);
}

/** The same of the same people on the same resources. */
export interface Rectangle<T> {
  /** Sorted by bytes, each once; made as they are read where they are many. */
  readonly subjects: readonly string[];
  readonly resources: readonly string[];
  readonly of: T;
}

/** The same as `equivalenceClasses` of sets, nobody looked at one by one: in the order of first names, then of first resources. */
export function rectanglesOf<T>(
  parts: Iterable<SetPart<T>>,
  naming: Naming,
  resourceName: (resource: number) => string,
): readonly Rectangle<T>[] {
  const found = new Map<T, Map<SubjectSet, number[]>>();
  for (const { subjects, resource, of } of onePerResource(parts, naming))
    addToList(
      remembered(found, of, () => new Map<SubjectSet, number[]>()),
      subjects,
      resource,
    );
  const rectangles = [...found].flatMap(([of, all]) =>
    Array.from(all, ([subjects, resources]) => ({
      subjects: nameList(subjects, naming),
      resources: resources.map(resourceName).sort(compareBytes),
      of,
    })),
  );
  return byFirsts(rectangles);
}

function byFirsts<T>(rectangles: readonly Rectangle<T>[]): readonly Rectangle<T>[] {
  return rectangles
    .map((each) => ({ each, first: each.subjects[0] ?? '' }))
    .sort((a, b) => compareBytes(a.first, b.first) || compareBytes(a.each.resources[0] ?? '', b.each.resources[0] ?? ''))
    .map(({ each }) => each);
}

/** All of a resource that may be put together as one. */
function* onePerResource<T>(parts: Iterable<SetPart<T>>, { sets }: Naming): Generator<SetPart<T>> {
  const resources = new Map<number, Map<T, SubjectSet[]>>();
  for (const { subjects, resource, of } of parts)
    addToList(
      remembered(resources, resource, () => new Map<T, SubjectSet[]>()),
      of,
      subjects,
    );
  for (const [resource, all] of resources) for (const [of, some] of all) yield { subjects: sets.union(some), resource, of };
}
