import type { EffectCell } from '../../matrix/effects.js';
import { compareBytes } from '../../text/compare.js';
import { remembered } from '../../text/remembered.js';

/** Lists of cells, one object for all that are equal. */
export class CellLists {
  private readonly known = new Map<string, readonly EffectCell[]>();

  of(cells: readonly EffectCell[]): readonly EffectCell[] {
    const key = cells.map(({ permission, verdict }) => `${permission}=${verdict}`).join();
    return remembered(this.known, key, () => cells);
  }

  /** Those of either, each permission once, in order. */
  union(a: readonly EffectCell[], b: readonly EffectCell[]): readonly EffectCell[] {
    if (a === b) return a;
    const cells = new Map([...a, ...b].map((cell) => [cell.permission, cell]));
    return this.of([...cells.values()].sort((x, y) => compareBytes(x.permission, y.permission)));
  }
}
