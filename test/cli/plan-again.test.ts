import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCache } from '../../src/state/cache.js';
import { askedFor } from '../../src/cli/plan-again.js';
import { commit, createRepository, git, scratchFolder } from '../load/scratch.js';
import { root, run, type Ran } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

/** The example, with one member less in a group. */
const example: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(join(root, 'policies'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [`policies/${name.replaceAll('\\', '/')}`, readFileSync(join(root, 'policies', name), 'utf8')]),
);
const group = 'policies/groups/rollout-watchers.yaml';
const smaller = (example[group] ?? '').replace(/^ {2}- elin@.*\n/m, '');
const guarded = `${smaller}---\nkind: Guardrail\nname: nobody-gets-in\nowner: user:nadia@brightfell.example\nconfine: {who: {audience: internal}, to: [project:CORE]}\n`;

const folder = createRepository(join(scratch.root, 'clone'));
const first = commit(folder, example);
const second = commit(folder, { [group]: smaller });
const broken = commit(folder, { [group]: guarded });
const wrong = commit(folder, { [group]: `${smaller}\nmembres: []\n` });

const cache = join(scratch.root, 'cache');
const asked = ['--as-of', '2026-11-21'];

function plan(base: string, head: string, ...more: readonly string[]): Ran {
  return run(['plan', base, head, ...asked, ...more], { cwd: folder, env: { PERMAFROST_CACHE_DIR: cache } });
}

function kept(): readonly string[] {
  return readdirSync(cache).filter((name) => name.endsWith('.plan'));
}

/** What is kept says something else from now on, which shows where it is used. */
function disguise(): void {
  for (const name of kept()) {
    const text = new TextDecoder().decode(openCache(cache).read(name));
    openCache(cache).write(name, new TextEncoder().encode(text.replaceAll('brightfell.example', 'elsewheres.example')));
  }
}

beforeEach(() => {
  rmSync(cache, { recursive: true, force: true });
});

describe('a plan of two commits that is asked for once more', () => {
  test.each([{ options: [] }, { options: ['--all'] }, { options: ['--detailed-exitcode'] }, { options: ['--no-color', '--quiet'] }])(
    'is what it was, with $options',
    ({ options }) => {
      const right = plan(first, second, ...options, '--no-cache');
      expect([right.code, right.stderr]).toEqual([options[0] === '--detailed-exitcode' ? 2 : 0, '']);
      expect(plan(first, second, ...options)).toEqual(right);
      expect(kept()).toHaveLength(1);
      expect(plan(first, second, ...options)).toEqual(right);
      disguise();
      const told = plan(first, second, ...options);
      expect(told).toEqual({ ...right, stdout: right.stdout.replaceAll('brightfell.example', 'elsewheres.example') });
      expect(told.stdout).toContain('elsewheres.example');
    },
  );

  test('breaks a guardrail as before', () => {
    const right = plan(second, broken, '--no-cache');
    expect([right.code, right.stdout]).toEqual([1, expect.stringContaining('nobody-gets-in')]);
    expect(plan(second, broken)).toEqual(right);
    expect(kept()).toHaveLength(1);
    disguise();
    expect(plan(second, broken)).toMatchObject({ code: 1, stdout: expect.stringContaining('elsewheres.example') });
    expect(plan(second, broken, '--detailed-exitcode').code).toBe(1);
  });

  test('has the names that the commits are called by now, and is that of a commit with the same policies', () => {
    git(folder, 'branch', '--force', 'older', first);
    git(folder, 'branch', '--force', 'newer', second);
    plan(first, second);
    disguise();
    const { stdout } = plan('older', 'newer');
    expect(stdout).toContain('elsewheres.example');
    expect(stdout).toContain(`older (${first.slice(0, 7)}) → newer (${second.slice(0, 7)})`);
    expect(stdout.replaceAll('elsewheres.example', 'brightfell.example')).toBe(plan('older', 'newer', '--no-cache').stdout);
  });

  test('is made anew for another day, another pair of commits and another place of the folder', () => {
    plan(first, second);
    disguise();
    for (const words of [
      ['plan', first, second, '--as-of', '2026-11-22'],
      ['plan', second, first, ...asked],
      ['plan', first, second, ...asked, '--policies', '../policies'],
    ]) {
      const cwd = join(folder, words.includes('--policies') ? 'policies' : '.');
      const found = run(words, { cwd, env: { PERMAFROST_CACHE_DIR: cache } });
      expect(found).toEqual(run([...words, '--no-cache'], { cwd }));
      expect(found.stdout).not.toContain('elsewheres.example');
    }
  });

  test.each([['--format', 'json'], ['--format', 'tsv'], ['--approvers'], ['--author', 'user:elin@brightfell.example'], ['--no-cache']])(
    'is not told from what is kept with %s',
    (...options) => {
      plan(first, second);
      disguise();
      expect(plan(first, second, ...options)).toEqual(plan(first, second, ...options, '--no-cache'));
    },
  );

  test('is not kept with an author, whose approval would not count, nor where the head has errors', () => {
    expect(plan(first, second, '--author', 'github:somebody').code).toBe(0);
    expect(plan(first, wrong).code).toBe(1);
    expect(kept()).toEqual([]);
    expect(plan(first, wrong)).toEqual(plan(first, wrong, '--no-cache'));
  });

  test.each([
    { what: 'a byte of it is another', spoil: (bytes: Buffer) => bytes.fill((bytes[500] ?? 0) ^ 1, 500, 501) },
    { what: 'it is cut short', spoil: (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1) },
    { what: 'it is empty', spoil: () => Buffer.alloc(0) },
  ])('is made anew where $what', ({ spoil }) => {
    const right = plan(first, second);
    const [name = ''] = kept();
    const file = join(cache, name);
    writeFileSync(file, spoil(readFileSync(file)));
    expect(plan(first, second)).toEqual(right);
    expect(plan(first, second)).toEqual(right);
  });

  test.each(['', 'null', '7', '{}', '[]', '{"base":{},"head":{},"gains":[]}'])(
    'is made anew where an entry that is whole says %j',
    (text) => {
      const right = plan(first, second);
      const [name = ''] = kept();
      openCache(cache).write(name, new TextEncoder().encode(text));
      expect(plan(first, second)).toEqual(right);
    },
  );

  test('is forgotten with all else', () => {
    plan(first, second);
    run(['cache', 'clear'], { env: { PERMAFROST_CACHE_DIR: cache } });
    expect(kept()).toEqual([]);
  });
});

describe('a command line', () => {
  test('is understood where it is plain', () => {
    expect(askedFor(['plan', 'a', '--quiet', 'b', '--as-of', '2027-01-01', '--policies', 'p', '--all'])).toEqual({
      names: ['a', 'b'],
      policies: 'p',
      asOf: '2027-01-01',
      all: true,
      colour: true,
      detailed: false,
    });
  });

  test.each([
    [['why', 'a', 'b']],
    [['plan', 'a']],
    [['plan', 'a', 'b', 'c']],
    [['plan', 'a', 'b', '--']],
    [['plan', 'a', 'b', '--as-of=2027-01-01']],
    [['plan', 'a', 'b', '--as-of', '2027-13-01']],
    [['plan', 'a', 'b', '--as-of']],
    [['plan', 'a', 'b', '--as-of', '--all']],
    [['plan', 'a', 'b', '--format', 'markdown']],
    [['plan', 'a', 'b', '--approvers']],
    [['plan', 'a', '']],
    [['plan', 'a', 'b', '-V']],
  ])('is left to the parser of command lines where it is %j', (words) => {
    expect(askedFor(words)).toBeUndefined();
  });
});
