import type { Cell, Matrix } from '../matrix/matrix.js';
import { escapeField } from './escape-csv.js';

/** Further columns of the table: their names, and what stands in them for a cell. */
export interface MatrixColumns {
  readonly names: readonly string[];
  readonly fieldsOf: (cell: Cell) => readonly string[];
}

const none: MatrixColumns = { names: [], fieldsOf: () => [] };

/** A table with a header, as RFC 4180 has it, for spreadsheets; one row for each cell, made one by one. */
export function* matrixCsv(matrix: Matrix, { names, fieldsOf }: MatrixColumns = none): Generator<string> {
  yield `${['subject', 'resource', 'permission', 'verdict', ...names].join(',')}\r\n`;
  for (const cell of matrix.cells()) {
    const fields = [cell.subject, cell.resource, cell.permission, cell.verdict, ...fieldsOf(cell)];
    yield `${fields.map(escapeField).join(',')}\r\n`;
  }
}
