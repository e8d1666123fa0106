import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { below } from '../diagnostics/place.js';
import type { EffectCell } from '../matrix/effects.js';
import { equivalenceClasses, rectanglesOf } from '../matrix/equivalence.js';
import type { Matrix } from '../matrix/matrix.js';
import { numberOf } from '../matrix/name-list.js';
import { bySubject, type NamedPart, type SetPart } from '../matrix/set-parts.js';
import type { SubjectSet } from '../matrix/subject-set.js';
import type { Expectation, Test } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import { quote } from '../text/quote.js';
import { remembered } from '../text/remembered.js';
import { askedOn } from './guardrails/asked.js';
import { RowAccess } from './guardrails/row-access.js';
import { idlePatterns, Selection } from './guardrails/selection.js';
import { among, byAccess } from './guardrails/survey.js';
import type { Subject } from './rule.js';

/** One cell that is not as expected; `-` is no access. */
export interface Failure extends FailedCell {
  readonly subject: string;
  readonly resource: string;
}

interface FailedCell {
  readonly permission: string;
  readonly expected: string;
  readonly got: string;
}

/** Failures of the same people on the same resources, with the same outcome. */
export interface FailureClass {
  /** Sorted by bytes; made as they are read where they are many. */
  readonly subjects: readonly string[];
  readonly resources: readonly string[];
  /** As they were asked about. */
  readonly permissions: readonly string[];
  readonly expected: string;
  readonly got: string;
  /** The expectation they come from. */
  readonly expectation: Expectation;
}

export interface TestResult {
  readonly test: Test;
  readonly ok: boolean;
  /** How many cells are not as expected. */
  readonly failed: number;
  /** Each of them, in order of the expectations, of subjects and resources; found as they are read, for there may be very many. */
  readonly failures: Iterable<Failure>;
  readonly classes: readonly FailureClass[];
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
  const failing = test.expect.map((expectation) => running.expect(expectation, test));
  const failed = failing.reduce((sum, each) => sum + each.amount, 0);
  let classes: readonly FailureClass[] | undefined;
  return {
    test,
    ok: failed === 0,
    failed,
    failures: { [Symbol.iterator]: () => eachOf(failing) },
    get classes() {
      return (classes ??= failing.flatMap((each) => each.classes()));
    },
    checked: running.checked,
    diagnostics: running.diagnostics,
  };
}

function* eachOf(failing: readonly Failing[]): Generator<Failure> {
  for (const each of failing) yield* each;
}

class Running {
  readonly diagnostics: Diagnostic[] = [];
  checked = 0;
  private readonly matrix: Matrix;
  private readonly selection: Selection;
  private readonly rowAccess: RowAccess;

  constructor(subject: Subject) {
    this.matrix = subject.matrix;
    this.selection = new Selection(subject);
    this.rowAccess = new RowAccess(this.selection.evaluator, this.selection.naming.sets);
  }

  /** What is not as one expectation has it. */
  expect(expectation: Expectation, test: Test): Failing {
    const { can, cannot = [], on } = expectation;
    const subjects = this.selection.who({ type: 'any', subjects: expectation.who });
    const absent = this.absent(expectation);
    const rows = this.selection.rows({ type: 'patterns', patterns: on });
    if (subjects.size + absent.length === 0) this.empty(expectation, test, 'nobody');
    if (rows.length === 0) this.empty(expectation, test, 'no resource');
    for (const index of idlePatterns(on, this.matrix.resources)) this.idle(expectation, test, index);
    const { effects } = this.selection.evaluator.tables;
    const failing = new Failing(expectation, this.selection);
    for (const row of rows) {
      const resource = this.selection.resource(row);
      const asked = askedOn(resource, can ?? []);
      this.checked += (subjects.size + absent.length) * (asked.length + cannot.length);
      const wrong = byAccess((access) => failing.cells(effects.cells(access), asked, cannot));
      for (const [cells, part] of this.rowAccess.parts(row, subjects, wrong)) failing.add(row, part, cells);
      for (const subject of absent) failing.addAbsent(subject, resource, failing.cells([], asked, cannot) ?? []);
    }
    return failing;
  }

