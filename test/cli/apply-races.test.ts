import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { commit, createRepository, git, scratchFolder } from '../load/scratch.js';
import { acme, digestIn, signedAs, worldToday } from '../support/applied-folder.js';
import type { Ran } from '../support/run.js';
import { servedApply, type Applying, type ServedApply } from '../support/served-apply.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const people = ['ana', 'bo', 'cy', 'dee', 'eve', 'fay'].map((name) => `${name}@acme.test`);
const policies = (members: readonly string[]): string => `${acme}---
kind: Users
name: people
users: {root@acme.test: {products: [jira-software]}, ${people.map((name) => `${name}: {products: [jira-software]}`).join(', ')}}
---
{kind: Group, name: devs, members: [${members.join(', ')}]}
`;

let folder: string;
let served: ServedApply;
let number = 0;

beforeEach(async () => {
  folder = createRepository(join(scratch.root, String(number++), 'one'));
  signedAs(folder, 'Mara');
  commit(folder, { 'policies/all.yaml': policies(people) });
  served = await servedApply(await worldToday({ 'policies/all.yaml': policies([]) }), 40);
});

afterEach(() => served.close());

const permafrost = (cwd: string, ...words: readonly string[]): Promise<Ran> => served.permafrost(cwd, ...words);
const joined = (): readonly string[] =>
  served.sandbox.journal.requests.flatMap(({ method, path, status = 0 }) =>
    method === 'POST' && path.endsWith('/memberships') && status < 400 ? [path] : [],
  );
const members = (): number => Object.values(served.sandbox.world.groups).find(({ name }) => name === 'devs')?.members.length ?? 0;

/** An apply that has made some writes. */
const underWay = (writes: number): Promise<Applying> => served.underWay(folder, () => members() >= writes);

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

  test('that is killed in a rehearsal and ended as it is knows what it made', async () => {
    // Of the last, nobody may have written down yet that it is made.
    const { child, ended } = await underWay(3);
    child.kill('SIGKILL');
    await ended;
    const abandoned = await permafrost(folder, 'apply', '--abandon');
    expect([abandoned.code, abandoned.stderr]).toEqual([0, expect.stringMatching(/has ended: abandoned after [2-6] writes/)]);
    expect(members()).toBeGreaterThanOrEqual(3);
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
    signedAs(other, 'Viktor');
    await race(folder, other);
  });
});
