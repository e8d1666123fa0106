import type { Answers } from './answers.js';
import { blocksOf, plain, type BlockLimits, type Blocks } from './blocks.js';
import { nothing, type Effects } from './effects.js';
import { listAt, subjectCount, type Tables } from './tables.js';

/**
 * What every subject holds on one row, without a word for each of them: those whom the row singles out one by one, all others by their
 * block. A view of what the Partitioner keeps: good until its next row.
 */
export interface Partition {
  readonly blocks: Blocks;
  /** What those of each block hold whom the row does not single out, as effects. */
  readonly ofBlock: Int32Array;
  /** Not 0 for the blocks that a group told apart is named for. */
  readonly blockStates: Uint32Array;
  /** How many the row singles out: named in person, as a guest, or by a group that is not told apart. */
  readonly size: number;
  /** Who they are, in order, and what each holds; the first `size` of each array. */
  readonly subjects: Uint32Array;
  readonly accesses: Int32Array;
  /** All subjects by block and access, in no order: how many of a block hold what. */
  tally(visit: (block: number, access: number, amount: number) => void): void;
}

/** A group of this share of all subjects is blocks rather than many names, if that makes no more blocks than this. */
const usual: BlockLimits = { share: 1 / 64, most: 512 };
/** A row names its subjects in up to 2 to the power of its terms ways; with more terms than these only plain blocks are told apart. */
const mostTerms = 10;
/** Telling groups apart costs as much as naming everybody some times over, so that for a few rows it does not pay. */
const patience = 4;

/** Makes partitions, in memory that is used for row after row. */
export class Partitioner {
  private readonly tables: Tables;
  private readonly answers: Answers;
  private readonly plain: Blocks;
  private readonly limits: BlockLimits;
  private groupedBlocks: Blocks | undefined;
  /** How many more may be named one by one before groups are told apart. */
  private left: number;
  private readonly subjects: Uint32Array;
  private readonly accesses: Int32Array;
  /** One bit for each subject that the row singles out, and one for each word that has such a bit. */
  private readonly marked: Int32Array;
  private readonly markedWords: Int32Array;
  private readonly stateOf: Int32Array;
  private readonly states: States;
  private readonly single = new Uint32Array(1);
  private blocks: Blocks;
  private readonly blockStates: Uint32Array;
  private readonly ofBlock: Int32Array;
  /** By state and block: what those singled out hold, -1 where there is nobody yet, and how many they are. */
  private held = new Int32Array(0);
  private amounts = new Int32Array(0);
  /** The states and blocks of those singled out, as places in these two. */
  private readonly keys: number[] = [];
  /** How many of each block are not singled out. */
  private readonly others: Int32Array;

  /** With limits of one's own, groups are told apart from the first row on. */
  constructor(tables: Tables, answers: Answers, limits?: BlockLimits) {
    const amount = subjectCount(tables);
    this.tables = tables;
    this.answers = answers;
    this.limits = limits ?? usual;
    this.left = limits === undefined ? patience * amount : 0;
    this.plain = blocksOf(tables, plain);
    this.blocks = this.plain;
    const most = Math.max(this.plain.count, Math.min(this.limits.most, amount));
    this.blockStates = new Uint32Array(most);
    this.ofBlock = new Int32Array(most);
    this.others = new Int32Array(most);
    this.states = new States(tables.effects);
    this.subjects = new Uint32Array(amount);
    this.accesses = new Int32Array(amount);
    this.marked = new Int32Array((amount >>> 5) + 1);
    this.markedWords = new Int32Array((amount >>> 10) + 1);
    this.stateOf = new Int32Array(amount);
  }

  /** What is held on a row. Whatever was given for another row is lost. */
  partition(row: number): Partition {
    this.name(row);
    this.answerBlocks(row);
    const size = this.collect(row);
    this.left -= size;
    const { blocks, ofBlock, blockStates, subjects, accesses } = this;
    return { blocks, ofBlock, blockStates, size, subjects, accesses, tally: (visit) => this.tally(visit) };
  }

  private get grouped(): Blocks {
    return (this.groupedBlocks ??= blocksOf(this.tables, this.limits));
  }

