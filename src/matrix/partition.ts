import type { Answers } from './answers.js';
import { blocksOf, plain, type BlockLimits, type Blocks, type People } from './blocks.js';
import { nothing } from './effects.js';
import { States } from './states.js';
import { listAt, listCount, type Tables } from './tables.js';

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

/** The same, as it is found: those singled out by keys, each for all of one block who hold the same. */
export interface Split extends Pick<Partition, 'blocks' | 'ofBlock' | 'size' | 'subjects'> {
  /** Of each who is singled out. */
  readonly keys: Uint32Array;
  /** The keys there are, without order: the first `keyCount`. The block of a key is what is left of it by the number of blocks. */
  readonly keyCount: number;
  readonly distinctKeys: Uint32Array;
  /** By key: how many they are, and what they hold. */
  readonly amounts: Int32Array;
  readonly held: Int32Array;
  /** How many of each block are not singled out. */
  readonly others: Int32Array;
}

/** What rows name, and of whom; subjects may have other numbers than in the whole tables. */
export type Named = People & Pick<Tables, 'sets' | 'rowTerms' | 'rowGuests' | 'effects'>;

/** A group of this share of all subjects is blocks rather than many names, if that makes no more blocks than this. */
const usual: BlockLimits = { share: 1 / 64, most: 512 };
/** A row names its subjects in up to 2 to the power of its terms ways; with more terms than these only plain blocks are told apart. */
const mostTerms = 10;
/** Telling groups apart costs as much as naming everybody some times over, so that for a few rows it does not pay. */
const patience = 4;

const unknown = 0;
const small = 1;
const large = 2;

/** Makes partitions, in memory that is used for row after row. */
export class Partitioner implements Split {
  blocks: Blocks;
  readonly ofBlock: Int32Array;
  size = 0;
  readonly subjects: Uint32Array;
  readonly keys: Uint32Array;
  keyCount = 0;
  distinctKeys = new Uint32Array(0);
  amounts = new Int32Array(0);
  held = new Int32Array(0);
  readonly others: Int32Array;
  private readonly named: Named;
  private readonly answers: Answers;
  private readonly plain: Blocks;
  private readonly limits: BlockLimits;
  private groupedBlocks: Blocks | undefined;
  /** Which sets have a group that is told apart; 0 where nobody has asked. */
  private readonly largeSets: Uint8Array;
  /** How many more may be named one by one before groups are told apart. */
  private left: number;
  /** In the memory of the keys, which are of no more use by then: these arrays are as long as there are people. */
  private readonly accesses: Int32Array;
  /** One bit for each subject that the row singles out, and one for each word that has such a bit. */
  private readonly marked: Int32Array;
  private readonly markedWords: Int32Array;
  private readonly stateOf: Int32Array;
  private readonly states: States;
  private readonly single = new Uint32Array(1);
  private readonly blockStates: Uint32Array;
  /** By state and kind of block: what whoever is in this state alone holds, -1 where nobody has asked. */
  private known = new Int32Array(0);

  /** With limits of one's own, groups are told apart from the first row on. */
  constructor(named: Named, answers: Answers, limits?: BlockLimits) {
    const amount = named.products.length;
    this.named = named;
    this.answers = answers;
    this.limits = limits ?? usual;
    this.left = limits === undefined ? patience * amount : 0;
    this.largeSets = new Uint8Array(listCount(named.sets));
    this.plain = blocksOf(named, plain);
    this.blocks = this.plain;
    const most = Math.max(this.plain.count, Math.min(this.limits.most, amount));
    this.blockStates = new Uint32Array(most);
    this.ofBlock = new Int32Array(most);
    this.others = new Int32Array(most);
    this.states = new States(named.effects);
    this.subjects = new Uint32Array(amount);
    this.keys = new Uint32Array(amount);
    this.accesses = new Int32Array(this.keys.buffer);
    this.marked = new Int32Array((amount >>> 5) + 1);
    this.markedWords = new Int32Array((amount >>> 10) + 1);
    this.stateOf = new Int32Array(amount);
  }

