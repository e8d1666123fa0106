import type { EffectCell } from '../../matrix/effects.js';
import type { SubjectSet } from '../../matrix/subject-set.js';
import { askedOn } from './asked.js';
import type { Breach } from './breach.js';
import type { CellLists } from './cell-lists.js';
import { RowAccess, type Tell, type Told } from './row-access.js';
import type { Selection } from './selection.js';

/**
 * Goes over the access of chosen subjects on chosen rows, everybody and everything, row by row. Nobody is told one by one: those who hold the same
 * on a row are a set. A cell that the public holds too is judged for the public alone.
 */
export class Survey {
  /** The permissions that an access gives without condition. */
  readonly allowed = byAccess(
    (access): ReadonlySet<string> =>
      new Set(this.cells(access).flatMap(({ permission, verdict }) => (verdict === 'allowed' ? [permission] : []))),
  );
  private readonly selection: Selection;
  private readonly rowAccess: RowAccess;
  private readonly lists: CellLists;

  constructor(selection: Selection, lists: CellLists) {
    this.selection = selection;
    this.lists = lists;
    this.rowAccess = new RowAccess(selection.evaluator, selection.naming.sets);
  }

  /** What the chosen of each row hold there of some permissions. */
  held(chosen: (row: number) => SubjectSet, rows: readonly number[], permission: (name: string) => boolean): Breach[] {
    const tellOn = this.holding(permission);
    return rows.flatMap((row) => {
      const subjects = chosen(row);
      return subjects.size === 0 ? [] : this.breachesIfAny(row, subjects, tellOn(row));
    });
  }

  /** By row, what is told of an access: the cells of some permissions that it gives. Each access is looked at once for all rows. */
  holding(permission: (name: string) => boolean): (row: number) => Tell<readonly EffectCell[]> {
    const wanted = byAccess((access) => this.kept(this.cells(access), permission));
    return (row) => {
      const open = this.openPermissions(row);
      const closed = open.size === 0 ? wanted : byAccess((access) => this.kept(wanted(access) ?? [], (name) => !open.has(name)));
      return (access, isPublic) => (isPublic ? wanted : closed)(access);
    };
  }

  /** Of how many of some subjects something is told on a row. */
  count(row: number, subjects: SubjectSet, tell: Tell<unknown>): Told {
    return this.rowAccess.count(row, subjects, tell);
  }

  /** The same as `breachesOn`, for whoever expects none on most rows: a look at how many takes far less. */
  breachesIfAny(row: number, subjects: SubjectSet, tell: Tell<readonly EffectCell[]>): Breach[] {
    const { people, others } = this.count(row, subjects, tell);
    return people + others === 0 ? [] : this.breachesOn(row, subjects, tell);
  }

  /** The cells that are told of some subjects on a row. */
  breachesOn(row: number, subjects: SubjectSet, tell: Tell<readonly EffectCell[]>): Breach[] {
    return Array.from(this.parts(row, subjects, tell), ([cells, part]) => ({ row, subjects: part, cells }));
  }

  /** Some subjects by what is told of the access that each has on a row; whoever nothing is told of is left out. */
  parts<T>(row: number, subjects: SubjectSet, tell: Tell<T>): ReadonlyMap<T, SubjectSet> {
    return this.rowAccess.parts(row, subjects, tell);
  }

  cells(access: number): readonly EffectCell[] {
    return this.selection.evaluator.tables.effects.cells(access);
  }

  /** What the public holds on a row. */
  openPermissions(row: number): ReadonlySet<string> {
    return new Set(this.cells(this.selection.evaluator.classAccess(row, 'anyone')).map(({ permission }) => permission));
  }

  /** Some of the cells, as one list for all that are equal; undefined where none is left. */
  private kept(cells: readonly EffectCell[], has: (permission: string) => boolean): readonly EffectCell[] | undefined {
    const some = cells.filter(({ permission }) => has(permission));
    return some.length === 0 ? undefined : this.lists.of(some);
  }

  /** The permissions that a list asks for on a row. */
  meant(can: readonly string[], row: number): readonly string[] {
    return askedOn(this.selection.resource(row), can);
  }
}

/** What is told of an access, found once for each: few are held by very many. */
export function byAccess<T>(tell: (access: number) => T): (access: number) => T {
  const told: T[] = [];
  return (access) => (access in told ? (told[access] as T) : (told[access] = tell(access)));
}

/** Whether a permission is among those named. */
export function among(can: readonly string[]): (permission: string) => boolean {
  if (can.includes('*')) return () => true;
  const names = new Set(can);
  return (permission) => names.has(permission);
}
