import { compareBytes } from '../text/compare.js';
import { nobody, Verdicts } from './verdicts.js';

/** The effect that gives nothing. */
export const nothing = 0;

/** One permission of an effect. */
export interface EffectCell {
  readonly permission: string;
  readonly verdict: string;
}

/**
 * Effects: what a holder gets in one place, as a map from permission to verdict. Each different map exists once, so that a whole
 * project's worth of permissions is one number, and adding up two holders' access is one look-up.
 */
export class Effects {
  readonly verdicts = new Verdicts();
  private readonly permissions: string[] = [];
  private readonly permissionIds = new Map<string, number>();
  private readonly maps: Int32Array[] = [new Int32Array(0)];
  private readonly byKey = new Map<string, number>([['', nothing]]);
  private readonly unions = new Map<number, number>();
  private readonly listed: (readonly EffectCell[] | undefined)[] = [];

  get size(): number {
    return this.maps.length;
  }

  permissionId(name: string): number {
    const known = this.permissionIds.get(name);
    if (known !== undefined) return known;
    this.permissionIds.set(name, this.permissions.length);
    return this.permissions.push(name) - 1;
  }

  permissionName(id: number): string {
    return this.permissions[id] ?? '';
  }

  get permissionCount(): number {
    return this.permissions.length;
  }

  /** The effect of some permissions, all with one verdict. */
  of(permissions: Iterable<string>, verdict: number): number {
    return this.from(new Map(Array.from(permissions, (name) => [this.permissionId(name), verdict])));
  }

  /** The effect of a map from permission to verdict; `nobody` entries are left out. */
  from(map: ReadonlyMap<number, number>): number {
    const pairs = [...map].filter(([, verdict]) => verdict !== nobody).sort(([a], [b]) => a - b);
    const key = pairs.join(';');
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    this.byKey.set(key, this.maps.length);
    return this.maps.push(Int32Array.from(pairs.flat())) - 1;
  }

  union(a: number, b: number): number {
    if (a === b || b === nothing) return a;
    if (a === nothing) return b;
    const key = a < b ? a * 2 ** 26 + b : b * 2 ** 26 + a;
    const known = this.unions.get(key);
    if (known !== undefined) return known;
    const map = this.toMap(a);
    for (const [permission, verdict] of this.toMap(b)) map.set(permission, this.verdicts.or(map.get(permission) ?? nobody, verdict));
    const made = this.from(map);
    this.unions.set(key, made);
    return made;
  }

  /** Permission to verdict, as numbers. A copy. */
  toMap(effect: number): Map<number, number> {
    const pairs = this.maps[effect] ?? new Int32Array(0);
    const map = new Map<number, number>();
    for (let at = 0; at < pairs.length; at += 2) map.set(pairs[at] ?? 0, pairs[at + 1] ?? 0);
    return map;
  }

  /** The verdict on one permission. */
  verdict(effect: number, permission: number): number {
    const pairs = this.maps[effect];
    if (pairs === undefined) return nobody;
    let low = 0;
    let high = pairs.length >> 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const found = pairs[middle * 2] ?? 0;
      if (found === permission) return pairs[middle * 2 + 1] ?? nobody;
      if (found < permission) low = middle + 1;
      else high = middle;
    }
    return nobody;
  }

  idOf(permission: string): number | undefined {
    return this.permissionIds.get(permission);
  }

  /** How many permissions an effect gives. */
  count(effect: number): number {
    return (this.maps[effect]?.length ?? 0) >> 1;
  }

  /** The effect's cells in the order of their permissions' bytes. */
  cells(effect: number): readonly EffectCell[] {
    const known = this.listed[effect];
    if (known !== undefined) return known;
    const cells = [...this.toMap(effect)]
      .map(([permission, verdict]) => Object.freeze({ permission: this.permissionName(permission), verdict: this.verdicts.text(verdict) }))
      .sort((a, b) => compareBytes(a.permission, b.permission));
    this.listed[effect] = Object.freeze(cells);
    return cells;
  }

  /** The same text for the same cells, whatever the numbering. */
  key(effect: number): string {
    return this.cells(effect)
      .map(({ permission, verdict }) => `${permission}=${verdict}`)
      .join(';');
  }
}