  /** What is held on a row. Whatever was given for another row is lost. */
  partition(row: number): Partition {
    const { blocks, ofBlock, size, subjects, keys, held } = this.split(row);
    const { accesses } = this;
    for (let at = 0; at < size; at++) accesses[at] = held[keys[at] ?? 0] ?? nothing;
    return { blocks, ofBlock, blockStates: this.blockStates, size, subjects, accesses, tally: (visit) => this.tally(visit) };
  }

  /** The same by keys. It is lost as well, also if the partition of this row is asked for. */
  split(row: number): Split {
    this.name(row);
    this.collect();
    this.answer(row);
    this.left -= this.size;
    return this;
  }

  private get grouped(): Blocks {
    return (this.groupedBlocks ??= blocksOf(this.named, this.limits));
  }

  /** Finds the state of every subject: of those singled out by number, of the others by block. */
  private name(row: number): void {
    const { rowTerms, rowGuests } = this.named;
    const terms = listAt(rowTerms, row);
    const amount = terms.length / 2;
    this.states.reset(amount + 1);
    this.blocks = this.left <= 0 && amount <= mostTerms && this.namesLargeGroup(terms) ? this.grouped : this.plain;
    this.blockStates.fill(0, 0, this.blocks.count);
    for (let term = 0; term < amount; term++) this.nameSet(terms[term * 2] ?? 0, term, terms[term * 2 + 1] ?? nothing);
    this.mark(rowGuests.values, rowGuests.starts[row] ?? 0, rowGuests.starts[row + 1] ?? 0, amount, nothing);
  }

  private namesLargeGroup(terms: Uint32Array): boolean {
    for (let term = 0; term < terms.length; term += 2) if (this.isLarge(terms[term] ?? 0)) return true;
    return false;
  }

  private isLarge(set: number): boolean {
    const known = this.largeSets[set] ?? unknown;
    if (known !== unknown) return known === large;
    const { ofGroup } = this.grouped;
    const found = listAt(this.named.sets, set).some((atom) => (atom & 1) === 0 && ofGroup.has(atom >> 1));
    this.largeSets[set] = found ? large : small;
    return found;
  }

  private nameSet(set: number, term: number, effect: number): void {
    const { sets, members } = this.named;
    const isApart = this.blocks === this.groupedBlocks && this.isLarge(set);
    const atoms = sets.single === undefined ? sets.values : sets.single.at(set);
    const end = sets.single === undefined ? (sets.starts[set + 1] ?? 0) : atoms.length;
    for (let at = sets.single === undefined ? (sets.starts[set] ?? 0) : 0; at < end; at++) {
      const atom = atoms[at] ?? 0;
      const group = atom >> 1;
      if (atom & 1) {
        this.single[0] = group;
        this.mark(this.single, 0, 1, term, effect);
      } else if (isApart && this.nameBlocks(group, term, effect)) continue;
      else if (members.single === undefined)
        this.mark(members.values, members.starts[group] ?? 0, members.starts[group + 1] ?? 0, term, effect);
      else {
        const subjects = members.single.at(group);
        this.mark(subjects, 0, subjects.length, term, effect);
      }
    }
  }

