import { afterAll, afterEach, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { commit, createRepository, git, scratchFolder } from '../load/scratch.js';
import { acme, digestIn, signedAs, worldToday } from '../support/applied-folder.js';
import { run } from '../support/run.js';
import { servedApply, type ServedApply } from '../support/served-apply.js';

const scratch = scratchFolder();
let served: ServedApply | undefined;
afterEach(() => served?.close());
afterAll(scratch.remove);

const people = Array.from({ length: 60 }, (_, index) => `p${String(index)}@acme.test`);
const policies = (members: readonly string[]): string => `${acme}---
kind: Users
name: people
users:
  root@acme.test: {products: [jira-software]}
${people.map((person) => `  ${person}: {products: [jira-software]}\n`).join('')}---
{kind: Group, name: devs, members: [${members.join(', ')}]}
`;

test('an apply whose machine is gone is gone on with, and taken back, from another clone', async () => {
  served = await servedApply(await worldToday({ 'policies/all.yaml': policies(people.slice(0, 1)) }), 10);
  const { permafrost: inClone, sandbox, underWay } = served;
  const [bare, one, two] = ['shared.git', 'one', 'two'].map((name) => join(scratch.root, name)) as [string, string, string];
  commit(createRepository(join(scratch.root, 'first')), { 'policies/all.yaml': policies(people) });
  git(scratch.root, 'clone', '--quiet', '--bare', 'first', bare);
  for (const [clone, name] of [
    [one, 'Ana'],
    [two, 'Bo'],
  ] as const) {
    git(scratch.root, 'clone', '--quiet', bare, clone);
    signedAs(clone, name);
  }
  const members = (): number => Object.values(sandbox.world.groups).find(({ name }) => name === 'devs')?.members.length ?? 0;

  const { child, ended } = await underWay(one, () => members() >= 45);
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
  expect(run(['log', '--verify', '--against', bare], { cwd: two }).code).toBe(0);
  // The journal that the first machine was left with is in nobody's way.
  const again = digestIn(await inClone(one, 'apply', '--dry-run'));
  expect((await inClone(one, 'apply', '--approve', again)).code).toBe(0);
  expect(members()).toBe(people.length);
}, 120_000);
