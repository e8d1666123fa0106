import type { Pairing } from '../diff/pairing.js';
import { evaluatorOf, type Matrix } from '../matrix/matrix.js';
import type { SubjectSet } from '../matrix/subject-set.js';
import { listAt } from '../matrix/tables.js';

/** Names that changed files mention: whatever else changes is a surprise. */
export type Mentioned = (name: string) => boolean;

interface Having {
  readonly matrix: Matrix;
  readonly side: 'before' | 'after';
  readonly mentioned: Mentioned;
}

/** Tells apart whom the changed files name, in person or by a group they are in, through however many others. */
export class Acquaintance {
  /** Of those who are in the sets to come: whom nothing names. Classes are nobody's acquaintance, and no strangers. */
  private readonly strangers: SubjectSet;
  private readonly pairing: Pairing;

  constructor(everybody: SubjectSet, pairing: Pairing, { matrix, side, mentioned }: Having) {
    this.pairing = pairing;
    const { naming } = pairing;
    const evaluator = evaluatorOf(matrix);
    const own = side === 'before' ? pairing.subjectsInA : pairing.subjectsInB;
    const groups = new Map<number, boolean>();
    const isNamed = (group: number): boolean => {
      const known = groups.get(group) ?? mentioned(`group:${evaluator.tables.groups[group] ?? ''}`);
      groups.set(group, known);
      return known;
    };
    const strangers: number[] = [];
    everybody.visit(
      (subject) => {
        if (mentioned(naming.name(subject))) return;
        const number = own[subject] ?? -1;
        if (number < 0 || !listAt(evaluator.memberOf, number).some(isNamed)) strangers.push(subject);
      },
      0,
      naming.people + naming.groups,
    );
    this.strangers = naming.sets.ofSorted(Uint32Array.from(strangers));
  }

  strangersIn(subjects: SubjectSet): SubjectSet {
    return this.pairing.naming.sets.intersection(subjects, this.strangers);
  }
}
