import { compareBytes } from '../../text/compare.js';
import type { Cells } from './between.js';

/** Some cells, each once. */
export class CellSet {
  /** Subjects by resource and permission. */
  private readonly rows = new Map<string, Set<string>>();
  private amount = 0;

  static of(...lists: readonly (readonly Cells[])[]): CellSet {
    const set = new CellSet();
    for (const cells of lists.flat()) set.add(cells);
    return set;
  }

  get size(): number {
    return this.amount;
  }

  isWithin(other: CellSet): boolean {
    if (this.size > other.size) return false;
    for (const [row, subjects] of this.rows) {
      const others = other.rows.get(row);
      if (others === undefined) return false;
      for (const subject of subjects) if (!others.has(subject)) return false;
    }
    return true;
  }

  union(other: CellSet): CellSet {
    if (other.size === 0) return this;
    const set = CellSet.of(this.list(), other.list());
    return set;
  }

  /** Sorted; permissions with the same subjects on one resource are one entry. */
  list(): readonly Cells[] {
    const found = new Map<string, { resource: string; permissions: string[]; subjects: readonly string[] }>();
    for (const [row, some] of [...this.rows].sort(([a], [b]) => compareBytes(a, b))) {
      const [resource = '', permission = ''] = JSON.parse(row) as readonly string[];
      const subjects = [...some].sort(compareBytes);
      const key = JSON.stringify([resource, subjects]);
      const known = found.get(key);
      if (known === undefined) found.set(key, { resource, permissions: [permission], subjects });
      else known.permissions.push(permission);
    }
    return [...found.values()];
  }

  private add({ resource, permissions, subjects }: Cells): void {
    for (const permission of permissions) {
      const row = JSON.stringify([resource, permission]);
      const known = this.rows.get(row) ?? new Set();
      this.rows.set(row, known);
      const before = known.size;
      for (const subject of subjects) known.add(subject);
      this.amount += known.size - before;
    }
  }
}
