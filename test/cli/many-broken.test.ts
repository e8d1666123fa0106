import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../support/run.js';

/** Everybody in everything: three million pairs of a person and a project. */
const people = 3000;
const outsiders = 300;
const projects = 1000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'permafrost-many-'));
  const grant = '\n  - {to: [logged-in], allow: [BROWSE_PROJECTS, ASSIGN_ISSUES]}';
  written('before', '', 'guardrails');
  written('after', grant, 'guardrails');
  written('tested', grant, 'tests');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function written(name: string, grant: string, judges: 'guardrails' | 'tests'): void {
  const numbers = (amount: number): number[] => Array.from({ length: amount }, (_, index) => index);
  const mails = numbers(people).map((each) => `p${String(each)}@${each < outsiders ? 'out' : 'in'}.example`);
  const users = mails.map((mail) => `  ${mail}: {products: [jira-software]}`);
  // Each project names one person more, so that no two have the same people.
  const rooms = numbers(projects).map(
    (each) => `kind: Project\nkey: P${String(each)}\nscheme: shared\nroles: {Team: [user:p${String(outsiders + each)}@in.example]}\n`,
  );
  const guardrails = [
    'never: {who: {audience: external}, can: [ASSIGN_ISSUES], on: [project:*]}',
    'confine: {who: {audience: external}, byLabel: company}',
    'expire: {who: {audience: external}, within: 30d}',
    'atMost: {count: 10, can: [ASSIGN_ISSUES], on: [project:*]}',
    'separate: {first: {can: [ASSIGN_ISSUES], on: ["project:*1"]}, second: {can: [ASSIGN_ISSUES], on: ["project:*2"]}}',
    'always: {who: {audience: internal}, can: [ADMINISTER_PROJECTS], on: [project:*]}',
  ].map((rule) => `kind: Guardrail\nname: ${rule.slice(0, rule.indexOf(':'))}\n${rule}\n`);
  const tests = `kind: Group\nname: all\nmembers: [${mails.join()}]\n---\nkind: Test\nname: nobody gets in\nexpect: [{who: group:all, cannot: ['*'], on: ["project:*"]}]\n`;
  mkdirSync(join(folder, name));
  const files = {
    'site.yaml': 'kind: Site\nname: big\nurl: https://big.example\ninternalDomains: [in.example]\n---\nkind: Role\nname: Team\n',
    'people.yaml': `kind: Users\nname: people\nusers:\n${users.join('\n')}\n`,
    'scheme.yaml': `kind: Scheme\nname: shared\ngrants:\n  - {to: [role:Team], allow: [BROWSE_PROJECTS, ASSIGN_ISSUES, ADD_COMMENTS]}${grant}\n`,
    'projects.yaml': rooms.join('---\n'),
    [`${judges}.yaml`]: judges === 'tests' ? tests : guardrails.join('---\n'),
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, file), text);
}

/** With as much memory as the policies need, and not much more. */
function ran(...words: readonly string[]) {
  return run([...words, '--as-of', '2026-11-21', '--no-cache'], { cwd: folder, env: { NODE_OPTIONS: '--max-old-space-size=100' } });
}

interface Result {
  readonly guardrails: readonly { readonly name: string; readonly cells: number; readonly fix?: { readonly alsoLost: unknown } }[];
}

describe('guardrails that millions of cells break', () => {
  test('are told in the memory that the policies take, with counts that are exact', () => {
    const { code, stdout, stderr } = ran('test', '--policies', 'after', '--format', 'json');
    expect({ code, stderr }).toMatchObject({ code: 1 });
    const { guardrails } = JSON.parse(stdout) as Result;
    // Whoever is logged in is from outside.
    const everywhere = (outsiders + 1) * projects;
    expect(Object.fromEntries(guardrails.map(({ name, cells }) => [name, cells]))).toEqual({
      never: everywhere,
      confine: 2 * everywhere,
      // And a licence each.
      expire: 2 * everywhere + outsiders,
      atMost: (people + 1) * projects,
      separate: (people + 1) * 200,
      always: (people - outsiders) * projects,
    });
  }, 60_000);

  test('are told by plans as well, with what the fix costs', () => {
    const { code, stdout, stderr } = ran('plan', '--from', 'before', '--to', 'after');
    expect({ code, stderr }).toMatchObject({ code: 1 });
    expect(stdout).toMatch(/x separate: 3,001 people hold both of what it keeps apart \(600,200 rights\)/);
    // Rights that the guardrail is not about go too: of others, and to browse.
    expect(stdout).toMatch(/take out after\/scheme\.yaml:5; besides, 3,001 others lose\s+5,400,000\s+other rights/);
  }, 60_000);

  test('are told of tests that as many fail', () => {
    const { code, stdout, stderr } = ran('test', '--policies', 'tested');
    expect({ code, stderr }).toMatchObject({ code: 1 });
    // One of each project may comment, too.
    const failed = 2 * people * projects + projects;
    expect(stdout).toContain(`x nobody gets in: ${failed.toLocaleString('en')} cells of 3,000,000 not as expected`);
    expect(stdout).toContain('and 1,997 more groups of cells (--all lists them)');
  }, 60_000);
});
