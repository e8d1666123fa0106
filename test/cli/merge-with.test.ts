import { afterAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commit, createRepository, git, scratchFolder } from '../load/scratch.js';
import { root, run, type Ran } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const schema = (name: string): object => JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8')) as object;
const isPlan = new Ajv2020({ strictRequired: false }).addSchema(schema('drift')).compile(schema('plan'));

const group = (members: string): string => `kind: Group\nname: watchers\nmembers: [${members}]\n`;
const project = (members: string): string => `kind: Project\nkey: BETA\nscheme: shared\nroles: {Members: [${members}]}\n`;
const folder = createRepository(join(scratch.root, 'clone'));
const first = commit(folder, {
  'policies/site.yaml': `kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]
---\nkind: Role\nname: Members\n---\nkind: Scheme\nname: shared\ngrants: [{to: [role:Members], allow: [BROWSE_PROJECTS]}]
---\nkind: Guardrail\nname: outsiders-stay-out\nseverity: error\nnever: {who: {audience: external}, can: [BROWSE_PROJECTS], on: ['project:BETA']}\n`,
  'policies/people.yaml':
    'kind: Users\nname: all\ndefaults: {products: [jira-software]}\nusers:\n  ann@acme.example: {}\n  ida@lumen.example: {company: lumen}\n',
  'policies/watchers.yaml': group('ann@acme.example'),
  'policies/beta.yaml': project(''),
});
function branch(name: string, files: Readonly<Record<string, string>>): void {
  git(folder, 'checkout', '--quiet', '-b', name, first);
  commit(folder, files);
}
branch('opens', { 'policies/beta.yaml': project('group:watchers') });
branch('joins', { 'policies/watchers.yaml': group('ann@acme.example, ida@lumen.example') });
branch('rivals', { 'policies/beta.yaml': project('user:ann@acme.example') });
branch('declares', { 'policies/chat.yaml': 'kind: Channel\nname: chat\n' });
branch('again', { 'policies/room.yaml': 'kind: Channel\nname: chat\n' });
git(folder, 'checkout', '--quiet', 'main');

const plan = (...words: readonly string[]): Ran => run(['plan', ...words, '--as-of', '2026-11-21'], { cwd: folder });

describe('plan --merge-with', () => {
  test('says what two branches do together that neither does alone', () => {
    expect(plan('main', 'joins').code).toBe(0);
    expect(plan('main', 'opens').code).toBe(0);
    const { code, stdout } = plan('main', 'opens', '--merge-with', 'joins');
    expect(code).toBe(1);
    const section = stdout.slice(stdout.indexOf('TOGETHER'), stdout.indexOf('\n\nGAINS')).replaceAll(/\([0-9a-f]{7}\)/g, '(…)');
    expect(section).toBe(`TOGETHER  what none of opens (…) and joins (…) does alone
x the guardrail "outsiders-stay-out" breaks
+ who      ida@lumen.example
  gain     BROWSE_PROJECTS
  on       project BETA`);
  });

  test('is the same whichever is named first, as data and as Markdown', () => {
    const [one, other] = [
      plan('main', 'opens', '--merge-with', 'joins', '--format', 'json'),
      plan('main', 'joins', '--merge-with', 'opens', '--format', 'json'),
    ].map(({ stdout }) => JSON.parse(stdout) as { readonly digest: string; readonly together: Record<string, unknown> });
    isPlan(one);
    expect(isPlan.errors ?? []).toEqual([]);
    expect(one?.digest).toBe(other?.digest);
    expect({ ...one?.together, branches: [] }).toEqual({ ...other?.together, branches: [] });
    expect(one?.together).toMatchObject({
      gained: [{ subjects: ['user:ida@lumen.example'], resources: ['project:BETA'], permissions: ['BROWSE_PROJECTS'] }],
      lost: [],
      broken: ['outsiders-stay-out'],
    });
    expect(plan('main', 'opens', '--merge-with', 'joins', '--format', 'markdown').stdout).toContain(
      '- `user:ida@lumen.example` **gains** `BROWSE_PROJECTS` on `project:BETA`',
    );
  });

  test('says so where they do nothing of the kind', () => {
    const { code, stdout } = plan('main', 'opens', '--merge-with', 'declares');
    expect(code).toBe(0);
    expect(stdout).toContain('TOGETHER  nothing that none of');
  });

  test('takes several branches, and one that another holds already', () => {
    git(folder, 'checkout', '--quiet', '-b', 'both', 'opens');
    git(folder, 'merge', '--quiet', 'declares', '--message', 'Both');
    git(folder, 'checkout', '--quiet', 'main');
    const { code, stdout } = plan('main', 'opens', '--merge-with', 'both', 'joins');
    expect(code).toBe(1);
    expect(stdout).toContain('+ who      ida@lumen.example');
  });

  test('tells a conflict with its file and both branches', () => {
    const { code, stdout, stderr } = plan('main', 'opens', '--merge-with', 'joins', 'rivals');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: "policies\/beta\.yaml" conflicts: rivals \(\w+\) and opens \(\w+\) change it/);
  });

  test('tells errors that only the merge has', () => {
    const { code, stderr } = plan('main', 'declares', '--merge-with', 'again');
    expect(code).toBe(1);
    expect(stderr).toContain('have these errors');
  });

  test('touches neither working tree nor objects', () => {
    const objects = git(folder, 'count-objects');
    plan('main', 'opens', '--merge-with', 'joins');
    expect([git(folder, 'status', '--porcelain'), git(folder, 'count-objects')]).toEqual(['', objects]);
  });

  test('is wrong use with folders, bare cells and names that are not there', () => {
    expect(plan('--from', 'a', '--to', 'b', '--merge-with', 'joins').code).toBe(2);
    expect(plan('main', 'opens', '--merge-with', 'joins', '--format', 'tsv').code).toBe(2);
    expect(plan('main', 'opens', '--merge-with', 'jions').stderr).toContain('Did you mean "joins"?');
  });
});
