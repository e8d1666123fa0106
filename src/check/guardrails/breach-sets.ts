import type { SubjectSet, SubjectSets } from '../../matrix/subject-set.js';
import type { Breach } from './breach.js';
import { CellLists } from './cell-lists.js';

/** Cells that a waiver excuses: of these subjects, on these resources. */
export interface Excuse {
  readonly subjects: SubjectSet;
  readonly covers: (resource: string) => boolean;
  readonly permits: (permission: string) => boolean;
}

/** Takes breaches apart and puts them together: of one row, no two are about the same subject. */
export class BreachSets {
  readonly lists = new CellLists();
  private readonly sets: SubjectSets;
  private readonly resource: (row: number) => string;

  constructor(sets: SubjectSets, resource: (row: number) => string) {
    this.sets = sets;
    this.resource = resource;
  }

  /** Everybody whom some breaches are about. */
  subjects(breaches: readonly Breach[]): SubjectSet {
    return this.sets.union(breaches.map(({ subjects }) => subjects));
  }

  /** What of them is about some subjects. */
  about(breaches: readonly Breach[], subjects: SubjectSet): readonly Breach[] {
    return breaches.flatMap((breach) => this.part(breach, this.sets.intersection(breach.subjects, subjects)));
  }

  /** All cells of both; where both are about a subject on a row, those of either. */
  together(breaches: readonly Breach[], more: readonly Breach[]): readonly Breach[] {
    const rows = new Set(more.map(({ row }) => row));
    return [
      ...breaches.filter(({ row }) => !rows.has(row)),
      ...this.onRows(
        breaches.filter(({ row }) => rows.has(row)),
        more,
      ),
    ];
  }

  private onRows(breaches: readonly Breach[], more: readonly Breach[]): readonly Breach[] {
    const byRow = new Map<number, readonly Breach[]>();
    for (const breach of breaches) byRow.set(breach.row, [...(byRow.get(breach.row) ?? []), breach]);
    for (const breach of more) byRow.set(breach.row, this.added(byRow.get(breach.row) ?? [], breach));
    return [...byRow.values()].flat();
  }

  /** Those of one row, and one more. */
  private added(breaches: readonly Breach[], { row, subjects, cells }: Breach): readonly Breach[] {
    let left = subjects;
    const parts = breaches.flatMap((breach) => {
      const both = this.sets.intersection(breach.subjects, left);
      if (both.size === 0) return [breach];
      left = this.sets.difference(left, both);
      return [
        ...this.part(breach, this.sets.difference(breach.subjects, both)),
        { row, subjects: both, cells: this.lists.union(breach.cells, cells) },
      ];
    });
    return left.size === 0 ? parts : [...parts, { row, subjects: left, cells }];
  }

  /** What none of some waivers excuses. */
  without(breaches: readonly Breach[], excuses: readonly Excuse[]): readonly Breach[] {
    return excuses.length === 0 ? breaches : breaches.flatMap((breach) => this.left(breach, excuses));
  }

  /** Whether there is anything that a waiver excuses. */
  hasExcused(breaches: readonly Breach[], { subjects, covers, permits }: Excuse): boolean {
    return breaches.some(
      (breach) =>
        covers(this.resource(breach.row)) &&
        breach.cells.some(({ permission }) => permits(permission)) &&
        this.sets.intersection(breach.subjects, subjects).size > 0,
    );
  }

  private left(breach: Breach, excuses: readonly Excuse[]): readonly Breach[] {
    const resource = this.resource(breach.row);
    return excuses
      .filter(({ covers }) => covers(resource))
      .reduce<readonly Breach[]>((parts, excuse) => parts.flatMap((part) => this.reduced(part, excuse)), [breach]);
  }

  private reduced(breach: Breach, { subjects, permits }: Excuse): readonly Breach[] {
    const cells = breach.cells.filter(({ permission }) => !permits(permission));
    if (cells.length === breach.cells.length) return [breach];
    const excused = this.sets.intersection(breach.subjects, subjects);
    const left = this.part(breach, this.sets.difference(breach.subjects, excused));
    return cells.length === 0 ? left : [...left, ...this.part({ ...breach, cells: this.lists.of(cells) }, excused)];
  }

  private part(breach: Breach, subjects: SubjectSet): readonly Breach[] {
    return subjects.size === 0 ? [] : [{ ...breach, subjects }];
  }
}
