import { nothing } from './effects.js';
import { listAt, subjectAtom, type Lists, type Tables } from './tables.js';

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
    const terms = listAt(rowTerms, row);
    let state = nothing;
    for (let at = 0; at < terms.length; at += 2)
      if (this.hasCurrent(listAt(sets, terms[at] ?? 0), self)) state = effects.union(state, terms[at + 1] ?? nothing);
    return state;
  }

  private hasCurrent(set: Uint32Array, self: number): boolean {
    for (const atom of set) if (this.isOf(atom, self)) return true;
    return false;
  }

  /** Stamps the groups of a subject, so that being in one of them is one look. */
  private turnTo(subject: number): void {
    if (subject === this.current) return;
    const stamp = ++this.stamp;
    this.current = subject;
    if (this.memberOf.single !== undefined) {
      for (const group of listAt(this.memberOf, subject)) this.stamps[group + 1] = stamp;
      return;
    }
    const { starts, values } = this.memberOf;
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
