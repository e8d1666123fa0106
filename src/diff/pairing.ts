import { nothing } from '../matrix/effects.js';
import type { Evaluator } from '../matrix/evaluate.js';
import { namingOf, type Naming } from '../matrix/name-list.js';
import { groupAtom, inOneOnly, listAt, listsWithAny, type Tables } from '../matrix/tables.js';
import { Alike, commonAtom, type Numbers } from './alike.js';
import { siblingsOf, type Siblings } from './siblings.js';
import { merge, type Merged } from './merge.js';

/** Old names to new ones, of subjects (`user:ID`), groups (`group:NAME`) and resources. */
export type Renames = ReadonlyMap<string, string>;

/** The unchanged subjects whose access to a resource can differ: nobody, a few, those who are named there on either side, anybody. */
export type Candidates = 'none' | 'named' | 'all' | ReadonlySet<number>;

/** Two compiled sides under one numbering of subjects and resources, and where they can differ. */
export interface Pairing {
  readonly naming: Naming;
  /** Resources are numbered in the order of their names. */
  readonly resourceCount: number;
  readonly resourceName: (resource: number) => string;
  /** Own numbers of people and groups, and own rows; -1 where the side has none. */
  readonly subjectsInA: Int32Array;
  readonly subjectsInB: Int32Array;
  readonly rowsInA: Int32Array;
  readonly rowsInB: Int32Array;
  /** Own number → common. */
  readonly subjectsFromA: Int32Array;
  readonly subjectsFromB: Int32Array;
  readonly rowsFromA: Int32Array;
  readonly rowsFromB: Int32Array;
  /** Subjects on one side only, or with other products or guest kinds, in order. */
  readonly changedSubjects: readonly number[];
  /** Resources on which anybody else, or a class, can differ, in order. */
  readonly resources: Iterable<number>;
  candidates(resource: number): Candidates;
  /** Whether a resource gives the same to everybody whom nothing there names. */
  sameFrame(resource: number): boolean;
}

/** Members by which the two versions of a group differ; so many that nobody wants to ask for them one by one: `many`. */
type MemberChange = readonly number[] | 'many';

/** So many subjects are asked one by one; more are compared in one pass over the row. */
const fewSubjects = 64;

/** So many atoms are looked for one by one in all sets; for more, all sets are passed over once. */
const fewAtoms = 16;

/** Pairs all of two compiled sides. Each group is compared with its other version once. */
export class FullPairing implements Pairing {
  readonly naming: Naming;
  readonly resourceCount: number;
  readonly resourceName: (resource: number) => string;
  readonly subjectsInA: Int32Array;
  readonly subjectsInB: Int32Array;
  readonly subjectsFromA: Int32Array;
  readonly subjectsFromB: Int32Array;
  readonly rowsInA: Int32Array;
  readonly rowsInB: Int32Array;
  readonly rowsFromA: Int32Array;
  readonly rowsFromB: Int32Array;
  readonly changedSubjects: readonly number[];
  readonly resources: Iterable<number>;
  private readonly a: Evaluator;
  private readonly b: Evaluator;
  private readonly isChanged: Uint8Array;
  private readonly groups: Merged;
  private readonly alike: Alike;
  private readonly numbersA: Numbers;
  private readonly numbersB: Numbers;
  /** What can differ between sides that were made from the same tables; undefined where anything can. */
  private readonly siblings: Siblings | undefined;
  /** By common number; only groups that differ. */
  private readonly memberChanges: ReadonlyMap<number, MemberChange>;
  /** The sets of the left side with a group that differs; undefined where the rows are known that name one. */
  private readonly touchedSets: ReadonlySet<number> | undefined;

