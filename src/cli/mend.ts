import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Place } from '../diagnostics/place.js';
import { hasErrors } from '../diagnostics/diagnostic.js';
import { applyToText } from '../edit/apply-to-text.js';
import { EditError, type Edit } from '../edit/edit.js';
import { judge as judgeGuardrails } from '../check/judge.js';
import { runTests } from '../check/run-tests.js';
import { compilePolicies, type Compiled } from '../pipeline.js';
import { subjectOf } from '../check/subject.js';
import { fixesFor } from '../fixing.js';
import { planPolicies } from '../planning.js';
import { externalsLine, headline, verdictWords } from '../render/plan/words.js';
import { isFailed } from '../render/test-report.js';
import { testReportText } from '../render/test-text.js';
import { count } from '../text/plural.js';
import { quote } from '../text/quote.js';
import type { Call } from './call.js';
import { fileOutput } from './file-output.js';
import { showFindings } from './findings.js';
import { judge } from './states.js';
import { folderTree } from './trees.js';
import { fileStyle } from './style.js';
import { testReport, type Verdicts } from './test-report.js';
import { UsageError } from './usage-error.js';

/** A file as it will be written. */
interface Draft {
  readonly path: string;
  readonly before: Uint8Array;
  readonly text: string;
}

/**
 * Writes the fixes that were found into the policy files, then judges them again. All files are made ready before the first is written;
 * if one of them has changed since it was read, none is.
 */
export async function mend(call: Call, policies: Compiled, { fixes, judgements }: Verdicts): Promise<number> {
  if (judgements.every(({ ok }) => ok)) {
    call.talk.note('Nothing to mend: every guardrail holds.');
    return judgeAgain(call, policies);
  }
  const edits = editsOf([...fixes.values()].flatMap(({ removals }) => removals));
  if (edits.length === 0) {
    call.talk.fail('No fix was found that takes out at most three lines.', 'Mend the policies by hand.');
    return 1;
  }
  const drafts = draftsOf(policies, edits);
  await refuseIfChanged(call, drafts);
  await writeAll(call, drafts);
  call.talk.note(`Took out ${count(edits.length, 'entry', 'entries')} in ${count(drafts.length, 'file')}.`);
  return judgeAgain(call, policies);
}

/** Two guardrails may be mended by the same line. */
function editsOf(removals: readonly Place[]): readonly Edit[] {
  const byPlace = new Map(removals.map((at) => [JSON.stringify([at.file, at.document, at.path]), at]));
  return Array.from(byPlace.values(), (at) => ({ op: 'remove', at }));
}

function draftsOf({ tree }: Compiled, edits: readonly Edit[]): readonly Draft[] {
  const files = new Set(edits.flatMap((edit) => (edit.op === 'create' ? [] : [edit.at.file])));
  return tree.files
    .filter(({ path }) => files.has(path))
    .map(({ path, bytes }) => ({ path, before: bytes, text: edited(path, bytes, edits) }));
}

function edited(path: string, bytes: Uint8Array, edits: readonly Edit[]): string {
  try {
    return applyToText({ path, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) }, edits);
  } catch (error) {
    if (error instanceof EditError) throw new UsageError(error.message, 'Nothing was written.');
    throw error;
  }
}

async function refuseIfChanged({ flags: { cwd } }: Call, drafts: readonly Draft[]): Promise<void> {
  for (const { path, before } of drafts) {
    const now = await readFile(resolve(cwd, path)).catch(() => undefined);
    if (now === undefined || !now.equals(before))
      throw new UsageError(`${quote(path)} was changed meanwhile, so nothing was written.`, 'Run the command again.');
  }
}

/** All of them, or none: what was written before one failed is put back. */
async function writeAll({ flags: { cwd } }: Call, drafts: readonly Draft[]): Promise<void> {
  const done: Draft[] = [];
  try {
    for (const draft of drafts) {
      await fileOutput(draft.path, cwd, fileStyle()).write(draft.text);
      done.push(draft);
    }
  } catch (error) {
    for (const { path, before } of done) await fileOutput(path, cwd, fileStyle()).write(before);
    throw error;
  }
}

/** The verdict of the plan from before to after, and what guardrails and tests say now. */
async function judgeAgain(call: Call, before: Compiled): Promise<number> {
  const read = await judge(call, folderTree(call, call.flags.policies));
  const after = compilePolicies(read);
  if (after === undefined || hasErrors(read.diagnostics)) {
    await showFindings(call, read);
    return 1;
  }
  const plan = await planPolicies({ base: before, head: after });
  const subject = subjectOf(after);
  const judgements = judgeGuardrails(subject);
  const verdicts = { subject, judgements, results: runTests(subject), fixes: await fixesFor(after, subject, judgements) };
  const report = await testReport(after, verdicts);
  const { style } = call.talk;
  if (!call.flags.quiet)
    call.talk.show(
      `${verdictWords[plan.verdict]}  ${headline(plan)} · ${externalsLine(plan)}\n${testReportText(report, { ...style, all: false })}`,
    );
  return isFailed(report) ? 1 : 0;
}