  /** Adds a term to the states of the blocks of a group, if it is told apart. */
  private nameBlocks(group: number, term: number, effect: number): boolean {
    const blocks = this.blocks.ofGroup.get(group);
    if (blocks === undefined) return false;
    for (const block of blocks) this.blockStates[block] = this.states.next(this.blockStates[block] ?? 0, term, effect);
    return true;
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

  /**
   * Lists those singled out with their keys, and forgets who they were; bits of bits give them in order without sorting, and without a
   * look at all the others. A key is a state and a block.
   */
  private collect(): void {
    this.makeRoom();
    const { marked, markedWords, stateOf, subjects, keys, distinctKeys, amounts } = this;
    const { count, of } = this.blocks;
    let size = 0;
    let keyCount = 0;
    for (let block = 0; block < markedWords.length; block++) {
      for (let words = markedWords[block] ?? 0; words !== 0; words &= words - 1) {
        const word = block * 32 + 31 - Math.clz32(words & -words);
        for (let bits = marked[word] ?? 0; bits !== 0; bits &= bits - 1) {
          const subject = word * 32 + 31 - Math.clz32(bits & -bits);
          const key = Math.imul(stateOf[subject] ?? 0, count) + (of[subject] ?? 0);
          stateOf[subject] = 0;
          const amount = amounts[key] ?? 0;
          if (amount === 0) distinctKeys[keyCount++] = key;
          amounts[key] = amount + 1;
          subjects[size] = subject;
          keys[size++] = key;
        }
        marked[word] = 0;
      }
      markedWords[block] = 0;
    }
    this.size = size;
    this.keyCount = keyCount;
  }

  /** Forgets how many there were on the last row. */
  private makeRoom(): void {
    const { amounts, distinctKeys, keyCount } = this;
    for (let at = 0; at < keyCount; at++) amounts[distinctKeys[at] ?? 0] = 0;
    const needed = this.states.count * this.blocks.count;
    if (amounts.length >= needed) return;
    this.amounts = new Int32Array(needed * 2);
    this.held = new Int32Array(needed * 2);
    this.distinctKeys = new Uint32Array(Math.min(needed * 2, this.subjects.length));
  }

  /** Finds what is held, by block and by key, and how many of each block are left. */
  private answer(row: number): void {
    const { blocks, ofBlock, others, distinctKeys, keyCount, amounts, held, blockStates } = this;
    const { count, members } = blocks;
    this.forgetAnswers();
    for (let block = 0; block < count; block++) {
      others[block] = (members.starts[block + 1] ?? 0) - (members.starts[block] ?? 0);
      ofBlock[block] = this.ofState(row, blockStates[block] ?? 0, block);
    }
    for (let at = 0; at < keyCount; at++) {
      const key = distinctKeys[at] ?? 0;
      const state = Math.floor(key / count);
      const block = key - state * count;
      others[block] = (others[block] ?? 0) - (amounts[key] ?? 0);
      held[key] = blockStates[block] === 0 ? this.ofState(row, state, block) : this.ofStates(row, state, block);
    }
  }

  private forgetAnswers(): void {
    const needed = this.states.count * this.blocks.kindCount;
    if (this.known.length < needed) this.known = new Int32Array(needed * 2);
    this.known.fill(-1, 0, needed);
  }

  /** What those of a block hold who are in one state. */
  private ofState(row: number, state: number, block: number): number {
    const { known, blocks, states } = this;
    const place = state * blocks.kindCount + (blocks.kinds[block] ?? 0);
    const access = known[place] ?? -1;
    return access >= 0 ? access : (known[place] = this.access(row, states.effect(state), states.isGuest(state), block));
  }

  /** What those of a block hold whom the row names by some terms more than their block. */
  private ofStates(row: number, state: number, block: number): number {
    const { states, blockStates, named } = this;
    const effect = named.effects.union(states.effect(state), states.effect(blockStates[block] ?? 0));
    return this.access(row, effect, states.isGuest(state), block);
  }

  private access(row: number, effect: number, isGuest: boolean, block: number): number {
    const { products, guestKinds } = this.blocks;
    // Who is what kind of guest counts on the site alone.
    const declared = this.answers.frame(row).kind === 'site' ? (guestKinds[block] ?? 0) : 0;
    return this.answers.access(row, effect, products[block] ?? 0, isGuest ? 1 : declared);
  }

  private tally(visit: (block: number, access: number, amount: number) => void): void {
    const { others, ofBlock, keyCount, distinctKeys, amounts, held } = this;
    const { count } = this.blocks;
    for (let at = 0; at < keyCount; at++) {
      const key = distinctKeys[at] ?? 0;
      visit(key % count, held[key] ?? nothing, amounts[key] ?? 0);
    }
    for (let block = 0; block < count; block++) {
      const amount = others[block] ?? 0;
      if (amount > 0) visit(block, ofBlock[block] ?? nothing, amount);
    }
  }
}
