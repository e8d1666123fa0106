/**
 * What the commands do, for programs: policies in, findings, matrices and differences out. Importing this loads neither the command line,
 * nor git, nor the TypeScript compiler; what needs one of them says so and loads it when called. Nothing here asks for the day, the
 * current folder or the environment: they are passed in.
 */
import type { Place, Position } from './diagnostics/place.js';
import { diffMatrices, type AccessChange } from './diff/access-change.js';
import { sortedTree } from './load/policy-file.js';
import type { SourceFile, SourceTree } from './load/source-file.js';
import type { Cell, Matrix } from './matrix/matrix.js';
import { builtInBundles, systemSpaceRoles } from './model/bundles.js';
import type { Site } from './model/site.js';
import { compilePolicies, locate as locateIn, readPolicies, type Compiled as State, type Policies as Reading } from './pipeline.js';
import { locatePlan, planPolicies } from './planning.js';
import type { Plan } from './plan/plan.js';
import { misplacedPermission, unknownPermission, type Misasked } from './query/askable.js';
import { uses as usesIn, type Use, type UsedKind } from './query/uses.js';
import { why as whyIn, type Why } from './query/why.js';
import { findingsReport, type LocatedFinding } from './render/findings-report.js';
import { didYouMean } from './text/did-you-mean.js';
import { count } from './text/plural.js';
import { quote, visible } from './text/quote.js';

export { CodegenError } from './codegen/codegen-error.js';
export { initialPolicies, initProblem, type InitialFile, type InitOptions } from './edit/init.js';
export { schemaFolders } from './edit/modeline.js';
export { LoadError, type LoadErrorCode } from './load/load-error.js';
export { describeEdge } from './query/edge.js';
export { placesOfWhy } from './query/why.js';
export type { Severity } from './diagnostics/diagnostic.js';
export type { Path as PlacePath, Place, Position } from './diagnostics/place.js';
export type { AccessChange, CellChange, Delta, PermissionChange, SubjectChange } from './diff/access-change.js';
export type { EffectCell } from './matrix/effects.js';
export type { Cell, Counts, Matrix } from './matrix/matrix.js';
export type { ApprovalRole, NeededApproval, PlanApprovals, PlanAuthor } from './plan/approvals.js';
export type { UnableApprover } from './plan/approvers.js';
export type {
  BrokenGuardrail,
  Change as PlannedChange,
  ChangeClass,
  ChangedFile,
  Circle,
  Effect,
  Lapse,
  MovedEnd,
  NotJudged,
  Plan,
  PlanBreach,
  PlanCounts,
  PlanFix,
  PlanGuardrails,
  PlanSide,
  Risk,
  SeatChange,
  SubjectInfo,
  Verdict as PlanVerdict,
  WeakenedGuardrail,
  Where,
  Witness,
  WitnessEdge,
} from './plan/plan.js';
export type { Together, TogetherCells } from './plan/together.js';
export type { Administrator } from './query/administrators.js';
export type { Edge, EdgeType, Path } from './query/edge.js';
export type { Explanation } from './query/explain.js';
export type { MissingLink } from './query/missing-links.js';
export type { Use, UsedKind } from './query/uses.js';
export type { Why } from './query/why.js';
export type { LocatedFinding as Finding, RelatedPlace } from './render/findings-report.js';

/** A policy file. The path, with `/`, is what findings call it; the folder it names means nothing. */
export type PolicyFile = { readonly path: string; readonly text: string } | { readonly path: string; readonly bytes: Uint8Array };

/** How any files are read. */
export interface ReadOptions {
  /** The day (UTC, `YYYY-MM-DD`) whose access is meant: what has ended before it counts for nothing. `dayOf(new Date())` is today. */
  readonly asOf: string;
  /** What people call this state of the policies; `files` if left out. */
  readonly label?: string;
}

