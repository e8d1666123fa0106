import { compareBytes } from '../text/compare.js';
import { wholeList } from '../text/lazy-list.js';

/** A sorted list of names after some were taken out and some put in, and where each old one stands now. */
export interface Renumbered {
  readonly names: readonly string[];
  /** -1 for a name that is gone; undefined where every name kept its number. */
  readonly numbers: Int32Array | undefined;
}

/** Both lists sorted by bytes, each name once; nothing in `added` is in `names`. */
export function renumber(names: readonly string[], gone: ReadonlySet<string>, added: readonly string[]): Renumbered {
  if (gone.size === 0 && added.length === 0) return { names, numbers: undefined };
  const kept: string[] = [];
  const numbers = new Int32Array(names.length).fill(-1);
  let next = 0;
  for (const [old, name] of wholeList(names).entries()) {
    for (; next < added.length && compareBytes(added[next] ?? '', name) < 0; next++) kept.push(added[next] ?? '');
    if (!gone.has(name)) numbers[old] = kept.push(name) - 1;
  }
  kept.push(...added.slice(next));
  return { names: kept, numbers };
}
