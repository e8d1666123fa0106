import { listCount, type Tables } from '../matrix/tables.js';

/** What can differ between two sides that were made from the same tables: numbers are the same on both, and so is everything else. */
export interface Siblings {
  /** In order. */
  readonly subjects: readonly number[];
  readonly groups: readonly number[];
  /** So many sets at the start are equal. */
  readonly equalSets: number;
  /** Rows that were made anew, and those that name one of some groups, in order. */
  rows(groups: Iterable<number>): readonly number[];
}

/** Undefined for sides of which this is not known. */
export function siblingsOf(a: Tables, b: Tables): Siblings | undefined {
  const [left, right] = [a.descent, b.descent];
  if (left === undefined || left.from !== right?.from) return undefined;
  return {
    subjects: union(left.subjects, right.subjects),
    groups: union(left.groups, right.groups),
    equalSets: listCount(left.from.sets),
    rows: (named) => union(union(left.rows, right.rows), Array.from(named, (group) => [...left.rowsNaming(group)]).flat()),
  };
}

function union(a: Iterable<number>, b: Iterable<number>): readonly number[] {
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}
