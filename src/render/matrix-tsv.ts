import type { Matrix } from '../matrix/matrix.js';

/** `subject⇥resource⇥permission⇥verdict`, a cell a line, names as they are: no name has a tab or a line break. */
export function* matrixTsv(matrix: Matrix): Generator<string> {
  for (const { subject, resource, permission, verdict } of matrix.cells()) yield `${subject}\t${resource}\t${permission}\t${verdict}\n`;
}
