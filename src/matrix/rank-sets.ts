import type { Writer } from './bytes.js';
import { nothing } from './effects.js';
import type { Partition } from './partition.js';
import type { Lists, Tables } from './tables.js';

/** Sets of more than this share of all ranks are written as bits. */
const manyShare = 1 / 16;

/**
 * Those of a row who do not hold what is expected of them, by what they hold: as ranks, which number some of the subjects in the order of
 * their names; the others are left out. The memory is used for row after row.
 */
export class RankSets {
  private readonly tables: Tables;
  /** Rank of each subject, -1 for those without. */
  private readonly ranks: Int32Array;
  private readonly rankCount: number;
  /** Singled-out ones by access, each part in order; by access where its part starts and where it ends. */
  private readonly listed: Uint32Array;
  private starts = new Int32Array(0);
  private ends = new Int32Array(0);
  private readonly blocksOf = new Map<number, number[]>();
  /** Those of one access, as bits and, if they are few, as a list. */
  private readonly bits: Uint8Array;
  private readonly words: Int32Array;
  private readonly largeBlocks = new Map<Lists, Int32Array[]>();
  private readonly gathered: Uint32Array;

  constructor(tables: Tables, ranks: Int32Array, rankCount: number) {
    this.tables = tables;
    this.ranks = ranks;
    this.rankCount = rankCount;
    this.listed = new Uint32Array(rankCount);
    this.words = new Int32Array(Math.ceil(rankCount / 32));
    this.bits = new Uint8Array(this.words.buffer, 0, Math.ceil(rankCount / 8));
    this.gathered = new Uint32Array(Math.floor(rankCount * manyShare) + 1);
  }

  /** Finds them. `expected` is by product mask; `amounts` says how many hold each of the accesses that somebody is not expected to. */
  collect({ blocks, ofBlock, size, subjects, accesses }: Partition, expected: Int32Array, amounts: ReadonlyMap<number, number>): void {
    this.makeRoom(amounts);
    this.blocksOf.clear();
    const { ranks, listed, ends } = this;
    const { products } = this.tables;
    for (let at = 0; at < size; at++) {
      const subject = subjects[at] ?? 0;
      const access = accesses[at] ?? nothing;
      if (access === expected[products[subject] ?? 0]) continue;
      const rank = ranks[subject] ?? -1;
      if (rank < 0) continue;
      const end = ends[access] ?? 0;
      listed[end] = rank;
      ends[access] = end + 1;
    }
    for (let block = 0; block < blocks.count; block++) {
      const access = ofBlock[block] ?? nothing;
      const mask = blocks.products[block] ?? 0;
      if (mask === 0 || access === expected[mask]) continue;
      const known = this.blocksOf.get(access);
      if (known === undefined) this.blocksOf.set(access, [block]);
      else known.push(block);
    }
  }

  /** Writes how many hold an access unexpectedly, and who: few as steps from one to the next, many as bits. */
  write(access: number, amount: number, partition: Partition, writer: Writer): void {
    const start = this.starts[access] ?? 0;
    const end = this.ends[access] ?? 0;
    const isMany = amount > this.rankCount * manyShare;
    writer.number(amount);
    if (!isMany && end - start === amount) {
      writer.steps(this.listed, start, end);
      return;
    }
    this.words.fill(0);
    for (const block of this.blocksOf.get(access) ?? []) this.setBlock(partition.blocks.members, block);
    this.clearSingled(partition);
    this.setListed(start, end);
    if (isMany) writer.raw(this.bits);
    else {
      this.listBits();
      writer.steps(this.gathered, 0, amount);
    }
  }

  private makeRoom(amounts: ReadonlyMap<number, number>): void {
    const most = Math.max(...amounts.keys()) + 1;
    if (this.starts.length < most) {
      this.starts = new Int32Array(most * 2);
      this.ends = new Int32Array(most * 2);
    }
    let start = 0;
    for (const [access, amount] of amounts) {
      this.starts[access] = start;
      this.ends[access] = start;
      start += amount;
    }
  }

  private setBlock(members: Lists, block: number): void {
    const size = (members.starts[block + 1] ?? 0) - (members.starts[block] ?? 0);
    if (size * 32 < this.rankCount) {
      this.setMembers(this.bits, members, block);
      return;
    }
    const { words } = this;
    const large = this.largeBlock(members, block);
    for (let word = 0; word < words.length; word++) words[word] = (words[word] ?? 0) | (large[word] ?? 0);
  }

  /** The bits of a block; there are few that are so large. */
  private largeBlock(members: Lists, block: number): Int32Array {
    const known = this.largeBlocks.get(members) ?? [];
    this.largeBlocks.set(members, known);
    return (known[block] ??= this.wordsOf(members, block));
  }

  private wordsOf(members: Lists, block: number): Int32Array {
    const words = new Int32Array(this.words.length);
    this.setMembers(new Uint8Array(words.buffer), members, block);
    return words;
  }

  private setMembers(bits: Uint8Array, { values, starts }: Lists, block: number): void {
    const { ranks } = this;
    for (let at = starts[block] ?? 0; at < (starts[block + 1] ?? 0); at++) {
      const rank = ranks[values[at] ?? 0] ?? 0;
      bits[rank >>> 3] = (bits[rank >>> 3] ?? 0) | (1 << (rank & 7));
    }
  }

  /** Takes out whoever is singled out: what their block holds is not what they hold. */
  private clearSingled({ size, subjects }: Partition): void {
    const { bits, ranks } = this;
    for (let at = 0; at < size; at++) {
      const rank = ranks[subjects[at] ?? 0] ?? -1;
      if (rank >= 0) bits[rank >>> 3] = (bits[rank >>> 3] ?? 0) & ~(1 << (rank & 7));
    }
  }

  private setListed(start: number, end: number): void {
    const { bits, listed } = this;
    for (let at = start; at < end; at++) {
      const rank = listed[at] ?? 0;
      bits[rank >>> 3] = (bits[rank >>> 3] ?? 0) | (1 << (rank & 7));
    }
  }

  private listBits(): void {
    const { bits, gathered } = this;
    let size = 0;
    for (let byte = 0; byte < bits.length; byte++)
      for (let rest = bits[byte] ?? 0; rest !== 0; rest &= rest - 1) gathered[size++] = byte * 8 + 31 - Math.clz32(rest & -rest);
  }
}
