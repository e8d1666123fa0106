import { compareBytes } from '../text/compare.js';
import { NumberTable } from './number-table.js';
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
  /** The verdicts of all effects, one effect after the other, so that one load finds one; each has them by permission, up to `width`. */
  private verdictsHeld = new Int32Array(1024);
  private width = 64;
  private readonly counts: number[] = [0];
  private readonly byKey = new Map<string, number>([['', nothing]]);
  private readonly unions = new NumberTable();
  private readonly listed: (readonly EffectCell[] | undefined)[] = [];

  get size(): number {
    return this.counts.length;
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
    const effect = this.size;
    this.byKey.set(key, effect);
    this.makeRoom(effect, pairs.at(-1)?.[0] ?? 0);
    for (const [permission, verdict] of pairs) this.verdictsHeld[effect * this.width + permission] = verdict;
    this.counts.push(pairs.length);
    return effect;
  }

  private makeRoom(effect: number, permission: number): void {
    const before = this.width;
    while (permission >= this.width) this.width *= 2;
    const needed = (effect + 1) * this.width;
    if (this.width === before && needed <= this.verdictsHeld.length) return;
    const held = this.verdictsHeld;
    this.verdictsHeld = new Int32Array(needed * 2);
    for (let each = 0; each < effect; each++) this.verdictsHeld.set(held.subarray(each * before, (each + 1) * before), each * this.width);
  }

  union(a: number, b: number): number {
    if (a === b || b === nothing) return a;
    if (a === nothing) return b;
    const [low, high] = a < b ? [a, b] : [b, a];
    const known = this.unions.find(low, high);
    if (known >= 0) return known;
    const map = this.toMap(a);
    for (const [permission, verdict] of this.toMap(b)) map.set(permission, this.verdicts.or(map.get(permission) ?? nobody, verdict));
    return this.unions.keep(low, high, this.from(map));
  }

  /** Permission to verdict, as numbers. A copy. */
  toMap(effect: number): Map<number, number> {
    const map = new Map<number, number>();
    for (let permission = 0; permission < this.width; permission++) {
      const verdict = this.verdict(effect, permission);
      if (verdict !== nobody) map.set(permission, verdict);
    }
    return map;
  }

  /** The verdict on one permission. */
  verdict(effect: number, permission: number): number {
    return permission < this.width ? (this.verdictsHeld[effect * this.width + permission] ?? nobody) : nobody;
  }

  idOf(permission: string): number | undefined {
    return this.permissionIds.get(permission);
  }

  /** How many permissions an effect gives. */
  count(effect: number): number {
    return this.counts[effect] ?? 0;
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
