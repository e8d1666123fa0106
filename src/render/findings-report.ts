import type { Diagnostic, Severity } from '../diagnostics/diagnostic.js';
import type { Place, Position } from '../diagnostics/place.js';

/** What `validate --format json` prints; schemas/findings.schema.json describes it. All other formats are made from it. */
export interface FindingsReport {
  readonly version: 1;
  readonly findings: readonly LocatedFinding[];
}

export interface LocatedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Path with `/` from the current folder; line and column count from 1. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly hint?: string;
  readonly related?: readonly RelatedPlace[];
}

export interface RelatedPlace {
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Findings with lines and columns, sorted by file, line and column. */
export function findingsReport(diagnostics: readonly Diagnostic[], locate: (place: Place) => Position): FindingsReport {
  return { version: 1, findings: diagnostics.map((one) => located(one, locate)).sort(compareFindings) };
}

function located({ code, severity, message, at, hint, related }: Diagnostic, locate: (place: Place) => Position): LocatedFinding {
  return {
    code,
    severity,
    message,
    ...locate(at),
    ...(hint === undefined ? {} : { hint }),
    ...(related === undefined || related.length === 0
      ? {}
      : { related: related.map((one) => ({ message: one.message, ...start(locate(one.at)) })) }),
  };
}

function start({ file, line, column }: Position): Pick<Position, 'file' | 'line' | 'column'> {
  return { file, line, column };
}

function compareFindings(a: LocatedFinding, b: LocatedFinding): number {
  return compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.code, b.code) || compare(a.message, b.message);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How many of each severity. */
export function tally({ findings }: FindingsReport): { readonly errors: number; readonly warnings: number; readonly files: number } {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: findings.length - errors, files: new Set(findings.map(({ file }) => file)).size };
}
