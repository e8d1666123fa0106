import { matrixCsv } from '../../render/matrix-csv.js';
import { matrixJson } from '../../render/matrix-json.js';
import { matrixTsv } from '../../render/matrix-tsv.js';
import type { Compiled } from '../../pipeline.js';
import type { Call } from '../call.js';
import { compiledState } from '../states.js';

/** `permafrost matrix`: every cell. */
export async function matrix(call: Call): Promise<number> {
  const compiled = await compiledState(call);
  if (compiled === undefined) return 1;
  await call.output.write(rendered(compiled, call.flags.format));
  return 0;
}

function rendered({ matrix: cells, tree }: Compiled, format: string): Iterable<string> {
  if (format === 'json') return matrixJson(cells, tree.commit);
  return format === 'csv' ? matrixCsv(cells) : matrixTsv(cells);
}
