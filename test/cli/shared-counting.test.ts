import { afterAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { partsOf } from '../../src/cli/parts-of-rows.js';
import { SharedCounting } from '../../src/cli/shared-counting.js';
import { evaluatorOf } from '../../src/matrix/matrix.js';
import { scratchFolder, write } from '../load/scratch.js';
import { compiled } from '../support/compiled.js';
import { randomOrganisation } from '../support/organisation/organisation.js';
import { root } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

test.each([0, 1, 63, 64, 65, 8_001])('%i rows are in parts without gaps, at most 64', (rows) => {
  const parts = partsOf(rows);
  expect([parts[0], parts.at(-1)]).toEqual([0, rows]);
  expect(parts.length).toBeLessThanOrEqual(65);
  expect([...parts].slice(1).every((end, index) => end > (parts[index] ?? 0))).toBe(true);
});

describe('a thread that helps', () => {
  const helpers: Readonly<Record<string, string | undefined>> = {
    'is not to be had': undefined,
    'does nothing and ends': 'parentPort.once("message", () => process.exit());',
    'takes some parts and fails':
      'parentPort.once("message", ({ taken }) => { Atomics.add(new Int32Array(taken), 0, 5); throw new Error(); });',
    'takes every part and ends':
      'parentPort.once("message", ({ taken }) => { Atomics.add(new Int32Array(taken), 0, 99); process.exit(); });',
    'is no script at all': ')',
  };

  test.each(Object.entries(helpers))('and %s leaves the digest as it is', async (_, code) => {
    const { matrix } = await compiled(randomOrganisation(5, 'small').files);
    const helper = code === undefined ? undefined : new Worker(`const { parentPort } = require('worker_threads');${code}`, { eval: true });
    const counting = new SharedCounting(evaluatorOf(matrix), helper);
    // It takes what it takes before anything is counted here.
    if (helper !== undefined) await new Promise((resolve) => helper.on('exit', resolve));
    expect(await counting.finish()).toEqual({ cells: matrix.counts.cells, digest: matrix.digest });
  });
});

describe('permafrost compile', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `P${String(index)}`);
  const files = (keys: readonly string[]) => ({
    'policies/site.yaml': 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n',
    'policies/people.yaml': `kind: Users\nname: staff\nusers:\n${Array.from({ length: 40 }, (_, index) => `  p${String(index)}@acme.example: {products: [jira-software]}\n`).join('')}`,
    'policies/scheme.yaml':
      'kind: Scheme\nname: s\ngrants:\n  - {to: [role:Team, lead], allow: [developer]}\n---\nkind: Role\nname: Team\n',
    'policies/projects.yaml': keys
      .map(
        (key, index) =>
          `kind: Project\nkey: ${key}\nscheme: s\nlead: p${String(index % 40)}@acme.example\nroles:\n  Team: [user:p${String(index % 7)}@acme.example]\n`,
      )
      .join('---\n'),
  });
  const large = write(join(scratch.root, 'large'), files(names));
  const small = write(join(scratch.root, 'small'), files(names.slice(0, 50)));

  function compile(cwd: string, flags: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const words = [...flags, join(root, 'dist/bin/permafrost.js'), 'compile', '--no-cache', '--as-of', '2026-11-21', '--format', 'json'];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, {
      cwd,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...env },
      timeout: 60_000,
    });
    return { status, stdout, stderr };
  }

  function scriptsOf(cwd: string): { readonly told: string; readonly scripts: string } {
    const folder = join(scratch.root, `coverage-${cwd === large ? 'large' : 'small'}`);
    const { stdout } = compile(cwd, [], { NODE_V8_COVERAGE: folder });
    return {
      told: stdout,
      scripts: readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .join('\n'),
    };
  }

  test('counts a large site in two threads, where it may, and says the same where it may not', () => {
    const { told, scripts } = scriptsOf(large);
    expect(scripts).toMatch(/count-rows-[0-9a-f]{16}\.cjs/);
    expect(JSON.parse(told)).toMatchObject({ resources: 20_001, digest: expect.stringMatching(/^sha256:/) });
    // Reading is allowed, threads are not.
    const alone = compile(large, ['--experimental-permission', '--allow-fs-read=*', '--allow-fs-write=*', '--no-warnings']);
    expect(alone).toEqual({ status: 0, stdout: told, stderr: '' });
  });

  test('starts no thread for a small site', () => {
    const { told, scripts } = scriptsOf(small);
    expect(JSON.parse(told)).toMatchObject({ resources: 51 });
    expect(scripts).not.toContain('count-rows-');
  });
});
