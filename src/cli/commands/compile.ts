import { compiledJson, compiledText, type CompiledSummary } from '../../render/compiled.js';
import type { Compiled } from '../../pipeline.js';
import type { Call } from '../call.js';
import { compiledState } from '../states.js';

/** `permafrost compile`: the digest and the counts; with --out the matrix itself. */
export async function compile(call: Call): Promise<number> {
  const compiled = await compiledState(call);
  if (compiled === undefined) return 1;
  const bytes = call.flags.out === undefined ? undefined : await writeArtifact(compiled, call);
  const summary = { ...summarise(compiled), ...(bytes === undefined ? {} : { bytes }) };
  await call.stdout.write(call.flags.format === 'json' ? compiledJson(summary) : compiledText(summary));
  return 0;
}

/** The compiled matrix as a file; its size in bytes. */
async function writeArtifact({ matrix, tree }: Compiled, { output, talk }: Call): Promise<number> {
  const { serialise } = await import('../../matrix/serial.js');
  talk.step('Writing the matrix');
  const artifact = serialise(matrix, tree.commit === undefined ? {} : { commit: tree.commit });
  await output.write(artifact);
  return artifact.length;
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
