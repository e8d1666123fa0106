import { afterAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commit, createRepository, git, scratchFolder, write } from '../load/scratch.js';
import { run } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const site = 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n';
const people = (products: string): string => `kind: Users\nname: staff\nusers:\n  ana@acme.example: {products: [${products}]}\n`;
const day = ['--as-of', '2026-11-21', '--format', 'tsv'];
const jira = '+\tuser:ana@acme.example\tsite\tuse:jira-software\t-\tallowed\n';
const confluence = '+\tuser:ana@acme.example\tsite\tuse:confluence\t-\tallowed\n';

const folder = createRepository(join(scratch.root, 'clone'));
const first = commit(folder, { 'README.md': 'Nothing yet.' });
const second = commit(folder, { 'policies/site.yaml': site, 'policies/people.yaml': people('confluence') });
git(folder, 'checkout', '--quiet', '-b', 'work');
const third = commit(folder, { 'policies/people.yaml': people('confluence, jira-software') });
write(folder, { 'policies/people.yaml': people('jira-software') });

const plan = (...words: readonly string[]) => run(['plan', ...words, ...day], { cwd: folder });

describe('plan', () => {
  test('goes from where the branch began to the working tree', () => {
    expect(plan()).toEqual({
      code: 0,
      stdout: `-\tuser:ana@acme.example\tsite\tuse:confluence\tallowed\t-\n${jira}`,
      stderr: '',
    });
  });

  test('compares two commits without looking at the folder', () => {
    expect(plan(second, third)).toEqual({ code: 0, stdout: jira, stderr: '' });
    expect(plan('main', 'work').stdout).toBe(jira);
  });

  test('shows all of HEAD, and says so, where BASE has no policies', () => {
    const { code, stdout, stderr } = plan(first, second);
    expect({ code, stdout }).toEqual({ code: 0, stdout: confluence });
    expect(stderr).toContain('has no policies');
  });

  test('compares two folders', () => {
    write(scratch.root, { 'a/site.yaml': site, 'a/people.yaml': people(''), 'b/all.yaml': `${site}---\n${people('jira-software')}` });
    expect(run(['plan', '--from', 'a', '--to', 'b', ...day], { cwd: scratch.root })).toEqual({ code: 0, stdout: jira, stderr: '' });
  });

  test('says on stderr why bare cells are refused', () => {
    const guardrail = (name: string, except: string): string =>
      `---\nkind: Guardrail\nname: ${name}\ndescription: d\nnever: {who: [user:ana@acme.example], can: ['use:jira-software'], on: [site]}\n${except}`;
    const ended = '{who: [user:ana@acme.example], on: [site], reason: r, owner: user:ana@acme.example, until: 2026-01-31}';
    const refused = guardrail('no-jira', '') + guardrail('soft', `severity: warning\nexcept: [${ended}]\n`);
    write(scratch.root, { 'refused/site.yaml': site + `---\n${people('jira-software')}${refused}`, 'empty/site.yaml': site });
    const { code, stdout, stderr } = run(['plan', '--from', 'empty', '--to', 'refused', ...day], { cwd: scratch.root });
    expect({ code, stdout }).toEqual({ code: 1, stdout: jira });
    expect(stderr).toMatch(
      /^error: Guardrail "no-jira" is broken: see "permafrost test"\.\nerror: This waiver of guardrail "soft" ended on 2026-01-31\.\n$/,
    );
  });

  test('tells by its exit code whether access changes, if asked', () => {
    expect(plan(second, third, '--detailed-exitcode').code).toBe(2);
    expect(plan(third, third, '--detailed-exitcode').code).toBe(0);
    write(folder, { 'policies/site.yaml': 'kind: Sight\n' });
    expect(plan('--detailed-exitcode')).toMatchObject({ code: 1, stdout: '' });
    write(folder, { 'policies/site.yaml': site });
  });

  test('never ends with the exit code of changes where it failed', () => {
    for (const wrong of [['no-such-branch'], ['--no-such-flag'], ['--from', 'a']]) {
      expect(plan(...wrong)).toMatchObject({ code: 2, stdout: '' });
      expect(plan(...wrong, '--detailed-exitcode')).toMatchObject({ code: 1, stdout: '' });
    }
  });

  test('applies a patch from a file or from stdin without touching anything', () => {
    git(folder, 'checkout', '--quiet', '--', '.');
    write(folder, { 'change.diff': git(folder, 'diff', second, third) + '\n' });
    git(folder, 'checkout', '--quiet', second);
    expect(plan('--patch', 'change.diff')).toEqual({ code: 0, stdout: jira, stderr: '' });
    expect(readFileSync(join(folder, 'policies/people.yaml'), 'utf8')).toBe(people('confluence'));
    expect(plan('--patch', 'no.diff')).toMatchObject({ code: 2, stdout: '' });
  });

  test('is Markdown, to paste into a pull request', () => {
    const { code, stdout } = run(['plan', second, third, '--as-of', '2026-11-21', '--format', 'markdown'], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^### BROADER: /);
  });

  test('of the demo shows who gets in, in 80 columns', () => {
    const { code, stdout } = run(['plan', '--patch', 'docs/demo/pull-request.patch', '--as-of', '2026-11-21']);
    // It breaks guardrails.
    expect(code).toBe(1);
    expect(stdout).toMatch(/^BROADER {2}7 people gain access/);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});
