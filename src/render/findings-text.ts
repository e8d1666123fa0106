import { compareBytes } from '../text/compare.js';
import { count, thousands } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { codeFrame } from './code-frame.js';
import { tally, type FindingsReport, type LocatedFinding } from './findings-report.js';
import type { Style } from './style.js';
import { wrapped } from './width.js';

export interface TextOptions {
  readonly style: Style;
  /** The text of a file, for the lines around a finding. */
  readonly sources: (file: string) => string | undefined;
  /** How to see all findings where there are more than anybody reads, as a sentence; all are shown if it is missing. */
  readonly howToSeeAll?: string;
}

/** So many findings are shown one by one, and what is more is counted by code. */
const most = 200;

/** Findings for people: each with its place, its sentence, the lines around it and what to do. Empty if there are none. */
export function findingsText(report: FindingsReport, options: TextOptions): string {
  const { findings } = report;
  if (findings.length === 0) return '';
  const { howToSeeAll } = options;
  const shown = howToSeeAll === undefined || findings.length <= most ? findings : foremost(findings);
  const rest = howToSeeAll === undefined || shown === findings ? '' : `${restText(findings, howToSeeAll, options.style)}\n`;
  return `${shown.map((finding) => findingText(finding, options)).join('\n')}\n${rest}${summary(report, options.style)}\n`;
}

/** The first in the order they have, errors before warnings: a single error is not lost behind many warnings. */
function foremost(findings: readonly LocatedFinding[]): readonly LocatedFinding[] {
  const errors = findings.filter(({ severity }) => severity === 'error').slice(0, most);
  const room = most - errors.length;
  const chosen = new Set([...errors, ...findings.filter(({ severity }) => severity === 'warning').slice(0, room)]);
  return findings.filter((finding) => chosen.has(finding));
}

function restText(findings: readonly LocatedFinding[], howToSeeAll: string, { paint, columns }: Style): string {
  const lead = `Shown are ${thousands(most)} of ${count(findings.length, 'finding')}, errors before warnings. All of them by code:`;
  const byCode = new Map<string, { readonly severity: string; readonly code: string; amount: number }>();
  for (const { severity, code } of findings) {
    const known = byCode.get(`${severity} ${code}`) ?? { severity, code, amount: 0 };
    known.amount++;
    byCode.set(`${severity} ${code}`, known);
  }
  const counted = [...byCode.values()].sort(
    (a, b) => compareBytes(a.severity, b.severity) || b.amount - a.amount || compareBytes(a.code, b.code),
  );
  const width = Math.max(...counted.map(({ amount }) => thousands(amount).length));
  const lines = counted.map(({ severity, code, amount }) => {
    const kind = severity === 'error' ? paint.red('error') : paint.yellow('warning');
    return `  ${thousands(amount).padStart(width)} ${kind} ${code}`;
  });
  return `${[wrapped(lead, columns), ...lines, wrapped(howToSeeAll, columns)].join('\n')}\n`;
}

/** `2 errors, 1 warning in 3 files`. */
export function summary(report: FindingsReport, { paint }: Style): string {
  const { errors, warnings, files } = tally(report);
  const parts = [
    ...(errors > 0 ? [paint.red(count(errors, 'error'))] : []),
    ...(warnings > 0 ? [paint.yellow(count(warnings, 'warning'))] : []),
  ];
  return `${parts.join(', ')} in ${count(files, 'file')}`;
}

function findingText(finding: LocatedFinding, { style, sources }: TextOptions): string {
  const { paint, columns } = style;
  const { code, severity, file, line, column, message, hint, related = [] } = finding;
  const kind = severity === 'error' ? paint.red('error') : paint.yellow('warning');
  const source = sources(file);
  const lines = [
    `${paint.bold(`${visible(file)}:${String(line)}:${String(column)}`)} ${kind} ${paint.dim(code)}`,
    wrapped(visible(message), columns, '  '),
    ...(source === undefined || source.trim() === '' ? [] : [codeFrame(source, finding, style)]),
    ...(hint === undefined ? [] : [paint.cyan(wrapped(visible(hint), columns, '  '))]),
    ...related.map((one) =>
      wrapped(`${visible(one.file)}:${String(one.line)}:${String(one.column)} ${visible(one.message)}`, columns, '  '),
    ),
  ];
  return `${lines.join('\n')}\n`;
}
