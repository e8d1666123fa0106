import { afterAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commit, createRepository, scratchFolder, write } from '../load/scratch.js';
import { run } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const site = 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n';
const people = 'kind: Users\nname: staff\ndefaults: {products: [jira-software]}\nusers:\n  ana@acme.example: {}\n';
const channel = (name: string): string => `kind: Channel\nname: ${JSON.stringify(name)}\nmembers: [user:ana@acme.example]\n`;
const files = { 'policies/site.yaml': site, 'policies/people.yaml': people, 'policies/channel.yaml': channel('=HYPERLINK("x")') };
const folder = createRepository(join(scratch.root, 'clone'), files);
const day = ['--as-of', '2026-11-21'];

describe('matrix', () => {
  test('prints a cell a line, sorted, without a header', () => {
    const { code, stdout, stderr } = run(['matrix', ...day], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      'user:ana@acme.example\tchannel:=HYPERLINK("x")\tmember\tallowed\nuser:ana@acme.example\tsite\tuse:jira-software\tallowed\n',
    );
  });

  test('quotes and disarms what a spreadsheet would run', () => {
    write(folder, { 'policies/channel.yaml': channel('a,"b"') });
    const { stdout } = run(['matrix', ...day, '--format', 'csv'], { cwd: folder });
    expect(stdout.split('\r\n')).toEqual([
      'subject,resource,permission,verdict',
      'user:ana@acme.example,"channel:a,""b""",member,allowed',
      'user:ana@acme.example,site,use:jira-software,allowed',
      '',
    ]);
    write(folder, files);
  });

  test('is one JSON value with digest and day', () => {
    const { stdout } = run(['matrix', ...day, '--format', 'json'], { cwd: folder });
    const value = JSON.parse(stdout) as { digest: string };
    expect(value).toMatchObject({ version: 1, asOf: '2026-11-21', cells: [{ permission: 'member' }, { verdict: 'allowed' }] });
    expect(run(['compile', ...day], { cwd: folder }).stdout).toContain(value.digest);
  });

  test('reads a commit without looking at the folder', () => {
    const id = commit(folder);
    write(folder, { 'policies/site.yaml': 'kind: Sight\n' });
    const { code, stdout } = run(['matrix', ...day, '--ref', 'HEAD', '--format', 'json'], { cwd: folder });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ commit: id });
    write(folder, files);
  });

  test('prints nothing on stdout where the policies have errors', () => {
    write(folder, { 'policies/site.yaml': `${site}nme: x\n` });
    const { code, stdout, stderr } = run(['matrix', ...day], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('policies/site.yaml:5:1 error unknown-field\n');
    write(folder, files);
  });

  test('writes a file whole, and leaves no draft behind', () => {
    const { code, stdout } = run(['matrix', ...day, '--out', 'cells.tsv'], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(readFileSync(join(folder, 'cells.tsv'), 'utf8')).toBe(run(['matrix', ...day], { cwd: folder }).stdout);
    expect(readdirSync(folder).filter((name) => name.includes('draft'))).toEqual([]);
  });
});
