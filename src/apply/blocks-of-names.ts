import { identityOf } from '../matrix/name-list.js';
import { compareBytes } from '../text/compare.js';

/** Names in blocks: those that stand in the same lists stand in one, and each name in just one. */
export interface BlocksOfNames {
  /** Sorted by their first names, and each sorted by bytes. */
  readonly blocks: readonly (readonly string[])[];
  /** The numbers of the blocks that a list is made of, from 0, in order. */
  readonly of: (list: readonly string[]) => readonly number[];
}

/** What some lists of names share, told once: however often a name stands in them, its block is named by a number. */
export function blocksOfNames(lists: Iterable<readonly string[]>): BlocksOfNames {
  const different = new Map(Array.from(lists, (list) => [identityOf(list), list]));
  const blockOf = new Map<string, number>();
  let count = 0;
  for (const list of different.values()) {
    const parts = new Map<number | undefined, number>();
    for (const name of list) {
      const was = blockOf.get(name);
      const is = parts.get(was) ?? count++;
      parts.set(was, is);
      blockOf.set(name, is);
    }
  }
  const numbers = new Map<number, number>();
  const blocks: string[][] = [];
  for (const name of [...blockOf.keys()].sort(compareBytes)) {
    const block = blockOf.get(name) ?? 0;
    const number = numbers.get(block) ?? blocks.push([]) - 1;
    numbers.set(block, number);
    blocks[number]?.push(name);
    blockOf.set(name, number);
  }
  const known = new Map<unknown, readonly number[]>();
  const of = (list: readonly string[]): readonly number[] => {
    const identity = identityOf(list);
    const found = known.get(identity) ?? [...new Set(Array.from(list, (name) => blockOf.get(name) ?? -1))].sort((a, b) => a - b);
    known.set(identity, found);
    return found;
  };
  return { blocks, of };
}
