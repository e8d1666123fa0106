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
  /** An effect in the making: its verdicts by permission. */
  private draft = new Int32Array(64);
  /** Effects by their content: places are tried from a hash of it on, the free ones hold 0. */
  private byContent = new Uint32Array(2048);
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
    for (const permission of map.keys()) this.widen(permission);
    this.draft.fill(nobody);
    for (const [permission, verdict] of map) this.draft[permission] = verdict;
    return this.drafted();
  }

  /** What becomes of an effect if each of its verdicts is changed. */
  changed(effect: number, change: (permission: number, verdict: number) => number): number {
    const changed = new Map<number, number>();
    for (let permission = 0; permission < this.width; permission++) {
      const verdict = this.verdict(effect, permission);
      if (verdict !== nobody) changed.set(permission, change(permission, verdict));
    }
    return this.from(changed);
  }

  union(a: number, b: number): number {
    if (a === b || b === nothing) return a;
    if (a === nothing) return b;
    const low = a < b ? a : b;
    const high = a < b ? b : a;
    const known = this.unions.find(low, high);
    return known >= 0 ? known : this.unions.keep(low, high, this.added(low, high));
  }

  private added(a: number, b: number): number {
    const { draft, width, verdicts, verdictsHeld } = this;
    for (let permission = 0; permission < width; permission++) {
      const one = verdictsHeld[a * width + permission] ?? nobody;
      const other = verdictsHeld[b * width + permission] ?? nobody;
      draft[permission] = one === nobody ? other : verdicts.or(one, other);
    }
    return this.drafted();
  }

  /** The effect in the making, which is one that there was before or a new one. */
  private drafted(): number {
    const { draft, width } = this;
    let place = this.placeOf(draft, 0);
    for (let known = this.byContent[place] ?? nothing; known !== nothing; known = this.byContent[place] ?? nothing) {
      if (this.isDrafted(known)) return known;
      place = (place + 1) & (this.byContent.length - 1);
    }
    const count = draft.reduce((sum, verdict) => (verdict === nobody ? sum : sum + 1), 0);
    if (count === 0) return nothing;
    const effect = this.counts.push(count) - 1;
    this.byContent[place] = effect;
    this.makeRoom(effect + 1);
    this.verdictsHeld.set(draft, effect * width);
    if (effect * 2 > this.byContent.length) this.growPlaces();
    return effect;
  }

  private isDrafted(effect: number): boolean {
    const { draft, width, verdictsHeld } = this;
    for (let permission = 0; permission < width; permission++)
      if (draft[permission] !== verdictsHeld[effect * width + permission]) return false;
    return true;
  }

  /** The first place to try for some verdicts, which begin somewhere. */
  private placeOf(verdicts: Int32Array, start: number): number {
    let hash = 0;
    for (let permission = 0; permission < this.width; permission++) {
      const verdict = verdicts[start + permission] ?? nobody;
      // Those of nobody do not count, so that it is the same whatever there is room for.
      if (verdict !== nobody) hash = Math.imul((hash ^ (hash >>> 15)) + verdict * 1024 + permission, 0x9e3779b1);
    }
    return (hash ^ (hash >>> 15)) & (this.byContent.length - 1);
  }

  private growPlaces(): void {
    const mask = this.byContent.length * 2 - 1;
    this.byContent = new Uint32Array(mask + 1);
    for (let effect = 1; effect < this.size; effect++) {
      let place = this.placeOf(this.verdictsHeld, effect * this.width);
      while (this.byContent[place] !== nothing) place = (place + 1) & mask;
      this.byContent[place] = effect;
    }
  }

  /** Room for a permission in each effect. */
  private widen(permission: number): void {
    const before = this.width;
    if (permission < before) return;
    while (permission >= this.width) this.width *= 2;
    const held = this.verdictsHeld;
    this.verdictsHeld = new Int32Array(this.size * this.width * 2);
    for (let each = 0; each < this.size; each++)
      this.verdictsHeld.set(held.subarray(each * before, (each + 1) * before), each * this.width);
    this.draft = new Int32Array(this.width);
  }

  /** Room for so many effects. */
  private makeRoom(size: number): void {
    const held = this.verdictsHeld;
    if (size * this.width <= held.length) return;
    this.verdictsHeld = new Int32Array(size * this.width * 2);
    this.verdictsHeld.set(held);
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
