import { compiledJson, compiledText, type CompiledSummary } from '../../render/compiled.js';
import type { Compiled } from '../../pipeline.js';
import type { Call } from '../call.js';
import { compiledState } from '../states.js';

/** `permafrost compile`: the digest and the counts. */
export async function compile(call: Call): Promise<number> {
  const compiled = await compiledState(call);
  if (compiled === undefined) return 1;
  const summary = summarise(compiled);
  await call.output.write(call.flags.format === 'json' ? compiledJson(summary) : compiledText(summary));
  return 0;
}

function summarise({ matrix, tree, diagnostics, site }: Compiled): CompiledSummary {
  const { digest, asOf, counts } = matrix;
  return {
    version: 1,
    digest,
    asOf,
    ...(tree.commit === undefined ? {} : { commit: tree.commit }),
    people: counts.people,
    groups: site.groups.size,
    resources: counts.resources,
    cells: counts.cells,
    warnings: diagnostics.length,
  };
}
