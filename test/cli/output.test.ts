import { afterAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { lstatSync, readFileSync, statSync, symlinkSync, writeFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder, write } from '../load/scratch.js';
import { command, root, run } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const people = Array.from({ length: 400 }, (_, index) => `  p${String(index)}@acme.example: {products: [jira-software]}\n`).join('');
const folder = write(join(scratch.root, 'large'), {
  'policies/site.yaml': 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n',
  'policies/people.yaml': `kind: Users\nname: staff\nusers:\n${people}`,
  'policies/scheme.yaml': 'kind: Scheme\nname: open\ngrants: [{to: [logged-in], allow: [all]}]\n',
  'policies/project.yaml': 'kind: Project\nkey: ACME\nscheme: open\n',
});
const shell = process.platform === 'win32' ? test.skip : test;

describe('output that is larger than a pipe', () => {
  shell('arrives whole', () => {
    const { stdout, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${command}" matrix | { sleep 1; cat; }`], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    expect(stderr).toBe('');
    expect(stdout.length).toBeGreaterThan(500_000);
    expect(stdout).toBe(run(['matrix'], { cwd: folder }).stdout);
    expect(stdout.endsWith('\tallowed\n')).toBe(true);
  });

  shell('may be cut by its reader without a complaint', () => {
    const script = `{ "${process.execPath}" "${command}" matrix; echo "code $?" >&2; } | head -n 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
    expect(stdout).toMatch(/^[^\n]+\n$/);
    expect(stderr).toBe('code 0\n');
  });
});

describe('a reader that has gone', () => {
  const piped = (words: string, pipe: string) => {
    const script = `exec 3>&1; { sleep 0.2; "${process.execPath}" "${command}" ${words}; echo "code $?" >&3; } ${pipe}`;
    const { stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
    return { stdout, stderr };
  };

  shell.each(['--help', 'help plan', 'plan --help', '--version', 'complete -- ""', 'completion bash'])(
    'hears no complaint of %s',
    (words) => {
      expect(piped(words, '| true')).toEqual({ stdout: 'code 0\n', stderr: '' });
    },
  );

  shell('does not change the exit code where it read what is said on stderr', () => {
    expect(piped('matrix --format none', '2>&1 >/dev/null | true')).toEqual({ stdout: 'code 2\n', stderr: '' });
  });
});

describe('--out', () => {
  test('replaces a file as a whole, keeps its rights and follows a link', () => {
    const file = join(scratch.root, 'cells.tsv');
    writeFileSync(file, 'old');
    chmodSync(file, 0o600);
    symlinkSync(file, join(scratch.root, 'link.tsv'));
    expect(run(['matrix', '--out', join(scratch.root, 'link.tsv')], { cwd: folder })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(file, 'utf8')).toMatch(/\tallowed\n$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(lstatSync(join(scratch.root, 'link.tsv')).isSymbolicLink()).toBe(true);
  });

  test('leaves the file alone where the policies have errors', () => {
    const cwd = write(join(scratch.root, 'bad'), { 'policies/a.yaml': 'kind: Sight\n', 'cells.tsv': 'old' });
    expect(run(['matrix', '--out', 'cells.tsv'], { cwd }).code).toBe(1);
    expect(readFileSync(join(cwd, 'cells.tsv'), 'utf8')).toBe('old');
  });

  shell('writes to a device rather than in its place', () => {
    expect(run(['compile', '--out', '/dev/null', '--policies', 'policies'], { cwd: folder }).code).toBe(0);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});

describe('a defect', () => {
  test('is one line that asks for a report, and a stack only for who wants it', () => {
    const broken = join(scratch.root, 'broken.mjs');
    writeFileSync(broken, `Object.defineProperty(Object, 'entries', { value: () => { throw new TypeError('boom'); } });\n`);
    const start = (debug: string) =>
      spawnSync(process.execPath, ['--import', broken, command, 'can', 'a', 'b', 'c'], {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, PERMAFROST_DEBUG: debug },
      });
    const plain = start('');
    expect({ code: plain.status, stdout: plain.stdout }).toEqual({ code: 2, stdout: '' });
    expect(plain.stderr).toMatch(/^error: boom\n {2}This is a defect of permafrost, please report it\./);
    expect(plain.stderr).not.toMatch(/\n\s+at /);
    expect(start('1').stderr).toMatch(/\n\s+at /);
  });
});
