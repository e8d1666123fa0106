import { nothing } from '../matrix/effects.js';
import type { Evaluator } from '../matrix/evaluate.js';
import { groupAtom, listAt, listCount, subjectAtom, wholeLists, type Lists } from '../matrix/tables.js';
import { addToList } from '../text/add-to-list.js';

/** What a few subjects of one side hold, row by row. Looks once through all sets for them and the groups they are in. */
export class Apart {
  private readonly evaluator: Evaluator;
  /** Own numbers, -1 for those the side has not. */
  private readonly subjects: readonly number[];
  private readonly isNeeded: boolean;
  private readonly rowTerms: Lists;
  /** Which of them are in a set, by their places, for sets with any; and which sets these are. */
  private readonly inSet = new Map<number, ReadonlySet<number>>();
  private readonly isNaming: Uint8Array;
  private readonly states: Uint32Array;

  constructor(evaluator: Evaluator, subjects: readonly number[]) {
    const { tables } = evaluator;
    this.isNeeded = subjects.some((subject) => subject >= 0);
    this.evaluator = evaluator;
    this.subjects = subjects;
    this.states = new Uint32Array(subjects.length);
    this.rowTerms = this.isNeeded ? wholeLists(tables.rowTerms) : tables.rowTerms;
    this.isNaming = new Uint8Array(this.isNeeded ? listCount(tables.sets) : 0);
    if (this.isNeeded) this.findSets();
  }

  /** What each holds on a row, in the order they were given; -1 is a row that the side has not. Good until the next row. */
  accesses(row: number): Uint32Array {
    const { evaluator, states, subjects, isNaming } = this;
    states.fill(nothing);
    if (row < 0 || !this.isNeeded) return states;
    const { starts, values } = this.rowTerms;
    const end = starts[row + 1] ?? 0;
    for (let at = starts[row] ?? 0; at < end; at += 2)
      if (isNaming[values[at] ?? 0] === 1) this.give(values[at] ?? 0, values[at + 1] ?? nothing);
    for (let place = 0; place < subjects.length; place++) {
      const subject = subjects[place] ?? -1;
      states[place] = subject < 0 ? nothing : evaluator.accessWith(row, states[place] ?? nothing, subject);
    }
    return states;
  }

  private give(set: number, effect: number): void {
    const { states } = this;
    for (const place of this.inSet.get(set) ?? []) states[place] = this.evaluator.tables.effects.union(states[place] ?? nothing, effect);
  }

  private findSets(): void {
    const placesOf = this.placesByAtom();
    const { starts, values } = wholeLists(this.evaluator.tables.sets);
    for (let set = 0; set < this.isNaming.length; set++) {
      const end = starts[set + 1] ?? 0;
      for (let at = starts[set] ?? 0; at < end; at++) {
        const places = placesOf.get(values[at] ?? 0);
        if (places === undefined) continue;
        this.inSet.set(set, new Set([...(this.inSet.get(set) ?? []), ...places]));
        this.isNaming[set] = 1;
      }
    }
  }

  /** By what stands for them in a set, in person or by a group. */
  private placesByAtom(): ReadonlyMap<number, readonly number[]> {
    const { memberOf } = this.evaluator;
    const found = new Map<number, number[]>();
    for (const [place, subject] of this.subjects.entries()) {
      if (subject < 0) continue;
      addToList(found, subjectAtom(subject), place);
      for (const group of listAt(memberOf, subject)) addToList(found, groupAtom(group), place);
    }
    return found;
  }
}