/** Where a folder is. */
export interface FolderOptions extends ReadOptions {
  /** What relative folders are relative to, and findings name their files from: `process.cwd()`, most likely. */
  readonly cwd: string;
}

/** Which commit a folder is read from. */
export interface CommitOptions extends FolderOptions {
  /** A branch, tag, commit or `HEAD~2` of the repository that `cwd` is in. */
  readonly revision: string;
}

/** One state of the policies as of a day, read and judged. */
export interface Policies {
  readonly label: string;
  /** Full id of the commit they were read from, if they were. */
  readonly commit?: string;
  readonly asOf: string;
  /** Everything found wrong or doubtful, in source order. */
  readonly findings: readonly LocatedFinding[];
  /** Who can do what; undefined if and only if a finding is an error. */
  readonly matrix: Matrix | undefined;
}

/** Policies without errors. */
export interface Compiled extends Policies {
  readonly matrix: Matrix;
}

/** The policies have errors, so that nobody can say who has which access. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  /** All findings, warnings too, in source order. */
  readonly findings: readonly LocatedFinding[];

  constructor(findings: readonly LocatedFinding[]) {
    const errors = findings.filter(({ severity }) => severity === 'error');
    const [first] = errors;
    const example = first === undefined ? '' : `; the first is ${visible(first.file)}:${first.line}:${first.column} ${first.message}`;
    super(`The policies have ${count(errors.length, 'error')}${example}`);
    this.findings = findings;
  }
}

/**
 * Reads and judges policy files, in any order. What is wrong with them is in `findings`, whatever they hold; throws a `RangeError` for two
 * files of one path or an `asOf` that is no day.
 */
export async function readFiles(files: Iterable<PolicyFile>, options: ReadOptions): Promise<Policies> {
  const sources = Array.from(files, sourceOf);
  const paths = new Set<string>();
  for (const { path } of sources) {
    if (paths.has(path)) throw new RangeError(`Two files have the path "${visible(path)}".`);
    paths.add(path);
  }
  return judge(sortedTree({ label: options.label ?? 'files', files: sources, diagnostics: [] }), options.asOf);
}

/**
 * Reads and judges every `*.yaml` and `*.yml` below a folder. That it does not exist, or a file cannot be read, is a finding too. Throws a
 * `RangeError` for an `asOf` that is no day.
 */
export async function readFolder(folder: string, { cwd, label, asOf }: FolderOptions): Promise<Policies> {
  const load = await import('./load/folder.js');
  return judge(load.readFolder(folder, { cwd, ...(label === undefined ? {} : { label }) }), asOf, folder);
}

/**
 * Reads and judges a folder as it is in a commit, without touching the working tree. Runs git; throws a `LoadError` where there is no
 * repository, no such revision or no git, and a `RangeError` for an `asOf` that is no day.
 */
export async function readCommit(folder: string, { cwd, revision, label, asOf }: CommitOptions): Promise<Policies> {
  const { openRepository } = await import('./load/git.js');
  const repository = await openRepository(cwd);
  if (repository === undefined) {
    const { LoadError } = await import('./load/load-error.js');
    throw new LoadError('outside-repository', `"${visible(cwd)}" belongs to no git repository.`);
  }
  const found = await repository.resolve(revision);
  return judge(await repository.readTree(label === undefined ? found : { ...found, label }, folder), asOf, folder);
}

/** Reads, judges and compiles policy files. Throws a `PolicyError` if they have errors, and whatever `readFiles` throws. */
export async function compile(files: Iterable<PolicyFile>, options: ReadOptions): Promise<Compiled> {
  return compiled(await readFiles(files, options));
}

/** The same policies, known to have a matrix. Throws a `PolicyError` if they have errors. */
export function compiled(policies: Policies): Compiled {
  if (!isCompiled(policies)) throw new PolicyError(policies.findings);
  return policies;
}

/** Whether the policies have no errors. */
export function isCompiled(policies: Policies): policies is Compiled {
  return policies.matrix !== undefined;
}

