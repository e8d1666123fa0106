import { judge } from '../../check/judge.js';
import { runTests } from '../../check/run-tests.js';
import type { Compiled } from '../../pipeline.js';
import { subjectOf } from '../../check/subject.js';
import { fixesFor } from '../../fixing.js';
import { testJsonPieces } from '../../render/test-json.js';
import { isFailed, type TestReport } from '../../render/test-report.js';
import type { Notice } from '../../render/notice.js';
import { testReportText } from '../../render/test-text.js';
import { quote } from '../../text/quote.js';
import { isSet, type Call } from '../call.js';
import { writeBeside, type Pieces } from '../output.js';
import { sourceUrlOf } from '../source-url.js';
import { compiledState } from '../states.js';
import { fileStyle } from '../style.js';
import { testReport, type Verdicts } from '../test-report.js';
import { UsageError } from '../usage-error.js';

/** `permafrost test`: guardrails and tests, what they leave unwatched, and what they would not notice. */
export async function test(call: Call): Promise<number> {
  refuseMixture(call);
  const compiled = await compiledState(call);
  if (compiled === undefined) return 1;
  if (isSet(call, 'coverage')) return (await import('../coverage.js')).coverage(call, compiled);
  if (isSet(call, 'mutate')) return (await import('../mutate.js')).mutate(call, compiled);
  const verdicts = await judgeAll(call, compiled);
  const report = await testReport(compiled, verdicts);
  const text = await rendered(report, call);
  if (isSet(call, 'fix')) {
    await writeBeside(call.output, text);
    return (await import('../mend.js')).mend(call, compiled, verdicts);
  }
  await call.output.write(text);
  return isFailed(report) ? 1 : 0;
}

const exclusive = ['coverage', 'mutate', 'fix'] as const;

function refuseMixture(call: Call): void {
  const [first, second] = exclusive.filter((name) => isSet(call, name));
  if (first !== undefined && second !== undefined)
    throw new UsageError(`--${first} and --${second} are two commands.`, 'Call them one after the other.');
  if (first === 'fix' && call.options['ref'] !== undefined)
    throw new UsageError('A commit cannot be mended.', 'Leave out --ref: --fix writes into the policy folder.');
  if (call.options['budget'] !== undefined && first !== 'mutate') throw new UsageError('--budget belongs to --mutate.');
  const { format } = call.flags;
  if ((first === 'coverage' || first === 'mutate') && format !== 'text' && format !== 'json')
    throw new UsageError(
      `There is no ${format === 'junit' ? 'JUnit report' : `format ${quote(format)}`} of --${first}.`,
      'Formats of it: text and json.',
    );
}

async function judgeAll(call: Call, compiled: Compiled): Promise<Verdicts> {
  call.talk.step('Judging guardrails');
  const subject = subjectOf(compiled);
  const judgements = judge(subject);
  call.talk.step('Running tests');
  const results = runTests(subject);
  if (judgements.some(({ ok }) => !ok)) call.talk.step('Looking for the smallest fixes');
  return { subject, judgements, results, fixes: await fixesFor(compiled, subject, judgements) };
}

async function rendered(report: TestReport, call: Call): Promise<Pieces> {
  const { style } = call.output;
  switch (call.flags.format) {
    case 'json':
      return testJsonPieces(report);
    case 'junit':
      return (await import('../../render/test-junit.js')).testJunit(report, { ...fileStyle(), columns: 100 });
    case 'markdown':
      return (await import('../../render/test-markdown.js')).testMarkdown(report, await sourceUrlOf(call));
    case 'csv':
      return (await import('../../render/test-csv.js')).testCsv(report);
    case 'sarif':
      return (await import('../notice-formats.js')).sarif(await notices(report));
    case 'github':
      return (await import('../../render/notices-github.js')).noticesGithub(await notices(report), 'All of them: permafrost test --all');
    default:
      return testReportText(report, { ...style, all: isSet(call, 'all') });
  }
}

async function notices(report: TestReport): Promise<readonly Notice[]> {
  return (await import('../../render/test-notices.js')).testNotices(report);
}
