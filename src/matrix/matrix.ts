import { compareBytes } from '../text/compare.js';
import { summarise, type Summary } from './digest.js';
import { nothing } from './effects.js';
import { classes, Evaluator, type SubjectClass } from './evaluate.js';
import { subjectCount, subjectName, type Tables } from './tables.js';
import { nobody } from './verdicts.js';

/** Who can do what where, and on which condition. */
export interface Cell {
  /** `user:ID`, `group:NAME` (of an `idp` group), `anyone`, `logged-in` or `portal-customers`. */
  readonly subject: string;
  /** `project:KEY`, `space:KEY`, `channel:NAME` or `site`. */
  readonly resource: string;
  readonly permission: string;
  /** `allowed`, or `if:` and the minimal disjunctive normal form over issue-level conditions. */
  readonly verdict: string;
}

export interface Counts {
  readonly people: number;
  readonly idpGroups: number;
  readonly groups: number;
  readonly resources: number;
  readonly cells: number;
}

/**
 * The compiled, immutable permission matrix of one state of the policies at one day. It cannot be written to; equal cells have equal
 * digests, whatever the files they come from.
 */
export interface Matrix {
  /** The day (UTC) it was compiled for, `YYYY-MM-DD`; not part of the digest. */
  readonly asOf: string;
  /** `sha256:` and the digest of all cells and nothing else. */
  readonly digest: string;
  readonly counts: Counts;
  /** Every subject, sorted by bytes: classes, `idp` groups and people. */
  readonly subjects: readonly string[];
  /** Every resource, sorted by bytes. */
  readonly resources: readonly string[];
  /** The verdict of one cell; undefined where there is none, or where subject or resource are unknown. */
  verdict(subject: string, permission: string, resource: string): string | undefined;
  /** All cells in the order of their bytes, made one by one. */
  cells(): Iterable<Cell>;
  /** The cells of one subject, in order. */
  cellsOf(subject: string): readonly Cell[];
  /** Who holds a permission on a resource, in order. */
  holders(permission: string, resource: string): readonly Cell[];
}

const evaluators = new WeakMap<Matrix, Evaluator>();

/** The evaluator behind a matrix, for the phases that work on whole rows. Nothing of it is public. */
export function evaluatorOf(matrix: Matrix): Evaluator {
  const evaluator = evaluators.get(matrix);
  if (evaluator === undefined) throw new Error('This matrix was not made by matrixOf.');
  return evaluator;
}

/** The matrix over compiled tables. */
export function matrixOf(tables: Tables): Matrix {
  const evaluator = new Evaluator(tables);
  const order = sortedSubjects(tables);
  const people = new Map(tables.people.map((name, index) => [name, index]));
  const idps = new Map(tables.idpGroups.map((name, index) => [name, tables.people.length + index]));
  const rows = new Map(tables.resources.map((name, index) => [name, index]));
  let summary: Summary | undefined;

  function find(subject: string): SubjectClass | number | undefined {
    if (isClass(subject)) return subject;
    if (subject.startsWith('user:')) return people.get(subject.slice('user:'.length));
    return subject.startsWith('group:') ? idps.get(subject.slice('group:'.length)) : undefined;
  }

  function access(who: SubjectClass | number, row: number): number {
    return typeof who === 'number' ? evaluator.access(row, who) : evaluator.classAccess(row, who);
  }

  function* cellsOfSubject(subject: string): Generator<Cell> {
    const who = find(subject);
    if (who === undefined) return;
    const found: [number, number][] = [];
    if (typeof who === 'number') evaluator.visitRows(who, (row, held) => found.push([row, held]));
    else for (let row = 0; row < tables.resources.length; row++) found.push([row, evaluator.classAccess(row, who)]);
    for (const [row, held] of found) {
      const resource = tables.resources[row] ?? '';
      for (const { permission, verdict } of tables.effects.cells(held)) yield { subject, resource, permission, verdict };
    }
  }

  const matrix: Matrix = {
    asOf: tables.asOf,
    get digest() {
      return (summary ??= summarise(evaluator)).digest;
    },
    get counts() {
      const { cells } = (summary ??= summarise(evaluator));
      return Object.freeze({
        people: tables.people.length,
        idpGroups: tables.idpGroups.length,
        groups: tables.groups.length,
        resources: tables.resources.length,
        cells,
      });
    },
    subjects: order,
    resources: Object.freeze([...tables.resources]),
    verdict(subject, permission, resource) {
      const who = find(subject);
      const row = rows.get(resource);
      const id = tables.effects.idOf(permission);
      if (who === undefined || row === undefined || id === undefined) return undefined;
      const verdict = tables.effects.verdict(access(who, row), id);
      return verdict === 0 ? undefined : tables.effects.verdicts.text(verdict);
    },
    *cells() {
      for (const subject of order) yield* cellsOfSubject(subject);
    },
    cellsOf: (subject) => [...cellsOfSubject(subject)],
    holders(permission, resource) {
      const row = rows.get(resource);
      const id = tables.effects.idOf(permission);
      if (row === undefined || id === undefined) return [];
      const groups: Cell[] = [];
      const people: Cell[] = [];
      const add = (cells: Cell[], subject: string, held: number): void => {
        const verdict = tables.effects.verdict(held, id);
        if (verdict !== nobody) cells.push({ subject, resource, permission, verdict: tables.effects.verdicts.text(verdict) });
      };
      add(groups, 'anyone', evaluator.classAccess(row, 'anyone'));
      visitHolders(evaluator, row, (subject, held) => {
        if (held !== nothing) add(subject < tables.people.length ? people : groups, subjectName(tables, subject), held);
      });
      add(groups, 'logged-in', evaluator.classAccess(row, 'logged-in'));
      add(groups, 'portal-customers', evaluator.classAccess(row, 'portal-customers'));
      return [...groups, ...people];
    },
  };
  evaluators.set(matrix, evaluator);
  return Object.freeze(matrix);
}

/** Visits every subject that holds anything on a row, in order: who is named there, and all others where nobody needs to be. */
function visitHolders(evaluator: Evaluator, row: number, visit: (subject: number, access: number) => void): void {
  const isOpen = evaluator.masks.some((mask) => evaluator.baseAccess(row, mask) !== nothing);
  let next = 0;
  const visitUnnamed = (end: number): void => {
    for (; isOpen && next < end; next++) visit(next, evaluator.baseAccess(row, evaluator.productsOf(next)));
    next = end;
  };
  evaluator.visitNamed(row, (subject, access) => {
    visitUnnamed(subject);
    visit(subject, access);
    next = subject + 1;
  });
  visitUnnamed(subjectCount(evaluator.tables));
}

function isClass(subject: string): subject is SubjectClass {
  return (classes as readonly string[]).includes(subject);
}

function sortedSubjects(tables: Tables): readonly string[] {
  const names = Array.from({ length: subjectCount(tables) }, (_, subject) => subjectName(tables, subject));
  // People and groups are sorted already; the five blocks follow one another by their first letters.
  const users = names.slice(0, tables.people.length);
  const groups = names.slice(tables.people.length);
  return Object.freeze(['anyone', ...groups, 'logged-in', 'portal-customers', ...users].sort((a, b) => compareBytes(a, b)));
}
