import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../support/run.js';
import { createRepository, git, scratchFolder } from '../load/scratch.js';
import { all, ana, applied, bo, entryAt, open, ref, twoClones, written } from '../state/ledger/ledgers.js';
import { openLedger } from '../../src/state/ledger/ledger.js';
import { mkdirSync } from 'node:fs';

const scratch = scratchFolder();
afterAll(scratch.remove);

let cwd = '';
let ids: readonly string[] = [];
beforeAll(async () => {
  cwd = createRepository(join(scratch.root, 'r'), { 'a.txt': '' });
  await applied(await open(cwd), 1, { 'plan.json': '{"a":1}\n' });
  const hostile = await open(cwd, { ...bo, who: { name: 'Bo \u001b[31m|`x`', email: 'bo@acme.example' } });
  written(await hostile.begin(entryAt(3, {}, { outcome: '<b>|`12` of 14' })));
  ids = (await all(hostile)).map(({ id }) => id);
});

const json = (...words: readonly string[]): unknown => JSON.parse(run(['log', ...words, '--format', 'json'], { cwd }).stdout);

function isValid(schema: string, value: unknown): boolean {
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(join(root, 'schemas', schema), 'utf8')) as object);
  return validate(value);
}

describe('permafrost log', () => {
  test('lists entries, newest first, and who has the lock', () => {
    const { code, stdout } = run(['log'], { cwd });
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain('has been applying since 2026-11-29T10:03:00Z, with process 77 on');
    expect(stdout).not.toContain('\u001b');
    const heads = stdout.split('\n').filter((line) => /^\d/.test(line));
    expect(heads).toEqual([
      '3  begin  2026-11-29T10:03:00Z  <b>|`12` of 14',
      '2  end  2026-11-29T10:02:00Z  complete',
      '1  begin  2026-11-29T10:01:00Z',
    ]);
  });

  test('as JSON keeps to its schema', () => {
    const report = json() as { readonly entries: readonly { readonly id: string }[] };
    expect(report.entries.map(({ id }) => id)).toEqual(ids);
    expect(isValid('log.schema.json', report)).toBe(true);
    expect(isValid('log.schema.json', { ...report, entries: [{}] })).toBe(false);
  });

  test('as Markdown keeps its table, whatever names hold', () => {
    const { stdout } = run(['log', '--format', 'markdown'], { cwd });
    const row = stdout.split('\n').find((line) => line.startsWith('| 3 |')) ?? '';
    expect(row.replaceAll('\\|', '').split('|')).toHaveLength(9);
    expect(row).toContain('``<b>\\|`12` of 14``');
  });

  test('shows one entry, by number or id, and its files', () => {
    expect(run(['log', '2'], { cwd }).stdout).toMatch(/^2 {2}end/);
    expect(run(['log', ids[2]?.slice(0, 9) ?? ''], { cwd }).stdout).toMatch(/^1 {2}begin/);
    expect(run(['log', '1', 'plan.json'], { cwd }).stdout).toBe('{"a":1}\n');
    const none = run(['log', '1', '../plan.json'], { cwd });
    expect([none.code, none.stderr]).toEqual([2, 'error: Entry 1 has no file "../plan.json".\n  It has plan.json.\n']);
    expect(run(['log', '9'], { cwd }).stderr).toContain('numbered from 1 to 3');
  });

  test('gets what is new at a remote when told so, and says where else to look', async () => {
    const into = join(scratch.root, 'clones');
    mkdirSync(into);
    const { one, two } = twoClones(into);
    await applied(await open(one), 1);
    const before = run(['log'], { cwd: two });
    expect([before.code, before.stderr]).toEqual([2, expect.stringContaining('permafrost log --remote origin')]);
    expect(run(['log', '--remote', 'origin'], { cwd: two }).stdout).toContain('complete');
    expect(run(['log'], { cwd: two }).code).toBe(0);
  });

  test('asks which site where there are several', async () => {
    const folder = createRepository(join(scratch.root, 'several'), { 'a.txt': '' });
    await applied(await open(folder), 1);
    await applied(await openLedger({ cwd: folder, site: 'http://127.0.0.1:8080', writer: ana }), 1);
    const { code, stderr } = run(['log'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('"127.0.0.1:8080" and "acme.atlassian.net"');
    expect(run(['log', '--site', 'http://127.0.0.1:8080'], { cwd: folder }).stdout).toContain('complete');
  });
});

describe('permafrost log --verify', () => {
  test('says that nothing is wrong, and compared with what', () => {
    const { code, stdout } = run(['log', '--verify', '--against', ids[2] ?? '', cwd], { cwd });
    expect(stdout).toContain(`refs/permafrost/acme.atlassian.net: 3 entries up to ${ids[0]?.slice(0, 12) ?? ''}, nothing wrong`);
    expect(stdout).toContain('compared with');
    expect(code).toBe(0);
  });

  test('fails with each finding in words', () => {
    const copy = join(scratch.root, 'copy');
    git(scratch.root, 'clone', '--quiet', '--config', 'remote.origin.fetch=refs/permafrost/*:refs/permafrost/*', cwd, copy);
    git(copy, 'update-ref', ref, ids[2] ?? '');
    const { code, stdout } = run(['log', '--against', 'origin'], { cwd: copy });
    expect(code).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain('comes 2 entries after the last one here');
    expect(run(['log', '--against', 'origin', '--format', 'markdown'], { cwd: copy }).stdout).toContain('## 1 finding in');
    const report: unknown = JSON.parse(run(['log', '--against', 'origin', '--format', 'json'], { cwd: copy }).stdout);
    expect(isValid('log-verify.schema.json', report)).toBe(true);
  });
});
