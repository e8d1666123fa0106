import { everyProduct, listAt, type Lists, type Tables } from './tables.js';

/** What subjects are, and which groups they are in. */
export type People = Pick<Tables, 'products' | 'guestKinds' | 'groups' | 'members'>;

/**
 * All subjects in disjoint blocks: whoever is in one block has the same products, is the same kinds of guest and is in the same ones
 * of the groups that are told apart.
 */
export interface Blocks {
  readonly count: number;
  /** Block of each subject. */
  readonly of: Uint16Array;
  /** Subjects in each block, sorted. */
  readonly members: Lists;
  /** Product mask and declared guest kinds of each block. */
  readonly products: Uint8Array;
  readonly guestKinds: Uint8Array;
  /** A number below `kindCount`, the same for blocks with the same products and guest kinds. */
  readonly kinds: Uint8Array;
  readonly kindCount: number;
  /** Blocks in each group that is told apart. */
  readonly ofGroup: ReadonlyMap<number, readonly number[]>;
}

/** From which share of all subjects on a group is told apart, and how many blocks that may make. */
export interface BlockLimits {
  readonly share: number;
  readonly most: number;
}

/** Blocks by products and guest kinds alone. */
export const plain: BlockLimits = { share: Number.POSITIVE_INFINITY, most: 0 };

/** Splits the subjects by products, guest kinds and the largest groups, as many of them as the limits allow. */
export function blocksOf(people: People, { share, most }: BlockLimits): Blocks {
  const blocks = new Splitting(people);
  const large =
    most === 0
      ? []
      : largeGroups(people, share * people.products.length).filter((group) => blocks.split(listAt(people.members, group), most));
  return blocks.taken(people, large);
}

/** Groups of at least some size and of two members, the largest first. */
function largeGroups({ groups, members: { starts } }: People, least: number): readonly number[] {
  const size = (group: number): number => (starts[group + 1] ?? 0) - (starts[group] ?? 0);
  return Array.from(groups.keys())
    .filter((group) => size(group) >= Math.max(2, least))
    .sort((a, b) => size(b) - size(a) || a - b);
}

class Splitting {
  private readonly of: Uint16Array;
  private readonly sizes: number[] = [];

  constructor({ products, guestKinds }: People) {
    this.of = new Uint16Array(products.length);
    const numbers = new Int16Array((everyProduct + 1) * 4).fill(-1);
    for (let subject = 0; subject < this.of.length; subject++) {
      const key = (products[subject] ?? 0) * 4 + (guestKinds[subject] ?? 0);
      if ((numbers[key] ?? -1) < 0) numbers[key] = this.sizes.push(0) - 1;
      const block = numbers[key] ?? 0;
      this.of[subject] = block;
      this.sizes[block] = (this.sizes[block] ?? 0) + 1;
    }
  }

  /** Makes blocks of their own for some subjects, unless that would be too many blocks; says whether it did. */
  split(subjects: Uint32Array, most: number): boolean {
    const inside = new Uint32Array(this.sizes.length);
    const { of } = this;
    for (let at = 0; at < subjects.length; at++) {
      const block = of[subjects[at] ?? 0] ?? 0;
      inside[block] = (inside[block] ?? 0) + 1;
    }
    const isCut = (amount: number, block: number): boolean => amount > 0 && amount < (this.sizes[block] ?? 0);
    if (inside.length + inside.filter(isCut).length > most) return false;
    const parts = inside.map((amount, block) => (isCut(amount, block) ? this.cut(block, amount) : block));
    for (let at = 0; at < subjects.length; at++) {
      const subject = subjects[at] ?? 0;
      of[subject] = parts[of[subject] ?? 0] ?? 0;
    }
    return true;
  }

  private cut(block: number, amount: number): number {
    this.sizes[block] = (this.sizes[block] ?? 0) - amount;
    return this.sizes.push(amount) - 1;
  }

  /** The blocks as they are now. */
  taken({ products, guestKinds, members: groups }: People, told: readonly number[]): Blocks {
    const { of, sizes } = this;
    const members = this.members();
    const firsts = sizes.map((_, block) => members.values[members.starts[block] ?? 0] ?? 0);
    const kinds = firsts.map((subject) => (products[subject] ?? 0) * 4 + (guestKinds[subject] ?? 0));
    const distinct = [...new Set(kinds)];
    return {
      count: sizes.length,
      of,
      members,
      products: Uint8Array.from(firsts, (subject) => products[subject] ?? 0),
      guestKinds: Uint8Array.from(firsts, (subject) => guestKinds[subject] ?? 0),
      kinds: Uint8Array.from(kinds, (kind) => distinct.indexOf(kind)),
      kindCount: distinct.length,
      ofGroup: new Map(told.map((group) => [group, this.blocksIn(listAt(groups, group))])),
    };
  }

  /** The blocks that some subjects are in, in order. */
  private blocksIn(subjects: Uint32Array): readonly number[] {
    const seen = new Uint8Array(this.sizes.length);
    for (let at = 0; at < subjects.length; at++) seen[this.of[subjects[at] ?? 0] ?? 0] = 1;
    return Array.from(seen.keys()).filter((block) => seen[block] === 1);
  }

  private members(): Lists {
    const starts = new Uint32Array(this.sizes.length + 1);
    for (const [block, size] of this.sizes.entries()) starts[block + 1] = (starts[block] ?? 0) + size;
    const next = starts.slice();
    const values = new Uint32Array(this.of.length);
    for (let subject = 0; subject < this.of.length; subject++) {
      const block = this.of[subject] ?? 0;
      values[next[block] ?? 0] = subject;
      next[block] = (next[block] ?? 0) + 1;
    }
    return { starts, values };
  }
}
