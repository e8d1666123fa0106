import type { Writer } from './bytes.js';
import { nothing } from './effects.js';
import type { Holdings } from './holdings.js';
import type { Labels } from './labels.js';
import type { Split } from './partition.js';
import type { Lists } from './tables.js';

/** Sets of more than this share of all ranks are written as bits. */
const manyShare = 1 / 16;

const none = -1;

/**
 * Those of a row who hold a product and do not hold what is expected of them, by what they hold: as ranks, in the order of their names.
 * Whoever holds no product has a number behind all ranks. The memory is used for row after row.
 */
export class Exceptions {
  private readonly licensed: number;
  private readonly labels: Labels;
  /** What is held unexpectedly, in order of labels, each a part of the subjects; and by how many. */
  private parts = 0;
  private readonly accesses: number[] = [];
  private readonly amounts: number[] = [];
  /** The part of each access, and of each holding: `none` where it is expected. */
  private readonly ofAccess: number[] = [];
  private readonly ofHolding: number[] = [];
  /** Those singled out, part by part, each in order; where each part starts and ends. Behind all parts are those of whom the same is expected. */
  private listed = new Uint32Array(0);
  private starts = new Int32Array(16);
  private ends = new Int32Array(16);
  /** The part of each key. */
  private ofKeys = new Int32Array(0);
  /** Blocks by part, one list after the other. */
  private readonly blocks: number[][] = [];
  /** Those of one access, as bits and, if they are few, as a list. */
  private readonly bits: Uint8Array;
  private readonly words: Int32Array;
  private readonly largeBlocks = new Map<Lists, Int32Array[]>();
  private readonly gathered: Uint32Array;

  constructor(licensed: number, labels: Labels) {
    this.licensed = licensed;
    this.labels = labels;
    this.words = new Int32Array(Math.ceil(licensed / 32));
    this.bits = new Uint8Array(this.words.buffer, 0, Math.ceil(licensed / 8));
    this.gathered = new Uint32Array(Math.floor(licensed * manyShare) + 1);
  }

  /** Finds them. `expected` is by product mask. */
  find(split: Split, holdings: Holdings, expected: Int32Array): void {
    this.part(holdings, expected);
    if (this.parts === 0) return;
    this.place(split, holdings);
    this.list(split);
    this.gatherBlocks(split, holdings);
  }

  /** Writes who they are, for each access: few as steps from one to the next, many as bits. */
  write(split: Split, writer: Writer): void {
    const { parts, accesses, amounts, labels } = this;
    writer.number(parts);
    for (let part = 0; part < parts; part++) {
      labels.write(accesses[part] ?? nothing, writer);
      this.writePart(part, amounts[part] ?? 0, split, writer);
    }
  }

  /** Which holdings are unexpected, and the part of each. */
  private part(holdings: Holdings, expected: Int32Array): void {
    const { ofHolding, ofAccess, accesses, amounts } = this;
    const { count } = holdings;
    this.parts = 0;
    for (let each = 0; each < count; each++) {
      const mask = holdings.masks[each] ?? 0;
      const access = holdings.accesses[each] ?? nothing;
      ofHolding[each] = mask !== 0 && access !== expected[mask] ? access : none;
      if (ofHolding[each] !== none) this.insert(access);
    }
    for (let part = 0; part < this.parts; part++) {
      ofAccess[accesses[part] ?? nothing] = part;
      amounts[part] = 0;
    }
    for (let each = 0; each < count; each++) {
      const access = ofHolding[each] ?? none;
      if (access === none) continue;
      const part = ofAccess[access] ?? 0;
      ofHolding[each] = part;
      amounts[part] = (amounts[part] ?? 0) + (holdings.amounts[each] ?? 0);
    }
  }

  /** Puts an access in its place by labels, unless it is there. */
  private insert(access: number): void {
    const { accesses, labels } = this;
    let place = this.parts;
    while (place > 0) {
      const before = accesses[place - 1] ?? nothing;
      if (before === access) return;
      if (labels.compare(before, access) < 0) break;
      place--;
    }
    for (let at = this.parts++; at > place; at--) accesses[at] = accesses[at - 1] ?? nothing;
    accesses[place] = access;
  }

