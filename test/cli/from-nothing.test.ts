import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApplyPlan } from '../../src/apply/apply-plan.js';
import type { ApplyResult } from '../../src/apply/result.js';
import { startSandbox } from '../../src/sandbox/server.js';
import type { World } from '../../src/sandbox/world.js';
import { commit, createRepository, git, scratchFolder } from '../load/scratch.js';
import { digestIn, signedAs } from '../support/applied-folder.js';
import { command, root, run, type Ran } from '../support/run.js';
import { runAsync } from '../support/run-async.js';
import { environmentFor } from '../support/served-apply.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

/** The example company in a repository of its own, its dates as far away as they were when it was written: a site is made as of today. */
function exampleRepository(name: string): string {
  const folder = createRepository(join(scratch.root, name));
  cpSync(join(root, 'policies'), join(folder, 'policies'), { recursive: true });
  const day = 86_400_000;
  const shift = Math.floor(Date.now() / day) * day - Date.parse('2026-11-21');
  for (const path of readdirSync(join(folder, 'policies'), { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.yaml')) continue;
    const file = join(folder, 'policies', path);
    const moved = readFileSync(file, 'utf8').replace(/\b20\d\d-\d\d-\d\d\b/g, (each) =>
      new Date(Date.parse(each) + shift).toISOString().slice(0, 10),
    );
    writeFileSync(file, moved);
  }
  commit(folder, { '.gitignore': '*.json\n' });
  signedAs(folder, 'Ingrid', 'ingrid@brightfell.example');
  return folder;
}

/** What the README tells to type, in its order; where it would ask, the digest agrees. */
const commands = [
  ...(/^### Make it real\n.*?^```sh\n(.*?)^```/ms.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1] ?? '').matchAll(
    /^npx permafrost (.*?)\s+#/gm,
  ),
].map(([, line = '']) => line.split(' '));

const at =
  (cwd: string) =>
  (...words: readonly string[]): Ran =>
    run(words, { cwd });
const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe('the example company, from a site on its first day', () => {
  let folder = '';
  let permafrost = at('');
  let planned: Ran;
  let plan: ApplyPlan;
  let first: ApplyResult;
  let clicked: Ran;
  let second: Ran;

  beforeAll(() => {
    folder = exampleRepository('brightfell');
    permafrost = at(folder);
    // Nobody could reach it: a rehearsal does not try.
    git(folder, 'remote', 'add', 'origin', join(scratch.root, 'nowhere.git'));
    const [make, makePlan, applyPlan, click, applyRest] = commands;
    expect(permafrost(...(make ?? []))).toMatchObject({ code: 0 });
    planned = permafrost(...(makePlan ?? []));
    plan = JSON.parse(readFileSync(join(folder, 'apply.json'), 'utf8')) as ApplyPlan;
    const ran = permafrost(...(applyPlan ?? []), '--approve', plan.digest.slice(0, 20), '--format', 'json', '--quiet');
    first = JSON.parse(ran.stdout) as ApplyResult;
    clicked = permafrost(...(click ?? []));
    const rest = digestIn(permafrost(...(applyRest ?? []), '--dry-run'));
    second = permafrost(...(applyRest ?? []), '--approve', rest);
  }, 240_000);

  test('goes as the README says', () => {
    expect(commands.map(([name]) => name)).toEqual(['sandbox', 'plan', 'apply', 'sandbox', 'apply', 'drift', 'undo']);
  });

  test('is planned with every limit kept', () => {
    expect([planned.code, planned.stderr]).toEqual([0, expect.stringContaining('The plan is in "apply.json"')]);
    expect(plan.guards.filter(({ ok }) => !ok)).toEqual([]);
    expect(plan.writes.length).toBeGreaterThan(200);
  });

  test('is made but for what waits for somebody who clicks, and the site agrees with every cell that it can be asked about', () => {
    expect(first.outcome.end).toBe('waiting');
    expect(first.outcome.counts).toMatchObject({ refused: 0, unknown: 0 });
    expect(first.outcome.writes.filter(({ type }) => type !== 'made' && type !== 'waiting')).toEqual([]);
    expect(first.checked).toMatchObject({ disagreements: [] });
    expect(first.checked?.asked.changed).toBeGreaterThan(1000);
  });

  test('has each step by hand done in the sandbox', () => {
    expect([clicked.code, flat(clicked.stdout)]).toEqual([
      0,
      expect.stringContaining(`${String(plan.manual.length)} steps done, 0 so already, 0 not done.`),
    ]);
  });

  test('has the rest made by the next apply', () => {
    expect([second.code, flat(second.stdout)]).toEqual([0, expect.stringContaining('It agrees.')]);
    expect(second.stdout).toContain('DONE');
  });

  test('is then without drift, and there is nothing to do the second time: not one write is sent', async () => {
    expect(permafrost(...(commands[5] ?? []))).toMatchObject({ code: 0, stdout: '' });
    const world = JSON.parse(readFileSync(join(folder, 'site.json'), 'utf8')) as World;
    const sandbox = await startSandbox({ world });
    try {
      const env = { ...environmentFor(world), HOME: scratch.root, PERMAFROST_EMAIL: 'ingrid@brightfell.example' };
      const again = await runAsync(process.execPath, [command, 'apply', '--site', sandbox.url, '--remote', 'none'], { cwd: folder, env });
      expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('there is nothing to do')]);
      const answer = await fetch(`${sandbox.url}/sandbox/requests`);
      const asked = (await answer.json()) as { readonly total: number; readonly writes: number; readonly refusedWrites: number };
      expect(asked).toMatchObject({ writes: 0, refusedWrites: 0 });
      expect(asked.total).toBeGreaterThan(50);
    } finally {
      await sandbox.close();
    }
  });

  test('has a record that verifies', () => {
    expect(permafrost('log', '--verify')).toMatchObject({ code: 0 });
  });

  test('can be taken back, and it is said who would lose what', () => {
    const undo = permafrost(...(commands[6] ?? []));
    // Guardrails that hold now stand in the way of taking back the second apply alone.
    expect([undo.code, flat(undo.stdout)]).toEqual([1, expect.stringContaining('WHO LOSES')]);
    expect(flat(undo.stderr)).toContain('guardrails that are kept now would be broken by it');
    expect(undo.stdout).toContain('paula@brightfell.example');
    expect(flat(undo.stdout)).toMatch(/x guardrail: .* policies\/\S+\.yaml:\d+ Change the policies/);
  });
});
