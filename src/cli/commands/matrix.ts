import { matrixCsv } from '../../render/matrix-csv.js';
import { matrixJson } from '../../render/matrix-json.js';
import { matrixTsv } from '../../render/matrix-tsv.js';
import type { Compiled } from '../../pipeline.js';
import { textOption, type Call } from '../call.js';
import type { Column } from '../matrix-columns.js';
import { compiledState } from '../states.js';
import { UsageError } from '../usage-error.js';

/** `permafrost matrix`: every cell. */
export async function matrix(call: Call): Promise<number> {
  const columns = await askedFor(call);
  const compiled = await compiledState(call);
  if (compiled === undefined) return 1;
  await call.output.write(await rendered(compiled, call.flags.format, columns));
  return 0;
}

async function askedFor(call: Call): Promise<readonly Column[]> {
  const written = textOption(call, 'with');
  if (written === undefined) return [];
  if (call.flags.format !== 'csv')
    throw new UsageError(
      'Only a csv has further columns.',
      'Add --format csv; tsv and json are the cells alone, the same for every program.',
    );
  return (await import('../matrix-columns.js')).askedColumns(written);
}

async function rendered(compiled: Compiled, format: string, columns: readonly Column[]): Promise<Iterable<string>> {
  const { matrix: cells, tree } = compiled;
  if (format === 'json') return matrixJson(cells, tree.commit);
  if (format !== 'csv') return matrixTsv(cells);
  return columns.length === 0
    ? matrixCsv(cells)
    : matrixCsv(cells, await (await import('../matrix-columns.js')).matrixColumns(compiled, columns));
}
