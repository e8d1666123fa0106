import { compareBytes } from '../text/compare.js';
import { lazyList } from '../text/lazy-list.js';
import { remembered } from '../text/remembered.js';
import { classes } from './subject-classes.js';
import { firstInOneOnly, SubjectSets, type SubjectSet } from './subject-set.js';
import type { Tables } from './tables.js';

/** The names behind the numbers of some sets: people first, in order, then groups, in order, then the three classes, in order. */
export interface Naming {
  readonly sets: SubjectSets;
  readonly people: number;
  readonly groups: number;
  readonly name: (subject: number) => string;
}

/** Names without what they are names of, by number, in order. */
interface Bare {
  readonly size: number;
  readonly name: (index: number) => string;
}

/** Names people, groups and classes, with sets of their own. */
export function namingOf(people: Bare, groups: Bare): Naming {
  const all = people.size + groups.size;
  return {
    sets: new SubjectSets(all + classes.length),
    people: people.size,
    groups: groups.size,
    name: (subject) =>
      subject < people.size
        ? `user:${people.name(subject)}`
        : subject < all
          ? `group:${groups.name(subject - people.size)}`
          : (classes[subject - all] ?? ''),
  };
}

/** Names the subjects of a matrix by the numbers that they have there. */
export function namingIn({ people, idpGroups }: Tables): Naming {
  const bare = (names: readonly string[]): Bare => ({ size: names.length, name: (index) => names[index] ?? '' });
  return namingOf(bare(people), bare(idpGroups));
}

/** The numbers, range by range, in the order of the names: `anyone`, `group:…`, `logged-in`, `portal-customers`, `user:…`. */
export function rangesOf({ people, groups }: Naming): readonly (readonly [start: number, end: number])[] {
  const anyone = people + groups;
  return [
    [anyone, anyone + 1],
    [people, anyone],
    [anyone + 1, anyone + 3],
    [0, people],
  ];
}

/** What stands behind a list of names that was made of a set. */
interface Behind {
  readonly set: SubjectSet;
  readonly naming: Naming;
}

const behind = new WeakMap<readonly string[], Behind>();
const listed = new WeakMap<SubjectSet, readonly string[]>();

/** Lists up to this long are kept as they are: most are, and they are read again and again. */
const fewNames = 64;

/** The names of a set, sorted by bytes; made as they are read where they are many. */
export function nameList(set: SubjectSet, naming: Naming): readonly string[] {
  const known = listed.get(set);
  if (known !== undefined) return known;
  const list = set.size > fewNames ? lazyNames(set, naming) : Object.freeze([...namesIn(set, naming)]);
  behind.set(list, { set, naming });
  listed.set(set, list);
  return list;
}

/** The names of a set one by one, sorted by bytes. */
export function* namesIn(set: SubjectSet, naming: Naming): Generator<string> {
  for (const [start, end] of rangesOf(naming)) {
    // A part at a time, for a generator cannot yield from within a visit.
    for (let from = start; from < end; from += 1024) {
      const part: number[] = [];
      set.visit((subject) => part.push(subject), from, Math.min(end, from + 1024));
      for (const subject of part) yield naming.name(subject);
    }
  }
}

/** Readers go from the first to the last, mostly: the part they are in is kept. */
function lazyNames(set: SubjectSet, naming: Naming): readonly string[] {
  let names = namesIn(set, naming);
  let next = 0;
  let last = '';
  return lazyList(set.size, (index) => {
    if (index === next - 1) return last;
    if (index < next) {
      names = namesIn(set, naming);
      next = 0;
    }
    for (; next <= index; next++) last = nextOf(names);
    return last;
  });
}

function nextOf(names: Iterator<string>): string {
  const step = names.next();
  return step.done === true ? '' : step.value;
}

/** The names that stand in some sorted lists, each once, sorted by bytes. */
export function distinctNames(lists: Iterable<readonly string[]>): readonly string[] {
  const sets = new Map<Naming, Set<SubjectSet>>();
  const names = new Set<string>();
  for (const list of lists) {
    const of = behind.get(list);
    if (of === undefined) for (const name of list) names.add(name);
    else sets.set(of.naming, (sets.get(of.naming) ?? new Set()).add(of.set));
  }
  const unions = Array.from(sets, ([naming, some]) => nameList(naming.sets.union(some), naming));
  const [only] = unions;
  if (only !== undefined && unions.length === 1 && names.size === 0) return only;
  for (const union of unions) for (const name of union) names.add(name);
  return [...names].sort(compareBytes);
}

