import { jsonPieces } from '../json-pieces.js';
import type { PlanReport } from './report.js';

/** The plan as data, by `schemas/plan.schema.json`; every list whole. */
export function planJson(report: PlanReport): string {
  return [...planJsonPieces(report)].join('');
}

/** The same piece by piece: a change that touches everybody names them for each group of places, and is too long for one text. */
export function* planJsonPieces({ plan, hunks }: PlanReport, more: Readonly<Record<string, unknown>> = {}): Generator<string> {
  yield* jsonPieces({ ...plan, hunks, ...more }, { long: longLists, replacer: withoutPlaces });
  yield '\n';
}

/** What people are named in, for each group of places, and what each cell, file or day adds to. */
const longLists: ReadonlySet<string> = new Set([
  ...['gains', 'losses', 'conditional', 'seats', 'changedFiles', 'movedEnds', 'lapses', 'hunks'],
  ...['newlyBroken', 'stillBroken', 'classes', 'counts'],
]);

/** Places are for looking lines up; readers of JSON get `where`. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'at' ? undefined : value;
}
