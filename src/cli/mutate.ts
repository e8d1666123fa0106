import { mutate as judgeMutants, type Survivor } from '../check/mutate.js';
import { mutantsOf } from '../check/mutants.js';
import { describeEdit } from '../edit/describe-edit.js';
import { editable } from '../editable.js';
import { locate, type Compiled } from '../pipeline.js';
import { subjectOf } from '../check/subject.js';
import { mutationJson } from '../render/mutation-json.js';
import type { MutationReport, SurvivorResult } from '../render/mutation-report.js';
import { mutationText } from '../render/mutation-text.js';
import { testDocument } from '../render/test-document.js';
import { compareBytes } from '../text/compare.js';
import { thousands } from '../text/plural.js';
import { quote } from '../text/quote.js';
import { isSet, textOption, type Call } from './call.js';
import { UsageError } from './usage-error.js';

const usualBudget = 400;

/** `permafrost test --mutate`: which mistakes of one line no guardrail and no test would notice. Exit code 0 whatever is found: it is a measure. */
export async function mutate(call: Call, compiled: Compiled): Promise<number> {
  const budget = budgetOf(textOption(call, 'budget'));
  const subject = subjectOf(compiled);
  const { chosen, all } = mutantsOf(subject, budget);
  const policies = editable(compiled);
  const result = await judgeMutants(
    policies.subject,
    chosen,
    ({ edits }) => policies.edited(edits),
    (done) => {
      call.talk.step(`Trying mistake ${thousands(done + 1)} of ${thousands(chosen.length)}`);
    },
  );
  const report: MutationReport = {
    version: 1,
    asOf: compiled.asOf,
    mutants: all,
    ...result,
    survivors: await located(compiled, result.survivors),
  };
  const { style } = call.output;
  await call.output.write(
    call.flags.format === 'json' ? mutationJson(report) : mutationText(report, { ...style, all: isSet(call, 'all') }),
  );
  return 0;
}

function budgetOf(written: string | undefined): number {
  if (written === undefined) return usualBudget;
  if (/^[1-9]\d{0,8}$/.test(written)) return Number(written);
  throw new UsageError(`${quote(written)} is no budget.`, 'Write how many edits to try, such as 1000.');
}

async function located({ tree, documents }: Compiled, survivors: readonly Survivor[]): Promise<readonly SurvivorResult[]> {
  const position = await locate(
    tree,
    survivors.flatMap(({ mutant }) => mutant.edits.map(({ at }) => at)),
  );
  const written = documents.map(({ document }) => document);
  return survivors
    .map(({ mutant, widens, changes, cells, catching }) => {
      const { file, line, column } = position(mutant.at);
      return {
        operator: mutant.operator,
        widens,
        what: mutant.edits.map((edit) => describeEdit(edit, written, position)),
        where: { file, line, column },
        cells,
        changes,
        ...(catching === undefined ? {} : { catching: testDocument(catching) }),
      };
    })
    .sort(
      (a, b) =>
        Number(b.widens) - Number(a.widens) ||
        compareBytes(a.where.file, b.where.file) ||
        a.where.line - b.where.line ||
        compareBytes(a.what.join(), b.what.join()),
    );
}
