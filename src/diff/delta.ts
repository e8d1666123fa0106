import type { EffectCell } from '../matrix/effects.js';
import { compareBytes } from '../text/compare.js';
import type { Delta, PermissionChange } from './access-change.js';

/** What differs between two lists of cells, both in order; undefined if nothing does. */
export function deltaOf(before: readonly EffectCell[], after: readonly EffectCell[]): Delta | undefined {
  const permissions: PermissionChange[] = [];
  let a = 0;
  let b = 0;
  while (a < before.length || b < after.length) {
    const left = before[a];
    const right = after[b];
    const order = left === undefined ? 1 : right === undefined ? -1 : compareBytes(left.permission, right.permission);
    const cell = order <= 0 ? left : right;
    if (order <= 0) a++;
    if (order >= 0) b++;
    const change = {
      permission: cell?.permission ?? '',
      before: order <= 0 ? left?.verdict : undefined,
      after: order >= 0 ? right?.verdict : undefined,
    };
    if (change.before !== change.after) permissions.push(Object.freeze(change));
  }
  return permissions.length === 0 ? undefined : Object.freeze({ permissions: Object.freeze(permissions), before, after });
}
