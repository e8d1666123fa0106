import { hasErrors } from '../diagnostics/diagnostic.js';
import { describeEdit } from '../edit/describe-edit.js';
import type { Edit } from '../edit/edit.js';
import { isRefused, type Plan } from '../plan/plan.js';
import { compilePolicies, locate, type Policies } from '../pipeline.js';
import { locatePlan, planHunks, planPolicies } from '../planning.js';
import { count, list } from '../text/plural.js';
import { quote } from '../text/quote.js';
import { isSet, type Call } from './call.js';
import { editedTree } from './edited-tree.js';
import { showFindings } from './findings.js';
import { writeBeside } from './output.js';
import { renderPlan } from './plan-formats.js';
import { judge } from './states.js';
import { changesBetween, patchText, writeChanges } from './write-changes.js';

/**
 * Makes edits of the working tree and shows what they do: with --dry-run the lines they would change, else the plan, after all files are
 * written. Nothing is written if the result would have errors, and all is put back if one file cannot be written. With `instead`, what to do
 * about guardrails in their way (`it` or `them`), nothing is written either if they would break one of severity error that holds now.
 */
export async function carryOut(
  call: Call,
  before: Policies,
  edits: readonly Edit[],
  instead?: (guardrails: string) => string,
): Promise<number> {
  const tree = await editedTree(before.tree, edits, 'the policies as edited');
  const after = await judge(call, tree);
  const head = compilePolicies(after);
  if (head === undefined || hasErrors(after.diagnostics)) {
    await showFindings(call, after);
    call.talk.fail('Nothing was written: the policies would have these errors.');
    return 1;
  }
  const files = changesBetween(before.tree, tree);
  const plan = await locatePlan(await planPolicies({ base: before, head }), before.tree, tree);
  const broken = instead === undefined ? [] : brokenBy(plan);
  const dry = isSet(call, 'dryRun');
  if (dry) await writeBeside(call.output, files.map(patchText));
  else {
    if (broken.length === 0) {
      await writeChanges(call, files);
      await tell(call, before, edits, files.length);
    }
    await writeBeside(call.output, await renderPlan({ plan, hunks: () => planHunks(plan, before.tree, tree) }, call));
  }
  if (broken.length > 0) call.talk.fail(breakingText(broken), instead?.(broken.length === 1 ? 'it' : 'them'));
  return broken.length > 0 || (!dry && isRefused(plan)) ? 1 : 0;
}

/** The names of the guardrails of severity error that hold before and not after. */
function brokenBy({ guardrails }: Plan): readonly string[] {
  return guardrails.newlyBroken.flatMap(({ name, severity }) => (severity === 'error' ? [name] : []));
}

function breakingText(names: readonly string[]): string {
  return `The ${names.length === 1 ? 'guardrail' : 'guardrails'} ${list(names.map(quote))} would break, so nothing was written.`;
}

async function tell({ talk }: Call, { tree, documents }: Policies, edits: readonly Edit[], files: number): Promise<void> {
  const places = edits.flatMap((edit) => (edit.op === 'create' ? [] : [edit.at]));
  const position = await locate(tree, places);
  const written = documents.map(({ document }) => document);
  const done = edits.map((edit) => `  ${describeEdit(edit, written, position)}\n`).sort();
  talk.note(`${count(edits.length, 'edit')} in ${count(files, 'file')}:\n${done.join('')}`);
}
