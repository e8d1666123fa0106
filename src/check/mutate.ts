import { diffMatrices, type MatrixChange, type SubjectChange } from '../diff/access-change.js';
import { equivalenceClasses } from '../matrix/equivalence.js';
import type { Expectation, Guardrail, Test } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import { judge, judgeOne, keptIn } from './judge.js';
import type { Mutant } from './mutants.js';
import type { Subject } from './rule.js';
import { runTest, runTests } from './run-tests.js';
import { stillKept } from './still-kept.js';
import type { Touched } from '../model/touched.js';
import { nameOf } from '../text/reference.js';

/** What became of the mutants that were tried. */
export interface Mutation {
  readonly tried: number;
  /** A guardrail broke, or a test failed. */
  readonly noticed: number;
  /** The policies would not even be valid. */
  readonly refused: number;
  /** They change nobody's access and break nothing: no mistake at all. */
  readonly equivalent: number;
  readonly survivors: readonly Survivor[];
}

/** A mistake that nothing notices. */
export interface Survivor {
  readonly mutant: Mutant;
  /** Whether somebody gains access by it; the others only lose some. */
  readonly widens: boolean;
  readonly changes: readonly SurvivorChange[];
  readonly cells: number;
  /** The test that would catch it: judged to fail with the mistake and to pass without it. */
  readonly catching?: Test;
}

/** The same people gain, or lose, the same on the same resources. */
export interface SurvivorChange {
  readonly gains: boolean;
  readonly subjects: readonly string[];
  readonly resources: readonly string[];
  readonly permissions: readonly string[];
}

/** Policies after some edits, and what can differ from those without, where that is known. */
export interface EditedState {
  readonly subject: Subject;
  readonly touched?: Touched;
}

/** The policies after a mutant; undefined where they would not be valid. */
export type Apply = (mutant: Mutant) => Promise<EditedState | undefined>;

/** Judges mutants one by one. `step` is told before each. */
export async function mutate(
  subject: Subject,
  mutants: readonly Mutant[],
  apply: Apply,
  step: (done: number) => void = () => undefined,
): Promise<Mutation> {
  const baseline = new Baseline(subject);
  const counts = { noticed: 0, refused: 0, equivalent: 0 };
  const survivors: Survivor[] = [];
  for (const [done, mutant] of mutants.entries()) {
    step(done);
    const edited = await apply(mutant);
    if (edited === undefined) counts.refused++;
    else {
      const { subject: after } = edited;
      const change = diffMatrices(subject.matrix, after.matrix);
      const isSame = change.cellCount === 0;
      if (isSame && !changesByDate(mutant)) counts[baseline.notices(edited, change) ? 'noticed' : 'equivalent']++;
      else if (baseline.notices(edited, change)) counts.noticed++;
      else {
        const later = isSame ? changesLater(subject, after) : change.changes;
        if (later.length === 0) counts.equivalent++;
        else survivors.push(survivorOf(subject, after, mutant, later));
      }
    }
  }
  return { tried: mutants.length, ...counts, survivors };
}

/** Without its end, access is the same today and another one later. */
function changesByDate({ operator }: Mutant): boolean {
  return operator === 'until-removed';
}

const endOfTime = '9999-12-31';

function changesLater(before: Subject, after: Subject): readonly SubjectChange[] {
  return diffMatrices(before.matrixOn(endOfTime), after.matrixOn(endOfTime)).changes;
}

/** What holds and passes without any mistake. */
export class Baseline {
  private readonly subject: Subject;
  private readonly broken = new Map<string, number>();
  private readonly kept: ReadonlySet<string>;
  private readonly failing: ReadonlySet<string>;
  /** The guardrail that noticed the last one is likely to notice the next. */
  private order: string[];

  constructor(subject: Subject) {
    this.subject = subject;
    const outcomes = judge(subject);
    this.kept = keptIn(outcomes);
    for (const { ok, cells, guardrail } of outcomes) if (!ok) this.broken.set(guardrail.name, cells);
    this.failing = new Set(
      runTests(subject)
        .filter(({ ok }) => !ok)
        .map(({ test }) => test.name),
    );
    this.order = [...subject.site.guardrails.keys()].sort(compareBytes);
  }