  /** People who are named, and have no access at all: gone, or not active. */
  private absent({ who }: Expectation): readonly string[] {
    const names = who.flatMap(({ type, name }) => (type === 'user' ? [`user:${name}`] : []));
    return [...new Set(names)].filter((name) => numberOf(name, this.selection.naming) < 0).sort(compareBytes);
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

/** What is not as one expectation has it, by sets of people. */
class Failing implements Iterable<Failure> {
  amount = 0;
  private readonly expectation: Expectation;
  private readonly selection: Selection;
  private readonly parts: SetPart<readonly FailedCell[]>[] = [];
  /** Of whoever is not in the matrix. */
  private readonly absent: NamedPart<readonly FailedCell[]>[] = [];
  private readonly lists = new Map<string, readonly FailedCell[]>();

  constructor(expectation: Expectation, selection: Selection) {
    this.expectation = expectation;
    this.selection = selection;
  }

  /** Which cells are wrong where these are held, as one list for all that are equal; undefined for none. */
  cells(held: readonly EffectCell[], asked: readonly string[], cannot: readonly string[]): readonly FailedCell[] | undefined {
    const verdicts = new Map(held.map(({ permission, verdict }) => [permission, verdict]));
    const lacking = asked.flatMap((permission) => {
      const got = verdicts.get(permission) ?? '-';
      return got === 'allowed' ? [] : [{ permission, expected: 'allowed', got }];
    });
    const isForbidden = among(cannot);
    const surplus = held.flatMap(({ permission, verdict }) =>
      isForbidden(permission) ? [{ permission, expected: '-', got: verdict }] : [],
    );
    const cells = [...lacking, ...surplus];
    if (cells.length === 0) return undefined;
    return remembered(this.lists, JSON.stringify(cells), () => cells);
  }

  add(resource: number, subjects: SubjectSet, cells: readonly FailedCell[]): void {
    this.parts.push({ resource, subjects, of: cells });
    this.amount += subjects.size * cells.length;
  }

  addAbsent(subject: string, resource: string, cells: readonly FailedCell[]): void {
    this.absent.push({ subject, resource, of: cells });
    this.amount += cells.length;
  }

  *[Symbol.iterator](): Generator<Failure> {
    for (const { subject, resource, of } of bySubject(this.parts, this.selection.naming, this.selection.resource)) {
      for (const cell of of) yield { subject, resource, ...cell };
    }
    for (const { subject, resource, of } of this.absent) for (const cell of of) yield { subject, resource, ...cell };
  }

  classes(): readonly FailureClass[] {
    const { expectation } = this;
    const outcomes = new Outcomes();
    const parts = this.parts.flatMap(({ of, ...where }) => outcomes.in(of).map((outcome) => ({ ...where, of: outcome })));
    const absent = this.absent.flatMap(({ of, ...where }) => outcomes.in(of).map((outcome) => ({ ...where, of: outcome })));
    return [
      ...rectanglesOf(parts, this.selection.naming, this.selection.resource),
      ...equivalenceClasses(absent, ({ of }) => JSON.stringify(of)).flatMap(({ parts: [first], subjects, resources }) =>
        first === undefined ? [] : [{ subjects, resources, of: first.of }],
      ),
    ].map(({ subjects, resources, of }) => ({ subjects, resources, ...of, expectation }));
  }
}

type Outcome = Pick<FailureClass, 'permissions' | 'expected' | 'got'>;

/** Cells that are wrong in the same way, as one object for all that are equal. */
class Outcomes {
  private readonly ofCells = new Map<readonly FailedCell[], readonly Outcome[]>();
  private readonly known = new Map<string, Outcome>();

  in(cells: readonly FailedCell[]): readonly Outcome[] {
    return remembered(this.ofCells, cells, () => this.found(cells));
  }

  private found(cells: readonly FailedCell[]): readonly Outcome[] {
    const alike = new Map<string, { permissions: string[]; expected: string; got: string }>();
    for (const { permission, expected, got } of cells) {
      remembered(alike, `${expected}\t${got}`, () => ({ permissions: [], expected, got })).permissions.push(permission);
    }
    return Array.from(alike.values(), (outcome) => remembered(this.known, JSON.stringify(outcome), () => outcome));
  }
}
