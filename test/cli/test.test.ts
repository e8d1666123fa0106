import { afterAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRepository, git, scratchFolder, write } from '../load/scratch.js';
import { root, run, shell, unread, type Ran } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const schema = JSON.parse(readFileSync(join(root, 'schemas/test-result.schema.json'), 'utf8')) as object;
const isResult = new Ajv2020({ allErrors: true, strict: true }).compile(schema);
const day = ['--as-of', '2026-11-21'];

interface Result {
  readonly guardrails: readonly {
    readonly name: string;
    readonly ok: boolean;
    readonly cells: number;
    readonly witnesses: readonly { readonly path: readonly { readonly file: string; readonly line: number; readonly what: string }[] }[];
    readonly fix?: {
      readonly edits: readonly object[];
      readonly alsoLost: readonly Readonly<Record<'subjects' | 'resources' | 'permissions', readonly string[]>>[];
    };
  }[];
  readonly tests: readonly { readonly name: string; readonly ok: boolean; readonly failures: readonly object[] }[];
  readonly findings?: readonly { readonly code: string; readonly severity: string }[];
}

function resultOf({ stdout }: Ran): Result {
  const result: unknown = JSON.parse(stdout);
  expect(isResult(result) ? [] : isResult.errors).toEqual([]);
  return result as Result;
}

/** The example with the pull request of the demo. */
function demo(name: string): string {
  const folder = createRepository(join(scratch.root, name));
  cpSync(join(root, 'policies'), join(folder, 'policies'), { recursive: true });
  git(folder, 'apply', join(root, 'docs/demo/pull-request.patch'));
  return folder;
}

const small = {
  'policies/site.yaml': 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n',
  'policies/people.yaml':
    'kind: Users\nname: all\nusers:\n  ana@acme.example: {products: [jira-software]}\n  eva@partner.example: {products: [jira-software]}\n',
  'policies/core.yaml':
    'kind: Project\nkey: CORE\nscheme: s\nroles:\n  Developers:\n    - user:ana@acme.example\n    - user:eva@partner.example # for a while\n---\nkind: Role\nname: Developers\n---\nkind: Scheme\nname: s\ngrants:\n  - {to: [role:Developers], allow: [contributor]}\n',
};
const wall = 'kind: Guardrail\nname: no-outsiders\nnever: {who: {audience: external}, can: [BROWSE_PROJECTS], on: [project:*]}\n';

