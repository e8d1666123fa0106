import type { Blocks } from '../../matrix/blocks.js';
import type { Evaluator } from '../../matrix/evaluate.js';
import { classes } from '../../matrix/subject-classes.js';
import { addTo, isIn, type SubjectSet, type SubjectSets } from '../../matrix/subject-set.js';
import { subjectCount } from '../../matrix/tables.js';
import { remembered } from '../../text/remembered.js';

/** What is told of an access; undefined for nothing. `isPublic`: it is that of `anyone`. */
export type Tell<T> = (access: number, isPublic: boolean) => T | undefined;

/** Of how many subjects something is told. */
export interface Told {
  readonly people: number;
  /** Groups of the identity provider, and classes. */
  readonly others: number;
}

/** Some subjects, as bits, and how many of them are in each block. */
interface Weights {
  readonly words: Uint32Array;
  readonly people: Uint32Array;
  readonly groups: Uint32Array;
}

const notSingled = -1;

const fewSubjects = 16;

/** What anybody holds on one row after another, classes among them, by numbers as in a `Naming`. */
export class RowAccess {
  private readonly evaluator: Evaluator;
  private readonly sets: SubjectSets;
  private readonly subjectCount: number;
  private readonly peopleCount: number;
  private row = -1;
  /** By subject: what those hold whom the row singles out. */
  private readonly accesses: Int32Array;
  private readonly singled: Uint32Array;
  private size = 0;
  private blocks: Blocks | undefined;
  private ofBlock = new Int32Array(0);
  private readonly weights = new WeakMap<Blocks, WeakMap<SubjectSet, Weights>>();

  constructor(evaluator: Evaluator, sets: SubjectSets) {
    this.evaluator = evaluator;
    this.sets = sets;
    this.subjectCount = subjectCount(evaluator.tables);
    this.peopleCount = evaluator.tables.people.length;
    this.accesses = new Int32Array(this.subjectCount).fill(notSingled);
    this.singled = new Uint32Array(this.subjectCount);
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
    if (subject >= this.subjectCount) return this.ofClass(this.row, subject);
    const access = this.accesses[subject] ?? notSingled;
    return access === notSingled ? (this.ofBlock[this.blocks?.of[subject] ?? 0] ?? 0) : access;
  }

  private ofClass(row: number, subject: number): number {
    return this.evaluator.classAccess(row, classes[subject - this.subjectCount] ?? 'anyone');
  }

  /** Of how many of some subjects something is told on a row, without saying of whom, which takes far longer. */
  count(row: number, subjects: SubjectSet, tell: Tell<unknown>): Told {
    let [people, others] = [0, 0];
    const add = (subject: number, amount: 1 | -1): void => {
      if (subject < this.peopleCount) people += amount;
      else others += amount;
    };
    if (subjects.size <= fewSubjects) {
      for (const part of this.partsOfFew(row, subjects, tell).values()) part.visit((subject) => add(subject, 1));
      return { people, others };
    }
    const { blocks, ofBlock, size, subjects: singled, accesses } = this.evaluator.partition(row);
    const weights = this.weightsOf(subjects, blocks);
    const isTold = new Uint8Array(blocks.count);
    for (let block = 0; block < blocks.count; block++) {
      if (tell(ofBlock[block] ?? 0, false) === undefined) continue;
      isTold[block] = 1;
      people += weights.people[block] ?? 0;
      others += weights.groups[block] ?? 0;
    }
    for (let at = 0; at < size; at++) {
      const subject = singled[at] ?? 0;
      if (!isIn(weights.words, subject)) continue;
      const is = tell(accesses[at] ?? 0, false) === undefined ? 0 : 1;
      if (is !== isTold[blocks.of[subject] ?? 0]) add(subject, is === 1 ? 1 : -1);
    }
    for (const [index, each] of classes.entries()) {
      const subject = this.subjectCount + index;
      if (isIn(weights.words, subject) && tell(this.evaluator.classAccess(row, each), index === 0) !== undefined) others++;
    }
    return { people, others };
  }

  private weightsOf(subjects: SubjectSet, blocks: Blocks): Weights {
    const known = remembered(this.weights, blocks, () => new WeakMap<SubjectSet, Weights>());
    return remembered(known, subjects, () => this.weigh(subjects, blocks));
  }

  private weigh(subjects: SubjectSet, blocks: Blocks): Weights {
    const words = this.sets.noBits();
    addTo(words, subjects);
    const [people, groups] = [new Uint32Array(blocks.count), new Uint32Array(blocks.count)];
    const add = (amounts: Uint32Array) => (subject: number) => {
      const block = blocks.of[subject] ?? 0;
      amounts[block] = (amounts[block] ?? 0) + 1;
    };
    subjects.visit(add(people), 0, this.peopleCount);
    subjects.visit(add(groups), this.peopleCount, this.subjectCount);
    return { words, people, groups };
  }

  /** Some subjects by what is told of the access that each has on a row; whoever nothing is told of is left out. */
  parts<T>(row: number, subjects: SubjectSet, tell: Tell<T>): ReadonlyMap<T, SubjectSet> {
    if (subjects.size <= fewSubjects) return this.partsOfFew(row, subjects, tell);
    this.open(row);
    const { words } = subjects.form;
    if (words === undefined || this.blocks === undefined)
      return this.sets.parts(subjects, (subject) => tell(this.of(subject), subject === this.subjectCount));
    return this.partsOfMany(words, this.blocks, tell);
  }

  /** A few are asked about one by one, since going to a row looks at everybody it names. */
  private partsOfFew<T>(row: number, subjects: SubjectSet, tell: Tell<T>): ReadonlyMap<T, SubjectSet> {
    const accessOf = (subject: number): number =>
      subject < this.subjectCount ? this.evaluator.access(row, subject) : this.ofClass(row, subject);
    return this.sets.parts(subjects, (subject) => tell(accessOf(subject), subject === this.subjectCount));
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
      if (from === to || !isIn(words, subject)) return;
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
      const subject = this.subjectCount + index;
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
