import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quote } from '../text/quote.js';
import { commitAt, follow, isNumber, numberAt, objectAt, textAt } from './answers.js';
import type { Client } from './client.js';
import { ForgeError } from './forge-error.js';
import { faultOf } from './foreign-markdown.js';
import { readPullRequest, type Standing } from './pull-request.js';
import type { Outcome } from './status.js';
import type { Surroundings } from './surroundings.js';

/**
 * What a job without rights left for one that may comment. The first ran beside code of the pull request, so anything may be in it: it is
 * believed only as far as the event of the second and the platform say the same.
 */
export interface Handover {
  readonly number: number;
  readonly head: string;
  /** Nothing was said before, and there is nothing to say: no policy changed. */
  readonly onlyUpdate: boolean;
  readonly text: string;
  readonly outcome: Outcome;
  /** The findings for code scanning, if there are any. */
  readonly sarif?: string;
}

const files = {
  about: { name: 'about.json', most: 4_096 },
  plan: { name: 'plan.md', most: 262_144 },
  sarif: { name: 'findings.sarif', most: 5_242_880 },
} as const;

/** Undefined where nothing was left, as when the other job broke before it could. */
export async function readHandover(folder: string, { server, repository }: Surroundings): Promise<Handover | undefined> {
  const about = await readBounded(folder, files.about);
  if (about === undefined) return undefined;
  const facts = parsed(about, files.about.name);
  if (follow(facts, ['version']) !== 1) throw refusal(files.about.name, 'it is of no version that is known here');
  const text = await readBounded(folder, files.plan);
  if (text === undefined) throw refusal(files.plan.name, 'it is not there');
  const fault = faultOf(text, `${server}/${repository}`);
  if (fault !== undefined) throw refusal(files.plan.name, fault);
  const sarif = await readBounded(folder, files.sarif);
  if (sarif !== undefined) judgeSarif(parsed(sarif, files.sarif.name));
  return {
    number: numberAt(facts, 'number'),
    head: commitAt(facts, 'head'),
    onlyUpdate: follow(facts, ['onlyUpdate']) === true,
    text,
    outcome: outcomeIn(facts),
    ...(sarif === undefined ? {} : { sarif }),
  };
}

function outcomeIn(facts: unknown): Outcome {
  const [judged, approved] = [follow(facts, ['judged']), follow(facts, ['approved'])];
  if (!isCode(judged) || !(approved === null || isCode(approved))) throw refusal(files.about.name, 'it does not say what was found');
  return { judged, ...(approved === null ? {} : { approved }) };
}

function isCode(value: unknown): value is number {
  return value === 0 || value === 1 || value === 2;
}

async function readBounded(folder: string, { name, most }: { readonly name: string; readonly most: number }): Promise<string | undefined> {
  const path = join(folder, name);
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  if (!found.isFile()) throw refusal(name, 'it is no file');
  if (found.size > most) throw refusal(name, `it has ${String(found.size)} bytes, and no more than ${String(most)} are taken`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch {
    throw refusal(name, 'it is not UTF-8');
  }
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(name, 'it is no JSON');
  }
}

function judgeSarif(log: unknown): void {
  const runs = follow(log, ['runs']);
  const isOurs = Array.isArray(runs) && runs.every((run) => follow(run, ['tool', 'driver', 'name']) === 'permafrost');
  if (follow(log, ['version']) !== '2.1.0' || !isOurs) throw refusal(files.sarif.name, 'it is no SARIF 2.1.0 of permafrost');
}

/** The commit that a run was for; a run that no pull request started is none of ours. */
export function commitOfRun({ event }: Surroundings): string {
  const run = objectAt(event, 'workflow_run');
  if (!['pull_request', 'pull_request_review'].includes(textAt(run, 'event')))
    throw refusal('The run', `it was started by ${quote(textAt(run, 'event'))} and not by a pull request`);
  return commitAt(run, 'head_sha');
}

/**
 * The pull request that a handover is about, after the event and the platform agreed that it is; undefined if the pull request has moved on
 * since, so that a later run speaks for it.
 */
export async function admit(client: Client, surroundings: Surroundings, handover: Handover): Promise<Standing | undefined> {
  const { repository, event } = surroundings;
  const head = commitOfRun(surroundings);
  if (handover.head !== head) throw refusal(files.about.name, `it names the commit ${handover.head}, and the run was for ${head}`);
  const standing = await readPullRequest(client, { repository, number: handover.number });
  const [from, into] = [follow(event, ['workflow_run', 'head_repository', 'id']), follow(event, ['repository', 'id'])];
  if (!isNumber(from) || standing.from !== from || standing.into !== into)
    throw refusal(files.about.name, `it names pull request ${String(handover.number)}, which is not from the repository of the run`);
  return standing.head === head ? standing : undefined;
}

/**
 * Whether the pull request wants into the default branch. What a branch of anybody's own has in `.github` proves nothing, though a pull request
 * into it leaves that alone: and a status stays on the commit, whatever branch that is offered to next.
 */
export function isIntoDefault({ event }: Surroundings, { target }: Standing): boolean {
  return textAt(event, 'repository', 'default_branch') === target;
}

/**
 * Whether the pull request leaves alone what makes the handover: else its author could have written the plan themselves. Compared are the
 * trees of `.github` at its head and where it began, by their ids.
 */
export async function keepsWorkflows(client: Client, { repository, base, head }: Standing): Promise<boolean> {
  const comparison = await client.get(`repos/${repository}/compare/${base}...${head}?per_page=1`);
  const began = commitAt(comparison, 'merge_base_commit', 'sha');
  return (await workflowsAt(client, repository, began)) === (await workflowsAt(client, repository, head));
}

async function workflowsAt(client: Client, repository: string, commit: string): Promise<string> {
  const found = await client.get(`repos/${repository}/git/trees/${commit}`);
  const entries = follow(found, ['tree']);
  if (!Array.isArray(entries) || follow(found, ['truncated']) === true)
    throw new ForgeError(`GitHub does not list the files of ${commit} completely.`);
  const entry: unknown = entries.find((each) => follow(each, ['path']) === '.github');
  return entry === undefined ? 'none' : textAt(entry, 'sha');
}

function refusal(what: string, why: string): ForgeError {
  return new ForgeError(`What the other job left is not used: ${what}: ${why}.`);
}
