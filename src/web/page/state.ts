import { compile } from '../../compile/compile.js';
import type { Place } from '../../diagnostics/place.js';
import { evaluatorOf, type Matrix } from '../../matrix/matrix.js';
import type { Evaluator } from '../../matrix/evaluate.js';
import type { Site } from '../../model/site.js';
import { lineIn } from '../line-tree.js';
import type { FileLines } from '../report-data.js';
import { unpackSite, type PackedSite } from '../site-pack.js';

/** A line of a policy file. */
export interface Line {
  readonly file: string;
  readonly line: number;
}

/** One side of a report: the site, what it means, and where it is written. */
export interface State {
  readonly side: 'base' | 'head';
  readonly site: Site;
  readonly asOf: string;
  readonly matrix: Matrix;
  readonly evaluator: Evaluator;
  lineOf(place: Place): Line;
}

export function stateOf(side: State['side'], packed: PackedSite, asOf: string, ...lines: readonly FileLines[]): State {
  const site = unpackSite(packed);
  const matrix = compile(site, asOf);
  return {
    side,
    site,
    asOf,
    matrix,
    evaluator: evaluatorOf(matrix),
    lineOf(place) {
      const { file, document } = place;
      const tree = lines.map((each) => each[file]?.[document]).find((each) => each !== undefined);
      return { file, line: tree === undefined ? 1 : lineIn(tree, place) };
    },
  };
}
