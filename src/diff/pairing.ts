import type { Evaluator } from '../matrix/evaluate.js';
import { listAt, type Frame, type Tables } from '../matrix/tables.js';
import { compareBytes } from '../text/compare.js';

/** Numbers of one side in the numbering of both. */
interface Side {
  readonly tables: Tables;
  readonly evaluator: Evaluator;
  /** Own subject, group, resource → common number. */
  readonly subjects: Int32Array;
  readonly groups: Int32Array;
  readonly rows: Int32Array;
  /** Own effect → common number. */
  readonly effects: (effect: number) => number;
}

/**
 * Two compiled sides under one numbering of subjects, groups, resources, effects and sets, so that what is written alike on both is seen
 * to be equal without looking inside.
 */
export class Pairing {
  readonly resources: readonly string[];
  /** Subjects on one side only, or with other products or guest kinds. */
  readonly changedSubjects: readonly number[];
  readonly unchangedSubjects: readonly number[];
  private readonly names: readonly string[];
  private readonly subjectsInA: Int32Array;
  private readonly subjectsInB: Int32Array;
  private readonly rowsInA: Int32Array;
  private readonly rowsInB: Int32Array;
  private readonly a: Side;
  private readonly b: Side;
  private readonly isChanged: Uint8Array;
  /** Members in which the two versions of a group differ, by common group number. */
  private readonly memberChanges: ReadonlyMap<number, readonly number[]>;
  private readonly groupsInA: Int32Array;
  private readonly groupsInB: Int32Array;
  private readonly rowKeys = new Interned();
  /** Written in the effect numbers of this pairing, so it is of no use to another. */
  private readonly frameKeys = new Map<Frame, string>();

  constructor(a: Evaluator, b: Evaluator) {
    const subjects = merge(subjectNames(a.tables), subjectNames(b.tables));
    const groups = merge(a.tables.groups, b.tables.groups);
    const resources = merge(a.tables.resources, b.tables.resources);
    const effectKeys = new Interned();
    this.a = {
      tables: a.tables,
      evaluator: a,
      subjects: subjects.fromA,
      groups: groups.fromA,
      rows: resources.fromA,
      effects: effectNumbers(a.tables, effectKeys),
    };
    this.b = {
      tables: b.tables,
      evaluator: b,
      subjects: subjects.fromB,
      groups: groups.fromB,
      rows: resources.fromB,
      effects: effectNumbers(b.tables, effectKeys),
    };
    this.names = subjects.names;
    this.resources = resources.names;
    [this.subjectsInA, this.subjectsInB] = [subjects.inA, subjects.inB];
    [this.groupsInA, this.groupsInB] = [groups.inA, groups.inB];
    [this.rowsInA, this.rowsInB] = [resources.inA, resources.inB];
    this.isChanged = Uint8Array.from(this.names, (_, subject) => (this.differs(subject) ? 1 : 0));
    const all = Array.from(this.names.keys());
    this.changedSubjects = all.filter((subject) => this.isChanged[subject] === 1);
    this.unchangedSubjects = all.filter((subject) => this.isChanged[subject] === 0);
    this.memberChanges = this.compareGroups();
  }

  subjectName(subject: number): string {
    return this.names[subject] ?? '';
  }

  inA = (subject: number): number => this.subjectsInA[subject] ?? -1;
  inB = (subject: number): number => this.subjectsInB[subject] ?? -1;
  rowInA = (resource: number): number => this.rowsInA[resource] ?? -1;
  rowInB = (resource: number): number => this.rowsInB[resource] ?? -1;
  resourceOfA = (row: number): number => this.a.rows[row] ?? -1;
  resourceOfB = (row: number): number => this.b.rows[row] ?? -1;

  /** The subjects, none of them in `changedSubjects`, whose access to a resource can differ. */
  candidates(resource: number): 'none' | 'all' | ReadonlySet<number> {
    const rowA = this.rowInA(resource);
    const rowB = this.rowInB(resource);
    if (rowA < 0 || rowB < 0 || this.frameKey(this.a, rowA) !== this.frameKey(this.b, rowB)) return 'all';
    const found = new Set<number>();
    this.addGuests(rowA, rowB, found);
    if (this.memberChanges.size > 0 || this.termsKey(this.a, rowA) !== this.termsKey(this.b, rowB)) this.addNamed(rowA, rowB, found);
    return found.size === 0 ? 'none' : found;
  }

  private differs(subject: number): boolean {
    const a = this.inA(subject);
    const b = this.inB(subject);
    if (a < 0 || b < 0) return true;
    const [left, right] = [this.a.tables, this.b.tables];
    return left.products[a] !== right.products[b] || left.guestKinds[a] !== right.guestKinds[b];
  }

  private compareGroups(): ReadonlyMap<number, readonly number[]> {
    const changes = new Map<number, readonly number[]>();
    for (let group = 0; group < this.groupsInA.length; group++) {
      const differing = symmetricDifference(
        this.membersOf(this.a, this.groupsInA[group] ?? -1),
        this.membersOf(this.b, this.groupsInB[group] ?? -1),
      );
      if (differing.length > 0) changes.set(group, differing);
    }
    return changes;
  }

  /** Members in common numbers. Both numberings are sorted by name, so the list stays sorted. */
  private membersOf(side: Side, group: number): Uint32Array {
    return group < 0 ? new Uint32Array(0) : listAt(side.tables.members, group).map((subject) => side.subjects[subject] ?? 0);
  }

