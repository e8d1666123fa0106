import { nothing, type EffectCell } from '../../matrix/effects.js';
import type { Evaluator, SubjectClass } from '../../matrix/evaluate.js';
import { compareBytes } from '../../text/compare.js';
import { askedOn } from './asked.js';
import type { Breach } from './breach.js';
import type { Chosen, Selection } from './selection.js';

/** Which permissions a rule looks at, where of whom (a number, or a class), and which cells of these. */
export interface Wanted {
  readonly permission: (name: string) => boolean;
  readonly where?: (subject: number | SubjectClass, row: number) => boolean;
  readonly cell?: (subject: number | SubjectClass, row: number, cell: EffectCell) => boolean;
}

/**
 * Goes over the access of chosen subjects on chosen rows, everybody and everything, row by row. A cell that the public holds too is
 * judged for the public alone.
 */
export class Survey {
  readonly selection: Selection;
  private readonly evaluator: Evaluator;
  private readonly allowedBy = new Map<number, ReadonlySet<string>>();

  constructor(selection: Selection) {
    this.selection = selection;
    this.evaluator = selection.evaluator;
  }

  /** Every cell of the chosen that is wanted, sorted by subject, then resource. The rows are in order. */
  held(chosen: Chosen, rows: readonly number[], { permission, where = always, cell: isWanted = always }: Wanted): Breach[] {
    const named = new Map<number, readonly EffectCell[]>();
    // Few accesses are held by very many.
    const cellsOf = (access: number): readonly EffectCell[] => {
      let cells = named.get(access);
      if (cells === undefined) {
        const all = this.cells(access);
        const some = all.filter((cell) => permission(cell.permission));
        named.set(access, (cells = some.length === all.length ? all : some));
      }
      return cells;
    };
    const bySubject = new Map<number | SubjectClass, { readonly name: string; readonly breaches: Breach[] }>();
    for (const row of rows) {
      const resource = this.resource(row);
      const open = this.openPermissions(row);
      this.visit(chosen, row, (subject, access) => {
        const all = cellsOf(access);
        if (all.length === 0 || !where(subject, row)) return;
        const cells = all.filter((cell) => (subject === 'anyone' || !open.has(cell.permission)) && isWanted(subject, row, cell));
        if (cells.length === 0) return;
        let found = bySubject.get(subject);
        if (found === undefined) bySubject.set(subject, (found = { name: this.nameOf(subject), breaches: [] }));
        // Where all is kept the list is the one that others with the same access share.
        found.breaches.push({ subject: found.name, resource, cells: cells.length === all.length ? all : cells });
      });
    }
    return [...bySubject.values()].sort((a, b) => compareBytes(a.name, b.name)).flatMap(({ breaches }) => breaches);
  }

  /** What every chosen subject holds on a row; subjects without access are left out. */
  visit(chosen: Chosen, row: number, visit: (subject: number | SubjectClass, access: number) => void): void {
    for (const each of chosen.classes) {
      const access = this.evaluator.classAccess(row, each);
      if (access !== nothing) visit(each, access);
    }
    const seen = this.hasBase(row) ? new Set<number>() : undefined;
    this.evaluator.visitNamed(row, (subject, access) => {
      seen?.add(subject);
      if (chosen.subjects[subject] === 1 && access !== nothing) visit(subject, access);
    });
    if (seen === undefined) return;
    for (let subject = 0; subject < chosen.subjects.length; subject++) {
      if (chosen.subjects[subject] !== 1 || seen.has(subject)) continue;
      const access = this.evaluator.baseAccess(row, this.evaluator.productsOf(subject));
      if (access !== nothing) visit(subject, access);
    }
  }

  cells(access: number): readonly EffectCell[] {
    return this.evaluator.tables.effects.cells(access);
  }

  /** What the public holds on a row. */
  openPermissions(row: number): ReadonlySet<string> {
    return new Set(this.cells(this.evaluator.classAccess(row, 'anyone')).map(({ permission }) => permission));
  }

  /** The permissions that an access gives without condition. */
  allowed(access: number): ReadonlySet<string> {
    let permissions = this.allowedBy.get(access);
    if (permissions === undefined) {
      permissions = new Set(this.cells(access).flatMap(({ permission, verdict }) => (verdict === 'allowed' ? [permission] : [])));
      this.allowedBy.set(access, permissions);
    }
    return permissions;
  }

  /** Those chosen who can answer for something, in order. */
  people({ subjects }: Chosen): readonly number[] {
    return Array.from(this.evaluator.tables.people.keys()).filter((subject) => subjects[subject] === 1 && this.isPerson(subject));
  }

  resource(row: number): string {
    return this.evaluator.tables.resources[row] ?? '';
  }

  nameOf(subject: number | SubjectClass): string {
    return typeof subject === 'number' ? this.selection.name(subject) : subject;
  }

  /** Whether the subject is a person, and no app: those who can answer for something. */
  isPerson(subject: number | SubjectClass): subject is number {
    if (typeof subject !== 'number' || subject >= this.evaluator.tables.people.length) return false;
    return this.selection.site.people.get(this.evaluator.tables.people[subject] ?? '')?.type === 'person';
  }

  isApp(subject: number | SubjectClass): boolean {
    if (typeof subject !== 'number') return false;
    return this.selection.site.people.get(this.evaluator.tables.people[subject] ?? '')?.type === 'app';
  }

  /** The permissions that a list asks for on a row. */
  meant(can: readonly string[], row: number): readonly string[] {
    return askedOn(this.resource(row), can);
  }

  private hasBase(row: number): boolean {
    return this.evaluator.masks.some((products) => this.evaluator.baseAccess(row, products) !== nothing);
  }
}

function always(): boolean {
  return true;
}

/** Whether a permission is among those named. */
export function among(can: readonly string[]): (permission: string) => boolean {
  if (can.includes('*')) return () => true;
  const names = new Set(can);
  return (permission) => names.has(permission);
}
