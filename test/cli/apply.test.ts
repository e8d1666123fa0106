import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApplyPlan } from '../../src/apply/apply-plan.js';
import { commit, git, scratchFolder, write } from '../load/scratch.js';
import { acme, appliedFolder, digestIn, on, type AppliedFolder } from '../support/applied-folder.js';
import { wrongInRecords } from '../support/record-schemas.js';
import { root, run, type Ran } from '../support/run.js';
import { servedApply, type Applying, type ServedApply } from '../support/served-apply.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
formats.default(ajv);
const schemaOf = (name: string): object => JSON.parse(readFileSync(join(root, 'schemas', name), 'utf8')) as object;
const isResult = ajv.compile(schemaOf('apply-result.schema.json'));
const isUndo = ajv.compile(schemaOf('undo.schema.json'));

const base = `${acme}---
kind: Users
name: people
users:
  root@acme.test: {products: [jira-software]}
  ana@acme.test: {products: [jira-software]}
  bo@acme.test: {products: [jira-software]}
---
{kind: Group, name: devs, members: [ana@acme.test]}
---
{kind: Role, name: Developers}
---
{kind: Scheme, name: standard, grants: [{to: [role:Developers], allow: [BROWSE_PROJECTS]}]}
---
{kind: Project, key: ONE, lead: root@acme.test, scheme: standard, roles: {Developers: [group:devs]}}
`;
const changed = base
  .replace('{kind: Group, name: devs, members: [ana@acme.test]}', '{kind: Group, name: devs, members: [bo@acme.test]}')
  .replace('---\n{kind: Role', '---\n{kind: Group, name: crew, members: [ana@acme.test, bo@acme.test]}\n---\n{kind: Role');

let here: AppliedFolder;
let folder = '';
let number = 0;

beforeEach(async () => {
  here = await appliedFolder(join(scratch.root, String(number++)), {
    site: { 'policies/all.yaml': base },
    policies: { 'policies/all.yaml': changed },
  });
  folder = here.folder;
});

const permafrost = (...words: readonly string[]): Ran => here.permafrost(...words);
const worldText = (): string => readFileSync(join(folder, 'site.json'), 'utf8');
const planned = (): string => digestIn(here.planned());

describe('before anything is written', () => {
  test('a dry run tells the plan and writes nothing', () => {
    const before = worldText();
    const ran = permafrost('apply', ...on, '--dry-run');
    expect([ran.code, worldText()]).toEqual([0, before]);
    expect(ran.stdout).toContain('Make group crew');
    expect(git(folder, 'for-each-ref', 'refs/permafrost')).toBe('');
  });

  test('nobody who could confirm it is a refusal, with the words to use', () => {
    const before = worldText();
    const ran = permafrost('apply', ...on);
    expect([ran.code, worldText()]).toEqual([2, before]);
    expect(ran.stderr.replace(/\s+/g, ' ')).toContain(`permafrost apply --site sandbox:site.json --approve ${digestIn(ran)}`);
  });

  test('the words to use name a file as a shell takes it', () => {
    permafrost('plan', '--live', '--apply-plan', "what $(rm) it's.json", ...on);
    const ran = permafrost('apply', "what $(rm) it's.json", ...on);
    expect(ran.code).toBe(2);
    expect(ran.stderr.replace(/\s+/g, ' ')).toContain(
      `permafrost apply 'what $(rm) it'\\''s.json' --site sandbox:site.json --approve sha256:`,
    );
  });

  test('another digest approves nothing, nor does too short a one', () => {
    const before = worldText();
    for (const digest of [`sha256:${'0'.repeat(64)}`, planned().slice(0, 15)])
      expect(permafrost('apply', ...on, '--approve', digest)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('is not the digest of this plan'),
      });
    expect(worldText()).toBe(before);
  });

  test('what is not committed is not applied', () => {
    write(folder, { 'policies/all.yaml': base });
    expect(permafrost('apply', ...on)).toMatchObject({ code: 2, stderr: expect.stringContaining('Commit it first') });
  });

  test('without a repository it is said that what is applied is a commit', () => {
    const bare = join(scratch.root, 'bare');
    write(bare, { 'policies/all.yaml': base, 'site.json': worldText() });
    const { code, stderr } = run(['apply', ...on], { cwd: bare });
    expect([code, stderr]).toEqual([2, expect.stringContaining('belongs to no git repository')]);
    expect(stderr.replace(/\s+/g, ' ')).toContain('What is applied is a commit');
  });

  test.each([
    { words: ['--resume', '--abandon'], says: 'cannot be used together' },
    { words: ['plan.json', '--resume'], says: 'is in the record' },
    { words: ['--replan'], says: 'goes with a plan' },
    { words: ['missing.json'], says: 'cannot be read' },
    { words: ['site.json'], says: 'is no plan that can be applied' },
    { words: ['--resume'], says: 'No apply is under way' },
    { words: ['--done', '1,x', '--approve', 'x'], says: 'is not the digest' },
  ])('$words is refused: $says', ({ words, says }) => {
    expect(permafrost('apply', ...words, ...on)).toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
  });
});

