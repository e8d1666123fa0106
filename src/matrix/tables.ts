import type { Effects } from './effects.js';

/** Bits of the product mask, in the order of the product catalogue; Confluence is the last. */
export const confluenceBit = 16;
export const jiraBits = 15;
export const everyProduct = jiraBits | confluenceBit;

/** What is the same for every subject of a resource: gates, classes, and what everybody past the gate gets. Effects by number. */
export interface Frame {
  readonly kind: 'project' | 'space' | 'channel' | 'site';
  readonly archived: boolean;
  /** For everybody past the gate: grants to `logged-in`, to open groups, and issue-level ones. */
  readonly base: number;
  /** For everybody, gate or not. */
  readonly anyone: number;
  readonly portal: number;
  /** For the holders of each product, in the order of the mask's bits. */
  readonly applications: readonly number[];
  /** For guests placed here. */
  readonly guests: number;
  /** For the class `logged-in` and no person: channels and the site. */
  readonly loggedInOnly: number;
}

/** Lists of numbers, one after the other: list `i` is `values[starts[i] … starts[i + 1]]`. */
export interface Lists {
  readonly starts: Uint32Array;
  readonly values: Uint32Array;
  /** Where these two are made only when they are asked for: what can be had without them. */
  readonly single?: SingleLists;
}

/** Lists of which each can be had without the others. */
export interface SingleLists {
  readonly count: number;
  readonly at: (index: number) => Uint32Array;
}

/** Lists that are mostly asked for one by one. `whole` makes all of them, once. */
export function lazyLists(single: SingleLists, whole: () => Lists): Lists {
  let made: Lists | undefined;
  return {
    get starts() {
      return (made ??= whole()).starts;
    },
    get values() {
      return (made ??= whole()).values;
    },
    single,
  };
}

/** The lists with all that could be made only later. */
export function wholeLists({ starts, values }: Lists): Lists {
  return { starts, values };
}

export function listCount(lists: Lists): number {
  return lists.single?.count ?? lists.starts.length - 1;
}

/**
 * The compiled matrix, factored: nothing is stored per cell. A subject is a number: people first, then `idp` groups, each sorted by
 * name. A row is a resource: its frame, and pairs of (set of holders, effect). A set is a sorted list of atoms: a group is `2 × group`,
 * a single subject `2 × subject + 1`. Not part of the public surface, since typed arrays cannot be frozen.
 */
export interface Tables {
  readonly asOf: string;
  readonly people: readonly string[];
  readonly idpGroups: readonly string[];
  /** Product mask of each subject. */
  readonly products: Uint8Array;
  /** Declared guest kinds of each subject: 1 confluence, 2 jira. */
  readonly guestKinds: Uint8Array;
  readonly groups: readonly string[];
  /** Subjects in each group, nested ones included, sorted. */
  readonly members: Lists;
  readonly effects: Effects;
  readonly frames: readonly Frame[];
  readonly sets: Lists;
  /** Sorted by bytes, with their type: `project:ACME`. */
  readonly resources: readonly string[];
  readonly rowFrames: Uint32Array;
  /** Of each row: set, effect, set, effect … */
  readonly rowTerms: Lists;
  /** Subjects placed as guests in each row. */
  readonly rowGuests: Lists;
  /** Where these were made from others under the same numbers. */
  readonly descent?: Descent;
}

/**
 * How tables differ from those they were made from. Subjects, groups and rows have the numbers they had there, so have sets, effects and frames,
 * to which new ones may have been added; whatever is not among these numbers is as it was.
 */
export interface Descent {
  readonly from: Tables;
  /** Subjects whose products or guest kinds were worked out anew. */
  readonly subjects: ReadonlySet<number>;
  readonly groups: ReadonlySet<number>;
  readonly rows: ReadonlySet<number>;
  /** The rows of `from` that name a group, sorted. */
  readonly rowsNaming: (group: number) => Uint32Array;
}

export const groupAtom = (group: number): number => group * 2;
export const subjectAtom = (subject: number): number => subject * 2 + 1;

export function subjectName({ people, idpGroups }: Tables, subject: number): string {
  return subject < people.length ? `user:${people[subject] ?? ''}` : `group:${idpGroups[subject - people.length] ?? ''}`;
}

export function subjectCount({ people, idpGroups }: Tables): number {
  return people.length + idpGroups.length;
}

/** Packs lists into two flat arrays. */
export function pack(lists: readonly (readonly number[] | Uint32Array)[]): Lists {
  const starts = new Uint32Array(lists.length + 1);
  for (const [index, list] of lists.entries()) starts[index + 1] = (starts[index] ?? 0) + list.length;
  const values = new Uint32Array(starts[lists.length] ?? 0);
  for (const [index, list] of lists.entries()) values.set(list, starts[index] ?? 0);
  return { starts, values };
}

export function listAt(lists: Lists, index: number): Uint32Array {
  if (lists.single !== undefined) return lists.single.at(index);
  const { starts, values } = lists;
  return values.subarray(starts[index] ?? 0, starts[index + 1] ?? 0);
}

/** Whether a sorted list has a value. */
export function includes(lists: Lists, index: number, value: number): boolean {
  if (lists.single !== undefined) return lists.single.at(index).includes(value);
  const { starts, values } = lists;
  let low = starts[index] ?? 0;
  let high = starts[index + 1] ?? 0;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = values[middle] ?? 0;
    if (found === value) return true;
    if (found < value) low = middle + 1;
    else high = middle;
  }
  return false;
}

/** Values in one of two sorted lists only, in order. */
export function inOneOnly(a: Uint32Array, b: Uint32Array): readonly number[] {
  const found: number[] = [];
  let left = 0;
  let right = 0;
  while (left < a.length || right < b.length) {
    const x = a[left] ?? Infinity;
    const y = b[right] ?? Infinity;
    if (x !== y) found.push(Math.min(x, y));
    if (x <= y) left++;
    if (y <= x) right++;
  }
  return found;
}

/** Which lists have any of some values. Each value is looked for in all lists at once, which takes next to no time while there are few. */
export function listsWithAny({ starts, values }: Lists, wanted: Iterable<number>): Set<number> {
  const found = new Set<number>();
  for (const value of wanted) {
    for (let at = values.indexOf(value); at >= 0;) {
      const list = listAround(starts, at);
      found.add(list);
      at = values.indexOf(value, starts[list + 1]);
    }
  }
  return found;
}

/** The list in which a place of the values lies. */
export function listAround(starts: Uint32Array, place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle;
  }
  return low;
}

/** For each value below `size`, the indices of the lists it stands in, in order. */
export function invert({ starts, values }: Lists, size: number): Lists {
  const inverse = new Uint32Array(size + 1);
  for (const value of values) inverse[value + 1] = (inverse[value + 1] ?? 0) + 1;
  for (let at = 0; at < size; at++) inverse[at + 1] = (inverse[at + 1] ?? 0) + (inverse[at] ?? 0);
  const next = inverse.slice();
  const owners = new Uint32Array(values.length);
  for (let list = 0; list + 1 < starts.length; list++) {
    for (let at = starts[list] ?? 0; at < (starts[list + 1] ?? 0); at++) {
      const value = values[at] ?? 0;
      owners[next[value] ?? 0] = list;
      next[value] = (next[value] ?? 0) + 1;
    }
  }
  return { starts: inverse, values: owners };
}
