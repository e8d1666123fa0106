import type { Matrix } from '../matrix/matrix.js';
import { escapeField } from './escape-csv.js';

/** A table with a header, as RFC 4180 has it, for spreadsheets. */
export function* matrixCsv(matrix: Matrix): Generator<string> {
  yield 'subject,resource,permission,verdict\r\n';
  for (const cell of matrix.cells()) yield `${[cell.subject, cell.resource, cell.permission, cell.verdict].map(escapeField).join(',')}\r\n`;
}
