import type { Fix } from '../check/fix.js';
import type { BreachClass, Judgement, Witness } from '../check/judge.js';
import type { Subject } from '../check/rule.js';
import type { FailureClass, TestResult } from '../check/run-tests.js';
import type { Place, Position } from '../diagnostics/place.js';
import { changingIn, type MatrixChange, type PermissionChange } from '../diff/access-change.js';
import { describeEdit } from '../edit/describe-edit.js';
import { rectanglesOf } from '../matrix/equivalence.js';
import { locate, type Compiled } from '../pipeline.js';
import { describeEdge, type Path } from '../query/edge.js';
import { explain } from '../query/explain.js';
import { missingLinks, type MissingLink } from '../query/missing-links.js';
import { findingsReport } from '../render/findings-report.js';
import type {
  AlsoLost,
  BreachGroup,
  FailureGroup,
  FixResult,
  GuardrailResult,
  TestOutcome,
  TestReport,
  WitnessResult,
} from '../render/test-report.js';
import type { Step, Where } from '../render/why-report.js';
import { compareBytes } from '../text/compare.js';
import { remembered } from '../text/remembered.js';

/** What guardrails and tests came to. */
export interface Verdicts {
  readonly subject: Subject;
  readonly judgements: readonly Judgement[];
  readonly results: readonly TestResult[];
  /** By name of the guardrail. */
  readonly fixes: ReadonlyMap<string, Fix>;
}

