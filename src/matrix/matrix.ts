import { summarise, type Summary } from './digest.js';
import { Evaluator } from './evaluate.js';
import { classes, type SubjectClass } from './subject-classes.js';
import { placesOf, sortedSubjects, subjectNumbers } from './numbers.js';
import { subjectCount, subjectName, type Lists, type Tables } from './tables.js';
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

/** What is behind a matrix. */
interface Inside {
  readonly evaluator: Evaluator;
  summary?: Summary;
}

const insides = new WeakMap<Matrix, Inside>();

function insideOf(matrix: Matrix): Inside {
  const inside = insides.get(matrix);
  if (inside === undefined) throw new Error('This matrix was not made by matrixOf.');
  return inside;
}

/** The evaluator behind a matrix, for the phases that work on whole rows. Nothing of it is public. */
export function evaluatorOf(matrix: Matrix): Evaluator {
  return insideOf(matrix).evaluator;
}

/** Hands over what somebody found out about the cells of a matrix, which then need not be counted once more. */
export function adoptSummary(matrix: Matrix, summary: Summary): void {
  insideOf(matrix).summary = summary;
}

/** The matrix over compiled tables. `memberOf`: the groups of each subject, where somebody has them already. */
export function matrixOf(tables: Tables, memberOf?: Lists): Matrix {
  const evaluator = new Evaluator(tables, { memberOf });
  const amount = subjectCount(tables);
  let order: readonly string[] | undefined;
  let resources: readonly string[] | undefined;
  let numbers: ReadonlyMap<string, number> | undefined;
  let rows: ReadonlyMap<string, number> | undefined;
  const summary = (): Summary => (inside.summary ??= summarise(evaluator));

  const numbered = (): ReadonlyMap<string, number> => (numbers ??= subjectNumbers(tables));
  const find = (subject: string): number | undefined => numbered().get(subject);
  const rowOf = (resource: string): number | undefined => (rows ??= placesOf(tables.resources)).get(resource);

  const inside: Inside = { evaluator };

  function access(subject: number, row: number): number {
    const isClass = subject >= amount;
    return isClass ? evaluator.classAccess(row, classes[subject - amount] ?? 'anyone') : evaluator.access(row, subject);
  }

  function* cellsOfSubject(subject: string): Generator<Cell> {
    const who = find(subject);
    if (who === undefined) return;
    const found: [number, number][] = [];
    if (who < amount) evaluator.visitRows(who, (row, held) => found.push([row, held]));
    else for (let row = 0; row < tables.resources.length; row++) found.push([row, access(who, row)]);
    for (const [row, held] of found) yield* cellsOfAccess(subject, row, held);
  }

  function* cellsOfAccess(subject: string, row: number, held: number): Generator<Cell> {
    const resource = tables.resources[row] ?? '';
    for (const { permission, verdict } of tables.effects.cells(held)) yield { subject, resource, permission, verdict };
  }

  const matrix: Matrix = {
    asOf: tables.asOf,
    get digest() {
      return summary().digest;
    },
    get counts() {
      const { cells } = summary();
      return Object.freeze({
        people: tables.people.length,
        idpGroups: tables.idpGroups.length,
        groups: tables.groups.length,
        resources: tables.resources.length,
        cells,
      });
    },
    get subjects() {
      return (order ??= sortedSubjects(numbered(), tables));
    },
    get resources() {
      return (resources ??= Object.freeze([...tables.resources]));
    },
    verdict(subject, permission, resource) {
      const who = find(subject);
      const row = rowOf(resource);
      const id = tables.effects.idOf(permission);
      if (who === undefined || row === undefined || id === undefined) return undefined;
      return tables.effects.verdicts.textOfCell(tables.effects.verdict(access(who, row), id));
    },
    *cells() {
      for (const subject of matrix.subjects) yield* cellsOfSubject(subject);
    },
    cellsOf: (subject) => [...cellsOfSubject(subject)],
    holders(permission, resource) {
      const row = rowOf(resource);
      const id = tables.effects.idOf(permission);
      if (row === undefined || id === undefined) return [];
      const cell = (subject: string, verdict: number): Cell => ({
        subject,
        resource,
        permission,
        verdict: tables.effects.verdicts.text(verdict),
      });
      const ofClass = (subject: SubjectClass): readonly Cell[] => {
        const verdict = tables.effects.verdict(evaluator.classAccess(row, subject), id);
        return verdict === nobody ? [] : [cell(subject, verdict)];
      };
      const { subjects, verdicts } = evaluator.holderSet(row, id).list();
      const [people, groups]: [Cell[], Cell[]] = [[], []];
      const firstGroup = tables.people.length;
      for (let at = 0; at < subjects.length; at++) {
        const subject = subjects[at] ?? 0;
        (subject < firstGroup ? people : groups).push(cell(subjectName(tables, subject), verdicts[at] ?? nobody));
      }
      return [...ofClass('anyone'), ...groups, ...ofClass('logged-in'), ...ofClass('portal-customers'), ...people];
    },
  };
  insides.set(matrix, inside);
  return Object.freeze(matrix);
}
