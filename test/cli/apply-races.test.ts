import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { noFaults } from '../../src/sandbox/faults.js';
import { worldOf } from '../../src/sandbox/from-policies/world-of.js';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.js';
import { commit, createRepository, git, scratchFolder } from '../load/scratch.js';
import { compiled } from '../support/compiled.js';
import { command, type Ran } from '../support/run.js';
import { runAsync } from '../support/run-async.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const today = new Date().toISOString().slice(0, 10);
const people = ['ana', 'bo', 'cy', 'dee', 'eve', 'fay'].map((name) => `${name}@acme.test`);
const policies = (members: readonly string[]): string => `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.test]
plan: premium
admins: [user:root@acme.test]
limits: {minAdmins: 1, maxRemovalPercent: 100}
---
kind: Users
name: people
users: {root@acme.test: {products: [jira-software]}, ${people.map((name) => `${name}: {products: [jira-software]}`).join(', ')}}
---
{kind: Group, name: devs, members: [${members.join(', ')}]}
`;

let folder: string;
let sandbox: RunningSandbox;
let children: ChildProcess[];
let number = 0;

beforeEach(async () => {
  children = [];
  const root = join(scratch.root, String(number++));
  folder = createRepository(join(root, 'one'));
  git(folder, 'config', 'user.name', 'Mara');
  git(folder, 'config', 'user.email', 'mara@acme.test');
  commit(folder, { 'policies/all.yaml': policies(people) });
  const { site } = await compiled([['policies/all.yaml', policies([])]], today);
  sandbox = await startSandbox({ world: worldOf(site, today), seed: 1, faults: { ...noFaults, slow: 1, 'slow-ms': 40 } });
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await sandbox.close();
});

const env = (): Record<string, string | undefined> => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  PERMAFROST_EMAIL: 'root@acme.test',
  PERMAFROST_API_TOKEN: 'any',
  PERMAFROST_ORG_ID: sandbox.sandbox.world.site.orgId,
  PERMAFROST_ORG_API_KEY: 'any',
  PERMAFROST_SLACK_TOKEN: 'any',
});

function permafrost(cwd: string, ...words: readonly string[]): Promise<Ran> {
  return runAsync(process.execPath, [command, ...words, '--site', sandbox.url], { cwd, env: env() });
}

const digestIn = ({ stdout, stderr }: Ran): string =>
  [...`${stdout}${stderr}`.matchAll(/Digest (sha256:[0-9a-f]{64})/g)].at(-1)?.[1] ?? 'none';
const joined = (): readonly string[] =>
  sandbox.sandbox.journal.requests.flatMap(({ method, path, status = 0 }) =>
    method === 'POST' && path.endsWith('/memberships') && status < 400 ? [path] : [],
  );
const members = (): number => Object.values(sandbox.sandbox.world.groups).find(({ name }) => name === 'devs')?.members.length ?? 0;

/** An apply that has made some writes. */
async function underWay(writes: number): Promise<{ readonly child: ChildProcess; readonly ended: Promise<number | null> }> {
  const digest = digestIn(await permafrost(folder, 'apply', '--dry-run'));
  const child = spawn(process.execPath, [command, 'apply', '--site', sandbox.url, '--approve', digest], {
    cwd: folder,
    env: env(),
    stdio: 'ignore',
  });
  children.push(child);
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  for (let tries = 0; tries < 600 && members() < writes; tries++) await wait(10);
  expect(members()).toBeGreaterThanOrEqual(writes);
  return { child, ended };
}

async function isWhole(cwd: string): Promise<void> {
  expect([members(), joined().length]).toEqual([people.length, people.length]);
  const again = await permafrost(cwd, 'apply');
  expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('there is nothing to do')]);
  expect(joined().length).toBe(people.length);
}

describe('a process of an apply', () => {
  test.each([1, 4])('that is killed after %i writes is gone on with, and nothing is done twice', async (writes) => {
    const { child, ended } = await underWay(writes);
    child.kill('SIGKILL');
    await ended;
    const resumed = await permafrost(folder, 'apply', '--resume', '--format', 'json');
    expect(resumed.code).toBe(0);
    expect(JSON.parse(resumed.stdout)).toMatchObject({ open: false, outcome: { end: 'done' } });
    await isWhole(folder);
  });

  test('that is told to stop finishes the write in hand, says so by its exit code, and is gone on with', async () => {
    const { child, ended } = await underWay(2);
    const then = members();
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(members()).toBeLessThanOrEqual(then + 1);
    const held = await permafrost(folder, 'apply', '--approve', 'sha256:000000000000');
    expect([held.code, held.stderr]).toEqual([1, expect.stringContaining('--resume')]);
    expect((await permafrost(folder, 'apply', '--resume')).code).toBe(0);
    await isWhole(folder);
  });
});

describe('of two who apply at once', () => {
  async function race(one: string, other: string): Promise<void> {
    const digest = digestIn(await permafrost(one, 'apply', '--dry-run'));
    const both = await Promise.all([one, other].map((cwd) => permafrost(cwd, 'apply', '--approve', digest)));
    expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
    const loser = both.find(({ code }) => code === 1);
    expect(loser?.stderr.replace(/\s+/g, ' ')).toMatch(
      /(?:Mara|Viktor) <(?:mara|viktor)@acme\.test> (?:has been applying plan sha256:|applied something since)/,
    );
    await isWhole(other);
  }

  test('in one clone, one wins, and the other is told who', async () => {
    await race(folder, folder);
  });

  test('in two clones of one remote, one wins, and the other is told who', async () => {
    const remote = join(folder, '..', 'remote.git');
    git(folder, 'init', '--quiet', '--bare', remote);
    git(folder, 'remote', 'add', 'origin', remote);
    git(folder, 'push', '--quiet', 'origin', 'HEAD:refs/heads/main');
    const other = join(folder, '..', 'two');
    git(folder, 'clone', '--quiet', '--branch', 'main', remote, other);
    git(other, 'config', 'user.name', 'Viktor');
    git(other, 'config', 'user.email', 'viktor@acme.test');
    await race(folder, other);
  });
});
