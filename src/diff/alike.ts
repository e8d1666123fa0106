import { listAt, listCount, type Frame, type Lists, type Tables } from '../matrix/tables.js';

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
    this.sets = new Int32Array(listCount(a.sets) + 1).fill(-1);
    this.frames = new Int32Array(a.frames.length).fill(-1);
    const most = Math.min(listCount(a.sets), listCount(b.sets));
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
    const left = listAt(this.a.rowTerms, rowA);
    const right = listAt(this.b.rowTerms, rowB);
    if (left.length !== right.length) return false;
    for (let at = 0; at < left.length; at += 2) {
      if (!this.set(left[at] ?? 0, right[at] ?? 0)) return false;
      if (!this.effect(left[at + 1] ?? 0, right[at + 1] ?? 0)) return false;
    }
    return true;
  }

  guests(rowA: number, rowB: number): boolean {
    return this.sameSubjects(this.a.rowGuests, rowA, this.b.rowGuests, rowB);
  }

  members(groupA: number, groupB: number): boolean {
    return this.sameSubjects(this.a.members, groupA, this.b.members, groupB);
  }

  private sameSubjects(listsA: Lists, a: number, listsB: Lists, b: number): boolean {
    const [fromA, fromB] = [this.numbersA.subjects, this.numbersB.subjects];
    if (listsA === listsB && a === b && fromA === fromB) return true;
    const left = listAt(listsA, a);
    const right = listAt(listsB, b);
    if (left.length !== right.length) return false;
    for (let at = 0; at < left.length; at++) if (fromA[left[at] ?? 0] !== fromB[right[at] ?? 0]) return false;
    return true;
  }

  private set(a: number, b: number): boolean {
    return (a === b && a < this.equalSets) || this.sets[a] === b || (this.sameSet(a, b) && known(this.sets, a, b));
  }

  private sameSet(a: number, b: number): boolean {
    const left = listAt(this.a.sets, a);
    const right = listAt(this.b.sets, b);
    if (left.length !== right.length) return false;
    for (let at = 0; at < left.length; at++)
      if (commonAtom(left[at] ?? 0, this.numbersA) !== commonAtom(right[at] ?? 0, this.numbersB)) return false;
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
