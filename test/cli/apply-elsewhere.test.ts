import { afterAll, afterEach, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
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
let sandbox: RunningSandbox | undefined;
afterEach(() => sandbox?.close());
afterAll(scratch.remove);

const people = Array.from({ length: 60 }, (_, index) => `p${String(index)}@acme.test`);
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
users:
  root@acme.test: {products: [jira-software]}
${people.map((person) => `  ${person}: {products: [jira-software]}\n`).join('')}---
{kind: Group, name: devs, members: [${members.join(', ')}]}
`;

test('an apply whose machine is gone is gone on with, and taken back, from another clone', async () => {
  const today = new Date().toISOString().slice(0, 10);
  const { site } = await compiled([['policies/all.yaml', policies(people.slice(0, 1))]], today);
  sandbox = await startSandbox({ world: worldOf(site, today), seed: 1, faults: { ...noFaults, slow: 1, 'slow-ms': 10 } });
  const { url, sandbox: running } = sandbox;
  const [bare, one, two] = ['shared.git', 'one', 'two'].map((name) => join(scratch.root, name)) as [string, string, string];
  commit(createRepository(join(scratch.root, 'first')), { 'policies/all.yaml': policies(people) });
  git(scratch.root, 'clone', '--quiet', '--bare', 'first', bare);
  for (const [clone, name] of [
    [one, 'Ana'],
    [two, 'Bo'],
  ] as const) {
    git(scratch.root, 'clone', '--quiet', bare, clone);
    git(clone, 'config', 'user.name', name);
    git(clone, 'config', 'user.email', `${name.toLowerCase()}@acme.test`);
  }
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    PERMAFROST_EMAIL: 'root@acme.test',
    PERMAFROST_API_TOKEN: 'any',
    PERMAFROST_ORG_ID: running.world.site.orgId,
    PERMAFROST_ORG_API_KEY: 'any',
    PERMAFROST_SLACK_TOKEN: 'any',
  };
  const inClone = (cwd: string, ...words: readonly string[]): Promise<Ran> =>
    runAsync(process.execPath, [command, ...words, '--site', url], { cwd, env });
  const digestIn = ({ stdout, stderr }: Ran): string => /Digest (sha256:[0-9a-f]{64})/.exec(`${stdout}${stderr}`)?.[1] ?? 'none';
  const members = (): number => Object.values(running.world.groups).find(({ name }) => name === 'devs')?.members.length ?? 0;

  const digest = digestIn(await inClone(one, 'apply', '--dry-run'));
  const child = spawn(process.execPath, [command, 'apply', '--approve', digest, '--site', url], { cwd: one, env, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', resolve));
  for (let tries = 0; tries < 900 && members() < 45; tries++) await wait(20);
  child.kill('SIGKILL');
  await ended;
  expect(members()).toBeGreaterThanOrEqual(45);
  expect(members()).toBeLessThan(people.length);

  expect((await inClone(two, 'apply', '--resume')).stderr.replace(/\s+/g, ' ')).toContain('Ana <ana@acme.test> has been applying plan');
  const resumed = await inClone(two, 'apply', '--resume', '--take-over', '--format', 'json');
  expect([resumed.code, JSON.parse(resumed.stdout)]).toMatchObject([
    0,
    { open: false, outcome: { end: 'done', counts: { made: people.length - 1, already: 0 } } },
  ]);
  expect(members()).toBe(people.length);
  const types = git(two, 'log', '--format=%s', 'refs/permafrost/rehearsal%3aacme.atlassian.net').split('\n');
  expect(types.filter((type) => type.includes('checkpoint')).length).toBeGreaterThanOrEqual(2);

  const dry = await inClone(two, 'undo', '--dry-run');
  const undone = await inClone(two, 'undo', '--approve', digestIn(dry));
  expect([undone.code, members()]).toEqual([0, 1]);
  expect((await runAsync(process.execPath, [command, 'log', '--verify', '--against', bare], { cwd: two, env })).code).toBe(0);
  // The journal that the first machine was left with is in nobody's way.
  const again = digestIn(await inClone(one, 'apply', '--dry-run'));
  expect((await inClone(one, 'apply', '--approve', again)).code).toBe(0);
  expect(members()).toBe(people.length);
}, 120_000);
