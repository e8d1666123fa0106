import { compareBytes } from '../text/compare.js';
import { wholeList } from '../text/lazy-list.js';

/** Two sorted lists of names under one numbering, in the order of the names. */
export interface Merged {
  readonly size: number;
  readonly name: (number: number) => string;
  /** Common number → own, -1 where the side has none. */
  readonly inA: Int32Array;
  readonly inB: Int32Array;
  /** Own number → common. */
  readonly fromA: Int32Array;
  readonly fromB: Int32Array;
}

/** `current` is what the right side calls a name of the left one. */
export function merge(left: readonly string[], right: readonly string[], current?: (name: string) => string): Merged {
  return left === right && current === undefined ? unmoved(left) : moved(wholeList(left), wholeList(right), current);
}

function moved(a: readonly string[], b: readonly string[], current: ((name: string) => string) | undefined): Merged {
  const left = current === undefined ? undefined : renamed(a, current);
  const names = left?.names ?? a;
  const inA = new Int32Array(a.length + b.length).fill(-1);
  const inB = new Int32Array(a.length + b.length).fill(-1);
  const fromA = new Int32Array(a.length);
  const fromB = new Int32Array(b.length);
  let size = 0;
  for (let i = 0, j = 0; i < names.length || j < b.length; size++) {
    const order = orderOf(names[i], b[j]);
    if (order <= 0) {
      const own = left?.order[i] ?? i;
      inA[size] = own;
      fromA[own] = size;
      i++;
    }
    if (order >= 0) {
      inB[size] = j;
      fromB[j++] = size;
    }
  }
  // Where the right side has a name it is the one in use.
  const name = (number: number): string => {
    const own = inB[number] ?? -1;
    if (own >= 0) return b[own] ?? '';
    const old = a[inA[number] ?? -1] ?? '';
    return current === undefined ? old : current(old);
  };
  return { size, name, inA: inA.subarray(0, size), inB: inB.subarray(0, size), fromA, fromB };
}

/** Both sides have the very same list, as where one was made from the other. */
function unmoved(names: readonly string[]): Merged {
  const numbers = new Int32Array(names.length);
  for (let number = 0; number < numbers.length; number++) numbers[number] = number;
  return { size: names.length, name: (number) => names[number] ?? '', inA: numbers, inB: numbers, fromA: numbers, fromB: numbers };
}

/** Most names stand on both sides, and equal texts are quickly seen to be equal. */
function orderOf(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  return b === undefined ? -1 : compareBytes(a, b);
}

function renamed(
  names: readonly string[],
  current: (name: string) => string,
): { readonly names: readonly string[]; readonly order: Uint32Array } {
  const now = names.map(current);
  const order = Uint32Array.from(now.keys()).sort((x, y) => compareBytes(now[x] ?? '', now[y] ?? ''));
  return { names: Array.from(order, (own) => now[own] ?? ''), order };
}
