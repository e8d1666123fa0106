import type { Crowd } from './crowd.js';
import { longer } from './crowd.js';

/** A subject as numbers: its atom, and which piece of the crowd's list are the groups around it. */
export interface Surrounded {
  readonly crowd: Crowd;
  readonly first: number;
  readonly end: number;
  /** What no actor has, for whoever is no person. */
  readonly atom: number;
}

/**
 * Which groups are around one subject. Whoever is asked about last is remembered, so that each look is one load: it tells where in the
 * crowd the group of this subject stands.
 */
export class Around {
  private current: Surrounded | undefined;
  /** Of each group, at its number + 1, the turn of who had it last and its place there; the turns of the current subject begin at `base`. */
  private turns = new Int32Array(64);
  private base = 1;
  private next = 1;
  /** Those whom a subject may be, of the piece of the list that was looked through last, as places in the list. */
  places = new Int32Array(64);
  private found = 0;
  private searched = -1;
  private searchedTo = -1;

  /** The place of a group in the crowd, or -1 if it is not around the subject. */
  placeOf(subject: Surrounded, group: number): number {
    if (subject !== this.current) this.turnTo(subject);
    const turn = (this.turns[group + 1] ?? 0) - this.base;
    return turn < 0 ? -1 : turn + subject.first;
  }

  /**
   * Looks through a piece of the list of actors (atom, role, atom, role …) for those whom a subject may be, and tells how many there are.
   * The list may grow, but what is in it does not change, so that the same piece need not be looked through twice. It is done without a branch, since that would be guessed wrongly every other time.
   */
  find(subject: Surrounded, actors: Int32Array, from: number, end: number): number {
    if (subject !== this.current) this.turnTo(subject);
    if (from === this.searched && end === this.searchedTo) return this.found;
    if (end - from > this.places.length) this.places = new Int32Array((end - from) * 2);
    const { turns, base, places } = this;
    const self = subject.atom;
    let found = 0;
    for (let at = from; at < end; at += 2) {
      const atom = actors[at] ?? 0;
      // The group's turn, or 0 for whatever is no group.
      const turn = turns[((atom >> 1) + 1) & ((atom & 1) - 1)] ?? 0;
      places[found] = at;
      // Negative, and so 1 bit, unless it is none of these: unsure, the subject itself, a group around it.
      found += (atom | ~(turn - base) | -Number(atom === self)) >>> 31;
    }
    this.searched = from;
    this.searchedTo = end;
    return (this.found = found);
  }

  private turnTo(subject: Surrounded): void {
    const { crowd, first, end } = subject;
    if (this.next + end - first > largestTurn) this.startAnew();
    this.current = subject;
    this.searched = -1;
    this.base = this.next;
    const { groups } = crowd;
    let { turns, next } = this;
    for (let at = first; at < end; at++) {
      const group = (groups[at] ?? 0) + 1;
      if (group >= turns.length) turns = this.turns = longer(turns, group * 2);
      turns[group] = next++;
    }
    this.next = next;
  }

  private startAnew(): void {
    this.turns.fill(0);
    this.next = 1;
  }
}

const largestTurn = 2 ** 31 - 1;
