import { compiledJson, compiledText, type CompiledSummary } from '../../render/compiled.js';
import { compile as compileSite } from '../../compile/compile.js';
import type { Matrix } from '../../matrix/matrix.js';
import type { Site } from '../../model/site.js';
import type { Call } from '../call.js';
import { collectGarbage } from '../collect-garbage.js';
import { linkedState } from '../states.js';

/** `permafrost compile`: the digest and the counts; with --out the matrix itself. */
export async function compile(call: Call): Promise<number> {
  const state = await readState(call);
  if (state === undefined) return 1;
  collectGarbage();
  call.talk.step(`Compiling ${state.label}`);
  const compiled = { ...state, matrix: compileSite(state.site, state.asOf) };
  collectGarbage();
  const bytes = call.flags.out === undefined ? undefined : await writeArtifact(compiled, call);
  const summary = { ...summarise(compiled), ...(bytes === undefined ? {} : { bytes }) };
  await call.stdout.write(call.flags.format === 'json' ? compiledJson(summary) : compiledText(summary));
  return 0;
}

/** What there is to say about a state and its matrix. */
interface State {
  readonly label: string;
  readonly commit?: string | undefined;
  readonly asOf: string;
  readonly site: Site;
  readonly warnings: number;
}

interface Compiled extends State {
  readonly matrix: Matrix;
}

/** Of what was read, nothing but its meaning: a third of the memory of a large site are the texts, which nobody reads again. */
async function readState(call: Call): Promise<State | undefined> {
  const linked = await linkedState(call);
  if (linked === undefined) return undefined;
  const { tree, asOf, site, diagnostics } = linked;
  return { label: tree.label, commit: tree.commit, asOf, site, warnings: diagnostics.length };
}

/** The compiled matrix as a file; its size in bytes. */
async function writeArtifact({ matrix, commit }: Compiled, { output, talk }: Call): Promise<number> {
  const { serialise } = await import('../../matrix/serial.js');
  talk.step('Writing the matrix');
  const artifact = serialise(matrix, commit === undefined ? {} : { commit });
  await output.write(artifact);
  return artifact.length;
}

function summarise({ matrix, commit, warnings, site }: Compiled): CompiledSummary {
  const { digest, asOf, counts } = matrix;
  return {
    version: 1,
    digest,
    asOf,
    ...(commit === undefined ? {} : { commit }),
    people: counts.people,
    groups: site.groups.size,
    resources: counts.resources,
    cells: counts.cells,
    warnings,
  };
}
