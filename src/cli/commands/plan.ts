import { hasErrors } from '../../diagnostics/diagnostic.js';
import { diffMatrices } from '../../diff/access-change.js';
import { emptyMatrix } from '../../matrix/empty.js';
import { isRefused, type Plan } from '../../plan/plan.js';
import { compilePolicies, type Compiled, type Policies } from '../../pipeline.js';
import { locatePlan, planPolicies, refusals } from '../../planning.js';
import { planTsv } from '../../render/plan/tsv.js';
import { count } from '../../text/plural.js';
import { isSet, type Call } from '../call.js';
import { showFindings } from '../findings.js';
import { renderPlan } from '../plan-formats.js';
import { readSides } from '../sides.js';
import { judge } from '../states.js';
import { whatIfSides, whatIfWords } from '../what-if-sides.js';

/** `permafrost plan`: who gains and who loses what. */
export async function plan(call: Call): Promise<number> {
  const whatIf = whatIfWords(call);
  const sides = whatIf === undefined ? await readSides(call) : await whatIfSides(call, whatIf);
  const head = await judge(call, sides.head, sides.headFolder);
  if (hasErrors(head.diagnostics)) {
    await showFindings(call, head);
    return 1;
  }
  const base = await judge(call, sides.base, sides.baseFolder, head);
  call.talk.step('Compiling both sides');
  const after = compilePolicies(head);
  if (after === undefined) throw new Error('Policies without errors did not compile.');
  const { isChanged, isRefused: refused } =
    call.flags.format === 'tsv' ? await printCells(call, base, after) : await printPlan(call, base, after);
  if (refused) return 1;
  return isSet(call, 'detailedExitcode') && isChanged ? 2 : 0;
}

interface Outcome {
  readonly isChanged: boolean;
  /** The head breaks a guardrail of severity error. */
  readonly isRefused: boolean;
}

/** The bare cells need neither classes nor witnesses, but say why the exit code is 1: nothing on stdout would. */
async function printCells(call: Call, base: Policies, after: Compiled): Promise<Outcome> {
  const before = compilePolicies(base);
  if (before === undefined) call.talk.note(`${base.tree.label} ${faultOf(base)}: all access of the new side counts as gained.`);
  const change = diffMatrices(before?.matrix ?? emptyMatrix(call.flags.asOf), after.matrix);
  await call.output.write(planTsv(change.cells()));
  const reasons = refusals(after);
  for (const reason of reasons) call.talk.fail(reason);
  return { isChanged: change.changes.length > 0, isRefused: reasons.length > 0 };
}

function faultOf({ tree, diagnostics }: Policies): string {
  if (tree.files.length === 0) return 'has no policies';
  return `does not compile (${count(diagnostics.filter(({ severity }) => severity === 'error').length, 'error')})`;
}

async function printPlan(call: Call, base: Policies, head: Compiled): Promise<Outcome> {
  const found: Plan = await locatePlan(await planPolicies({ base, head }), base.tree, head.tree);
  await call.output.write(await renderPlan(found, call));
  return { isChanged: found.verdict !== 'same', isRefused: isRefused(found) };
}
