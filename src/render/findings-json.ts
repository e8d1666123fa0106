import type { FindingsReport } from './findings-report.js';

/** The published form: schemas/findings.schema.json. */
export function findingsJson({ version, findings }: FindingsReport): string {
  const published = findings.map(({ code, severity, message, file, line, column, hint, related }) => ({
    code,
    severity,
    message,
    file,
    line,
    column,
    hint,
    related,
  }));
  return `${JSON.stringify({ version, findings: published }, undefined, 2)}\n`;
}
