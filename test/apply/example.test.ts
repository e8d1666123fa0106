import { beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import type { ApplyPlan } from '../../src/apply/apply-plan.js';
import { makeApplyPlan } from '../../src/apply/make-apply-plan.js';
import { orderPieces } from '../../src/apply/order-pieces.js';
import { appliedBy, applyPlanFor } from '../../src/applying.js';
import { comparable } from '../../src/drift/comparable.js';
import { compareWithSite } from '../../src/drift/drift-between.js';
import type { LiveState } from '../../src/drift/live-state.js';
import { managedThings } from '../../src/drift/managed.js';
import { compilePolicies, readPolicies, type Compiled } from '../../src/pipeline.js';
import { freshWorld } from '../../src/sandbox/seed.js';
import { readSiteOf, readWorld, withAccounts } from '../drift/sandbox-site.js';
import { asOf } from '../support/compiled.js';
import { root } from '../support/run.js';
import { treeFrom } from '../support/tree.js';
import { commit } from './plan-of.js';

let policies: Compiled;
let live: LiveState;
let plan: ApplyPlan;
beforeAll(async () => {
  const read = compilePolicies(await readPolicies(treeFrom(join(root, 'policies')), asOf));
  if (read === undefined) throw new Error('The example has errors.');
  policies = read;
  live = await readWorld(freshWorld(), policies.site.about.internalDomains);
  plan = await applyPlanFor(policies, live, { commit });
});

describe('the example, on a site on its first day', () => {
  test('is made by writes in a proven order, and by steps by hand for what no API does', () => {
    const kinds = new Map<string, number>();
    for (const { what } of plan.writes) kinds.set(what.split(' ')[0] ?? '', (kinds.get(what.split(' ')[0] ?? '') ?? 0) + 1);
    expect(Object.fromEntries(kinds)).toMatchObject({ Invite: 59, Make: 49, Add: expect.any(Number), Put: expect.any(Number) });
    expect(plan.guards.find(({ name }) => name === 'order')).toMatchObject({ ok: true });
    expect(plan.left).toEqual([]);
    expect(plan.manual.map(({ what }) => what.split(':')[0])).toContain('Set the global permissions of Jira');
  });

  test('has the first administrator taken away by hand, and last: the whole organization is not for a write', () => {
    expect(plan.manual.at(-1)?.what).toContain('Let admin@sandbox.example administer the whole organization no more');
    expect(plan.writes.filter(({ what }) => what.startsWith('Let admin@sandbox.example administer'))).toEqual([]);
  });

  test('has a product that is not on the site bought first, and what gives it waits', () => {
    const [business, first] = plan.manual;
    // A group of the identity provider gives it, so that no write waits for it.
    expect(business).toMatchObject({ product: 'jira-core', before: [] });
    expect(first).toMatchObject({ product: 'jira-servicedesk', what: expect.stringContaining('Add the product jira-servicedesk') });
    const waits = plan.writes.filter(({ id }) => first?.before.includes(id)).map(({ what }) => what);
    expect(waits).toContain('Let group support give the product jira-servicedesk.');
    expect(
      plan.writes.filter(({ changes }) => changes.some(({ after }) => after?.says[0] === 'jira-servicedesk')).map(({ what }) => what),
    ).toEqual(waits);
  });

  test('names a line for each step by hand, and for each limit', () => {
    expect(plan.manual.filter(({ where }) => where === undefined)).toEqual([]);
    expect(plan.guards.find(({ name }) => name === 'min-admins')?.where).toMatchObject({ file: 'site.yaml' });
  });

  test('asks for no click again that the policies which were applied last asked for', async () => {
    const asked = ({ manual }: ApplyPlan): boolean => manual.some(({ what }) => what.startsWith('Set the global permissions'));
    const again = await applyPlanFor(policies, live, { commit, applied: appliedBy(policies.site, live, asOf) });
    expect([asked(plan), asked(again)]).toEqual([true, false]);
  });
});

test('on a site that is as the policies say nothing is done', async () => {
  const site = withAccounts(policies.site);
  const same = await readSiteOf(site);
  const { writes, manual, left } = makeApplyPlan(
    {
      compared: compareWithSite(site, same, asOf, { managed: managedThings(site) }),
      excused: new Map(),
      policies: { commit, digest: policies.matrix.digest },
      applied: comparable(site, same, asOf).policies,
    },
    orderPieces,
  );
  expect({ writes, manual, left }).toEqual({ writes: [], manual: [], left: [] });
});
