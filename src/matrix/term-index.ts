import { nothing } from './effects.js';
import { subjectAtom, type Lists, type Tables } from './tables.js';

/** Sets of more atoms than this are not repeated for each row. */
export const mostRepeated = 16;

/** Of so many rows the terms can be walked in the time it takes to put those of all rows into lists, in parts of all. */
const worthALook = 0.1;

/**
 * For what a row names a subject. The atoms of a row's sets stand in one list, so that one walk over it answers; until so much was asked that
 * the lists are worth making, the sets themselves are walked.
 */
export class TermIndex {
  private readonly tables: Tables;
  private readonly memberOf: Lists;
  /** Of each row the atoms of its smaller sets, one set after the other; undefined while little was asked. */
  private atoms: Lists | undefined;
  private asked = 0;
  /** 1 for rows with a larger set, which are looked at one by one. */
  private readonly hasLarge: Uint8Array;
  /** The subject that was asked for last; its groups have the last stamp, each at its number + 1. */
  private current = -1;
  private stamp = 0;
  private readonly stamps: Uint32Array;

  constructor(tables: Tables, memberOf: Lists) {
    this.tables = tables;
    this.memberOf = memberOf;
    this.stamps = new Uint32Array(tables.groups.length + 1);
    this.hasLarge = new Uint8Array(tables.resources.length);
  }

  /** The union of the effects for which a row names a subject. */
  state(row: number, subject: number): number {
    this.turnTo(subject);
    const { atoms } = this;
    if (atoms === undefined) return this.walk(row, subjectAtom(subject));
    const { starts, values } = atoms;
    const from = starts[row] ?? 0;
    const end = starts[row + 1] ?? 0;
    const self = subjectAtom(subject);
    let state = nothing;
    for (let at = from; at < end; at++)
      if (this.isOf(values[at] ?? 0, self)) state = this.tables.effects.union(state, this.effectAt(row, at - from));
    return this.hasLarge[row] === 0 ? state : this.withLarge(row, self, state);
  }

  /** The answer from the sets as they are. */
  private walk(row: number, self: number): number {
    if (++this.asked > this.tables.resources.length * worthALook) this.atoms = this.smallerSets();
    const { rowTerms, sets, effects } = this.tables;
    let state = nothing;
    for (let at = rowTerms.starts[row] ?? 0; at < (rowTerms.starts[row + 1] ?? 0); at += 2) {
      const set = rowTerms.values[at] ?? 0;
      if (this.hasCurrent(sets.starts[set] ?? 0, sets.starts[set + 1] ?? 0, self))
        state = effects.union(state, rowTerms.values[at + 1] ?? nothing);
    }
    return state;
  }

  private hasCurrent(from: number, end: number, self: number): boolean {
    const { values } = this.tables.sets;
    for (let at = from; at < end; at++) if (this.isOf(values[at] ?? 0, self)) return true;
    return false;
  }

  /** Stamps the groups of a subject, so that being in one of them is one look. */
  private turnTo(subject: number): void {
    if (subject === this.current) return;
    const { starts, values } = this.memberOf;
    const stamp = ++this.stamp;
    this.current = subject;
    const end = starts[subject + 1] ?? 0;
    for (let at = starts[subject] ?? 0; at < end; at++) this.stamps[(values[at] ?? 0) + 1] = stamp;
  }

  /** Whether an atom stands for the current subject or a group of it. */
  private isOf(atom: number, self: number): boolean {
    // The group's place, or 0 for a single subject: no branch, since it would be guessed wrongly every other time.
    const group = ((atom >> 1) + 1) & ((atom & 1) - 1);
    return atom === self || this.stamps[group] === this.stamp;
  }

  /** The effect of the set that an atom of a row comes from. */
  private effectAt(row: number, position: number): number {
    const { values, starts } = this.tables.rowTerms;
    let left = position;
    for (let at = starts[row] ?? 0; ; at += 2) {
      const size = this.sizeOf(values[at] ?? 0);
      if (size > mostRepeated) continue;
      if (left < size) return values[at + 1] ?? nothing;
      left -= size;
    }
  }

  private withLarge(row: number, self: number, smaller: number): number {
    const { rowTerms, sets, effects } = this.tables;
    let state = smaller;
    for (let at = rowTerms.starts[row] ?? 0; at < (rowTerms.starts[row + 1] ?? 0); at += 2) {
      const set = rowTerms.values[at] ?? 0;
      if (this.sizeOf(set) <= mostRepeated) continue;
      if (this.hasCurrent(sets.starts[set] ?? 0, sets.starts[set + 1] ?? 0, self))
        state = effects.union(state, rowTerms.values[at + 1] ?? nothing);
    }
    return state;
  }

  private sizeOf(set: number): number {
    const { starts } = this.tables.sets;
    return (starts[set + 1] ?? 0) - (starts[set] ?? 0);
  }

  private smallerSets(): Lists {
    const { resources, rowTerms, sets } = this.tables;
    const starts = new Uint32Array(resources.length + 1);
    for (let row = 0; row < resources.length; row++) starts[row + 1] = (starts[row] ?? 0) + this.sizeOfSmaller(row);
    const values = new Uint32Array(starts[resources.length] ?? 0);
    let next = 0;
    for (let at = 0; at < rowTerms.values.length; at += 2) {
      const set = rowTerms.values[at] ?? 0;
      if (this.sizeOf(set) > mostRepeated) continue;
      for (let atom = sets.starts[set] ?? 0; atom < (sets.starts[set + 1] ?? 0); atom++) values[next++] = sets.values[atom] ?? 0;
    }
    return { starts, values };
  }

  private sizeOfSmaller(row: number): number {
    const { starts, values } = this.tables.rowTerms;
    let amount = 0;
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 2) {
      const size = this.sizeOf(values[at] ?? 0);
      if (size > mostRepeated) this.hasLarge[row] = 1;
      else amount += size;
    }
    return amount;
  }
}
