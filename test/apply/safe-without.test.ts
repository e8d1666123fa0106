import { describe, expect, test } from '@jest/globals';
import { isSafeWithout } from '../../src/apply/safe-without.js';
import type { PlannedWrite } from '../../src/apply/apply-plan.js';
import type { Fact } from '../../src/diff/facts.js';
import { withChanges } from '../../src/diff/fact-change.js';
import { factsOf } from '../../src/diff/facts.js';
import { asOf, compiled } from '../support/compiled.js';
import { adds, group, member, takes } from './plans.js';

const policies = `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.test]
plan: premium
admins: [user:root@acme.test, user:ana@acme.test]
---
kind: Users
name: people
users:
  root@acme.test: {products: [jira-software]}
  ana@acme.test: {products: [jira-software]}
  bo@acme.test: {products: [jira-software]}
  cy@acme.test: {products: [jira-software]}
---
{kind: Group, name: old, members: [ana@acme.test]}
---
{kind: Group, name: new, members: [bo@acme.test]}
---
{kind: Role, name: Developers}
---
{kind: Scheme, name: standard, grants: [{to: [role:Developers], allow: [BROWSE_PROJECTS]}, {to: [role:Developers], allow: [ADMINISTER_PROJECTS]}]}
---
{kind: Project, key: ONE, lead: root@acme.test, scheme: standard, roles: {Developers: [group:old, group:new]}}
`;

const [oldAna, newAna] = [member('old', 'ana@acme.test'), member('new', 'ana@acme.test')];

async function safe(writes: readonly PlannedWrite[], waiting: readonly string[]): Promise<boolean> {
  const { site } = await compiled([['policies/all.yaml', policies]]);
  const before = factsOf(site, asOf);
  const after = withChanges(
    before,
    writes.flatMap(({ changes }) => changes),
  );
  return isSafeWithout({ before, after, about: site.about, people: site.people, asOf }, writes, new Set(waiting));
}

describe('an order without what waits', () => {
  test('is safe where what waits has nothing to do with the rest', async () => {
    expect(await safe([adds('1', group('empty')), takes('2', member('new', 'bo@acme.test'))], ['1'])).toBe(true);
  });

  test('is not where somebody would be left without what they have before and after', async () => {
    const moving = [adds('1', newAna), takes('2', oldAna)];
    expect(await safe(moving, ['1'])).toBe(false);
    expect(await safe(moving, [])).toBe(true);
  });

  test('is not where it would give more than before and after', async () => {
    // The group loses the role before it gets somebody new: who waits for the first must not see the second made.
    const actor = { type: 'actor', of: 'project:ONE', says: ['role:Developers', 'group:new'] } as const;
    const writes = [takes('1', actor), adds('2', member('new', 'cy@acme.test'))];
    expect(await safe(writes, ['1'])).toBe(false);
    expect(await safe(writes, [])).toBe(true);
  });

  describe('counts what the site gives unasked', () => {
    const actor = (user: string): Fact => ({ type: 'actor', of: 'project:ONE', says: ['role:Developers', `user:${user}`] });
    // Cy comes along with bo, and is taken out again.
    const [gives, setsRight] = [adds('1', actor('bo@acme.test')), { ...takes('2', actor('cy@acme.test')), corrects: '1' }];
    const other = adds('3', group('empty'));

    test('as something that nobody takes away, where what would waits', async () => {
      expect(await safe([gives, setsRight, other], ['2'])).toBe(false);
      expect(await safe([gives, setsRight, other], ['1', '2'])).toBe(true);
    });

    test('but for what is set right by what is made, as the plan says', async () => {
      expect(await safe([gives, setsRight, other], ['3'])).toBe(true);
    });

    test('and still counts what is given for another reason', async () => {
      const both = [gives, setsRight, takes('3', member('new', 'bo@acme.test')), adds('4', member('new', 'cy@acme.test'))];
      // Cy gets into a group that has access; nothing that sets right excuses that.
      const writes = [...both, takes('5', { type: 'actor', of: 'project:ONE', says: ['role:Developers', 'group:new'] })];
      expect(await safe(writes, ['5'])).toBe(false);
    });
  });
});
