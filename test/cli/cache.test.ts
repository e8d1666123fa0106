import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from '../support/run.js';

let room = '';
let memory = '';
const ask = (...words: readonly string[]): ReturnType<typeof run> =>
  run([...words, '--as-of', '2026-11-21'], { cwd: room, env: { PERMAFROST_CACHE_DIR: memory } });

/** Without compiled code. */
const answers = (): readonly string[] => readdirSync(memory).filter((name) => !name.endsWith('.code'));

beforeAll(() => {
  room = mkdtempSync(join(tmpdir(), 'permafrost-remember-'));
  memory = join(room, 'memory');
  cpSync(join(root, 'policies'), join(room, 'policies'), { recursive: true });
});

afterAll(() => rmSync(room, { recursive: true, force: true }));

describe('validate', () => {
  test('says the same from memory, from scratch and without memory', () => {
    const first = ask('validate');
    expect(answers()).toHaveLength(1);
    expect(ask('validate')).toEqual(first);
    expect(ask('validate', '--no-cache')).toEqual(first);
    expect(ask('validate', '--format', 'json').stdout).toBe(ask('validate', '--format', 'json', '--no-cache').stdout);
  });

  test('remembers nothing of another day or of other files', () => {
    const before = answers().length;
    expect(run(['validate', '--as-of', '2028-02-01'], { cwd: room, env: { PERMAFROST_CACHE_DIR: memory } }).stdout).toContain('error');
    const file = join(room, 'policies/groups/rollout-watchers.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('  - sales\n', '  - sale\n'));
    expect(ask('validate')).toMatchObject({ code: 1, stdout: expect.stringContaining('Did you mean "sales"?') });
    writeFileSync(file, text);
    expect(ask('validate').code).toBe(0);
    expect(answers()).toHaveLength(before + 2);
  });

  test('is not misled by a damaged memory', () => {
    const first = ask('validate', '--no-cache');
    for (const name of readdirSync(memory)) writeFileSync(join(memory, name), 'permafrost-cache-1\nrubbish');
    expect(ask('validate')).toEqual(first);
  });
});

test('the cache tells its size and forgets', () => {
  ask('validate');
  expect(run(['cache'], { env: { PERMAFROST_CACHE_DIR: memory } }).stdout).toContain(memory);
  expect(run(['cache', 'clear'], { env: { PERMAFROST_CACHE_DIR: memory } }).stdout).toMatch(/^forgotten: \d+ entr/);
  expect(answers()).toEqual([]);
  expect(run(['cache', 'claer'])).toMatchObject({ code: 2, stderr: expect.stringContaining('clear') });
});
