import type { LocatedFinding } from './findings-report.js';
import type { Step, Where } from './why-report.js';

/** What `permafrost test` found; JSON has the part of it that schemas/test-result.schema.json describes. */
export interface TestReport {
  readonly asOf: string;
  /** Sorted by name. */
  readonly guardrails: readonly GuardrailResult[];
  readonly tests: readonly TestOutcome[];
  /** What is wrong with guardrails and tests themselves: waivers that ended or excuse nothing, selectors that match nothing. */
  readonly findings: readonly LocatedFinding[];
}

export interface GuardrailResult {
  readonly name: string;
  readonly description?: string;
  readonly severity: 'error' | 'warning';
  readonly ok: boolean;
  readonly cells: number;
  readonly people: number;
  readonly where: Where;
  readonly classes: readonly BreachGroup[];
  /** For guardrails that count: the resources with too many or too few. */
  readonly counts: readonly CountedBreach[];
  readonly fix?: FixResult;
}

export interface BreachGroup {
  readonly subjects: readonly string[];
  readonly resources: readonly string[];
  readonly permissions: readonly string[];
  readonly cells: number;
  readonly witness: WitnessResult;
}

export interface WitnessResult {
  readonly subject: string;
  readonly resource: string;
  readonly permission: string;
  /** `allowed`, `if:…`, or `-` for a cell that is missing. */
  readonly verdict: string;
  readonly path: readonly Step[];
  /** What lets the subject into the product at all. */
  readonly gate?: { readonly needs: string; readonly path: readonly Step[] };
  /** For a cell that is missing: what stands between the subject and it, the nearest first. */
  readonly missing: readonly MissingResult[];
}

export interface MissingResult {
  readonly text: string;
  readonly where?: Where;
}

export interface CountedBreach {
  readonly resource: string;
  readonly count: number;
  readonly limit: number;
  readonly subjects: readonly string[];
}

/** The smallest edit that mends a guardrail, applied and judged before it is shown. */
export interface FixResult {
  readonly edits: readonly { readonly what: string; readonly where: Where }[];
  readonly alsoLost: AlsoLost;
}

/** Access that is lost besides the cells that broke the guardrail. */
export interface AlsoLost {
  readonly cells: number;
  /** Everybody who loses something, sorted. */
  readonly losing: readonly string[];
  /** The same people lose the same on the same resources. */
  readonly groups: readonly Omit<BreachGroup, 'cells' | 'witness'>[];
}

export interface TestOutcome {
  readonly name: string;
  readonly ok: boolean;
  readonly where: Where;
  readonly asOf: string;
  /** Cells that were looked at. */
  readonly checked: number;
  /** How many cells are not as expected, and each of them, found as they are read. */
  readonly failed: number;
  readonly failures: Iterable<FailedCell>;
  /** The failures, those alike at once. */
  readonly groups: readonly FailureGroup[];
}

/** One cell that is not as expected; `-` is no access. */
export interface FailedCell {
  readonly subject: string;
  readonly permission: string;
  readonly resource: string;
  readonly expected: string;
  readonly got: string;
}

export interface FailureGroup {
  readonly subjects: readonly string[];
  readonly resources: readonly string[];
  readonly permissions: readonly string[];
  readonly expected: string;
  readonly got: string;
  /** The expectation. */
  readonly where: Where;
  readonly witness: WitnessResult;
}

/** Whether the policies must not be used as they are: a guardrail of severity error is broken, a test fails, a waiver has ended. */
export function isFailed({ guardrails, tests, findings }: TestReport): boolean {
  return (
    guardrails.some(({ ok, severity }) => !ok && severity === 'error') ||
    tests.some(({ ok }) => !ok) ||
    findings.some(({ severity }) => severity === 'error')
  );
}
