import { afterAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../load/scratch.js';
import { run } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

function emptyFolder(name: string): string {
  const folder = join(scratch.root, name);
  mkdirSync(folder);
  return folder;
}

describe('init', () => {
  test('makes policies that are valid, with the schemas editors need', () => {
    const cwd = emptyFolder('first');
    const { code, stdout, stderr } = run(['init', '--url', 'https://acme.atlassian.net', '--admin', 'ana@acme.example,bo@acme.example'], {
      cwd,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\d+ files in policies:\n/);
    expect(run(['validate'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    const [, schema = ''] = /\$schema=(\S+)/.exec(readFileSync(join(cwd, 'policies/site.yaml'), 'utf8')) ?? [];
    expect(JSON.parse(readFileSync(join(cwd, 'policies', schema), 'utf8'))).toMatchObject({ title: expect.any(String) });
  });

  test('needs no option, and says what to fill in', () => {
    const cwd = emptyFolder('bare');
    const { code, stderr } = run(['init', 'access'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('Placeholders stand for --url and --admin');
    expect(run(['validate', 'access'], { cwd }).code).toBe(0);
  });

  test('overwrites nothing', () => {
    const cwd = emptyFolder('full');
    mkdirSync(join(cwd, 'policies'));
    writeFileSync(join(cwd, 'policies/notes.txt'), 'mine');
    expect(run(['init'], { cwd })).toMatchObject({ code: 2, stdout: '' });
    expect(readFileSync(join(cwd, 'policies/notes.txt'), 'utf8')).toBe('mine');
  });

  test('refuses what would make no valid policies', () => {
    const cwd = emptyFolder('odd');
    const { code, stderr } = run(['init', '--url', 'acme', '--admin', 'ana@acme.example'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('The address "acme" must start with "https://"');
  });
});

describe('codegen', () => {
  test('writes a module, keeps what was added, and tells whether it is current', () => {
    const cwd = emptyFolder('code');
    run(['init'], { cwd });
    const file = join(cwd, 'policy.ts');
    const check = () => run(['codegen', '--out', 'policy.ts', '--check'], { cwd }).code;
    expect(check()).toBe(1);
    expect(run(['codegen', '--out', 'policy.ts'], { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(file, 'utf8')).toBe(run(['codegen'], { cwd }).stdout);
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nexport const mine = 1;\n`);
    expect(check()).toBe(0);
    expect(run(['codegen', '--out', 'policy.ts'], { cwd }).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('export const mine = 1;');
  });

  test('leaves a file alone that is no TypeScript', () => {
    const cwd = emptyFolder('broken');
    run(['init'], { cwd });
    writeFileSync(join(cwd, 'policy.ts'), '<<<<<<< HEAD\n');
    const { code, stderr } = run(['codegen', '--out', 'policy.ts'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain('line 1');
    expect(readFileSync(join(cwd, 'policy.ts'), 'utf8')).toBe('<<<<<<< HEAD\n');
  });
});

describe('explain', () => {
  test('tells what a code means', () => {
    const { code, stdout } = run(['explain', 'unknown-field']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^unknown-field \(error\): .*\n\n[^]*\nWrong:\n\n {4}kind: Group\n[^]*\nRight:\n/);
  });

  test('lists all codes, and suggests one for a slip', () => {
    expect(run(['explain']).stdout).toContain('\nunknown-field ');
    expect(run(['explain', 'unknown-feild'])).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean "unknown-field"?') });
  });
});

describe('completion', () => {
  (process.platform === 'win32' ? test.skip : test)('can be read twice by bash, and beside that of another program', () => {
    const script = join(scratch.root, 'completion.bash');
    writeFileSync(script, run(['completion', 'bash']).stdout);
    const twice = 'readonly ShellCompDirectiveError=1; source "$0" && source "$0" && echo $((__permafrost_directiveError))';
    const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-euc', twice, script], { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '1\n', stderr: '' });
  });

  test.each(['bash', 'zsh', 'fish', 'powershell'])('has a script for %s that asks us', (shell) => {
    const { code, stdout } = run(['completion', shell]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/permafrost.*complet/i);
    expect(stdout).toMatch(/complete \W*--/);
  });

  test.each([
    { line: ['pl'], offers: ['plan'] },
    { line: ['plan', '--det'], offers: ['--detailed-exitcode'] },
    { line: ['matrix', '--as'], offers: ['--as-of'] },
    { line: ['matrix', '--format', ''], offers: ['tsv', 'csv', 'json'] },
    { line: ['completion', 'po'], offers: ['powershell'] },
  ])('offers $offers for $line', ({ line, offers }) => {
    const { stdout } = run(['complete', '--', ...line]);
    expect(stdout.split('\n').flatMap((one) => (one.includes('\t') ? [one.split('\t')[0]] : []))).toEqual(offers);
  });

  test('leaves files to the shell', () => {
    expect(run(['complete', '--', 'plan', '--patch', '']).stdout).toBe(':0\n');
  });

  test('knows its shells', () => {
    expect(run(['completion', 'bsh'])).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean "bash"?') });
  });
});