  constructor(a: Evaluator, b: Evaluator, renames: Renames = new Map()) {
    [this.a, this.b] = [a, b];
    const [left, right] = [a.tables, b.tables];
    const people = merge(left.people, right.people, currentName(renames, 'user:'));
    const idps = merge(left.idpGroups, right.idpGroups, currentName(renames, 'group:'));
    const resources = merge(left.resources, right.resources, currentName(renames, ''));
    this.groups = merge(left.groups, right.groups, currentName(renames, 'group:'));
    this.naming = namingOf(people, idps);
    this.resourceCount = resources.size;
    this.resourceName = resources.name;
    [this.rowsInA, this.rowsInB] = [resources.inA, resources.inB];
    [this.rowsFromA, this.rowsFromB] = [resources.fromA, resources.fromB];
    this.subjectsInA = joined(people.inA, idps.inA, left.people.length);
    this.subjectsFromA = joined(people.fromA, idps.fromA, people.size);
    // Where both sides have the same subjects, their numbers are the same list: equal numbers are equal people.
    const isUnmoved = people.fromA === people.fromB && idps.fromA === idps.fromB;
    const isUnmovedAtAll = isUnmoved && resources.fromA === resources.fromB && this.groups.fromA === this.groups.fromB;
    this.siblings = isUnmovedAtAll ? siblingsOf(left, right) : undefined;
    this.subjectsInB = isUnmoved ? this.subjectsInA : joined(people.inB, idps.inB, right.people.length);
    this.subjectsFromB = isUnmoved ? this.subjectsFromA : joined(people.fromB, idps.fromB, people.size);
    this.isChanged = this.compareSubjects(left, right);
    this.changedSubjects = this.siblings?.subjects.filter((subject) => this.isChanged[subject] === 1) ?? numbersOf(this.isChanged);
    this.numbersA = { subjects: this.subjectsFromA, groups: this.groups.fromA };
    this.numbersB = { subjects: this.subjectsFromB, groups: this.groups.fromB };
    this.alike = new Alike(left, right, this.numbersA, this.numbersB, this.siblings?.equalSets);
    this.memberChanges = this.compareGroups();
    this.touchedSets = this.siblings === undefined ? this.setsWithChanges() : undefined;
    this.resources = this.siblings?.rows(this.memberChanges.keys()) ?? { [Symbol.iterator]: () => numbersBelow(resources.size) };
  }

  sameFrame(resource: number): boolean {
    const [rowA, rowB] = this.rowsOf(resource);
    return rowA >= 0 && rowB >= 0 && this.alike.frame(rowA, rowB);
  }

  candidates(resource: number): Candidates {
    const [rowA, rowB] = this.rowsOf(resource);
    if (!this.sameFrame(resource)) return 'all';
    const found = new Set<number>();
    if (!this.alike.guests(rowA, rowB)) this.addGuests(rowA, rowB, found);
    if (this.alike.terms(rowA, rowB) ? !this.addMembers(rowA, found) : !this.addNamed(rowA, rowB, found)) return 'named';
    return found.size === 0 ? 'none' : found;
  }

  private rowsOf(resource: number): readonly [rowA: number, rowB: number] {
    return [this.rowsInA[resource] ?? -1, this.rowsInB[resource] ?? -1];
  }

  private compareSubjects(left: Tables, right: Tables): Uint8Array {
    const changed = new Uint8Array(this.subjectsInA.length);
    for (const subject of this.siblings?.subjects ?? numbersBelow(changed.length)) {
      const a = this.subjectsInA[subject] ?? -1;
      const b = this.subjectsInB[subject] ?? -1;
      if (a < 0 || b < 0 || left.products[a] !== right.products[b] || left.guestKinds[a] !== right.guestKinds[b]) changed[subject] = 1;
    }
    return changed;
  }

  private compareGroups(): ReadonlyMap<number, MemberChange> {
    const changes = new Map<number, MemberChange>();
    for (const group of this.siblings?.groups ?? numbersBelow(this.groups.size)) {
      const groupA = this.groups.inA[group] ?? -1;
      const groupB = this.groups.inB[group] ?? -1;
      if (groupA < 0 || groupB < 0 || this.alike.members(groupA, groupB)) continue;
      const before = listAt(this.a.tables.members, groupA).map((subject) => this.subjectsFromA[subject] ?? 0);
      const after = listAt(this.b.tables.members, groupB).map((subject) => this.subjectsFromB[subject] ?? 0);
      const differing = inOneOnly(before.sort(), after.sort()).filter((subject) => this.isChanged[subject] === 0);
      if (differing.length > 0) changes.set(group, differing.length > fewSubjects ? 'many' : differing);
    }
    return changes;
  }

  private setsWithChanges(): ReadonlySet<number> {
    const { sets } = this.a.tables;
    const touched = new Set<number>();
    if (this.memberChanges.size === 0) return touched;
    const atoms = Array.from(this.memberChanges.keys(), (group) => groupAtom(this.groups.inA[group] ?? 0));
    if (atoms.length <= fewAtoms) return listsWithAny(sets, atoms);
    const isTouched = Uint8Array.from(this.groups.fromA, (group) => (this.memberChanges.has(group) ? 1 : 0));
    for (let set = 0; set + 1 < sets.starts.length; set++) {
      for (let at = sets.starts[set] ?? 0; at < (sets.starts[set + 1] ?? 0); at++) {
        const atom = sets.values[at] ?? 0;
        if ((atom & 1) === 0 && isTouched[atom >> 1] === 1) touched.add(set);
      }
    }
    return touched;
  }

