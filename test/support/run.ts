import { test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const root = resolve(import.meta.dirname, '../..');
export const command = resolve(root, 'dist/bin/permafrost.js');

/** What one test run remembers is nothing to the next, nor to whoever runs the tests. */
const cacheRoom = join(tmpdir(), `permafrost-tests-${process.pid}`);

/** Runs the built command as a shell would, on a machine of its own: no colours asked for, no configuration of git but its own. */
export function run(
  words: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Ran {
  const env = { ...surroundings(), ...options.env };
  const ran = spawnSync(process.execPath, [command, ...words], { cwd: options.cwd ?? root, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr };
}

/** A test that needs a POSIX shell. */
export const shell = process.platform === 'win32' ? test.skip : test;

/** Runs the built command while whoever read its output has gone before it wrote any. */
export function unread(words: readonly string[], cwd: string): Pick<Ran, 'code' | 'stderr'> {
  const script = '{ sleep 0.2; "$@"; echo $? >&3; } 3>&4 | true';
  const ran = spawnSync('sh', ['-c', `exec 4>&1; ${script}`, 'sh', process.execPath, command, ...words], {
    cwd,
    env: surroundings(),
    encoding: 'utf8',
  });
  return { code: Number(ran.stdout), stderr: ran.stderr };
}

/** The environment of the command in tests: nothing of whoever runs them. */
export function surroundings(): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    PERMAFROST_CACHE_DIR: cacheRoom,
  };
}
