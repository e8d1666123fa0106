import { jsonPieces } from './json-pieces.js';
import type { FailedCell, FixResult, GuardrailResult, TestReport } from './test-report.js';
import type { Step, Where } from './why-report.js';

/** For other programs: schemas/test-result.schema.json. */
export function testJson(report: TestReport): string {
  return [...testJsonPieces(report)].join('');
}

/** The same piece by piece: what very many break is too long for one text. */
export function* testJsonPieces({ guardrails, tests, findings }: TestReport): Generator<string> {
  const result = {
    version: 1,
    guardrails: guardrails.map(guardrail),
    tests: tests.map(({ name, ok, failures }) => ({
      name,
      ok,
      failures: { [Symbol.iterator]: () => cellsOf(failures) },
    })),
    ...(findings.length === 0
      ? {}
      : { findings: findings.map(({ code, severity, message, file, line, column }) => ({ code, severity, message, file, line, column })) }),
  };
  yield* jsonPieces(result, { long: longLists });
  yield '\n';
}

const longLists: ReadonlySet<string> = new Set(['guardrails', 'witnesses', 'counts', 'tests', 'failures', 'findings']);

function guardrail({ name, severity, ok, cells, classes, counts, fix }: GuardrailResult): unknown {
  return {
    name,
    severity,
    ok,
    cells,
    witnesses: classes.map(({ witness: { subject, resource, permission, verdict, path } }) => ({
      subject,
      resource,
      permission,
      verdict,
      path: pathOf(path),
    })),
    ...(counts.length === 0 ? {} : { counts }),
    ...(fix === undefined ? {} : { fix: fixOf(fix) }),
  };
}

function* cellsOf(failures: Iterable<FailedCell>): Generator<FailedCell> {
  for (const { subject, permission, resource, expected, got } of failures) yield { subject, permission, resource, expected, got };
}

function fixOf({ edits, alsoLost: { cells, losing } }: FixResult): unknown {
  return { edits: edits.map(({ what, where }) => ({ ...where, what })), alsoLost: cells, alsoLosing: losing };
}

/** Each step with a place: that a class is a class is written where the next step names it. */
function pathOf(steps: readonly Step[]): readonly (Where & { readonly what: string })[] {
  return steps.flatMap(({ what, where }, index) => {
    const place = where ?? steps.slice(index).find((step) => step.where !== undefined)?.where ?? steps[index - 1]?.where;
    return place === undefined ? [] : [{ ...place, what }];
  });
}
