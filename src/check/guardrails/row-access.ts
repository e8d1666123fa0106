import type { Blocks } from '../../matrix/blocks.js';
import type { Evaluator } from '../../matrix/evaluate.js';
import { classes } from '../../matrix/subject-classes.js';
import type { SubjectSet, SubjectSets } from '../../matrix/subject-set.js';
import { subjectCount } from '../../matrix/tables.js';

/** What is told of an access; undefined for nothing. `isPublic`: it is that of `anyone`. */
export type Tell<T> = (access: number, isPublic: boolean) => T | undefined;

const notSingled = -1;

const fewSubjects = 16;

/** What anybody holds on one row after another, classes among them, by numbers as in a `Naming`. */
export class RowAccess {
  private readonly evaluator: Evaluator;
  private readonly sets: SubjectSets;
  private readonly count: number;
  private row = -1;
  /** By subject: what those hold whom the row singles out. */
  private readonly accesses: Int32Array;
  private readonly singled: Uint32Array;
  private size = 0;
  private blocks: Blocks | undefined;
  private ofBlock = new Int32Array(0);

  constructor(evaluator: Evaluator, sets: SubjectSets) {
    this.evaluator = evaluator;
    this.sets = sets;
    this.count = subjectCount(evaluator.tables);
    this.accesses = new Int32Array(this.count).fill(notSingled);
    this.singled = new Uint32Array(this.count);
  }

  /** Goes to a row: what `of` says is about that one until another is opened. */
  open(row: number): void {
    const { accesses, singled } = this;
    for (let at = 0; at < this.size; at++) accesses[singled[at] ?? 0] = notSingled;
    const { blocks, ofBlock, size, subjects, accesses: held } = this.evaluator.partition(row);
    for (let at = 0; at < size; at++) {
      const subject = subjects[at] ?? 0;
      singled[at] = subject;
      accesses[subject] = held[at] ?? 0;
    }
    this.size = size;
    this.row = row;
    this.blocks = blocks;
    this.ofBlock = ofBlock.slice(0, blocks.count);
  }

  /** The access of a subject, as an effect. */
  of(subject: number): number {
    if (subject >= this.count) return this.ofClass(this.row, subject);
    const access = this.accesses[subject] ?? notSingled;
    return access === notSingled ? (this.ofBlock[this.blocks?.of[subject] ?? 0] ?? 0) : access;
  }

  private ofClass(row: number, subject: number): number {
    return this.evaluator.classAccess(row, classes[subject - this.count] ?? 'anyone');
  }

  /** Some subjects by what is told of the access that each has on a row; whoever nothing is told of is left out. */
  parts<T>(row: number, subjects: SubjectSet, tell: Tell<T>): ReadonlyMap<T, SubjectSet> {
    if (subjects.size <= fewSubjects) return this.partsOfFew(row, subjects, tell);
    this.open(row);
    const { words } = subjects.form;
    if (words === undefined || this.blocks === undefined)
      return this.sets.parts(subjects, (subject) => tell(this.of(subject), subject === this.count));
    return this.partsOfMany(words, this.blocks, tell);
  }

  /** A few are asked about one by one, since going to a row looks at everybody it names. */
  private partsOfFew<T>(row: number, subjects: SubjectSet, tell: Tell<T>): ReadonlyMap<T, SubjectSet> {
    const accessOf = (subject: number): number => (subject < this.count ? this.evaluator.access(row, subject) : this.ofClass(row, subject));
    return this.sets.parts(subjects, (subject) => tell(accessOf(subject), subject === this.count));
  }

  /** Of many, most are told the same of: only the others are looked at one by one. */
  private partsOfMany<T>(words: Uint32Array, blocks: Blocks, tell: Tell<T>): ReadonlyMap<T, SubjectSet> {
    const told = Array.from({ length: blocks.count }, (_, block) => tell(this.ofBlock[block] ?? 0, false));
    const most = mostTold(told, blocks);
    const parts = new Map<T | undefined, Uint32Array>([[most, words.slice()]]);
    const partOf = (what: T | undefined): Uint32Array => {
      const part = parts.get(what) ?? this.sets.noBits();
      parts.set(what, part);
      return part;
    };
    const move = (subject: number, from: T | undefined, to: T | undefined): void => {
      const word = subject >>> 5;
      const bit = 1 << (subject & 31);
      if (from === to || ((words[word] ?? 0) & bit) === 0) return;
      const [was, is] = [partOf(from), partOf(to)];
      was[word] = (was[word] ?? 0) & ~bit;
      is[word] = (is[word] ?? 0) | bit;
    };
    const { starts, values } = blocks.members;
    for (const [block, what] of told.entries()) {
      if (what === most) continue;
      for (let at = starts[block] ?? 0; at < (starts[block + 1] ?? 0); at++) move(values[at] ?? 0, most, what);
    }
    for (let at = 0; at < this.size; at++) {
      const subject = this.singled[at] ?? 0;
      move(subject, told[blocks.of[subject] ?? 0], tell(this.of(subject), false));
    }
    for (let index = 0; index < classes.length; index++) {
      const subject = this.count + index;
      move(subject, most, tell(this.of(subject), index === 0));
    }
    const found = new Map<T, SubjectSet>();
    for (const [what, bits] of parts) {
      const part = what === undefined ? this.sets.empty : this.sets.ofBits(bits);
      if (what !== undefined && part.size > 0) found.set(what, part);
    }
    return found;
  }
}

/** What is told of the blocks that the most subjects are in. */
function mostTold<T>(told: readonly (T | undefined)[], { members: { starts } }: Blocks): T | undefined {
  const sizes = new Map<T | undefined, number>();
  for (const [block, what] of told.entries()) sizes.set(what, (sizes.get(what) ?? 0) + (starts[block + 1] ?? 0) - (starts[block] ?? 0));
  let most: T | undefined;
  for (const [what, size] of sizes) if (size > (sizes.get(most) ?? -1)) most = what;
  return most;
}
