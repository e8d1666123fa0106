import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseApplyPlan } from '../../src/apply/parse-apply-plan.js';
import { worldOf } from '../../src/sandbox/from-policies/world-of.js';
import { createRepository, scratchFolder } from '../load/scratch.js';
import { compiled } from '../support/compiled.js';
import { run } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const site = `{kind: Site, name: acme, url: "https://acme.atlassian.net", internalDomains: [acme.test], plan: premium, admins: [group:admins], limits: {minAdmins: 1}}
---
{kind: Users, name: people, users: {ana@acme.test: {products: [jira-software]}, bo@acme.test: {products: [jira-software]}}}
---
{kind: Group, name: admins, members: [ana@acme.test]}
`;
const more = `${site}---\n{kind: Group, name: eng, members: [bo@acme.test]}\n`;

let folder = '';
beforeAll(async () => {
  folder = createRepository(join(scratch.root, 'work'), { 'policies/a.yaml': more });
  writeFileSync(join(folder, 'site.json'), JSON.stringify(worldOf((await compiled([['policies/a.yaml', site]])).site, '2026-11-21')));
});
const plan = (...words: readonly string[]): ReturnType<typeof run> =>
  run(['plan', '--live', '--site', 'sandbox:site.json', '--as-of', '2026-11-21', ...words], { cwd: folder });

describe('plan --live --apply-plan', () => {
  test('writes what apply would do to a file, and tells it', () => {
    const ran = plan('--apply-plan', 'plan.json', '--caller', 'ana@acme.test');
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([
      0,
      expect.stringMatching(/^READY {2}2 writes to make/),
      expect.stringContaining('"plan.json"'),
    ]);
    const read = parseApplyPlan(readFileSync(join(folder, 'plan.json'), 'utf8'));
    expect(read).toMatchObject({
      type: 'plan',
      plan: { writes: [{ what: 'Make group eng.' }, { what: 'Add bo@acme.test to group eng.' }] },
    });
    expect(ran.stdout).toContain('ana@acme.test, who applies it, keeps all rights to administer.');
  });

  test('says the same bytes as JSON', () => {
    const ran = plan('--apply-plan', 'plan.json', '--format', 'json');
    expect(ran.stdout).toBe(readFileSync(join(folder, 'plan.json'), 'utf8'));
  });

  test('tells with the exit code that there is something to do, and that a guard stops it', () => {
    expect(plan('--apply-plan', 'plan.json', '--detailed-exitcode').code).toBe(2);
    const strict = createRepository(join(scratch.root, 'strict'), { 'policies/a.yaml': more.replace('minAdmins: 1', 'minAdmins: 3') });
    const ran = run(
      ['plan', '--live', '--site', `sandbox:${join(folder, 'site.json')}`, '--apply-plan', 'plan.json', '--as-of', '2026-11-21'],
      { cwd: strict },
    );
    expect([ran.code, ran.stdout]).toEqual([
      1,
      expect.stringMatching(
        /^REFUSED[^]*x min-admins: 1 person administers the site afterwards\. The limit is 3\.\n +policies\/a\.yaml:1\n/,
      ),
    ]);
  });

  test('wants a commit: what is only in the working tree is refused', () => {
    writeFileSync(join(folder, 'policies/b.yaml'), '{kind: Group, name: late}\n');
    const ran = plan('--apply-plan', 'other.json');
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringMatching(/differs from the last commit: "policies\/b\.yaml"/)]);
    rmSync(join(folder, 'policies/b.yaml'));
  });

  test('goes with --live, and --caller with it', () => {
    const alone = run(['plan', '--apply-plan', 'x.json'], { cwd: folder });
    expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('--apply-plan goes with --live')]);
    const caller = plan('--caller', 'ana@acme.test');
    expect([caller.code, caller.stderr]).toEqual([2, expect.stringContaining('--caller goes with --apply-plan')]);
  });
});
