import { visible } from '../text/quote.js';
import { escapeData, escapeProperty } from './escape-github.js';
import type { FindingsReport, LocatedFinding } from './findings-report.js';

/** Annotations on the lines of a pull request, as workflow commands of GitHub. */
export function findingsGithub({ findings }: FindingsReport): string {
  return findings.map(annotation).join('');
}

function annotation({ code, severity, message, file, line, column, endLine, endColumn, hint }: LocatedFinding): string {
  // GitHub shows columns of a single line only.
  const columns = endLine === line ? { col: column, endColumn: Math.max(column, endColumn - 1) } : {};
  const properties = Object.entries({ file: visible(file), line, endLine, ...columns, title: code })
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',');
  const lines = hint === undefined ? [message] : [message, hint];
  return `::${severity} ${properties}::${escapeData(lines.map(visible).join('\n'))}\n`;
}