  private addGuests(rowA: number, rowB: number, found: Set<number>): void {
    const before = listAt(this.a.tables.rowGuests, rowA).map((guest) => this.subjectsFromA[guest] ?? 0);
    const after = listAt(this.b.tables.rowGuests, rowB).map((guest) => this.subjectsFromB[guest] ?? 0);
    for (const subject of inOneOnly(before.sort(), after.sort())) this.add(subject, found);
  }

  /** Of a row that names the same on both sides: whoever came to its groups or left them. False if they are many. */
  private addMembers(rowA: number, found: Set<number>): boolean {
    if (this.memberChanges.size === 0) return true;
    const { rowTerms, sets } = this.a.tables;
    const terms = listAt(rowTerms, rowA);
    for (let at = 0; at < terms.length; at += 2) {
      const set = terms[at] ?? 0;
      if (this.touchedSets?.has(set) === false) continue;
      for (const atom of listAt(sets, set)) if ((atom & 1) === 0 && !this.addChange(this.groups.fromA[atom >> 1] ?? 0, found)) return false;
    }
    return found.size <= fewSubjects;
  }

  private addChange(group: number, found: Set<number>): boolean {
    const change = this.memberChanges.get(group);
    if (change === 'many') return false;
    for (const subject of change ?? []) found.add(subject);
    return true;
  }

  /** Of a row that names others than before, or gives them something else. False if they are many. */
  private addNamed(rowA: number, rowB: number, found: Set<number>): boolean {
    const before = effectsByAtom(this.a, rowA, this.numbersA);
    const after = effectsByAtom(this.b, rowB, this.numbersB);
    for (const atom of new Set([...before.keys(), ...after.keys()])) {
      const isSame = this.alike.effect(before.get(atom) ?? nothing, after.get(atom) ?? nothing);
      if (isSame && (atom & 1) === 0) {
        if (!this.addChange(atom >> 1, found)) return false;
      } else if (!isSame && !this.addAtom(atom, found)) return false;
    }
    return found.size <= fewSubjects;
  }

  private addAtom(atom: number, found: Set<number>): boolean {
    if (atom & 1) {
      this.add(atom >> 1, found);
      return true;
    }
    const before = membersOf(this.a.tables, this.groups.inA[atom >> 1] ?? -1);
    const after = membersOf(this.b.tables, this.groups.inB[atom >> 1] ?? -1);
    if (before.length + after.length > 2 * fewSubjects) return false;
    for (const subject of before) this.add(this.subjectsFromA[subject] ?? 0, found);
    for (const subject of after) this.add(this.subjectsFromB[subject] ?? 0, found);
    return true;
  }

  private add(subject: number, found: Set<number>): void {
    if (this.isChanged[subject] === 0) found.add(subject);
  }
}

/** What a name of the left side is called on the right one; undefined where nothing of the kind has another name. */
function currentName(renames: Renames, type: string): ((name: string) => string) | undefined {
  if (![...renames.keys()].some((name) => name.startsWith(type))) return undefined;
  return (name) => (renames.get(type + name) ?? type + name).slice(type.length);
}

/** Groups are numbered on from people. */
function joined(people: Int32Array, groups: Int32Array, offset: number): Int32Array {
  if (groups.length === 0) return people;
  const all = new Int32Array(people.length + groups.length);
  all.set(people);
  for (let at = 0; at < groups.length; at++) all[people.length + at] = (groups[at] ?? -1) < 0 ? -1 : (groups[at] ?? 0) + offset;
  return all;
}

function numbersOf(flags: Uint8Array): readonly number[] {
  const numbers: number[] = [];
  for (let at = 0; at < flags.length; at++) if (flags[at] === 1) numbers.push(at);
  return numbers;
}

function* numbersBelow(end: number): Generator<number> {
  for (let number = 0; number < end; number++) yield number;
}

function membersOf({ members }: Tables, group: number): Uint32Array {
  return group < 0 ? new Uint32Array(0) : listAt(members, group);
}

/** For each atom of a row, in common numbers, the union of what it gets there. */
function effectsByAtom({ tables }: Evaluator, row: number, numbers: Numbers): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const terms = listAt(tables.rowTerms, row);
  for (let at = 0; at < terms.length; at += 2) {
    for (const own of listAt(tables.sets, terms[at] ?? 0)) {
      const atom = commonAtom(own, numbers);
      found.set(atom, tables.effects.union(found.get(atom) ?? nothing, terms[at + 1] ?? nothing));
    }
  }
  return found;
}
