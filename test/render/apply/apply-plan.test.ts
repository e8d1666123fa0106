import { describe, expect, test } from '@jest/globals';
import type { ApplyPlan } from '../../../src/apply/apply-plan.js';
import { applyPlanJson } from '../../../src/apply/apply-plan-json.js';
import { applyPlanMarkdown } from '../../../src/render/apply/markdown.js';
import { applyPlanText } from '../../../src/render/apply/text.js';
import { planOf } from '../../apply/plan-of.js';
import { step } from '../../apply/plans.js';
import type { ChangeClass } from '../../../src/plan/plan.js';
import { expectGolden } from '../../support/golden.js';

const plainly = (text: string): string => text;
const paint = { bold: plainly, dim: plainly, red: plainly, green: plainly, yellow: plainly } as Parameters<
  typeof applyPlanText
>[1]['paint'];
const text = (plan: ApplyPlan, all = false): string => applyPlanText(plan, { columns: 100, paint, all });

/** Something of everything: gains, losses, steps by hand, what stays, a guard that stops it. */
const plan = await planOf({
  limits: '{maxRemovalPercent: 10, minAdmins: 2}',
  live: `{kind: Users, name: more, users: {eva@acme.test: {products: [jira-software]}, kim@client.test: {guest: [confluence]}}}
---
{kind: Role, name: Devs}
---
{kind: Group, name: old, members: [bo@acme.test]}
---
{kind: Scheme, name: standard, grants: [{to: [role:Devs, group:admins], allow: [BROWSE_PROJECTS]}]}
---
{kind: Project, key: ONE, lead: ana@acme.test, scheme: standard, roles: {Devs: [user:eva@acme.test]}}
---
{kind: Space, key: DOCS, access: [{to: [group:admins], allow: [all]}]}`,
  policies: `{kind: Users, name: more, users: {eva@acme.test: {products: [jira-software]}, kim@client.test: {guest: [confluence]}, cy@acme.test: {products: [jira-software]}}}
---
{kind: Role, name: Devs}
---
{kind: Scheme, name: standard, grants: [{to: [role:Devs, group:admins], allow: [BROWSE_PROJECTS, CREATE_ISSUES]}]}
---
{kind: Project, key: ONE, lead: ana@acme.test, scheme: standard, roles: {Devs: [user:bo@acme.test, user:cy@acme.test]}}
---
{kind: Space, key: DOCS, access: [{to: [group:admins], allow: [all]}, {to: [user:bo@acme.test], allow: [read/space, create/comment]}], guests: [kim@client.test]}
---
{kind: Space, key: NEW, access: [{to: [group:admins], allow: [all]}]}`,
});

test('a plan tells the verdict first, then people, then what is done', () => {
  expectGolden('apply/plan.txt', text(plan));
  expectGolden('apply/plan-all.txt', text(plan, true));
  expectGolden('apply/plan.md', applyPlanMarkdown(plan));
  expectGolden('apply/plan.json', applyPlanJson(plan));
});

test('what belongs to a number stands beside it, however many there are', () => {
  const steps = Array.from({ length: 12 }, (_, index) =>
    step(index + 1, { what: `${'word '.repeat(30)}${String(index + 1)}.`, clicks: ['Click.'] }),
  );
  const gains = Array.from({ length: 12 }, () => ({
    ...(plan.access.more[0] as ChangeClass),
    company: 'a company with a long name '.repeat(4).trim(),
  }));
  const lines = text({ ...plan, manual: steps, access: { ...plan.access, more: gains } }).split('\n');
  const numbered = lines.flatMap((line, index) => (/^ {1,3}\d+\. word/.test(line) ? [[line, lines[index + 1] ?? ''] as const] : []));
  expect(numbered).toHaveLength(12);
  for (const [first, next] of numbered) expect([first.indexOf('word'), next.indexOf('word')]).toEqual([6, 6]);
  const wrapped = lines.findIndex((line) => line.startsWith('+ 10. '));
  expect(lines[wrapped + 1]).toMatch(/^ {6}\S/);
});

test('a plan that takes an entry back says which', () => {
  expect(applyPlanText(plan, { columns: 200, paint, all: false }, 4)).toMatch(
    /by hand to take back on https:\/\/acme\.atlassian\.net what entry 4 of the record made, as of/,
  );
  expect(applyPlanMarkdown(plan, 4)).toContain('what entry 4 of the record made');
});

test('nothing to do is said', async () => {
  const nothing = await planOf({});
  expect(text(nothing)).toMatch(/^NOTHING TO DO {2}https:\/\/acme\.atlassian\.net is as commit c0ffee000000 says/);
  expect(applyPlanMarkdown(nothing)).toMatch(/^## Nothing to do\n/);
});

describe('hostile names', () => {
  const name = 'a|b <i> # [x](http://evil.test) @kim ::error:: \u001b[31m\u202e`';
  /** A plan from a file may say anything. */
  const hostile = planOf({ policies: '{kind: Group, name: eng, members: [bo@acme.test]}' }).then(
    (found) =>
      JSON.parse(applyPlanJson(found), (_, value: unknown) =>
        typeof value === 'string' ? value.replaceAll('eng', name) : value,
      ) as ApplyPlan,
  );

  test('do nothing to a terminal', async () => {
    const shown = text(await hostile);
    expect(shown).toContain('a|b <i> # [x]');
    // eslint-disable-next-line no-control-regex -- these are what must not be there
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|::error::/);
  });

  test('are code in Markdown', async () => {
    const shown = applyPlanMarkdown(await hostile);
    const outside = shown.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
    expect(outside).not.toMatch(/evil|<i>|@kim/);
    expect(shown).toContain('evil.test');
  });
});
