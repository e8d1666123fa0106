import type { Frame, Lists, Tables } from '../matrix/tables.js';

/** Numbers of one side's subjects and groups → common ones. */
export interface Numbers {
  readonly subjects: Int32Array;
  readonly groups: Int32Array;
}

/**
 * Tells what is written alike on two sides whose effects, frames and sets are numbered differently. What is found to be equal is
 * remembered; nothing is found equal that is not, but a set whose atoms stand in another order is not recognised.
 */
export class Alike {
  private readonly a: Tables;
  private readonly b: Tables;
  private readonly numbersA: Numbers;
  private readonly numbersB: Numbers;
  private readonly permissions: Int32Array;
  /** Of each number of the left side the equal one of the right, once it is known. */
  private readonly effects: Int32Array;
  private readonly sets: Int32Array;
  private readonly frames: Int32Array;
  /** So many sets at the start are equal under equal numbers: mostly all, or all before the first that was touched. */
  private readonly equalSets: number;

  /** `equalSets`: so many sets at the start are known to be equal, where the numbers of both sides are. */
  constructor(a: Tables, b: Tables, numbersA: Numbers, numbersB: Numbers, equalSets = 0) {
    this.a = a;
    this.b = b;
    this.numbersA = numbersA;
    this.numbersB = numbersB;
    this.permissions = Int32Array.from(
      { length: a.effects.permissionCount },
      (_, id) => b.effects.idOf(a.effects.permissionName(id)) ?? -1,
    );
    this.effects = new Int32Array(a.effects.size).fill(-1);
    this.sets = new Int32Array(a.sets.starts.length).fill(-1);
    this.frames = new Int32Array(a.frames.length).fill(-1);
    const most = Math.min(a.sets.starts.length, b.sets.starts.length) - 1;
    let equal = Math.min(equalSets, most);
    while (equal < most && this.sameSet(equal, equal)) equal++;
    this.equalSets = equal;
  }

  effect(a: number, b: number): boolean {
    if (this.a.effects === this.b.effects) return a === b;
    return this.effects[a] === b || (this.sameEffect(a, b) && known(this.effects, a, b));
  }

  frame(rowA: number, rowB: number): boolean {
    const a = this.a.rowFrames[rowA] ?? 0;
    const b = this.b.rowFrames[rowB] ?? 0;
    return this.frames[a] === b || (this.sameFrame(this.a.frames[a], this.b.frames[b]) && known(this.frames, a, b));
  }

  /** Whether two rows have the same effects for the same sets. */
  terms(rowA: number, rowB: number): boolean {
    const { rowTerms: left } = this.a;
    const { rowTerms: right } = this.b;
    const start = left.starts[rowA] ?? 0;
    const size = (left.starts[rowA + 1] ?? 0) - start;
    const other = right.starts[rowB] ?? 0;
    if (size !== (right.starts[rowB + 1] ?? 0) - other) return false;
    for (let at = 0; at < size; at += 2) {
      if (!this.set(left.values[start + at] ?? 0, right.values[other + at] ?? 0)) return false;
      if (!this.effect(left.values[start + at + 1] ?? 0, right.values[other + at + 1] ?? 0)) return false;
    }
    return true;
  }

  guests(rowA: number, rowB: number): boolean {
    return this.sameSubjects(this.a.rowGuests, rowA, this.b.rowGuests, rowB);
  }

  members(groupA: number, groupB: number): boolean {
    return this.sameSubjects(this.a.members, groupA, this.b.members, groupB);
  }

  private sameSubjects(left: Lists, a: number, right: Lists, b: number): boolean {
    const start = left.starts[a] ?? 0;
    const other = right.starts[b] ?? 0;
    const size = (left.starts[a + 1] ?? 0) - start;
    if (size !== (right.starts[b + 1] ?? 0) - other) return false;
    const [fromA, fromB] = [this.numbersA.subjects, this.numbersB.subjects];
    if (left === right && a === b && fromA === fromB) return true;
    for (let at = 0; at < size; at++) if (fromA[left.values[start + at] ?? 0] !== fromB[right.values[other + at] ?? 0]) return false;
    return true;
  }

  private set(a: number, b: number): boolean {
    return (a === b && a < this.equalSets) || this.sets[a] === b || (this.sameSet(a, b) && known(this.sets, a, b));
  }

  private sameSet(a: number, b: number): boolean {
    const { starts, values } = this.a.sets;
    const { starts: otherStarts, values: others } = this.b.sets;
    const start = starts[a] ?? 0;
    const other = otherStarts[b] ?? 0;
    const size = (starts[a + 1] ?? 0) - start;
    if (size !== (otherStarts[b + 1] ?? 0) - other) return false;
    for (let at = 0; at < size; at++)
      if (commonAtom(values[start + at] ?? 0, this.numbersA) !== commonAtom(others[other + at] ?? 0, this.numbersB)) return false;
    return true;
  }

  private sameEffect(a: number, b: number): boolean {
    const [left, right] = [this.a.effects, this.b.effects];
    if (left.count(a) !== right.count(b)) return false;
    for (const [permission, verdict] of left.toMap(a)) {
      const there = right.verdict(b, this.permissions[permission] ?? -1);
      if (left.verdicts.text(verdict) !== right.verdicts.text(there)) return false;
    }
    return true;
  }

  private sameFrame(a: Frame | undefined, b: Frame | undefined): boolean {
    if (a === undefined || b === undefined) return a === b;
    return (
      a.kind === b.kind &&
      a.archived === b.archived &&
      (['base', 'anyone', 'portal', 'guests', 'loggedInOnly'] as const).every((part) => this.effect(a[part], b[part])) &&
      a.applications.every((effect, bit) => this.effect(effect, b.applications[bit] ?? 0))
    );
  }
}

/** An atom in common numbers: groups even, subjects odd. */
export function commonAtom(atom: number, { subjects, groups }: Numbers): number {
  return atom & 1 ? (subjects[atom >> 1] ?? 0) * 2 + 1 : (groups[atom >> 1] ?? 0) * 2;
}

function known(pairs: Int32Array, a: number, b: number): true {
  pairs[a] = b;
  return true;
}
