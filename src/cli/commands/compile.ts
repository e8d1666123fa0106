import type { Worker } from 'node:worker_threads';
import { compiledJson, compiledText, type CompiledSummary } from '../../render/compiled.js';
import { compile as compileSite } from '../../compile/compile.js';
import { adoptSummary, evaluatorOf, type Matrix } from '../../matrix/matrix.js';
import type { Site } from '../../model/site.js';
import type { Call } from '../call.js';
import { collectGarbage } from '../collect-garbage.js';
import { countingHelper } from '../counting-helper.js';
import { SharedCounting } from '../shared-counting.js';
import { linkedState } from '../states.js';

/** `permafrost compile`: the digest and the counts; with --out the matrix itself. */
export async function compile(call: Call): Promise<number> {
  const compiled = await compiledOf(call);
  if (compiled === undefined) return 1;
  const { matrix, helper } = compiled;
  const counting = new SharedCounting(evaluatorOf(matrix), helper);
  collectGarbage();
  adoptSummary(matrix, await counting.finish());
  const bytes = call.flags.out === undefined ? undefined : await writeArtifact(compiled, call);
  const summary = { ...summarise(compiled), ...(bytes === undefined ? {} : { bytes }) };
  await call.stdout.write(call.flags.format === 'json' ? compiledJson(summary) : compiledText(summary));
  return 0;
}

interface State {
  readonly label: string;
  readonly commit?: string | undefined;
  readonly asOf: string;
  readonly site: Site;
  readonly warnings: number;
}

/** What there is to say about a state and its matrix. */
interface Compiled extends Omit<State, 'site' | 'label'> {
  readonly groups: number;
  readonly matrix: Matrix;
  /** Who helps to count its cells. */
  readonly helper: Worker | undefined;
}

/** The matrix, and nothing of the site that it was made of: half the memory of a large one, which would be looked through to no end. */
async function compiledOf(call: Call): Promise<Compiled | undefined> {
  const state = await readState(call);
  if (state === undefined) return undefined;
  collectGarbage();
  const { label, commit, asOf, site, warnings } = state;
  call.talk.step(`Compiling ${label}`);
  const helper = countingHelper(site.projects.size + site.spaces.size);
  return { commit, asOf, warnings, groups: site.groups.size, matrix: compileSite(site, asOf), helper };
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

function summarise({ matrix, commit, warnings, groups }: Compiled): CompiledSummary {
  const { digest, asOf, counts } = matrix;
  return {
    version: 1,
    digest,
    asOf,
    ...(commit === undefined ? {} : { commit }),
    people: counts.people,
    groups,
    resources: counts.resources,
    cells: counts.cells,
    warnings,
  };
}