  /** Finds the state of every subject: of those singled out by number, of the others by block. */
  private name(row: number): void {
    const { rowTerms, rowGuests } = this.tables;
    const terms = listAt(rowTerms, row);
    this.states.reset(terms.length / 2 + 1);
    this.blocks = this.left <= 0 && terms.length / 2 <= mostTerms && this.namesLargeGroup(terms) ? this.grouped : this.plain;
    this.blockStates.fill(0, 0, this.blocks.count);
    for (let at = 0; at < terms.length; at += 2) this.nameSet(terms[at] ?? 0, at / 2, terms[at + 1] ?? nothing);
    this.mark(rowGuests.values, rowGuests.starts[row] ?? 0, rowGuests.starts[row + 1] ?? 0, terms.length / 2, nothing);
  }

  private namesLargeGroup(terms: Uint32Array): boolean {
    const { sets } = this.tables;
    for (let term = 0; term < terms.length; term += 2)
      for (const atom of listAt(sets, terms[term] ?? 0)) if ((atom & 1) === 0 && this.grouped.ofGroup.has(atom >> 1)) return true;
    return false;
  }

  private nameSet(set: number, term: number, effect: number): void {
    const { sets, members } = this.tables;
    for (const atom of listAt(sets, set)) {
      const group = atom >> 1;
      const blocks = atom & 1 ? undefined : this.blocks.ofGroup.get(group);
      if (blocks !== undefined) {
        for (const block of blocks) this.blockStates[block] = this.states.next(this.blockStates[block] ?? 0, term, effect);
      } else if (atom & 1) {
        this.single[0] = group;
        this.mark(this.single, 0, 1, term, effect);
      } else if (members.single === undefined)
        this.mark(members.values, members.starts[group] ?? 0, members.starts[group + 1] ?? 0, term, effect);
      else {
        const subjects = members.single.at(group);
        this.mark(subjects, 0, subjects.length, term, effect);
      }
    }
  }

  /** Adds a term to the states of the subjects in a part of a list. */
  private mark(subjects: Uint32Array, from: number, to: number, term: number, effect: number): void {
    const { stateOf, marked, markedWords, states } = this;
    const { width } = states;
    let { steps } = states;
    for (let at = from; at < to; at++) {
      const subject = subjects[at] ?? 0;
      const word = subject >>> 5;
      marked[word] = (marked[word] ?? 0) | (1 << (subject & 31));
      markedWords[word >>> 5] = (markedWords[word >>> 5] ?? 0) | (1 << (word & 31));
      const state = stateOf[subject] ?? 0;
      let next = steps[Math.imul(state, width) + term] ?? 0;
      if (next === 0) {
        next = states.next(state, term, effect);
        steps = states.steps;
      }
      stateOf[subject] = next;
    }
  }

  private answerBlocks(row: number): void {
    const { count, products } = this.blocks;
    for (let block = 0; block < count; block++) {
      const state = this.states.effect(this.blockStates[block] ?? 0);
      this.ofBlock[block] = this.answers.access(row, state, products[block] ?? 0, this.declared(row, block));
    }
  }

  /** Who is what kind of guest counts on the site alone. */
  private declared(row: number, block: number): number {
    return this.answers.frame(row).kind === 'site' ? (this.blocks.guestKinds[block] ?? 0) : 0;
  }

  /** What those singled out hold, and how many of each block are in which state; forgets who they were. */
  private collect(row: number): number {
    const { stateOf, subjects, accesses } = this;
    const { count, of } = this.blocks;
    const size = this.list();
    this.makeRoom(this.states.count * count);
    const { held, amounts } = this;
    for (let at = 0; at < size; at++) {
      const subject = subjects[at] ?? 0;
      const key = Math.imul(stateOf[subject] ?? 0, count) + (of[subject] ?? 0);
      stateOf[subject] = 0;
      let access = held[key] ?? -1;
      if (access < 0) {
        access = held[key] = this.answer(row, key);
        this.keys.push(key);
      }
      amounts[key] = (amounts[key] ?? 0) + 1;
      accesses[at] = access;
    }
    return size;
  }

