import { identityOf } from '../matrix/name-list.js';

/** Cells that break a guardrail, of the same people on the same resources. */
interface BrokenCells {
  readonly subjects: readonly string[];
  readonly resources: readonly string[];
  readonly permissions: readonly string[];
}

/** An earlier one of several broken guardrails that the same cells break: they need to be told only once. */
export function twinOf<T extends { readonly classes: readonly BrokenCells[] }>(all: readonly T[], index: number): T | undefined {
  const each = all[index];
  if (each === undefined || each.classes.length === 0) return undefined;
  return all.slice(0, index).find((earlier) => areSame(earlier.classes, each.classes));
}

function areSame(some: readonly BrokenCells[], others: readonly BrokenCells[]): boolean {
  return some.length === others.length && some.every((each, index) => isSame(each, others[index]));
}

/** Names last: there may be very many. */
function isSame(a: BrokenCells, b: BrokenCells | undefined): boolean {
  return (
    b !== undefined &&
    areEqual(a.permissions, b.permissions) &&
    areEqual(a.resources, b.resources) &&
    identityOf(a.subjects) === identityOf(b.subjects)
  );
}

function areEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