/** Who gains and who loses which access. Takes a time that grows with what differs, not with people × places. */
export function diff(before: Compiled, after: Compiled): AccessChange {
  return diffMatrices(before.matrix, after.matrix);
}

/**
 * What a reviewer is told of a change: who gains and who loses, grouped, riskiest first, each with a way that gives it and its lines. A
 * base with errors or without files counts as empty, and the plan says so. Throws a `RangeError` if the two are of different days.
 */
export async function plan(base: Policies, head: Compiled): Promise<Plan> {
  if (base.asOf !== head.asOf) throw new RangeError(`A plan is of one day, not of ${base.asOf} and ${head.asOf}.`);
  const [before, after] = [readingOf(base), stateOf(head)];
  return locatePlan(await planPolicies({ base: before, head: after }), before.tree, after.tree);
}

/** A question names something that the policies do not know. To answer "no" would hide a slip of the pen. */
export class UnknownNameError extends Error {
  override readonly name = 'UnknownNameError';
  /** What is meant, perhaps. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/**
 * The verdict: `allowed`, `if:` and conditions of the issue, or undefined for no. Throws an `UnknownNameError` for names that are not
 * known; a group kept in git is no subject, its members are.
 */
export function can(policies: Compiled, subject: string, permission: string, resource: string): string | undefined {
  ask(policies, { subject, permission, resource });
  return policies.matrix.verdict(subject, permission, resource);
}

/**
 * Every way to an access, or what is missing for it, the nearest first. Where the steps are written, `locate` tells. Throws an
 * `UnknownNameError` for names that are not known.
 */
export function why(policies: Compiled, subject: string, permission: string, resource: string): Why {
  ask(policies, { subject, permission, resource });
  return whyIn(stateOf(policies).site, policies.matrix, subject, permission, resource);
}

/** Everybody who has a permission on a resource, in order. Throws an `UnknownNameError` for names that are not known. */
export function who(policies: Compiled, permission: string, resource: string): readonly Cell[] {
  ask(policies, { permission, resource });
  return policies.matrix.holders(permission, resource);
}

/** Everything a subject has, in order. Throws an `UnknownNameError` for one that is not known. */
export function what(policies: Compiled, subject: string): readonly Cell[] {
  ask(policies, { subject });
  return policies.matrix.cellsOf(subject);
}

/** Every place that names a thing: `uses(policies, 'group', 'eng')`. Throws an `UnknownNameError` for a name that is not known. */
export function uses(policies: Compiled, kind: UsedKind, name: string): readonly Use[] {
  const { site } = stateOf(policies);
  const known = [...site[declaredIn[kind]].keys(), ...builtIn(kind)];
  if (!known.includes(name)) throw unknown(kind, name, known);
  return usesIn(site, kind, name);
}

/** Line and column of places, looked up by reading their files once more: `(await locate(policies, placesOfWhy(answer)))(edge.at)`. */
export async function locate(policies: Policies, places: Iterable<Place>): Promise<(place: Place) => Position> {
  return locateIn(readingOf(policies).tree, places);
}

/**
 * A TypeScript module with the names of the policies; `existing` is the module as it is now, whose other contents are kept. Loads the
 * TypeScript compiler, which takes a third of a second. Rejects with a `CodegenError` if `existing` is no TypeScript.
 */
export async function generateModule(policies: Compiled, existing?: string): Promise<string> {
  const codegen = await import('./codegen/generate-module.js');
  return codegen.generateModule(stateOf(policies), existing);
}

/** The day of an instant in UTC, as `asOf` wants it: `dayOf(new Date())`. Throws a `RangeError` for an invalid date. */
export function dayOf(instant: Date): string {
  const day = instant.toISOString().slice(0, 10);
  if (!isDay(day)) throw new RangeError('The year of a day has four digits.');
  return day;
}

// What stands behind the policies that people hold; how it looks is ours to change.
const readings = new WeakMap<Policies, Reading>();

async function judge(tree: SourceTree, asOf: string, root?: string): Promise<Policies> {
  if (!isDay(asOf)) throw new RangeError(`"${visible(asOf)}" is no day of the form YYYY-MM-DD.`);
  const reading = await readPolicies(tree, asOf, root);
  const findings = Object.freeze(await located(reading));
  let state: State | undefined;
  const policies: Policies = Object.freeze({
    label: tree.label,
    ...(tree.commit === undefined ? {} : { commit: tree.commit }),
    asOf,
    findings,
    // Whoever only wants the findings does not wait for it.
    get matrix() {
      return (state ??= compilePolicies(reading))?.matrix;
    },
  });
  readings.set(policies, reading);
  return policies;
}

function readingOf(policies: Policies): Reading {
  const reading = readings.get(policies);
  if (reading === undefined) throw new TypeError('These policies were not read by permafrost.');
  return reading;
}

function stateOf(policies: Compiled): State {
  const reading = readingOf(policies);
  if (reading.site === undefined) throw new PolicyError(policies.findings);
  return { ...reading, site: reading.site, matrix: policies.matrix };
}

const declaredIn = {
  user: 'people',
  group: 'groups',
  role: 'roles',
  scheme: 'schemes',
  bundle: 'bundles',
  'space-role': 'spaceRoles',
} as const satisfies Readonly<Record<UsedKind, keyof Site>>;

function builtIn(kind: UsedKind): readonly string[] {
  if (kind === 'bundle') return [...Object.keys(builtInBundles), 'all'];
  return kind === 'space-role' ? Object.keys(systemSpaceRoles) : [];
}

interface Question {
  readonly subject?: string;
  readonly permission?: string;
  readonly resource?: string;
}

function ask(policies: Compiled, { subject, permission, resource }: Question): void {
  const { subjects, resources } = namesIn(policies.matrix);
  if (subject !== undefined && !subjects.has(subject) && !isDeclaredPerson(policies, subject)) throw unknown('subject', subject, subjects);
  refuse(permission === undefined ? undefined : unknownPermission(stateOf(policies).site, permission));
  if (resource !== undefined && !resources.has(resource)) throw unknown('resource', resource, resources);
  if (permission !== undefined && resource !== undefined) refuse(misplacedPermission(policies.matrix, permission, resource));
}

interface Names {
  readonly subjects: ReadonlySet<string>;
  readonly resources: ReadonlySet<string>;
}

// A service asks one matrix many questions.
const namesOf = new WeakMap<Matrix, Names>();

function namesIn(matrix: Matrix): Names {
  const known = namesOf.get(matrix) ?? { subjects: new Set(matrix.subjects), resources: new Set(matrix.resources) };
  namesOf.set(matrix, known);
  return known;
}

/** Somebody who is gone has no cells, and asking about them is no mistake. */
function isDeclaredPerson(policies: Compiled, subject: string): boolean {
  return subject.startsWith('user:') && stateOf(policies).site.people.has(subject.slice('user:'.length));
}

function refuse(wrong: Misasked | undefined): void {
  if (wrong !== undefined) throw new UnknownNameError(wrong.message, wrong.hint);
}

function unknown(what: string, name: string, known: Iterable<string>): UnknownNameError {
  return new UnknownNameError(`There is no ${what} ${quote(name)}.`, didYouMean(name, known));
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function sourceOf(file: PolicyFile): SourceFile {
  return { path: file.path, bytes: 'bytes' in file ? file.bytes : new TextEncoder().encode(file.text) };
}

async function located({ tree, diagnostics }: Reading): Promise<readonly LocatedFinding[]> {
  const places = diagnostics.flatMap(({ at, related = [] }) => [at, ...related.map((other) => other.at)]);
  return findingsReport(diagnostics, await locateIn(tree, places)).findings;
}
