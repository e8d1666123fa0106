import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from './run.js';
import { runAsync } from './run-async.js';

/** A step as it is written; values may hold expressions. */
export interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly 'continue-on-error'?: boolean;
}

export interface JobText {
  readonly if?: string;
  readonly steps: readonly Step[];
  readonly permissions?: unknown;
}

export interface WorkflowText {
  readonly name: string;
  readonly on: unknown;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, JobText>>;
}

export interface ActionText {
  readonly inputs?: Readonly<Record<string, { readonly default?: unknown }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

/** Stands in for an action that others wrote: what it gets is what it would, and what it returns are its outputs. It throws where it would fail. */
export type Double = (given: Readonly<Record<string, string>>) => Promise<Readonly<Record<string, string>>>;

/** Where a job runs. */
export interface Machine {
  readonly workspace: string;
  readonly temp: string;
  /** What GitHub says in the environment, beside what every job is told. */
  readonly env: Readonly<Record<string, string>>;
  readonly token: string;
  readonly eventName: string;
  readonly event: unknown;
  /** By `owner/name` of the action, without its version. */
  readonly doubles: Readonly<Record<string, Double>>;
  /** Inputs of our action, in place of those that the workflow gives. */
  readonly given?: Readonly<Record<string, string>>;
}

export interface JobRun {
  readonly result: 'success' | 'failure' | 'skipped';
  /** What all steps printed. */
  readonly log: string;
  readonly summary: string;
  /** Commands that the runner would have obeyed, but for masks. */
  readonly commands: readonly string[];
}

export function readWorkflow(path: string): WorkflowText {
  return parse(readFileSync(join(root, path), 'utf8')) as WorkflowText;
}

export function readAction(path: string): ActionText {
  return parse(readFileSync(join(root, path), 'utf8')) as ActionText;
}

interface Progress {
  readonly machine: Machine;
  readonly log: string[];
  readonly summary: string[];
  files: number;
}

/** Runs the one job of a workflow, step by step, as the runner of GitHub does: expressions by GitHub's own library, scripts by bash. */
export async function runJob(file: string, machine: Machine): Promise<JobRun> {
  const { jobs } = readWorkflow(file);
  const [job] = Object.values(jobs);
  const progress: Progress = { machine, log: [], summary: [], files: 0 };
  if (job === undefined || (job.if !== undefined && !isTrue(job.if, contextOf(machine, {}, new Map()))))
    return { result: 'skipped', log: '', summary: '', commands: [] };
  mkdirSync(machine.temp, { recursive: true });
  const event = join(machine.temp, 'event.json');
  writeFileSync(event, JSON.stringify(machine.event));
  const { failed } = await runSteps(job.steps, {}, undefined, progress);
  const log = progress.log.join('');
  return { result: failed ? 'failure' : 'success', log, summary: progress.summary.join(''), commands: commandsIn(log) };
}

type Outputs = ReadonlyMap<string, Readonly<Record<string, string>>>;

async function runSteps(
  steps: readonly Step[],
  inputs: Readonly<Record<string, string>>,
  actionPath: string | undefined,
  progress: Progress,
): Promise<{ readonly failed: boolean }> {
  const outputs = new Map<string, Readonly<Record<string, string>>>();
  let failed = false;
  for (const step of steps) {
    const context = contextOf(progress.machine, inputs, outputs);
    if (failed || (step.if !== undefined && !isTrue(step.if, context))) continue;
    try {
      const given = await runStep(step, context, actionPath, progress);
      if (step.id !== undefined) outputs.set(step.id, given.outputs);
      if (given.failed && step['continue-on-error'] !== true) failed = true;
    } catch (error) {
      progress.log.push(`${error instanceof Error ? error.message : String(error)}\n`);
      if (step['continue-on-error'] !== true) failed = true;
    }
  }
  return { failed };
}

interface StepRun {
  readonly failed: boolean;
  readonly outputs: Readonly<Record<string, string>>;
}

async function runStep(step: Step, context: data.Dictionary, actionPath: string | undefined, progress: Progress): Promise<StepRun> {
  const given = evaluatedAll(step.with ?? {}, context);
  if (step.run !== undefined) return runScript(step, step.run, context, actionPath, progress);
  const uses = step.uses ?? '';
  const [, local] = /(?:^\.\/trusted|^permafrost\/permafrost)(\/\.github\/actions\/[a-z]+)(?:@.*)?$/.exec(uses) ?? [];
  if (local === undefined) {
    const name = uses.replace(/@.*/, '');
    const double = progress.machine.doubles[name];
    if (double === undefined) throw new Error(`There is no double for ${uses}`);
    return { failed: false, outputs: await double(given) };
  }
  const path = join(progress.machine.workspace, 'trusted', local);
  const action = readAction(join(local, 'action.yml'));
  const known = Object.keys(action.inputs ?? {});
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`Unexpected input(s) ${unknown.join(', ')}`);
  const defaults = Object.fromEntries(Object.entries(action.inputs ?? {}).map(([name, input]) => [name, input.default ?? '']));
  const inputs = { ...evaluatedAll(defaults, context), ...given, ...progress.machine.given };
  return { ...(await runSteps(action.runs.steps, inputs, path, progress)), outputs: {} };
}