  private frameKey({ evaluator, effects }: Side, row: number): string {
    const frame = evaluator.frame(row);
    const known = this.frameKeys.get(frame);
    if (known !== undefined) return known;
    const { kind, archived, base, anyone, portal, applications, guests, loggedInOnly } = frame;
    const key = [kind, archived, ...[base, anyone, portal, ...applications, guests, loggedInOnly].map(effects)].join();
    this.frameKeys.set(frame, key);
    return key;
  }

  private termsKey(side: Side, row: number): number {
    return this.rowKeys.id(
      Array.from(this.atomEffects(side, row), ([atom, effects]) => `${String(atom)}:${effects}`)
        .sort()
        .join(' '),
    );
  }

  /** For each atom of a row, in common numbers, the effects it gets there. */
  private atomEffects({ tables, subjects, groups, effects }: Side, row: number): Map<number, string> {
    const found = new Map<number, string>();
    const terms = listAt(tables.rowTerms, row);
    for (let at = 0; at < terms.length; at += 2) {
      const effect = effects(terms[at + 1] ?? 0);
      for (const atom of listAt(tables.sets, terms[at] ?? 0)) {
        const common = atom & 1 ? (subjects[atom >> 1] ?? 0) * 2 + 1 : (groups[atom >> 1] ?? 0) * 2;
        const known = found.get(common);
        found.set(common, known === undefined ? String(effect) : [...known.split(','), String(effect)].sort().join());
      }
    }
    return found;
  }

  private addNamed(rowA: number, rowB: number, found: Set<number>): void {
    const before = this.atomEffects(this.a, rowA);
    const after = this.atomEffects(this.b, rowB);
    for (const atom of new Set([...before.keys(), ...after.keys()])) {
      if (before.get(atom) !== after.get(atom)) this.addAtom(atom, found);
      else if ((atom & 1) === 0) for (const subject of this.memberChanges.get(atom >> 1) ?? []) this.add(subject, found);
    }
  }

  private addAtom(atom: number, found: Set<number>): void {
    if (atom & 1) {
      this.add(atom >> 1, found);
      return;
    }
    for (const subject of this.membersOf(this.a, this.groupsInA[atom >> 1] ?? -1)) this.add(subject, found);
    for (const subject of this.membersOf(this.b, this.groupsInB[atom >> 1] ?? -1)) this.add(subject, found);
  }

  private addGuests(rowA: number, rowB: number, found: Set<number>): void {
    const before = listAt(this.a.tables.rowGuests, rowA).map((guest) => this.a.subjects[guest] ?? 0);
    const after = listAt(this.b.tables.rowGuests, rowB).map((guest) => this.b.subjects[guest] ?? 0);
    for (const subject of symmetricDifference(before, after)) this.add(subject, found);
  }

  private add(subject: number, found: Set<number>): void {
    if (this.isChanged[subject] === 0) found.add(subject);
  }
}

class Interned {
  private readonly ids = new Map<string, number>();

  id(key: string): number {
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    this.ids.set(key, this.ids.size);
    return this.ids.size - 1;
  }
}

function effectNumbers({ effects }: Tables, keys: Interned): (effect: number) => number {
  const known: number[] = [];
  return (effect) => (known[effect] ??= keys.id(effects.key(effect)));
}

/** Groups first, as in the order of all subjects. */
function subjectNames({ people, idpGroups }: Tables): { readonly names: readonly string[]; readonly order: Int32Array } {
  const names = [...idpGroups.map((name) => `group:${name}`), ...people.map((id) => `user:${id}`)];
  const order = new Int32Array(names.length);
  for (let at = 0; at < names.length; at++) order[at] = at < idpGroups.length ? people.length + at : at - idpGroups.length;
  return { names, order };
}

interface Merged {
  readonly names: readonly string[];
  readonly inA: Int32Array;
  readonly inB: Int32Array;
  readonly fromA: Int32Array;
  readonly fromB: Int32Array;
}

type Names = readonly string[] | { readonly names: readonly string[]; readonly order: Int32Array };

/** One sorted list of two; `order` gives a side's own number for the position of a name in its list. */
function merge(a: Names, b: Names): Merged {
  const [left, right] = [inOrder(a), inOrder(b)];
  const names: string[] = [];
  const inA: number[] = [];
  const inB: number[] = [];
  let i = 0;
  let j = 0;
  while (i < left.names.length || j < right.names.length) {
    const x = left.names[i];
    const y = right.names[j];
    const order = x === undefined ? 1 : y === undefined ? -1 : compareBytes(x, y);
    names.push((order <= 0 ? x : y) ?? '');
    inA.push(order <= 0 ? (left.order[i++] ?? -1) : -1);
    inB.push(order >= 0 ? (right.order[j++] ?? -1) : -1);
  }
  return {
    names,
    inA: Int32Array.from(inA),
    inB: Int32Array.from(inB),
    fromA: inverse(inA, left.names.length),
    fromB: inverse(inB, right.names.length),
  };
}

function inOrder(names: Names): { readonly names: readonly string[]; readonly order: ArrayLike<number> } {
  return 'order' in names ? names : { names, order: Array.from(names.keys()) };
}

function inverse(numbers: readonly number[], size: number): Int32Array {
  const found = new Int32Array(size).fill(-1);
  for (const [common, own] of numbers.entries()) if (own >= 0) found[own] = common;
  return found;
}

/** Values in one of two sorted lists only. Lists that are not sorted are sorted first. */
function symmetricDifference(a: Uint32Array, b: Uint32Array): readonly number[] {
  const [left, right] = [a.toSorted(), b.toSorted()];
  const found: number[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const x = left[i] ?? Number.POSITIVE_INFINITY;
    const y = right[j] ?? Number.POSITIVE_INFINITY;
    if (x < y) found.push(x);
    if (y < x) found.push(y);
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return found;
}
