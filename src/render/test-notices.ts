import { count, list, thousands } from '../text/plural.js';
import { visible } from '../text/quote.js';
import { bareName } from './blocks.js';
import { amountWords, limitWords } from './counted.js';
import { findingsNotices } from './findings-notices.js';
import { placeWords, verdictWords } from './names.js';
import type { Notice, NoticeStep } from './notice.js';
import type { FailureGroup, GuardrailResult, TestOutcome, TestReport, WitnessResult } from './test-report.js';

/** Names in a sentence before the rest is counted. */
const few = 8;

/** What `test` found, as things to look at: broken guardrails, failed expectations, what is wrong with either. */
export function testNotices({ guardrails, tests, findings }: TestReport): readonly Notice[] {
  return [
    ...guardrails.filter(({ ok }) => !ok).map(broken),
    ...tests.flatMap((test) => test.groups.map((group) => failed(test, group))),
    ...findingsNotices(findings),
  ];
}

function broken({ name, description, severity, cells, where, classes, counts, fix }: GuardrailResult): Notice {
  const [first] = classes;
  return {
    rule: 'guardrail-broken',
    level: severity,
    message: [
      `Guardrail ${visible(name)} is broken${cells === 0 ? '' : `: ${count(cells, 'cell')}`}.`,
      ...(description === undefined ? [] : [visible(description.replace(/\s+/g, ' ').trim())]),
      ...(first === undefined
        ? counts.slice(0, few).map((each) => `${placeWords(each.resource)} has ${amountWords(each, bareName)}; ${limitWords(each)}.`)
        : [
            `${some(first.subjects.map(bareName))} ${first.witness.verdict === '-' ? 'without' : 'with'} ${some(first.permissions.map(visible))} on ${some(first.resources.map(placeWords))}.`,
          ]),
      ...(classes.length > 1 ? [`And ${thousands(classes.length - 1)} more like it.`] : []),
      ...(fix === undefined ? [] : [`Fix: ${some(fix.edits.map(({ what }) => visible(what)))}.`]),
    ].join('\n'),
    at: where,
    related: (fix?.edits ?? []).map((edit) => ({ message: `mends it: ${visible(edit.what)}`, where: edit.where })),
    way: first === undefined ? [] : stepsOf(first.witness),
    identity: [name, classes.map(({ subjects, resources, permissions }) => [subjects, resources, permissions]), counts],
  };
}

function failed({ name }: TestOutcome, { subjects, resources, permissions, expected, got, where, witness }: FailureGroup): Notice {
  return {
    rule: 'test-failed',
    level: 'error',
    message: `Test ${visible(name)} fails.\n${some(subjects.map(bareName))}, ${some(permissions.map(visible))} on ${some(resources.map(placeWords))}: expected ${words(expected)}, got ${words(got)}.`,
    at: where,
    related: witness.missing.map(({ text, where: place }) => ({
      message: visible(text),
      ...(place === undefined ? {} : { where: place }),
    })),
    way: stepsOf(witness),
    identity: [name, subjects, resources, permissions, expected, got],
  };
}

function words(verdict: string): string {
  return verdict === '-' ? 'nothing' : verdictWords(verdict);
}

function some(names: readonly string[]): string {
  return names.length <= few + 1 ? list(names) : `${names.slice(0, few).join(', ')} and ${thousands(names.length - few)} more`;
}

function stepsOf({ path }: WitnessResult): readonly NoticeStep[] {
  return path.map(({ what, until, where }) => ({
    message: `${visible(what)}${until === undefined ? '' : ` until ${until}`}`,
    ...(where === undefined ? {} : { where }),
  }));
}
