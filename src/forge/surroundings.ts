import { readFile } from 'node:fs/promises';
import { quote } from '../text/quote.js';
import { follow, isNumber } from './answers.js';
import { createClient, type Client } from './client.js';
import { ForgeError } from './forge-error.js';
import { isRepository } from './pull-request.js';

/** What a job of GitHub Actions knows of where it runs, or a person sets who runs the same by hand. */
export interface Surroundings {
  readonly repository: string;
  /** Where people read it: `https://github.com`. */
  readonly server: string;
  /** The event that started the job; undefined outside of one. */
  readonly event?: unknown;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function clientFor(env: Environment, agent: string): Client {
  const token = env['PERMAFROST_GITHUB_TOKEN'] || env['GITHUB_TOKEN'];
  if (!token)
    throw new ForgeError('There is no token to talk to GitHub with.', {
      hint: 'Set GITHUB_TOKEN in the environment of this step: env: { GITHUB_TOKEN: "${{ github.token }}" }',
    });
  return createClient({ api: env['GITHUB_API_URL'] || 'https://api.github.com', token, agent });
}

export async function surroundingsOf(env: Environment): Promise<Surroundings> {
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  if (!isRepository(repository))
    throw new ForgeError(`GITHUB_REPOSITORY names no repository: ${quote(repository)}.`, { hint: 'Set it to OWNER/NAME.' });
  const path = env['GITHUB_EVENT_PATH'];
  const server = (env['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/+$/, '');
  return { repository, server, ...(path ? { event: await readEvent(path) } : {}) };
}

async function readEvent(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    throw new ForgeError(`The event in ${quote(path)} cannot be read.`, { hint: 'GITHUB_EVENT_PATH names it.' });
  }
}

/** The pull request that is meant: what was written, else the one of the event. */
export function numberMeant(written: string | undefined, event: unknown): number {
  const number = written === undefined ? follow(event, ['pull_request', 'number']) : /^\d+$/.test(written) ? Number(written) : undefined;
  if (isNumber(number)) return number;
  if (written !== undefined) throw new ForgeError(`${quote(written)} is no number of a pull request.`);
  throw new ForgeError('It is not said which pull request is meant.', { hint: 'Name its number: --pull 12' });
}
