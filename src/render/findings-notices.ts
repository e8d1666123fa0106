import { visible } from '../text/quote.js';
import type { LocatedFinding } from './findings-report.js';
import type { Notice } from './notice.js';

/** Findings as things to look at, each on its line. A line break that an author wrote is none of ours, so that it is written out. */
export function findingsNotices(findings: readonly LocatedFinding[]): readonly Notice[] {
  return findings.map(({ code, severity, message, hint, related = [], file, line, column, endLine, endColumn }) => ({
    rule: code,
    level: severity,
    message: (hint === undefined ? [message] : [message, hint]).map(visible).join('\n'),
    at: { file, line, column, endLine, endColumn },
    related: related.map((one) => ({ message: visible(one.message), where: { file: one.file, line: one.line, column: one.column } })),
    way: [],
  }));
}
