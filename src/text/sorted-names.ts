import { compareBytes } from './compare.js';
import { placeIn } from './lazy-list.js';

/** The number of a name in a list that is sorted by bytes; -1 where it is not in it. */
export function numberOf(names: readonly string[], name: string): number {
  return placeIn(names, name) ?? search(names, name);
}

function search(names: readonly string[], name: string): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compareBytes(names[middle] ?? '', name);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return -1;
}
