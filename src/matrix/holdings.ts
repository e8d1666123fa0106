import type { Effects } from './effects.js';
import { everyProduct } from './tables.js';
import type { Split } from './partition.js';

/** Who holds what on a row, by their products: each pair of products and access that is held is a holding. In memory that is used for row after row. */
export class Holdings {
  /** The first `count` of each are in use. */
  count = 0;
  readonly masks: number[] = [];
  readonly accesses: number[] = [];
  readonly amounts: number[] = [];
  /** The holding of each key of the row, and of each block where somebody of it is not singled out. */
  ofKeys = new Int32Array(0);
  ofBlocks = new Int32Array(0);
  private readonly effects: Effects;
  /** By access and product mask: the holding, and -1 where there is none. */
  private numbers = new Int32Array(0);

  constructor(effects: Effects) {
    this.effects = effects;
  }

  /** Finds those of a row. */
  find(split: Split): void {
    this.makeRoom(split);
    const { ofKeys, ofBlocks, amounts } = this;
    const { blocks, ofBlock, others, keyCount, distinctKeys, amounts: sizes, held } = split;
    const { count, products } = blocks;
    for (let at = 0; at < keyCount; at++) {
      const key = distinctKeys[at] ?? 0;
      const holding = this.number(products[key % count] ?? 0, held[key] ?? 0);
      ofKeys[key] = holding;
      amounts[holding] = (amounts[holding] ?? 0) + (sizes[key] ?? 0);
    }
    for (let block = 0; block < count; block++) {
      const amount = others[block] ?? 0;
      if (amount === 0) continue;
      const holding = this.number(products[block] ?? 0, ofBlock[block] ?? 0);
      ofBlocks[block] = holding;
      amounts[holding] = (amounts[holding] ?? 0) + amount;
    }
  }

  private number(mask: number, access: number): number {
    const place = access * (everyProduct + 1) + mask;
    const known = this.numbers[place] ?? -1;
    if (known >= 0) return known;
    const made = this.count++;
    this.numbers[place] = made;
    this.masks[made] = mask;
    this.accesses[made] = access;
    this.amounts[made] = 0;
    return made;
  }

  /** Forgets those of the last row. */
  private makeRoom({ amounts, ofBlock }: Split): void {
    const { count, masks, accesses, numbers } = this;
    for (let each = 0; each < count; each++) numbers[(accesses[each] ?? 0) * (everyProduct + 1) + (masks[each] ?? 0)] = -1;
    this.count = 0;
    const needed = this.effects.size * (everyProduct + 1);
    if (numbers.length < needed) this.numbers = new Int32Array(needed * 2).fill(-1);
    if (this.ofKeys.length < amounts.length) this.ofKeys = new Int32Array(amounts.length);
    if (this.ofBlocks.length < ofBlock.length) this.ofBlocks = new Int32Array(ofBlock.length);
  }
}
