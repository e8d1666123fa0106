import type { Blocks } from '../matrix/blocks.js';
import type { SubjectSet } from '../matrix/subject-set.js';
import type { Pairing } from './pairing.js';

/** Subjects that are in one block on each side; -1 where they are not on that side. */
export interface PairedBlock {
  readonly inA: number;
  readonly inB: number;
  readonly subjects: SubjectSet;
}

/** The blocks of two sides, cut into parts that are in one block on each; only of the subjects that are to be compared. */
export class PairedBlocks {
  private readonly pairing: Pairing;
  private readonly isCompared: (subject: number) => boolean;
  private readonly known = new Map<Blocks | undefined, Map<Blocks | undefined, readonly PairedBlock[]>>();
  private readonly unions = new Map<string, SubjectSet>();

  constructor(pairing: Pairing, isCompared: (subject: number) => boolean) {
    this.pairing = pairing;
    this.isCompared = isCompared;
  }

  /** A side is undefined where it has no such row. */
  of(a: Blocks | undefined, b: Blocks | undefined): readonly PairedBlock[] {
    const ofA = this.known.get(a) ?? new Map<Blocks | undefined, readonly PairedBlock[]>();
    this.known.set(a, ofA);
    const known = ofA.get(b) ?? this.pair(a, b);
    ofA.set(b, known);
    return known;
  }

  /** The subjects of some parts; asked for the same parts for row after row. */
  union(parts: readonly PairedBlock[]): SubjectSet {
    const key = parts.map(({ subjects }) => subjects.id).join();
    const known = this.unions.get(key) ?? this.pairing.naming.sets.union(parts.map(({ subjects }) => subjects));
    this.unions.set(key, known);
    return known;
  }

  private pair(a: Blocks | undefined, b: Blocks | undefined): readonly PairedBlock[] {
    const { naming, subjectsInA, subjectsInB } = this.pairing;
    const width = (b?.count ?? 0) + 1;
    const lists = new Map<number, number[]>();
    for (let subject = 0; subject < naming.people + naming.groups; subject++) {
      if (!this.isCompared(subject)) continue;
      const key = (blockOf(a, subjectsInA[subject] ?? -1) + 1) * width + blockOf(b, subjectsInB[subject] ?? -1) + 1;
      const list = lists.get(key);
      if (list === undefined) lists.set(key, [subject]);
      else list.push(subject);
    }
    return Array.from(lists, ([key, subjects]) => ({
      inA: Math.floor(key / width) - 1,
      inB: (key % width) - 1,
      subjects: naming.sets.ofSorted(Uint32Array.from(subjects)),
    }));
  }
}

function blockOf(blocks: Blocks | undefined, subject: number): number {
  return blocks === undefined || subject < 0 ? -1 : (blocks.of[subject] ?? -1);
}
