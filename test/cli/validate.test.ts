import { afterAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder, write } from '../load/scratch.js';
import { root, run } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const site = 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n';
const folder = write(join(scratch.root, 'broken'), {
  'policies/site.yaml': site,
  'policies/groups/eng.yaml': 'kind: Group\nname: engineers\n---\nkind: Group\nname: all\nincludes: [enginers]\n',
});
const validate = (...words: readonly string[]) => run(['validate', '--as-of', '2026-11-21', ...words], { cwd: folder });

describe('validate', () => {
  test('counts what there is where nothing is wrong', () => {
    const { code, stdout, stderr } = run(['validate']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^valid: \d+ people, \d+ groups, .*\n$/);
  });

  test('shows a finding with its place, its line and what to do', () => {
    expect(validate()).toEqual({
      code: 1,
      stderr: '',
      stdout: `policies/groups/eng.yaml:6:12 error unknown-group
  No group is called "enginers".
    5 | name: all
  > 6 | includes: [enginers]
      |            ^^^^^^^^
  Did you mean "engineers"?

1 error in 1 file
`,
    });
  });

  describe('of very many findings', () => {
    const many = Array.from({ length: 300 }, (_, index) => `  - {user: p@acme.example, reason: "${String(index)}"}\n`).join('');
    const crowded = write(join(scratch.root, 'crowded'), {
      'policies/site.yaml': site,
      'policies/a.yaml': `kind: Users\nname: staff\nusers: {p@acme.example: {}}\n---\nkind: Group\nname: eng\nmembers:\n${many}`,
      'policies/z.yaml': 'kind: Group\nname: ops\nincludes: [enng]\n',
    });
    const say = (...words: readonly string[]) => run([...words, '--as-of', '2026-11-21'], { cwd: crowded });
    const shown = (text: string, code: string): number => text.split('\n').filter((line) => line.endsWith(` ${code}`)).length;
    const table = `Shown are 200 of 300 findings, errors before warnings. All of them by code:
    1 error unknown-group
  299 warning repeated-entry
`;
    const end = '\n1 error, 299 warnings in 2 files\n';

    test('shows 200, errors first, and counts all by code', () => {
      const { code, stdout } = say('validate');
      expect(code).toBe(1);
      expect(shown(stdout.replace(table, ''), 'repeated-entry')).toBe(199);
      expect(stdout).toContain('policies/z.yaml:3:12 error unknown-group\n');
      expect(stdout.endsWith(`\n${table}Each of them is shown with --all, and written by --format json.\n${end}`)).toBe(true);
    });

    test('shows all with --all, and in every other format', () => {
      const all = say('validate', '--all').stdout;
      expect(shown(all, 'repeated-entry')).toBe(299);
      expect(all).not.toContain('Shown are');
      expect((JSON.parse(say('validate', '--format', 'json').stdout) as { findings: unknown[] }).findings).toHaveLength(300);
    });

    test('does so where another command is kept from its work', () => {
      const { code, stderr } = say('compile');
      expect(code).toBe(1);
      expect(stderr.endsWith(`\n${table}Of a folder "permafrost validate --all" shows each of them.\n${end}`)).toBe(true);
    });
  });

  test('prints JSON by its schema, with paths from the current folder', () => {
    const schema = JSON.parse(readFileSync(join(root, 'schemas/findings.schema.json'), 'utf8')) as object;
    const value: unknown = JSON.parse(validate('--format', 'json').stdout);
    expect(new Ajv2020().validate(schema, value)).toBe(true);
    expect(value).toMatchObject({ findings: [{ code: 'unknown-group', file: 'policies/groups/eng.yaml', line: 6, column: 12 }] });
    const below = run(['validate', '..', '--format', 'json'], { cwd: join(folder, 'policies/groups') });
    expect(JSON.parse(below.stdout)).toMatchObject({ findings: [{ file: '../groups/eng.yaml' }] });
  });

  test.each([
    { format: 'github', starts: '::error file=policies/groups/eng.yaml,line=6,' },
    { format: 'sarif', starts: '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json"' },
    { format: 'junit', starts: '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>' },
  ])('has the format $format', ({ format, starts }) => {
    const { code, stdout } = validate('--format', format);
    expect(code).toBe(1);
    expect(stdout.startsWith(starts)).toBe(true);
  });

  test('tells what is wrong with guardrails and tests themselves, and is stopped by a waiver past its date', () => {
    const waiver = (until: string): string => `{who: [group:all], on: ['*'], reason: audit, owner: group:all, until: ${until}}`;
    const guarded = (until: string): string =>
      `${site}---\nkind: Group\nname: all\nmembers: []\n---\nkind: Guardrail\nname: shut\ndescription: d\n` +
      `never: {who: [group:all], can: [read/space], on: ['*']}\nexcept:\n  # permafrost: allow waiver-ended -- no, owner group:all, until 2027-01-01\n` +
      `  - ${waiver(until)}\n---\nkind: Test\nname: idle\nexpect:\n  - {who: [group:all], on: ['space:NONE*'], cannot: ['*']}\n`;
    const told = (until: string) => {
      const cwd = write(join(scratch.root, `guarded-${until}`), { 'policies/a.yaml': guarded(until) });
      const { code, stdout } = run(['validate', '--as-of', '2026-11-21', '--format', 'json'], { cwd });
      const { findings } = JSON.parse(stdout) as { findings: readonly { code: string; severity: string }[] };
      return { code, found: findings.map((each) => `${each.severity} ${each.code}`) };
    };
    const ended = told('2026-10-31');
    expect(ended.code).toBe(1);
    expect(ended.found).toEqual(
      expect.arrayContaining(['error waiver-ended', 'error suppression-unknown-code', 'warning matches-nothing']),
    );
    expect(told('2027-06-30').found).toEqual(expect.arrayContaining(['warning waiver-unused']));
    expect(told('2027-06-30').found).not.toContain('error waiver-ended');
  });

  test('colours for people, and only if it may', () => {
    const colour = '\u001b[';
    const coloured = (env: Readonly<Record<string, string>>, ...words: readonly string[]) =>
      run(['validate', ...words], { cwd: folder, env }).stdout.includes(colour);
    expect(coloured({})).toBe(false);
    expect(coloured({ FORCE_COLOR: '1' })).toBe(true);
    expect(coloured({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(coloured({ FORCE_COLOR: '1' }, '--no-color')).toBe(false);
    expect(coloured({ FORCE_COLOR: '0' })).toBe(false);
    expect(coloured({ FORCE_COLOR: '1' }, '--format', 'json')).toBe(false);
  });

  test('passes no control code of a policy on to the terminal', () => {
    const name = '"\\u001b[2J\\u202e|<img src=x>"';
    write(join(scratch.root, 'hostile'), {
      'policies/a.yaml': `${site}---\nkind: Group\nname: a\nincludes: [${name}]\n# \u001b[31m\u0007\n`,
    });
    const { code, stdout, stderr } = run(['validate'], { cwd: join(scratch.root, 'hostile') });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
  });

  test('says of an empty folder what belongs into it', () => {
    mkdirSync(join(scratch.root, 'empty/policies'), { recursive: true });
    const { code, stdout } = run(['validate'], { cwd: join(scratch.root, 'empty') });
    expect(code).toBe(1);
    expect(stdout).toContain('error missing-site');
    expect(stdout).toContain('permafrost init');
  });

  test('leads to the folder that was meant', () => {
    const { code, stderr } = run(['validate', '.'], {
      cwd: write(join(scratch.root, 'parent'), { 'policies/site.yaml': site, 'ci.yml': 'on: push\n' }),
    });
    expect(code).toBe(1);
    expect(stderr).toContain('permafrost validate policies');
  });
});
