import { count } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { builder } from './junit-builder.js';
import { builtXml } from './escape-xml.js';
import { guardrailText, testText } from './test-text.js';
import type { TestReport } from './test-report.js';
import type { Style } from './style.js';

/** With more names than these a report tells the first groups of cells, and how many more there are. */
const mostNames = 100_000;

/** A test report: a suite for guardrails, one for tests, one for what is wrong with them. A broken guardrail of severity warning does not fail. */
export function testJunit({ guardrails, tests, findings }: TestReport, style: Style): string {
  const report = builder.newBuilder();
  const broken = report.testSuite().name('guardrails');
  for (const each of guardrails) {
    const testCase = broken.testCase().className('guardrails').name(builtXml(each.name));
    const told = (): string =>
      builtXml(
        guardrailText(each, {
          ...style,
          all: namesIn([...each.classes, ...each.counts, ...(each.fix?.alsoLost.groups ?? [])]) <= mostNames,
        }),
      );
    if (!each.ok && each.severity === 'error')
      testCase.failure(`${count(each.cells, 'cell breaks', 'cells break')} it`, 'guardrail').stacktrace(told());
    else if (!each.ok) testCase.standardOutput(told());
  }
  const failed = report.testSuite().name('tests');
  for (const each of tests) {
    const testCase = failed.testCase().className('tests').name(builtXml(each.name));
    if (!each.ok)
      testCase
        .failure(`${count(each.failed, 'cell')} not as expected`, 'test')
        .stacktrace(builtXml(testText(each, { ...style, all: namesIn(each.groups) <= mostNames })));
  }
  if (findings.length > 0) {
    const wrong = report.testSuite().name('findings');
    for (const { code, severity, message, file, line } of findings) {
      const testCase = wrong
        .testCase()
        .className(builtXml(file))
        .name(`${code} ${String(line)}`);
      const text = builtXml(`${visible(file)}:${String(line)}: ${visible(message)}`);
      if (severity === 'error') testCase.failure(text, code);
      else testCase.standardOutput(text);
    }
  }
  return `${report.build().trimEnd()}\n`;
}

function namesIn(groups: readonly { readonly subjects: readonly string[] }[]): number {
  return groups.reduce((sum, { subjects }) => sum + subjects.length, 0);
}
