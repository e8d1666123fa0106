import type { PlanReport } from './report.js';

/** The plan as data, by `schemas/plan.schema.json`; every list whole. */
export function planJson(report: PlanReport): string {
  return [...planJsonPieces(report)].join('');
}

/** The same piece by piece: a change that touches everybody names them for each group of places, and is too long for one text. */
export function* planJsonPieces({ plan, hunks }: PlanReport, more: Readonly<Record<string, unknown>> = {}): Generator<string> {
  let comma = '{';
  for (const [key, value] of Object.entries({ ...plan, hunks, ...more }) as Iterable<readonly [string, unknown]>) {
    if (value === undefined) continue;
    yield `${comma}\n  ${JSON.stringify(key)}: `;
    if (Array.isArray(value) && value.length > 0) yield* listPieces(value);
    else yield indented(value, '  ');
    comma = ',';
  }
  yield '\n}\n';
}

function* listPieces(list: readonly unknown[]): Generator<string> {
  let comma = '[';
  for (const each of list) {
    yield `${comma}\n    ${indented(each, '    ')}`;
    comma = ',';
  }
  yield '\n  ]';
}

/** Line breaks within texts are escaped, so that every one in JSON is of its layout. */
function indented(value: unknown, indent: string): string {
  return JSON.stringify(value, withoutPlaces, 2).replaceAll('\n', `\n${indent}`);
}

/** Places are for looking lines up; readers of JSON get `where`. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'at' ? undefined : value;
}