describe('an apply of a sandbox', () => {
  test('makes it as the policies say, keeps the record, and does nothing the second time', () => {
    const ran = here.apply('--format', 'json', '--quiet');
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const result: unknown = JSON.parse(ran.stdout);
    expect(isResult(result) ? [] : isResult.errors).toEqual([]);
    expect(result).toMatchObject({ doing: 'apply', open: false, outcome: { end: 'done' }, checked: { disagreements: [] } });
    expect((result as { checked: { asked: { changed: number } } }).checked.asked.changed).toBeGreaterThan(0);
    const undo: unknown = JSON.parse(permafrost('log', '2', 'undo.json').stdout);
    expect(isUndo(undo) ? [] : isUndo.errors).toEqual([]);
    expect(permafrost('drift', ...on)).toMatchObject({ code: 0 });
    const before = worldText();
    expect(permafrost('apply', ...on)).toMatchObject({ code: 0, stderr: expect.stringContaining('there is nothing to do') });
    expect(worldText()).toBe(before);
    expect(permafrost('log', '--verify').code).toBe(0);
  });

  test('tells it in eighty columns, and to a pipe without terminal codes', () => {
    const { stdout, stderr } = here.apply();
    expect(stdout).toContain('DONE');
    // eslint-disable-next-line no-control-regex
    expect(`${stdout}${stderr}`).not.toMatch(/\u001b/);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('by a plan that was made before: once the site has moved, it is refused, told, and planned again', () => {
    permafrost('plan', '--live', '--apply-plan', 'plan.json', ...on);
    const { digest } = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as { digest: string };
    const world = here.now();
    const crew = Object.values(world.groups).find(({ name }) => name === 'devs');
    const root = Object.values(world.accounts).find(({ email }) => email === 'root@acme.test');
    crew?.members.push(root?.accountId ?? '');
    here.save(world);
    const ran = permafrost('apply', 'plan.json', ...on, '--approve', digest);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('The site has moved since the plan was made: 1 difference.');
    expect(ran.stderr).toContain('group:devs');
    const again = permafrost('apply', 'plan.json', '--replan', ...on);
    expect(again.code).toBe(2);
    expect(permafrost('apply', 'plan.json', '--replan', ...on, '--approve', digest).code).toBe(2);
    expect(permafrost('apply', 'plan.json', '--replan', ...on, '--approve', digestIn(again)).code).toBe(0);
  });

  test('by a plan of which some is there meanwhile: the rest is made', () => {
    permafrost('plan', '--live', '--apply-plan', 'plan.json', ...on);
    const { digest } = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as { digest: string };
    const world = here.now();
    const bo = Object.values(world.accounts).find(({ email }) => email === 'bo@acme.test');
    Object.values(world.groups)
      .find(({ name }) => name === 'devs')
      ?.members.push(bo?.accountId ?? '');
    here.save(world);
    const ran = permafrost('apply', 'plan.json', ...on, '--approve', digest.slice(0, 30));
    expect(ran.stderr).toContain('1 change of the plan is there already');
    expect(ran.code).toBe(0);
  });

  test('by a plan that was edited to say that its limits are kept: they are worked out anew', () => {
    commit(folder, { 'policies/all.yaml': changed.replace('maxRemovalPercent: 100', 'maxRemovalPercent: 1') });
    const before = worldText();
    expect(permafrost('plan', '--live', '--apply-plan', 'plan.json', ...on).code).toBe(1);
    const plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as ApplyPlan;
    const guards = plan.guards.map((guard) => ({ ...guard, ok: true }));
    writeFileSync(join(folder, 'plan.json'), JSON.stringify({ ...plan, guards, access: { ...plan.access, less: [] } }));
    const ran = permafrost('apply', 'plan.json', ...on, '--approve', plan.digest);
    expect([ran.code, worldText()]).toEqual([1, before]);
    expect(ran.stderr).toContain('The limit is 1 %');
  });

  test('is taken back, whole, and only once', () => {
    const before = permafrost('matrix').stdout;
    here.apply();
    // Not of the site itself, of which nothing is known by it.
    expect(git(folder, 'for-each-ref', '--format=%(refname)', 'refs/permafrost').trim()).toBe(
      'refs/permafrost/rehearsal%3aacme.atlassian.net',
    );
    const dry = permafrost('undo', ...on, '--dry-run', '--as-far-as-possible');
    expect([dry.code, dry.stdout]).toEqual([0, expect.stringContaining('Delete group crew')]);
    expect(dry.stdout.replace(/\s+/g, ' ')).toContain('what entry 2 of the record made');
    const ran = permafrost('undo', ...on, '--as-far-as-possible', '--approve', digestIn(dry), '--format', 'json');
    const result: unknown = JSON.parse(ran.stdout);
    expect(isResult(result) ? [] : isResult.errors).toEqual([]);
    expect([ran.code, result]).toMatchObject([0, { doing: 'undo', open: false, outcome: { end: 'done' } }]);
    expect(permafrost('undo', ...on)).toMatchObject({ code: 0, stderr: expect.stringContaining('there is nothing to take back') });
    expect(wrongInRecords(folder)).toEqual([]);
    write(folder, { 'policies/all.yaml': base });
    expect(permafrost('drift', ...on).code).toBe(0);
    expect(permafrost('matrix').stdout).not.toBe(before);
  });
});

describe('an apply over HTTP', () => {
  let served: ServedApply;
  beforeEach(async () => {
    served = await servedApply(here.now(), 120);
  });
  afterEach(() => served.close());

  const there = (...words: readonly string[]): Promise<Ran> => served.permafrost(folder, ...words);

  /** An apply of which the first write is made. */
  const underWay = (): Promise<Applying> =>
    served.underWay(folder, () => Object.values(served.sandbox.world.groups).some(({ name }) => name === 'crew'));

  test('that is killed is gone on with; meanwhile others are told who has the lock', async () => {
    const { child, ended } = await underWay();
    // It waits for the answer to a write that is made: one that was begun and is not there would be looked for for a minute.
    child.kill('SIGSTOP');
    const other = await there('apply', '--approve', 'sha256:000000000000');
    expect(other.code).toBe(1);
    expect(other.stderr.replace(/\s+/g, ' ')).toContain('Mara <mara@acme.test> has been applying plan sha256:');
    child.kill('SIGKILL');
    await ended;
    const resumed = await there('apply', '--resume', '--format', 'json');
    expect(resumed.code).toBe(0);
    expect(JSON.parse(resumed.stdout)).toMatchObject({ open: false, outcome: { end: 'done' } });
    expect((await there('apply')).stderr).toContain('there is nothing to do');
    expect(run(['log', '--verify'], { cwd: folder }).code).toBe(0);
  });

  test('that is told to stop finishes the write in hand, keeps its place, and can be abandoned', async () => {
    const { child, ended } = await underWay();
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    const types = git(folder, 'log', '--format=%s', 'refs/permafrost/rehearsal%3aacme.atlassian.net').split('\n');
    expect(types[0]).toContain('checkpoint');
    expect((await there('apply', '--approve', 'sha256:000000000000')).code).toBe(1);
    const abandoned = await there('apply', '--abandon');
    expect([abandoned.code, abandoned.stderr]).toEqual([0, expect.stringContaining('has ended')]);
    const undone = await there('undo', '--dry-run', '--as-far-as-possible');
    expect([undone.code, undone.stdout]).toEqual([0, expect.stringContaining('Delete group crew')]);
  });
});
