import { listAround, type Tables } from '../matrix/tables.js';

/** What can differ between two sides that were made from the same tables: numbers are the same on both, and so is everything else. */
export interface Siblings {
  /** In order. */
  readonly subjects: readonly number[];
  readonly groups: readonly number[];
  /** So many sets at the start are equal. */
  readonly equalSets: number;
  /** Rows that were made anew, and those in which one of some sets stands, in order. */
  rows(sets: ReadonlySet<number>): readonly number[];
}

/** Undefined for sides of which this is not known. */
export function siblingsOf(a: Tables, b: Tables): Siblings | undefined {
  const [left, right] = [a.descent, b.descent];
  if (left === undefined || left.from !== right?.from) return undefined;
  return {
    subjects: union(left.subjects, right.subjects),
    groups: union(left.groups, right.groups),
    equalSets: left.from.sets.starts.length - 1,
    rows: (sets) => union(union(left.rows, right.rows), rowsWith(a, sets)),
  };
}

function union(a: Iterable<number>, b: Iterable<number>): readonly number[] {
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}

function rowsWith({ rowTerms: { starts, values }, effects }: Tables, sets: ReadonlySet<number>): ReadonlySet<number> {
  const rows = new Set<number>();
  const low = new Set([...sets].filter((set) => set < effects.size));
  // Effects stand between the sets: the numbers of most sets are none of theirs, and can be looked for in all rows at once.
  for (const set of sets) {
    if (low.has(set)) continue;
    for (let at = values.indexOf(set); at >= 0; at = values.indexOf(set, at + 1)) rows.add(listAround(starts, at));
  }
  if (low.size > 0) for (let at = 0; at < values.length; at += 2) if (low.has(values[at] ?? 0)) rows.add(listAround(starts, at));
  return rows;
}
