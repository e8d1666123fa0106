import { describe, expect, test } from '@jest/globals';
import { guardrailFaults, judge } from '../../src/check/judge.js';
import { runTests, type TestResult } from '../../src/check/run-tests.js';
import type { Subject } from '../../src/check/rule.js';
import { compile } from '../../src/compile/compile.js';
import { compareDiagnostics } from '../../src/diagnostics/diagnostic.js';
import { asOf, compiled } from '../support/compiled.js';
import { sortedByBytes } from '../support/naive/condition.js';
import { naiveGuardrails, type NaiveJudgement } from '../support/naive/guardrails.js';
import { naiveTests, type NaiveTestResult } from '../support/naive/tests.js';
import { withGuardrails } from '../support/organisation/draw-guardrails.js';
import { filesOf, randomOrganisation } from '../support/organisation/organisation.js';
import { inLines } from './guardrails/judged.js';

const seeds = Array.from({ length: Number(process.env['PERMAFROST_SEEDS'] ?? 120) }, (_, index) => index + 1);
const batches = Array.from({ length: 10 }, (_, batch) => seeds.filter((seed) => seed % 10 === batch));

function drawn(seed: number): unknown[] {
  return withGuardrails(randomOrganisation(seed, seed % 4 === 0 ? 'small' : 'tiny').documents, seed);
}

async function subjectOf(documents: readonly unknown[], seed: number): Promise<Subject> {
  const result = await compiled(filesOf(documents, seed));
  return { ...result, matrixOn: (day) => compile(result.site, day) };
}

describe('the judges of guardrails and tests against the naive evaluator', () => {
  test.each(batches)(
    'random organisations break and keep the same guardrails, by the same cells, and fail the same tests (batch %#)',
    async (...batch) => {
      for (const seed of batch) {
        const documents = drawn(seed);
        const subject = await subjectOf(documents, seed);
        const judged = judge(subject);
        const guardrails = judged.map((judgement) => inLines(subject, judgement));
        const faults = judged.flatMap(({ diagnostics }) => diagnostics).sort(compareDiagnostics);
        expect({ seed, faults: guardrailFaults(subject).toSorted(compareDiagnostics) }).toEqual({ seed, faults });
        expect({ seed, guardrails: byName(guardrails) }).toEqual({ seed, guardrails: naiveGuardrails(documents, asOf) });
        expect({ seed, tests: byName(runTests(subject).map(resultInLines)) }).toEqual({ seed, tests: naiveTests(documents, asOf) });
      }
    },
    120_000,
  );

  test('meet guardrails of every form kept and broken, waivers of every sort, and tests that pass and fail', () => {
    const seen = new Map<string, number>();
    for (const seed of seeds.slice(0, 60)) {
      const documents = drawn(seed);
      const forms = new Map((documents as { name?: string }[]).map((document) => [document.name ?? '', ruleOf(document)]));
      const results = [
        ...naiveGuardrails(documents, asOf).flatMap((judgement) => sortsOf(forms.get(judgement.name) ?? 'team', judgement)),
        ...naiveTests(documents, asOf).map(({ failures }) => `a test that ${failures.length === 0 ? 'passes' : 'fails'}`),
      ];
      for (const sort of results) seen.set(sort, (seen.get(sort) ?? 0) + 1);
    }
    const forms = ['to', 'byLabel', 'never', 'always', 'atLeast', 'atMost', 'separate', 'expire', 'team'];
    const wanted = [
      ...forms.flatMap((form) => [`${form} kept`, `${form} broken`]),
      ...['waiver ended', 'waiver unused', 'matches nothing', 'conditional cell', 'class', 'idp group'],
      ...['a test that passes', 'a test that fails'],
    ];
    expect(wanted.filter((sort) => (seen.get(sort) ?? 0) < 2)).toEqual([]);
  });
});

const rules = ['never', 'always', 'atLeast', 'atMost', 'separate', 'expire'];

function ruleOf(document: object): string | undefined {
  if ('confine' in document) return Object.hasOwn(document.confine as object, 'to') ? 'to' : 'byLabel';
  return rules.find((rule) => Object.hasOwn(document, rule));
}

function sortsOf(form: string, { ok, cells, endedWaivers, unusedWaivers, matchesNothing }: NaiveJudgement): string[] {
  return [
    `${form} ${ok ? 'kept' : 'broken'}`,
    ...(endedWaivers > 0 ? ['waiver ended'] : []),
    ...(unusedWaivers > 0 ? ['waiver unused'] : []),
    ...(matchesNothing ? ['matches nothing'] : []),
    ...(cells.some((cell) => cell.includes('\tif:')) ? ['conditional cell'] : []),
    ...(cells.some((cell) => /^(anyone|logged-in|portal-customers)\t/.test(cell)) ? ['class'] : []),
    ...(cells.some((cell) => cell.startsWith('group:')) ? ['idp group'] : []),
  ];
}

function resultInLines({ test: { name }, failures }: TestResult): NaiveTestResult {
  const lines = [...failures].map(({ subject, resource, permission, got }) => [subject, resource, permission, got].join('\t'));
  return { name, failures: sortedByBytes(new Set(lines)) };
}

function byName<T extends { readonly name: string }>(results: readonly T[]): T[] {
  return results.toSorted((left, right) => Buffer.compare(Buffer.from(left.name), Buffer.from(right.name)));
}
