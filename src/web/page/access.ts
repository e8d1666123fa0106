import type { EffectCell, Effects } from '../../matrix/effects.js';
import { nothing } from '../../matrix/effects.js';

/** How a permission of somebody somewhere stands on the two sides. */
export type Turn = 'gained' | 'lost' | 'changed' | 'same';

export interface TurnedPermission {
  readonly permission: string;
  readonly turn: Turn;
  /** The verdicts; undefined where nothing is held. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What somebody holds somewhere on the two sides. */
export interface Access {
  /** By permission, in the order of their bytes. */
  readonly permissions: readonly TurnedPermission[];
  readonly gained: number;
  readonly lost: number;
  readonly changed: number;
  readonly same: number;
}

export const noAccess: Access = { permissions: [], gained: 0, lost: 0, changed: 0, same: 0 };

/** Compares effects of two sides; the same two give the same object, since there are few and they are asked for in every cell. */
export class AccessTable {
  private readonly before: Effects;
  private readonly after: Effects;
  private readonly known = new Map<number, Access>();

  constructor(before: Effects, after: Effects) {
    this.before = before;
    this.after = after;
  }

  of(before: number, after: number): Access {
    if (before === nothing && after === nothing) return noAccess;
    const key = before * 2 ** 26 + after;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const made = accessOf(this.before.cells(before), this.after.cells(after));
    this.known.set(key, made);
    return made;
  }
}

export function accessOf(before: readonly EffectCell[], after: readonly EffectCell[]): Access {
  const had = new Map(before.map(({ permission, verdict }) => [permission, verdict]));
  const has = new Map(after.map(({ permission, verdict }) => [permission, verdict]));
  const names = [...new Set([...had.keys(), ...has.keys()])].sort();
  const permissions = names.map((permission) => turned(permission, had.get(permission), has.get(permission)));
  const count = (turn: Turn): number => permissions.filter((each) => each.turn === turn).length;
  return { permissions, gained: count('gained'), lost: count('lost'), changed: count('changed'), same: count('same') };
}

function turned(permission: string, before: string | undefined, after: string | undefined): TurnedPermission {
  const turn = before === after ? 'same' : before === undefined ? 'gained' : after === undefined ? 'lost' : 'changed';
  return { permission, turn, before, after };
}

/** The same for one permission alone. */
export function onlyPermission({ permissions }: Access, permission: string): Access {
  const found = permissions.find((each) => each.permission === permission);
  if (found === undefined) return noAccess;
  return { ...noAccess, permissions: [found], [found.turn]: 1 };
}

export function isChanged({ gained, lost, changed }: Access): boolean {
  return gained + lost + changed > 0;
}

export function isNothing({ permissions }: Access): boolean {
  return permissions.length === 0;
}
