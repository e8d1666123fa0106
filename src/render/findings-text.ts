import { count } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { codeFrame } from './code-frame.js';
import { tally, type FindingsReport, type LocatedFinding } from './findings-report.js';
import type { Style } from './style.js';
import { wrapped } from './width.js';

export interface TextOptions {
  readonly style: Style;
  /** The text of a file, for the lines around a finding. */
  readonly sources: (file: string) => string | undefined;
}

/** Findings for people: each with its place, its sentence, the lines around it and what to do. Empty if there are none. */
export function findingsText(report: FindingsReport, options: TextOptions): string {
  if (report.findings.length === 0) return '';
  return `${report.findings.map((finding) => findingText(finding, options)).join('\n')}\n${summary(report, options.style)}\n`;
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
    ...related.map((one) => `  ${visible(one.file)}:${String(one.line)}:${String(one.column)} ${visible(one.message)}`),
  ];
  return `${lines.join('\n')}\n`;
}