  /** Lists those singled out; bits of bits give them in order without sorting, and without a look at all the others. */
  private list(): number {
    const { marked, markedWords, subjects } = this;
    let size = 0;
    for (let block = 0; block < markedWords.length; block++) {
      for (let words = markedWords[block] ?? 0; words !== 0; words &= words - 1) {
        const word = block * 32 + 31 - Math.clz32(words & -words);
        for (let bits = marked[word] ?? 0; bits !== 0; bits &= bits - 1) subjects[size++] = word * 32 + 31 - Math.clz32(bits & -bits);
        marked[word] = 0;
      }
      markedWords[block] = 0;
    }
    return size;
  }

  /** Forgets what was held on the last row. */
  private makeRoom(amount: number): void {
    for (const key of this.keys) {
      this.held[key] = -1;
      this.amounts[key] = 0;
    }
    this.keys.length = 0;
    if (this.held.length >= amount) return;
    this.held = new Int32Array(amount * 2).fill(-1);
    this.amounts = new Int32Array(amount * 2);
  }

  /** What those of a block hold whom the row names by some terms more than their block. */
  private answer(row: number, key: number): number {
    const { count, products } = this.blocks;
    const block = key % count;
    const state = Math.floor(key / count);
    const effect = this.tables.effects.union(this.states.effect(state), this.states.effect(this.blockStates[block] ?? 0));
    return this.answers.access(row, effect, products[block] ?? 0, this.states.isGuest(state) ? 1 : this.declared(row, block));
  }

  private tally(visit: (block: number, access: number, amount: number) => void): void {
    const { others } = this;
    const { count, members } = this.blocks;
    for (let block = 0; block < count; block++) others[block] = (members.starts[block + 1] ?? 0) - (members.starts[block] ?? 0);
    for (const key of this.keys) {
      const block = key % count;
      const amount = this.amounts[key] ?? 0;
      others[block] = (others[block] ?? 0) - amount;
      visit(block, this.held[key] ?? nothing, amount);
    }
    for (let block = 0; block < count; block++) {
      const amount = others[block] ?? 0;
      if (amount > 0) visit(block, this.ofBlock[block] ?? nothing, amount);
    }
  }
}

/**
 * By which terms of a row somebody is named, as small numbers: 0 is by none, and from one to the next leads a term. States with the
 * same union of effects are one.
 */
class States {
  count = 1;
  private readonly effects: Effects;
  private readonly unions: number[] = [nothing];
  private readonly guests: boolean[] = [false];
  private readonly numbers = new Map<number, number>();
  /** By state and term: the state that follows, or 0 where nobody has asked. */
  steps = new Int32Array(64);
  width = 1;

  constructor(effects: Effects) {
    this.effects = effects;
  }

  /** Forgets all but 0, for a row with some terms; the last of them is to be a guest. */
  reset(width: number): void {
    this.count = 1;
    this.width = width;
    this.numbers.clear();
    this.addSteps();
  }

  next(state: number, term: number, effect: number): number {
    const known = this.steps[Math.imul(state, this.width) + term] ?? 0;
    return known === 0 ? this.step(state, term, effect) : known;
  }

  effect(state: number): number {
    return this.unions[state] ?? nothing;
  }

  isGuest(state: number): boolean {
    return this.guests[state] ?? false;
  }

  private step(state: number, term: number, effect: number): number {
    const union = this.effects.union(this.effect(state), effect);
    const isGuest = this.isGuest(state) || term === this.width - 1;
    const key = union * 2 + (isGuest ? 1 : 0);
    let next = this.numbers.get(key);
    if (next === undefined) {
      next = this.count++;
      this.numbers.set(key, next);
      this.unions[next] = union;
      this.guests[next] = isGuest;
      this.addSteps();
    }
    this.steps[state * this.width + term] = next;
    return next;
  }

  /** Room for the steps from the last state. */
  private addSteps(): void {
    const end = this.count * this.width;
    if (end > this.steps.length) {
      const larger = new Int32Array(end * 2);
      larger.set(this.steps);
      this.steps = larger;
    }
    this.steps.fill(0, end - this.width, end);
  }
}
