import { hasErrors } from '../../diagnostics/diagnostic.js';
import { diffMatrices } from '../../diff/access-change.js';
import { emptyMatrix } from '../../matrix/empty.js';
import type { Plan } from '../../plan/plan.js';
import { compilePolicies, locatePlan, planPolicies, type Compiled, type Policies } from '../../pipeline.js';
import { planTsv } from '../../render/plan/tsv.js';
import { count } from '../../text/plural.js';
import { isSet, type Call } from '../call.js';
import { showFindings } from '../findings.js';
import { renderPlan } from '../plan-formats.js';
import { readSides } from '../sides.js';
import { judge } from '../states.js';

/** `permafrost plan`: who gains and who loses what. */
export async function plan(call: Call): Promise<number> {
  const sides = await readSides(call);
  const head = await judge(call, sides.head, sides.headFolder);
  if (hasErrors(head.diagnostics)) {
    await showFindings(call, head);
    return 1;
  }
  const base = await judge(call, sides.base, sides.baseFolder);
  call.talk.step('Compiling both sides');
  const after = compilePolicies(head);
  if (after === undefined) throw new Error('Policies without errors did not compile.');
  const isChanged = call.flags.format === 'tsv' ? await printCells(call, base, after) : await printPlan(call, base, after);
  return isSet(call, 'detailedExitcode') && isChanged ? 2 : 0;
}

/** The bare cells need neither classes nor witnesses. */
async function printCells(call: Call, base: Policies, after: Compiled): Promise<boolean> {
  const before = compilePolicies(base);
  if (before === undefined) call.talk.note(`${base.tree.label} ${faultOf(base)}: all access of the new side counts as gained.`);
  const change = diffMatrices(before?.matrix ?? emptyMatrix(call.flags.asOf), after.matrix);
  await call.output.write(planTsv(change.cells()));
  return change.changes.length > 0;
}

function faultOf({ tree, diagnostics }: Policies): string {
  if (tree.files.length === 0) return 'has no policies';
  return `does not compile (${count(diagnostics.filter(({ severity }) => severity === 'error').length, 'error')})`;
}

async function printPlan(call: Call, base: Policies, head: Compiled): Promise<boolean> {
  const found: Plan = await locatePlan(planPolicies({ base, head }), base.tree, head.tree);
  await call.output.write(await renderPlan(found, call));
  return found.verdict !== 'same';
}
