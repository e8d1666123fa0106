import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { below } from '../diagnostics/place.js';
import type { Expectation, Test } from '../model/site.js';
import { cellsOn, type Matrix } from '../matrix/matrix.js';
import { compareBytes } from '../text/compare.js';
import { quote } from '../text/quote.js';
import { askedOn } from './guardrails/asked.js';
import { idlePatterns, Selection } from './guardrails/selection.js';
import type { Subject } from './rule.js';

/** One cell that is not as expected; `-` is no access. */
export interface Failure {
  readonly subject: string;
  readonly permission: string;
  readonly resource: string;
  readonly expected: string;
  readonly got: string;
  /** The expectation it comes from. */
  readonly expectation: Expectation;
}

export interface TestResult {
  readonly test: Test;
  readonly ok: boolean;
  readonly failures: readonly Failure[];
  /** Cells that were looked at. */
  readonly checked: number;
  /** Expectations that are about nobody or nothing. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs every test of a site, each as of its own day. Sorted by name. */
export function runTests(subject: Subject): readonly TestResult[] {
  return [...subject.site.tests.values()].sort((a, b) => compareBytes(a.name, b.name)).map((test) => runTest(subject, test));
}

export function runTest(subject: Subject, test: Test): TestResult {
  const asOf = test.asOf ?? subject.asOf;
  const matrix = asOf === subject.asOf ? subject.matrix : subject.matrixOn(asOf);
  const running = new Running({ ...subject, matrix, asOf });
  for (const expectation of test.expect) running.expect(expectation, test);
  return {
    test,
    ok: running.failures.length === 0,
    failures: running.failures,
    checked: running.checked,
    diagnostics: running.diagnostics,
  };
}

class Running {
  readonly failures: Failure[] = [];
  readonly diagnostics: Diagnostic[] = [];
  checked = 0;
  private readonly matrix: Matrix;
  private readonly selection: Selection;

  constructor(subject: Subject) {
    this.matrix = subject.matrix;
    this.selection = new Selection(subject);
  }

  expect(expectation: Expectation, test: Test): void {
    const subjects = this.subjects(expectation);
    const resources = this.selection.rows({ type: 'patterns', patterns: expectation.on }).map((row) => this.matrix.resources[row] ?? '');
    if (subjects.length === 0) this.empty(expectation, test, 'nobody');
    if (resources.length === 0) this.empty(expectation, test, 'no resource');
    for (const index of idlePatterns(expectation.on, this.matrix.resources)) this.idle(expectation, test, index);
    for (const subject of subjects) {
      for (const resource of resources) {
        for (const permission of askedOn(resource, expectation.can ?? [])) this.can(expectation, subject, permission, resource);
        if (expectation.cannot !== undefined) this.cannot(expectation, subject, resource, expectation.cannot);
      }
    }
  }

  private can(expectation: Expectation, subject: string, permission: string, resource: string): void {
    this.checked++;
    const got = this.matrix.verdict(subject, permission, resource) ?? '-';
    if (got !== 'allowed') this.failures.push({ subject, permission, resource, expected: 'allowed', got, expectation });
  }

  private cannot(expectation: Expectation, subject: string, resource: string, permissions: readonly string[]): void {
    this.checked += permissions.length;
    const held = cellsOn(this.matrix, subject, resource).filter(
      ({ permission }) => permissions.includes('*') || permissions.includes(permission),
    );
    for (const { permission, verdict } of held)
      this.failures.push({ subject, permission, resource, expected: '-', got: verdict, expectation });
  }

  /** The people of a group, and itself if the identity provider manages it; others stand for themselves, gone or not. */
  private subjects({ who }: Expectation): readonly string[] {
    const found = who.flatMap((holder) => {
      if (holder.type === 'user') return [`user:${holder.name}`];
      if (holder.type !== 'group') return [holder.type];
      const names: string[] = [];
      this.selection.who({ type: 'any', subjects: [holder] }).visit((subject) => names.push(this.selection.naming.name(subject)));
      return names;
    });
    return [...new Set(found)];
  }

  private idle({ at, on }: Expectation, test: Test, index: number): void {
    this.diagnostics.push({
      code: 'matches-nothing',
      severity: 'warning',
      at: below(at, 'on', index),
      message: `${quote(on[index] ?? '')} in test ${quote(test.name)} matches no resource.`,
      hint: 'Correct it, or take it out.',
    });
  }

  private empty({ at, can }: Expectation, test: Test, what: string): void {
    const severity = can === undefined ? 'warning' : 'error';
    this.diagnostics.push({
      code: 'matches-nothing',
      severity,
      at,
      message: `An expectation of test ${quote(test.name)} is about ${what}, so it checks nothing.`,
      hint: 'Correct the names, or remove it.',
    });
  }
}