describe('test', () => {
  test('says in one line that the example is in order', () => {
    const { code, stdout, stderr } = run(['test', ...day]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\d+ guardrails: all hold · \d+ tests over [\d,]+ cells: all pass · as\s+of 2026-11-21\n$/);
  });

  test('does not call in order what nobody wrote', () => {
    const folder = createRepository(join(scratch.root, 'nothing'), small);
    expect(run(['test', ...day], { cwd: folder }).stdout).toBe('0 guardrails · 0 tests · as of 2026-11-21\n');
  });

  test('shows the way of a witness line by line, the fix, and what others lose by it, in 80 columns', () => {
    const { code, stdout } = run(['test', ...day], { cwd: demo('text') });
    expect(code).toBe(1);
    expect(stdout).toContain('x confine-orrin: 21 cells of 7 people too many\n    policies/customers/orrin.yaml:21\n');
    expect(stdout).toMatch(/→ group rollout-watchers +policies\/groups\/rollout-watchers\.yaml:9\n/);
    expect(stdout).toMatch(/fix +remove ext-orrin from includes of group rollout-watchers\n/);
    expect(stdout).toContain('VIEW_READONLY_WORKFLOW on project ORRIN');
    expect(stdout).toContain('by the same cells as confine-orrin');
    expect(stdout).toMatch(/expected no access +actual allowed/);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('prints for programs what the contract says', () => {
    const found = run(['test', ...day, '--format', 'json'], { cwd: demo('json') });
    const { guardrails, tests } = resultOf(found);
    expect(found.code).toBe(1);
    expect(guardrails.filter(({ ok }) => !ok).map(({ name, cells }) => [name, cells])).toEqual([
      ['confine-orrin', 21],
      ['customers-see-only-their-own', 21],
    ]);
    const [witness] = guardrails[0]?.witnesses ?? [];
    expect(witness).toMatchObject({ subject: 'user:alma@orrin.example', resource: 'project:PELL', verdict: 'allowed' });
    expect(witness?.path).toContainEqual({
      file: 'policies/groups/rollout-watchers.yaml',
      line: 9,
      column: 5,
      what: 'group rollout-watchers',
    });
    expect(guardrails[0]?.fix?.edits).toMatchObject([{ file: 'policies/groups/rollout-watchers.yaml', line: 9 }]);
    expect(guardrails[0]?.fix).toMatchObject({ alsoLost: 7, alsoLosing: { length: 7, 0: 'user:alma@orrin.example' } });
    expect(tests.filter(({ ok }) => !ok).map(({ failures }) => failures.length)).toEqual([21]);
    expect(tests.find(({ ok }) => !ok)?.failures[0]).toEqual({
      subject: 'user:alma@orrin.example',
      permission: 'BROWSE_PROJECTS',
      resource: 'project:PELL',
      expected: '-',
      got: 'allowed',
    });
  });

  test('prints a JUnit report in which names are only names', () => {
    const folder = createRepository(join(scratch.root, 'junit'), {
      ...small,
      'policies/wall.yaml': wall.replace('no-outsiders', '"<b>]]>&\\"out"'),
    });
    const { code, stdout } = run(['test', ...day, '--format', 'junit'], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain('<testsuite name="guardrails" tests="1" failures="1"');
    expect(stdout).toContain('<testcase classname="guardrails" name="&lt;b>]] >&amp;&quot;out">');
    expect(stdout).toContain('x <b>]] >&"out: 1 cell');
    expect(stdout).toContain('message="1 cell breaks it"');
  });

  test('shows what is missing for an access that a test expects', () => {
    const folder = createRepository(join(scratch.root, 'missing'), {
      ...small,
      'policies/test.yaml':
        'kind: Test\nname: ana cleans up\nexpect:\n  - {who: user:ana@acme.example, can: [DELETE_ISSUES], on: project:CORE}\n',
    });
    const { code, stdout } = run(['test', ...day], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toMatch(/expected allowed +actual no access +policies\/test\.yaml:4/);
    expect(stdout).toMatch(/what is missing, for ana@acme\.example[^]*DELETE_ISSUES is granted to nobody in project CORE\./);
  });

  test('fails for a waiver that has ended, and warns of one that excuses nothing', () => {
    const waiver = (until: string): string =>
      `${wall.replace('BROWSE_PROJECTS', 'DELETE_ISSUES')}except:\n  - {who: [user:eva@partner.example], on: [project:CORE], reason: x, owner: user:ana@acme.example, until: ${until}}\n`;
    const ended = createRepository(join(scratch.root, 'ended'), { ...small, 'policies/wall.yaml': waiver('2026-11-20') });
    const unused = createRepository(join(scratch.root, 'unused'), { ...small, 'policies/wall.yaml': waiver('2026-12-20') });
    const first = run(['test', ...day, '--format', 'json'], { cwd: ended });
    const second = run(['test', ...day, '--format', 'json'], { cwd: unused });
    expect([first.code, resultOf(first).findings]).toMatchObject([1, [{ code: 'waiver-ended', severity: 'error' }]]);
    expect([second.code, resultOf(second).findings]).toMatchObject([0, [{ code: 'waiver-unused', severity: 'warning' }]]);
    expect(run(['test', ...day], { cwd: ended }).stdout).toContain('policies/wall.yaml:5:107 error waiver-ended');
  });

  test('does not fail for a broken guardrail of severity warning', () => {
    const folder = createRepository(join(scratch.root, 'warning'), { ...small, 'policies/wall.yaml': `${wall}severity: warning\n` });
    const { code, stdout } = run(['test', ...day], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toContain('x no-outsiders (warning): 1 cell of 1 person too many');
  });

  test('prints the same whatever the order of the files', () => {
    const [first, second] = [demo('order-a'), demo('order-b')];
    write(second, { 'policies/aaa.yaml': readFileSync(join(root, 'policies/guardrails/customers.yaml'), 'utf8') });
    git(second, 'rm', '-q', '-f', '--ignore-unmatch', 'policies/guardrails/customers.yaml');
    git(second, 'clean', '-q', '-f', 'policies/guardrails/customers.yaml');
    const [a, b] = [first, second].map((cwd) => run(['test', ...day, '--format', 'json'], { cwd }).stdout);
    expect(b).toBe(a);
  });
});

describe('test --fix', () => {
  test('takes out what breaks the guardrail and nothing else, and says what that did', () => {
    const folder = createRepository(join(scratch.root, 'fix'), { ...small, 'policies/wall.yaml': wall });
    const { code, stderr } = run(['test', ...day, '--fix'], { cwd: folder });
    expect(code).toBe(0);
    expect(stderr).toContain('NARROWER  nobody gains access, 1 person loses some');
    expect(stderr).toContain('1 guardrail: holds · 0 tests · as of');
    expect(readFileSync(join(folder, 'policies/core.yaml'), 'utf8')).toBe(
      small['policies/core.yaml'].replace('    - user:eva@partner.example # for a while\n', ''),
    );
  });

  shell('mends though nobody reads the report to its end', () => {
    const folder = createRepository(join(scratch.root, 'unread'), { ...small, 'policies/wall.yaml': wall });
    const { code, stderr } = unread(['test', ...day, '--fix'], folder);
    expect(code).toBe(0);
    expect(stderr).toContain('Took out 1 entry in 1 file.');
    expect(readFileSync(join(folder, 'policies/core.yaml'), 'utf8')).not.toContain('user:eva@partner.example # for a while');
  });

  test('mends the demo by its one line', () => {
    const folder = demo('mend');
    expect(run(['test', ...day, '--fix'], { cwd: folder }).code).toBe(0);
    const file = 'policies/groups/rollout-watchers.yaml';
    expect(readFileSync(join(folder, file), 'utf8')).toBe(readFileSync(join(root, file), 'utf8'));
  });

  test('writes nothing where no fix is known', () => {
    const always = 'kind: Guardrail\nname: all-clean\nalways: {who: [user:ana@acme.example], can: [DELETE_ISSUES], on: [project:CORE]}\n';
    const folder = createRepository(join(scratch.root, 'no-fix'), { ...small, 'policies/wall.yaml': always });
    const { code, stdout, stderr } = run(['test', ...day, '--fix'], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain('x all-clean: 1 cell of 1 person missing');
    expect(stderr).toContain('No fix was found');
    expect(readFileSync(join(folder, 'policies/core.yaml'), 'utf8')).toBe(small['policies/core.yaml']);
  });

  test('goes with nothing that only looks', () => {
    expect(run(['test', '--fix', '--coverage'])).toMatchObject({ code: 2, stdout: '' });
    expect(run(['test', '--fix', '--ref', 'HEAD'])).toMatchObject({ code: 2, stdout: '' });
  });
});

test('test --help shows examples', () => {
  const { code, stdout } = run(['test', '--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('permafrost test --mutate --budget 1000');
});