/** By the first name in which two lists differ. */
export function compareNames(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [behind.get(a), behind.get(b)];
  if (left !== undefined && left.naming === right?.naming && left.set.size === right.set.size)
    return compareSets(left.set, right.set, left.naming);
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  const at = shorter.findIndex((name, index) => name !== longer[index]);
  return at < 0 ? a.length - b.length : compareBytes(a[at] ?? '', b[at] ?? '');
}

/** Of two sets of one size: which has the first name that is not in both. */
function compareSets(a: SubjectSet, b: SubjectSet, naming: Naming): number {
  if (a === b) return 0;
  for (const [start, end] of rangesOf(naming)) {
    const first = firstInOneOnly(a, b, start, end);
    if (first !== undefined) return a.has(first) ? -1 : 1;
  }
  return 0;
}

/** How many of some names, none of them twice, stand in a list. */
export function countIn(list: readonly string[], names: readonly string[]): number {
  const of = behind.get(list);
  if (of === undefined) {
    const all = new Set(list);
    return names.filter((name) => all.has(name)).length;
  }
  let amount = 0;
  for (const subject of numbersOf(names, of.naming)) if (of.set.has(subject)) amount++;
  return amount;
}

const numbered = new WeakMap<Naming, WeakMap<readonly string[], readonly number[]>>();

/** The numbers of those names that are known. */
function numbersOf(names: readonly string[], naming: Naming): readonly number[] {
  const known = remembered(numbered, naming, () => new WeakMap<readonly string[], readonly number[]>());
  return remembered(known, names, () => (names.length < fewNames ? searched(names, naming) : passed(names, naming)));
}

function searched(names: readonly string[], naming: Naming): readonly number[] {
  return names.map((name) => numberOf(name, naming)).filter((subject) => subject >= 0);
}

/** The number of a name; -1 for one that is not known. */
export function numberOf(name: string, { people, groups, name: nameOf }: Naming): number {
  const ofClass = (classes as readonly string[]).indexOf(name);
  if (ofClass >= 0) return people + groups + ofClass;
  let [low, high] = name.startsWith('user:') ? [0, people] : [people, people + groups];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compareBytes(nameOf(middle), name);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return -1;
}

/** Of many, everybody is looked at once. */
function passed(names: readonly string[], naming: Naming): readonly number[] {
  const wanted = new Set(names);
  return everyNumber(naming).filter((subject) => wanted.has(naming.name(subject)));
}

function everyNumber({ people, groups }: Naming): readonly number[] {
  return Array.from({ length: people + groups + classes.length }, (_, subject) => subject);
}

/** By number of one naming, that of another; -1 for whoever it does not have. */
export function numbersIn(naming: Naming, other: Naming): Int32Array {
  const numbers = new Map(everyNumber(other).map((subject) => [other.name(subject), subject]));
  return Int32Array.from(everyNumber(naming), (subject) => numbers.get(naming.name(subject)) ?? -1);
}

const renumbered = new WeakMap<Naming, WeakMap<Naming, Int32Array>>();

/** A list of names as a set of another naming; whoever it does not have is left out. */
export function setIn(list: readonly string[], naming: Naming): SubjectSet {
  const of = behind.get(list);
  if (of === undefined) return naming.sets.of(numbersOf(list, naming));
  if (of.naming === naming) return of.set;
  const known = remembered(renumbered, of.naming, () => new WeakMap<Naming, Int32Array>());
  const numbers = remembered(known, naming, () => numbersIn(of.naming, naming));
  const found: number[] = [];
  of.set.visit((subject) => found.push(numbers[subject] ?? -1));
  return naming.sets.of(found.filter((subject) => subject >= 0));
}

/** Equal for lists of the same names, as a key of a map. */
export function identityOf(list: readonly string[]): unknown {
  return behind.get(list)?.set ?? list.join('\t');
}

/** How many are people and how many are groups. */
export interface Kinds {
  readonly people: number;
  readonly groups: number;
}

export function kindsIn(set: SubjectSet, { people, groups }: Naming): Kinds {
  const others = { groups: 0, classes: 0 };
  set.visit((subject) => others[subject < people + groups ? 'groups' : 'classes']++, people);
  return { people: set.size - others.groups - others.classes, groups: others.groups };
}

/** The same of a list of names. */
export function kindsOf(list: readonly string[]): Kinds {
  const of = behind.get(list);
  if (of !== undefined) return kindsIn(of.set, of.naming);
  const amount = (type: string): number => list.filter((name) => name.startsWith(type)).length;
  return { people: amount('user:'), groups: amount('group:') };
}
