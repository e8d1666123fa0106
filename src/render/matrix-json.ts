import type { Matrix } from '../matrix/matrix.js';

/** One JSON value, a cell a line: schemas/matrix.schema.json. Piece by piece, since it may be large. */
export function* matrixJson(matrix: Matrix, commit?: string): Generator<string> {
  const about = { version: 1, asOf: matrix.asOf, ...(commit === undefined ? {} : { commit }), digest: matrix.digest };
  yield `${JSON.stringify(about).slice(0, -1)},"cells":[`;
  let separator = '\n';
  for (const { subject, resource, permission, verdict } of matrix.cells()) {
    yield `${separator}${JSON.stringify({ subject, resource, permission, verdict })}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}