/** Guardrails and tests with the lines of everything that a reader may want to look up. */
export async function testReport(policies: Compiled, verdicts: Verdicts): Promise<TestReport> {
  const assembling = new Assembling(policies, verdicts);
  const places: Place[] = [];
  assembling.report((place) => {
    places.push(place);
    return { file: place.file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  });
  return assembling.report(await locate(policies.tree, places));
}

type Locate = (place: Place) => Position;

/** A cell with why it is there, or is not; found once and placed twice. */
interface Case {
  readonly path: Path;
  readonly gate?: { readonly needs: string; readonly path: Path };
  readonly missing: readonly MissingLink[];
}

class Assembling {
  private readonly policies: Compiled;
  private readonly verdicts: Verdicts;
  private readonly cases = new Map<string, Case>();
  private readonly losses = new Map<MatrixChange, AlsoLost>();

  constructor(policies: Compiled, verdicts: Verdicts) {
    this.policies = policies;
    this.verdicts = verdicts;
  }

  report(position: Locate): TestReport {
    const { subject, judgements, results } = this.verdicts;
    const diagnostics = [...judgements, ...results].flatMap((each) => each.diagnostics);
    return {
      asOf: subject.asOf,
      guardrails: judgements.map((each) => this.guardrail(each, position)),
      tests: results.map((each) => this.test(each, position)),
      findings: findingsReport(diagnostics, position).findings,
    };
  }

  private guardrail({ guardrail, ok, cells, people, classes, counts }: Judgement, position: Locate): GuardrailResult {
    const { name, description, severity, at } = guardrail;
    const fix = this.verdicts.fixes.get(name);
    return {
      name,
      ...(description === undefined ? {} : { description }),
      severity,
      ok,
      cells,
      people,
      where: ok ? { file: at.file, line: 1, column: 1 } : whereOf(at, position),
      classes: classes.map((each) => this.breach(each, position)),
      counts,
      ...(fix === undefined ? {} : { fix: this.fix(fix, position) }),
    };
  }

  private breach({ subjects, resources, permissions, cells, witness }: BreachClass, position: Locate): BreachGroup {
    return { subjects, resources, permissions, cells, witness: this.witness(witness, this.verdicts.subject.asOf, position) };
  }

  private fix({ removals, alsoLost }: Fix, position: Locate): FixResult {
    const documents = this.policies.documents.map(({ document }) => document);
    return {
      edits: removals.map((at) => ({ what: describeEdit({ op: 'remove', at }, documents, position), where: whereOf(at, position) })),
      alsoLost: this.lost(alsoLost),
    };
  }

  /** Found once: places are looked up in a second round. */
  private lost(change: MatrixChange): AlsoLost {
    return remembered(this.losses, change, () => lossesOf(change));
  }

  private test(
    { test: { name, asOf = this.verdicts.subject.asOf, at }, ok, failed, failures, classes, checked }: TestResult,
    position: Locate,
  ): TestOutcome {
    return {
      name,
      ok,
      asOf,
      checked,
      where: ok ? { file: at.file, line: 1, column: 1 } : whereOf(at, position),
      failed,
      failures,
      groups: classes.map((alike) => this.failure(alike, asOf, position)),
    };
  }

  private failure(
    { subjects, resources, permissions, expected, got, expectation }: FailureClass,
    asOf: string,
    position: Locate,
  ): FailureGroup {
    const [subject = '', resource = '', permission = ''] = [subjects[0], resources[0], permissions[0]];
    return {
      subjects,
      resources,
      permissions: unique(permissions),
      expected,
      got,
      where: whereOf(expectation.at, position),
      witness: this.witness({ subject, permission, resource, verdict: got }, asOf, position),
    };
  }

  private witness({ subject, permission, resource, verdict }: Omit<Witness, 'path'>, asOf: string, position: Locate): WitnessResult {
    const { path, gate, missing } = this.case(subject, permission, resource, asOf);
    return {
      subject,
      permission,
      resource,
      verdict,
      path: steps(path, position),
      ...(gate === undefined ? {} : { gate: { needs: gate.needs, path: steps(gate.path, position) } }),
      missing: missing.map(({ text, at }) => ({ text, ...(at === undefined ? {} : { where: whereOf(at, position) }) })),
    };
  }

  private case(subject: string, permission: string, resource: string, asOf: string): Case {
    const key = [asOf, subject, permission, resource].join('\t');
    const known = this.cases.get(key);
    if (known !== undefined) return known;
    const { site } = this.policies;
    const matrix = asOf === this.verdicts.subject.asOf ? this.verdicts.subject.matrix : this.verdicts.subject.matrixOn(asOf);
    const explanation = explain(site, asOf, subject, permission, resource);
    const held = matrix.verdict(subject, permission, resource) !== undefined;
    const path = held ? shortest(explanation.paths) : undefined;
    const gate = explanation.gate === undefined ? undefined : shortest(explanation.gate.paths);
    const made: Case = {
      path: path ?? { edges: [] },
      ...(path === undefined || gate === undefined || explanation.gate === undefined
        ? {}
        : { gate: { needs: explanation.gate.needs, path: gate } }),
      missing: held ? [] : missingLinks(site, matrix, explanation),
    };
    this.cases.set(key, made);
    return made;
  }
}

function lossesOf(change: MatrixChange): AlsoLost {
  const { blocks, pairing } = change;
  const lists = new Map<string, readonly string[]>();
  const parts = blocks.map(({ subjects, resource, delta }) => {
    const permissions = permissionsOf(delta.permissions);
    return { subjects, resource, of: remembered(lists, permissions.join(), () => permissions) };
  });
  return {
    cells: change.cellCount,
    losing: changingIn(change),
    groups: rectanglesOf(parts, pairing.naming, pairing.resourceName).map(({ of, ...each }) => ({ ...each, permissions: of })),
  };
}

function permissionsOf(changes: readonly PermissionChange[]): readonly string[] {
  return changes.map(({ permission }) => permission);
}

/** The way that takes the fewest steps; among equals the first as written. */
export function shortest(paths: readonly Path[]): Path | undefined {
  return paths.toSorted((a, b) => a.edges.length - b.edges.length)[0];
}

function steps({ edges }: Path, position: Locate): readonly Step[] {
  return edges.map((edge) => ({
    what: describeEdge(edge),
    ...(edge.until === undefined ? {} : { until: edge.until }),
    ...(edge.at === undefined ? {} : { where: whereOf(edge.at, position) }),
  }));
}

function whereOf(at: Place, position: Locate): Where {
  const { file, line, column } = position(at);
  return { file, line, column };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareBytes);
}
