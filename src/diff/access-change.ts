import { createHash } from 'node:crypto';
import { nothing, type EffectCell } from '../matrix/effects.js';
import { classes, type Evaluator } from '../matrix/evaluate.js';
import { evaluatorOf, type Matrix } from '../matrix/matrix.js';
import { compareBytes } from '../text/compare.js';
import { Pairing } from './pairing.js';

/** One cell that differs: absent on a side where it is undefined. */
export interface CellChange {
  readonly subject: string;
  readonly resource: string;
  readonly permission: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What one permission was and is. */
export interface PermissionChange {
  readonly permission: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What changed between one subject and one resource; equal changes are the same object. */
export interface Delta {
  /** By permission, in order; never empty. */
  readonly permissions: readonly PermissionChange[];
  /** What the subject holds afterwards, changed or not. */
  readonly after: readonly EffectCell[];
  readonly before: readonly EffectCell[];
}

export interface SubjectChange {
  readonly subject: string;
  readonly resource: string;
  readonly delta: Delta;
}

/** The difference of two matrices as access: who gains and loses what. */
export interface AccessChange {
  /** Sorted by the bytes of subject and resource. */
  readonly changes: readonly SubjectChange[];
  /** How many cells differ. */
  readonly cellCount: number;
  /** Every cell that differs, sorted by the bytes of subject, resource and permission. */
  cells(): Iterable<CellChange>;
  /** `sha256:…` over the changed cells: equal if and only if the change of access is equal. */
  readonly digest: string;
}

/**
 * Compares two matrices without listing either. Only rows whose written form differs, groups whose members differ and subjects that
 * differ themselves are looked into; each changed group is passed over once.
 */
export function diffMatrices(before: Matrix, after: Matrix): AccessChange {
  return new Comparison(evaluatorOf(before), evaluatorOf(after)).run();
}

class Comparison {
  private readonly a: Evaluator;
  private readonly b: Evaluator;
  private readonly pairing: Pairing;
  /** By subject, so that only the few names need sorting and not the many changes. */
  private readonly found = new Map<string, { readonly resource: number; readonly delta: Delta }[]>();
  private readonly deltas = new Map<number, Delta | undefined>();

  constructor(a: Evaluator, b: Evaluator) {
    this.a = a;
    this.b = b;
    this.pairing = new Pairing(a, b);
  }

  run(): AccessChange {
    const { pairing } = this;
    for (const subject of pairing.changedSubjects) this.compareSubject(subject);
    for (let resource = 0; resource < pairing.resources.length; resource++) {
      this.compareClasses(resource);
      this.compareRow(resource);
    }
    return accessChange(this.inOrder());
  }

  /** Resources are numbered in the order of their names. */
  private inOrder(): readonly SubjectChange[] {
    const changes: SubjectChange[] = [];
    for (const [subject, list] of [...this.found].sort(([a], [b]) => compareBytes(a, b))) {
      for (const { resource, delta } of list.sort((a, b) => a.resource - b.resource)) {
        changes.push({ subject, resource: this.pairing.resources[resource] ?? '', delta });
      }
    }
    return changes;
  }

  private note(subject: string, resource: number, before: number, after: number): void {
    const delta = this.delta(before, after);
    if (delta === undefined) return;
    const list = this.found.get(subject);
    if (list === undefined) this.found.set(subject, [{ resource, delta }]);
    else list.push({ resource, delta });
  }

  /** Undefined where both sides give the same. */
  private delta(before: number, after: number): Delta | undefined {
    const key = before * 2 ** 26 + after;
    if (!this.deltas.has(key)) this.deltas.set(key, deltaOf(this.a.tables.effects.cells(before), this.b.tables.effects.cells(after)));
    return this.deltas.get(key);
  }

  /** A subject that is new, gone or has other products: all its rows, on both sides. */
  private compareSubject(subject: number): void {
    const before = this.rowsOf(this.a, this.pairing.inA(subject), (row) => this.pairing.resourceOfA(row));
    const after = this.rowsOf(this.b, this.pairing.inB(subject), (row) => this.pairing.resourceOfB(row));
    for (const resource of new Set([...before.keys(), ...after.keys()])) {
      this.note(this.pairing.subjectName(subject), resource, before.get(resource) ?? nothing, after.get(resource) ?? nothing);
    }
  }