  /** Where each part of those singled out is to start. */
  private place({ keyCount, distinctKeys, amounts, size, subjects }: Split, { ofKeys: holdings }: Holdings): void {
    const { parts } = this;
    if (this.starts.length <= parts) {
      this.starts = new Int32Array(parts * 2);
      this.ends = new Int32Array(parts * 2);
    }
    if (this.ofKeys.length < amounts.length) this.ofKeys = new Int32Array(amounts.length);
    if (this.listed.length < size) this.listed = new Uint32Array(Math.min(subjects.length, size * 2));
    const { starts, ends, ofKeys, ofHolding } = this;
    ends.fill(0, 0, parts + 1);
    for (let at = 0; at < keyCount; at++) {
      const key = distinctKeys[at] ?? 0;
      const part = ofHolding[holdings[key] ?? 0] ?? none;
      ofKeys[key] = part < 0 ? parts : part;
      if (part >= 0) ends[part] = (ends[part] ?? 0) + (amounts[key] ?? 0);
    }
    let start = 0;
    for (let part = 0; part <= parts; part++) {
      const amount = ends[part] ?? 0;
      starts[part] = start;
      ends[part] = start;
      start += amount;
    }
  }

  private list({ size, subjects, keys }: Split): void {
    const { listed, ends, ofKeys } = this;
    for (let at = 0; at < size; at++) {
      const part = ofKeys[keys[at] ?? 0] ?? 0;
      const end = ends[part] ?? 0;
      listed[end] = subjects[at] ?? 0;
      ends[part] = end + 1;
    }
  }

  private gatherBlocks({ blocks: { count }, others }: Split, { ofBlocks }: Holdings): void {
    const { blocks, ofHolding, parts } = this;
    while (blocks.length < parts) blocks.push([]);
    for (let part = 0; part < parts; part++) blocks[part] = [];
    for (let block = 0; block < count; block++) {
      if (others[block] === 0) continue;
      const part = ofHolding[ofBlocks[block] ?? 0] ?? none;
      if (part >= 0) blocks[part]?.push(block);
    }
  }

  private writePart(part: number, amount: number, split: Split, writer: Writer): void {
    const start = this.starts[part] ?? 0;
    const end = this.ends[part] ?? 0;
    const isMany = amount > this.licensed * manyShare;
    writer.number(amount);
    if (!isMany && end - start === amount) {
      writer.steps(this.listed, start, end);
      return;
    }
    this.words.fill(0);
    for (const block of this.blocks[part] ?? []) this.setBlock(split.blocks.members, block);
    if (end - start < amount) this.clearSingled(split);
    this.setListed(start, end);
    if (isMany) writer.raw(this.bits);
    else {
      this.listBits();
      writer.steps(this.gathered, 0, amount);
    }
  }

  private setBlock(members: Lists, block: number): void {
    const size = (members.starts[block + 1] ?? 0) - (members.starts[block] ?? 0);
    if (size * 32 < this.licensed) {
      setMembers(this.bits, members, block);
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
    setMembers(new Uint8Array(words.buffer), members, block);
    return words;
  }

  /** Takes out whoever is singled out: what their block holds is not what they hold. */
  private clearSingled({ size, subjects }: Split): void {
    const { bits, licensed } = this;
    for (let at = 0; at < size; at++) {
      const rank = subjects[at] ?? 0;
      if (rank >= licensed) break;
      bits[rank >>> 3] = (bits[rank >>> 3] ?? 0) & ~(1 << (rank & 7));
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

function setMembers(bits: Uint8Array, { values, starts }: Lists, block: number): void {
  for (let at = starts[block] ?? 0; at < (starts[block + 1] ?? 0); at++) {
    const rank = values[at] ?? 0;
    bits[rank >>> 3] = (bits[rank >>> 3] ?? 0) | (1 << (rank & 7));
  }
}
