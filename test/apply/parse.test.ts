import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApplyPlan } from '../../src/apply/apply-plan.js';
import { applyPlanJson } from '../../src/apply/apply-plan-json.js';
import { parseApplyPlan } from '../../src/apply/parse-apply-plan.js';
import { root } from '../support/run.js';
import { planOf } from './plan-of.js';

const space = (bo: string): string =>
  `{kind: Space, key: DOCS, access: [{to: [group:admins], allow: [all]}, {to: ["user:bo@acme.test"], allow: [${bo}]}]}`;
const plan = await planOf({
  policies: `{kind: Group, name: eng, members: [bo@acme.test]}
---
${space('read/space, create/comment')}
---
{kind: Channel, name: talk, private: false}`,
  live: `${space('read/space')}\n---\n{kind: Channel, name: talk}`,
});
const text = applyPlanJson(plan);
type Loose = Record<string, unknown> & {
  writes: Record<string, unknown>[];
  manual: Record<string, unknown>[];
  guards: Record<string, unknown>[];
  access: { more: Record<string, unknown>[]; lists: Record<string, unknown[]> };
};
const edited = (edit: (plan: Loose) => void): string => {
  const copy = JSON.parse(text) as Loose;
  edit(copy);
  return JSON.stringify(copy);
};

test('a plan is read back as it was written, and follows its schema', () => {
  expect(plan.writes.length * plan.manual.length).toBeGreaterThan(0);
  expect(plan.writes.filter(({ corrects }) => corrects !== undefined)).toHaveLength(1);
  const read = parseApplyPlan(text);
  expect(read.type === 'plan' ? applyPlanJson(read.plan) : read.why).toBe(text);
  const valid = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(
    JSON.parse(readFileSync(join(root, 'schemas/apply-plan.schema.json'), 'utf8')) as object,
  );
  expect([valid(JSON.parse(text)), valid.errors]).toEqual([true, null]);
});

const first = (list: readonly Record<string, unknown>[]): Record<string, unknown> => list[0] ?? {};

describe('a file that is no plan is refused', () => {
  test.each<{ readonly name: string; readonly text: string; readonly why: RegExp }>([
    { name: 'no JSON', text: '{', why: /no JSON/ },
    { name: 'a list', text: '[]', why: /no object/ },
    { name: 'another version', text: edited((each) => (each['version'] = 2)), why: /version is "2"/ },
    { name: 'a field too many', text: edited((each) => (each['more'] = 1)), why: /belongs to no plan/ },
    { name: 'a field too few', text: edited((each) => delete each['left']), why: /has no left/ },
    {
      name: 'a write of another group',
      text: edited((each) => (first(each.writes)['changes'] = [{ after: { type: 'group', of: 'group:x', says: [] } }])),
      why: /was edited/,
    },
    { name: 'a write that changes nothing', text: edited((each) => (first(each.writes)['changes'] = [{}])), why: /changes nothing/ },
    {
      name: 'a kind of fact that there is not',
      text: edited((each) => (first(each.writes)['changes'] = [{ after: { type: 'root', of: 'site', says: [] } }])),
      why: /is none of/,
    },
    {
      name: 'a write that sets right a later one',
      text: edited((each) => (first(each.writes)['corrects'] = '2')),
      why: /sets right what no earlier one does/,
    },
    {
      name: 'a write that sets right nothing',
      text: edited((each) => each.writes.forEach((one) => delete one['corrects'])),
      why: /was edited/,
    },
    { name: 'writes in another order', text: edited((each) => each.writes.reverse()), why: /not numbered/ },
    { name: 'a write taken out', text: edited((each) => each.writes.pop()), why: /was edited/ },
    { name: 'a step by hand taken out', text: edited((each) => each.manual.pop()), why: /was edited/ },
    { name: 'other clicks', text: edited((each) => (first(each.manual)['clicks'] = ['Delete it all.'])), why: /was edited/ },
    {
      name: 'another commit',
      text: edited((each) => (each['policies'] = { ...plan.policies, commit: 'f'.repeat(40) })),
      why: /was edited/,
    },
    {
      name: 'a commit that is an option',
      text: edited((each) => (each['policies'] = { ...plan.policies, commit: '--upload-pack=x' })),
      why: /no whole id/,
    },
    { name: 'a step that waits for nothing', text: edited((each) => (first(each.manual)['before'] = ['99'])), why: /does not have/ },
    {
      name: 'somebody in no list',
      text: edited((each) => (first(each.access.more)['subjects'] = [99])),
      why: /in none of its lists/,
    },
    { name: 'a step in no list', text: edited((each) => (each.access.lists['steps'] = [])), why: /in none of its lists/ },
    {
      name: 'access by names',
      text: edited((each) => (first(each.access.more)['subjects'] = ['user:bo@acme.test'])),
      why: /no whole number/,
    },
    { name: 'a prototype', text: text.replace('"version"', '"__proto__": {}, "version"'), why: /no JSON/ },
  ])('$name', ({ text: written, why }) => {
    const read = parseApplyPlan(written);
    expect(read.type === 'refused' ? read.why : (read.plan satisfies ApplyPlan)).toMatch(why);
  });
});
