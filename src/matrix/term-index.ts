import { nothing } from './effects.js';
import { subjectAtom, type Lists, type Tables } from './tables.js';

/** For what a row names a subject, found by walking over the sets of the row. */
export class TermIndex {
  private readonly tables: Tables;
  private readonly memberOf: Lists;
  /** The subject that was asked for last; its groups have the last stamp, each at its number + 1. */
  private current = -1;
  private stamp = 0;
  private readonly stamps: Uint32Array;

  constructor(tables: Tables, memberOf: Lists) {
    this.tables = tables;
    this.memberOf = memberOf;
    this.stamps = new Uint32Array(tables.groups.length + 1);
  }

  /** The union of the effects for which a row names a subject. */
  state(row: number, subject: number): number {
    this.turnTo(subject);
    const { rowTerms, sets, effects } = this.tables;
    const self = subjectAtom(subject);
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
}
