import { afterAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { isAlive, thisWriter } from '../../../src/state/ledger/writer.js';
import { personFor } from '../../../src/state/ledger/write-entry.js';
import { createRepository, git, scratchFolder } from '../../load/scratch.js';
import './ledgers.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

test('whoever told git nothing is a user of a machine, and git takes that as an author', async () => {
  const cwd = createRepository(join(scratch.root, 'none'));
  const { who, pid } = await thisWriter(cwd, {});
  expect(who.email).toMatch(/^[^\s@]+@[^\s@]+$/);
  expect(personFor(who)).toEqual(who);
  expect(pid).toBe(process.pid);
});

test('whoever told git is who they said, and the environment goes first, as in git', async () => {
  const cwd = createRepository(join(scratch.root, 'told'));
  git(cwd, 'config', 'user.name', 'Ana Lima');
  git(cwd, 'config', 'user.email', 'ana@acme.example');
  expect((await thisWriter(cwd, {})).who).toEqual({ name: 'Ana Lima', email: 'ana@acme.example' });
  expect((await thisWriter(cwd, { GIT_AUTHOR_NAME: 'Bo', GIT_AUTHOR_EMAIL: 'bo@acme.example' })).who).toEqual({
    name: 'Bo',
    email: 'bo@acme.example',
  });
});

test('a process is alive until it is ended, and of another machine nothing is known', async () => {
  const here = await thisWriter(createRepository(join(scratch.root, 'alive')), {});
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  const other = { ...here, pid: child.pid ?? 0 };
  expect(isAlive(other, here)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isAlive(other, here)).toBe(false);
  expect(isAlive({ ...other, host: 'elsewhere' }, here)).toBeUndefined();
  expect(isAlive({ ...other, boot: 'before' }, here)).toBeUndefined();
});
