import type { Blocks } from './blocks.js';
import type { Effects } from './effects.js';
import type { Partition } from './partition.js';
import { nobody } from './verdicts.js';

/** Who holds one permission on one row: counted at once, listed when asked. Later questions to the evaluator do not change it. */
export class HolderSet {
  /** How many subjects hold it, classes aside. */
  readonly size: number;
  private readonly blocks: Blocks;
  /** Verdicts of those whom the row does not single out, by block; of those it does, in order. */
  private readonly ofBlock: Int32Array;
  private readonly singled: Uint32Array;
  private readonly ofSingled: Int32Array;

  constructor(partition: Partition, permission: number, effects: Effects) {
    const { blocks, size } = partition;
    const verdicts = new Map<number, number>();
    let holders = 0;
    partition.tally((_, access, amount) => {
      const verdict = verdicts.get(access) ?? effects.verdict(access, permission);
      verdicts.set(access, verdict);
      if (verdict !== nobody) holders += amount;
    });
    this.size = holders;
    this.blocks = blocks;
    this.ofBlock = partition.ofBlock.slice(0, blocks.count);
    for (let block = 0; block < blocks.count; block++) this.ofBlock[block] = verdicts.get(this.ofBlock[block] ?? 0) ?? nobody;
    this.singled = partition.subjects.slice(0, size);
    this.ofSingled = partition.accesses.slice(0, size);
    let last = -1;
    let verdict = nobody;
    for (let at = 0; at < size; at++) {
      const access = this.ofSingled[at] ?? 0;
      // Neighbours mostly hold the same.
      if (access !== last) verdict = verdicts.get((last = access)) ?? nobody;
      this.ofSingled[at] = verdict;
    }
  }

  /** The verdict of one subject. */
  verdict(subject: number): number {
    const { singled } = this;
    let low = 0;
    let high = singled.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((singled[middle] ?? 0) < subject) low = middle + 1;
      else high = middle;
    }
    return (singled[low] === subject ? this.ofSingled[low] : this.ofBlock[this.blocks.of[subject] ?? -1]) ?? nobody;
  }

  /** The numbers of the holders, in order, and the verdict of each. */
  list(): { readonly subjects: Uint32Array; readonly verdicts: Int32Array } {
    const isOpen = this.ofBlock.some((verdict) => verdict !== nobody);
    return isOpen ? this.listAll() : this.listSingled();
  }

  private listSingled(): ReturnType<HolderSet['list']> {
    const { singled, ofSingled } = this;
    const subjects = new Uint32Array(this.size);
    const verdicts = new Int32Array(this.size);
    let size = 0;
    for (let at = 0; at < singled.length; at++) {
      const verdict = ofSingled[at] ?? nobody;
      if (verdict === nobody) continue;
      subjects[size] = singled[at] ?? 0;
      verdicts[size++] = verdict;
    }
    return { subjects, verdicts };
  }

  private listAll(): ReturnType<HolderSet['list']> {
    const { singled, ofSingled, ofBlock } = this;
    const { of } = this.blocks;
    const subjects = new Uint32Array(this.size + 1);
    const verdicts = new Int32Array(this.size + 1);
    let size = 0;
    let next = 0;
    for (let subject = 0; subject < of.length; subject++) {
      const verdict = (singled[next] === subject ? ofSingled[next++] : ofBlock[of[subject] ?? 0]) ?? nobody;
      // Written even if it is nobody's, and then written over: that is faster than to ask.
      subjects[size] = subject;
      verdicts[size] = verdict;
      size += verdict === nobody ? 0 : 1;
    }
    return { subjects: subjects.subarray(0, size), verdicts: verdicts.subarray(0, size) };
  }
}
