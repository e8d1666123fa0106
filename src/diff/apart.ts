import { nothing } from '../matrix/effects.js';
import type { Evaluator } from '../matrix/evaluate.js';
import { listAt, subjectCount, type Lists, type Tables } from '../matrix/tables.js';

/**
 * What a few subjects of one side hold, row by row. Looks once through all groups and sets for them, so that no index from subjects to
 * what they are in is needed.
 */
export class Apart {
  private readonly evaluator: Evaluator;
  /** Own numbers, -1 for those the side has not. */
  private readonly subjects: readonly number[];
  /** Which of them are in a set, for sets with any. */
  private readonly inSet: ReadonlyMap<number, ReadonlySet<number>>;
  private readonly states: Uint32Array;

  constructor(evaluator: Evaluator, subjects: readonly number[]) {
    this.evaluator = evaluator;
    this.subjects = subjects;
    this.inSet = placesInSets(evaluator.tables, subjects);
    this.states = new Uint32Array(subjects.length);
  }

  /** What each holds on a row, in the order they were given; -1 is a row that the side has not. Good until the next row. */
  accesses(row: number): Uint32Array {
    const { evaluator, states, subjects } = this;
    const { rowTerms, effects } = evaluator.tables;
    states.fill(nothing);
    if (row < 0) return states;
    const terms = listAt(rowTerms, row);
    for (let at = 0; at < terms.length; at += 2) {
      const places = this.inSet.get(terms[at] ?? 0);
      if (places === undefined) continue;
      for (const place of places) states[place] = effects.union(states[place] ?? nothing, terms[at + 1] ?? nothing);
    }
    for (const [place, subject] of subjects.entries())
      states[place] = subject < 0 ? nothing : evaluator.accessWith(row, states[place] ?? nothing, subject);
    return states;
  }
}

function placesInSets(tables: Tables, subjects: readonly number[]): ReadonlyMap<number, ReadonlySet<number>> {
  if (subjects.every((subject) => subject < 0)) return new Map();
  const { sets, members } = tables;
  const places = new Int32Array(subjectCount(tables)).fill(-1);
  for (const [place, subject] of subjects.entries()) if (subject >= 0) places[subject] = place;
  const inGroup = new Map<number, readonly number[]>();
  for (let group = 0; group + 1 < members.starts.length; group++) {
    const found = placesIn(members, group, places);
    if (found.length > 0) inGroup.set(group, found);
  }
  const inSet = new Map<number, Set<number>>();
  for (let set = 0; set + 1 < sets.starts.length; set++) {
    for (let at = sets.starts[set] ?? 0, end = sets.starts[set + 1] ?? 0; at < end; at++) {
      const atom = sets.values[at] ?? 0;
      const place = atom & 1 ? (places[atom >> 1] ?? -1) : -1;
      const those = atom & 1 ? (place < 0 ? none : [place]) : (inGroup.get(atom >> 1) ?? none);
      if (those.length === 0) continue;
      const found = inSet.get(set) ?? new Set();
      inSet.set(set, found);
      for (const each of those) found.add(each);
    }
  }
  return inSet;
}

const none: readonly number[] = [];

function placesIn({ starts, values }: Lists, index: number, places: Int32Array): readonly number[] {
  let found: number[] | undefined;
  for (let at = starts[index] ?? 0, end = starts[index + 1] ?? 0; at < end; at++) {
    const place = places[values[at] ?? 0] ?? -1;
    if (place >= 0) (found ??= []).push(place);
  }
  return found ?? none;
}