  private rowsOf(evaluator: Evaluator, subject: number, resourceOf: (row: number) => number): ReadonlyMap<number, number> {
    const found = new Map<number, number>();
    if (subject >= 0) evaluator.visitRows(subject, (row, access) => found.set(resourceOf(row), access));
    return found;
  }

  private compareClasses(resource: number): void {
    const rowA = this.pairing.rowInA(resource);
    const rowB = this.pairing.rowInB(resource);
    for (const each of classes) {
      const before = rowA < 0 ? nothing : this.a.classAccess(rowA, each);
      const after = rowB < 0 ? nothing : this.b.classAccess(rowB, each);
      if (before !== nothing || after !== nothing) this.note(each, resource, before, after);
    }
  }

  private compareRow(resource: number): void {
    const candidates = this.pairing.candidates(resource);
    if (candidates === 'none') return;
    const before = this.accessOf(this.a, this.pairing.rowInA(resource), candidates, (subject) => this.pairing.inA(subject));
    const after = this.accessOf(this.b, this.pairing.rowInB(resource), candidates, (subject) => this.pairing.inB(subject));
    const subjects = candidates === 'all' ? this.pairing.unchangedSubjects : candidates;
    for (const subject of subjects) {
      const had = before(subject);
      const has = after(subject);
      if (had !== nothing || has !== nothing) this.note(this.pairing.subjectName(subject), resource, had, has);
    }
  }

  /** What subjects hold on a row: asked one by one for a few, by one pass over the row for many. */
  private accessOf(
    evaluator: Evaluator,
    row: number,
    candidates: 'all' | ReadonlySet<number>,
    numberOf: (subject: number) => number,
  ): (subject: number) => number {
    if (row < 0) return () => nothing;
    if (candidates !== 'all' && candidates.size < 64) return (subject) => evaluator.access(row, numberOf(subject));
    const named = new Map<number, number>();
    evaluator.visitNamed(row, (subject, access) => named.set(subject, access));
    return (subject) => named.get(numberOf(subject)) ?? evaluator.baseAccess(row, evaluator.productsOf(numberOf(subject)));
  }
}

/** What differs between two lists of cells, both in order; undefined if nothing does. */
export function deltaOf(before: readonly EffectCell[], after: readonly EffectCell[]): Delta | undefined {
  const permissions: PermissionChange[] = [];
  let a = 0;
  let b = 0;
  while (a < before.length || b < after.length) {
    const left = before[a];
    const right = after[b];
    const order = left === undefined ? 1 : right === undefined ? -1 : compareBytes(left.permission, right.permission);
    const cell = order <= 0 ? left : right;
    if (order <= 0) a++;
    if (order >= 0) b++;
    const change = {
      permission: cell?.permission ?? '',
      before: order <= 0 ? left?.verdict : undefined,
      after: order >= 0 ? right?.verdict : undefined,
    };
    if (change.before !== change.after) permissions.push(Object.freeze(change));
  }
  return permissions.length === 0 ? undefined : Object.freeze({ permissions: Object.freeze(permissions), before, after });
}

/** Changes in order as a difference. */
export function accessChange(changes: readonly SubjectChange[]): AccessChange {
  let digest: string | undefined;
  function* cells(): Generator<CellChange> {
    for (const { subject, resource, delta } of changes) for (const change of delta.permissions) yield { subject, resource, ...change };
  }
  return Object.freeze({
    changes: Object.freeze(changes),
    cellCount: changes.reduce((sum, { delta }) => sum + delta.permissions.length, 0),
    cells,
    get digest() {
      return (digest ??= digestOf(cells()));
    },
  });
}

function digestOf(cells: Iterable<CellChange>): string {
  const hash = createHash('sha256');
  for (const { subject, resource, permission, before, after } of cells)
    hash.update(`${subject}\t${resource}\t${permission}\t${before ?? '-'}\t${after ?? '-'}\n`);
  return `sha256:${hash.digest('hex')}`;
}
