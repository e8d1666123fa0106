import { compareBytes } from '../text/compare.js';

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