  /** `change`: from what holds without a mistake. */
  notices({ subject: after, ...known }: EditedState, change: MatrixChange): boolean {
    const { guardrails, tests } = after.site;
    const certain = stillKept({ ...known, before: this.subject, kept: this.kept, after, change });
    const names = [...this.order, ...[...guardrails.keys()].filter((name) => !this.order.includes(name))];
    const breaking = names.find((name) => !certain.has(name) && this.breaks(after, guardrails.get(name)));
    if (breaking !== undefined) {
      this.order = [breaking, ...this.order.filter((name) => name !== breaking)];
      return true;
    }
    return [...tests.values()].some((test) => !this.failing.has(test.name) && !runTest(after, test).ok);
  }

  private breaks(after: Subject, guardrail: Guardrail | undefined): boolean {
    if (guardrail === undefined) return false;
    const { ok, cells } = judgeOne(after, guardrail);
    const before = this.broken.get(guardrail.name);
    return !ok && (before === undefined || cells > before);
  }
}

function survivorOf(before: Subject, after: Subject, mutant: Mutant, changes: readonly SubjectChange[]): Survivor {
  const found = [...changesOf(changes, true), ...changesOf(changes, false)];
  const catching = catchingTest(before, after, found);
  return {
    mutant,
    widens: found.some(({ gains }) => gains),
    changes: found,
    cells: changes.reduce((sum, { delta }) => sum + delta.permissions.length, 0),
    ...(catching === undefined ? {} : { catching }),
  };
}

function changesOf(changes: readonly SubjectChange[], gains: boolean): readonly SurvivorChange[] {
  const parts = changes.flatMap(({ subject, resource, delta }) => {
    const permissions = delta.permissions
      .filter(({ before, after }) => (gains ? after === 'allowed' || before === undefined : after !== 'allowed' && before !== undefined))
      .map(({ permission }) => permission);
    return permissions.length === 0 ? [] : [{ subject, resource, permissions }];
  });
  return equivalenceClasses(parts, ({ permissions }) => permissions.join()).map(({ parts: [first], subjects, resources }) => ({
    gains,
    subjects,
    resources,
    permissions: first?.permissions ?? [],
  }));
}

/** One expectation about what changed most: `cannot` of what is gained, else `can` of what is lost. Today it passes. */
function catchingTest(before: Subject, after: Subject, changes: readonly SurvivorChange[]): Test | undefined {
  const rooms = changes.toSorted((a, b) => Number(b.gains) - Number(a.gains) || Number(isLicence(a)) - Number(isLicence(b)));
  for (const change of rooms) {
    const test = testOf(after, change);
    for (const asOf of [undefined, endOfTime]) {
      const dated = asOf === undefined ? test : { ...test, asOf };
      if (runTest(before, dated).ok && !runTest(after, dated).ok) return dated;
    }
  }
  return undefined;
}

function isLicence({ permissions }: SurvivorChange): boolean {
  return permissions.every((permission) => permission.startsWith('use:'));
}

function testOf({ matrix }: Subject, { gains, subjects, resources, permissions }: SurvivorChange): Test {
  const [subject = '', resource = ''] = [subjects[0], resources[0]];
  const everything = gains && matrix.cellsOf(subject).filter((cell) => cell.resource === resource).length === permissions.length;
  const at = { file: '', document: 0, path: [] };
  const colon = subject.indexOf(':');
  const expectation: Expectation = {
    who: subjects.map((each) => ({
      type: each.includes(':')
        ? (each.slice(0, each.indexOf(':')) as 'user' | 'group')
        : (each as 'anyone' | 'logged-in' | 'portal-customers'),
      name: each.includes(':') ? nameOf(each) : '',
    })),
    on: resources,
    ...(gains ? { cannot: everything ? ['*'] : permissions } : { can: permissions }),
    at,
  };
  const who = colon < 0 ? subject : subject.slice(colon + 1);
  return { name: `${who} ${gains ? 'stays out of' : 'works in'} ${resource}`, at, labels: {}, expect: [expectation] };
}