async function runScript(
  step: Step,
  script: string,
  context: data.Dictionary,
  actionPath: string | undefined,
  progress: Progress,
): Promise<StepRun> {
  const { machine } = progress;
  const file = (kind: string): string => join(machine.temp, `${kind}-${String(progress.files)}`);
  progress.files += 1;
  for (const kind of ['output', 'summary']) writeFileSync(file(kind), '');
  const env = {
    PATH: process.env['PATH'],
    HOME: machine.temp,
    CI: 'true',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: machine.workspace,
    GITHUB_EVENT_NAME: machine.eventName,
    GITHUB_EVENT_PATH: join(machine.temp, 'event.json'),
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    RUNNER_TEMP: machine.temp,
    ...(actionPath === undefined ? {} : { GITHUB_ACTION_PATH: actionPath }),
    ...machine.env,
    ...evaluatedAll(step.env ?? {}, context),
  };
  // As the runner calls a script of `shell: bash`.
  const words = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', evaluated(script, context)];
  const { code, stdout, stderr } = await runAsync('bash', words, { cwd: machine.workspace, env });
  progress.log.push(stdout, stderr);
  progress.summary.push(readFileSync(file('summary'), 'utf8'));
  return { failed: code !== 0, outputs: outputsIn(readFileSync(file('output'), 'utf8')) };
}

function outputsIn(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

/** Lines that the runner takes for commands, as long as nobody stopped that. */
export function commandsIn(log: string): readonly string[] {
  const found: string[] = [];
  let stopped: string | undefined;
  for (const line of log.split(/\r?\n/).map((each) => each.trimStart())) {
    if (stopped !== undefined) {
      if (line.trimEnd() === `::${stopped}::`) stopped = undefined;
      continue;
    }
    const [, word] = /^::stop-commands::(.+)$/.exec(line) ?? [];
    if (word !== undefined) stopped = word;
    else if ((/^::[^:\s][^:]*::/.test(line) || /^##\[/.test(line)) && !line.startsWith('::add-mask::')) found.push(line);
  }
  return found;
}

// ---- expressions

function contextOf(machine: Machine, inputs: Readonly<Record<string, string>>, steps: Outputs): data.Dictionary {
  const github = { ...machine.env, event: machine.event, event_name: machine.eventName, token: machine.token };
  const done = Object.fromEntries([...steps].map(([id, outputs]) => [id, { outputs }]));
  return JSON.parse(JSON.stringify({ github, inputs, steps: done }), data.reviver) as data.Dictionary;
}

function value(expression: string, context: data.Dictionary): data.ExpressionData {
  const { tokens } = new Lexer(expression).lex();
  return new Evaluator(new Parser(tokens, ['github', 'inputs', 'steps'], []).parse(), context).evaluate();
}

function isTrue(expression: string, context: data.Dictionary): boolean {
  const found = value(expression.replace(/^\$\{\{(.*)\}\}$/s, '$1'), context);
  return !['', 'false', '0'].includes(found.coerceString());
}

/** A text with its expressions put in, as they are: nothing quotes them. */
export function evaluated(text: string, context: data.Dictionary): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => value(expression, context).coerceString());
}

function evaluatedAll(values: Readonly<Record<string, unknown>>, context: data.Dictionary): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, each]) => [name, evaluated(String(each), context)]));
}
