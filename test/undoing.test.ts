import { describe, expect, test } from '@jest/globals';
import { wayBack, type Undo } from '../src/apply/undo.js';
import type { FactChange } from '../src/diff/fact-change.js';
import { align } from '../src/drift/align.js';
import { heldOn } from '../src/drift/comparable.js';
import type { LiveState } from '../src/drift/live-state.js';
import { undoPlan } from '../src/undoing.js';
import { allApis } from './drift/sandbox-site.js';
import { asOf, compiled } from './support/compiled.js';

const policies = `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.test]
plan: premium
admins: [user:ana@acme.test]
limits: {maxRemovalPercent: 100, minAdmins: 1}
---
{kind: Users, name: people, users: {ana@acme.test: {products: [jira-software]}, bo@acme.test: {products: [confluence]}}}
`;
/** What the organization makes of a product that somebody is given: a member of its own group. */
const onSite = `${policies.replace('products: [confluence]', 'products: []')}---
{kind: Group, name: confluence-users, members: [bo@acme.test], products: [confluence]}
`;
const given: FactChange = { before: { type: 'product', of: 'user:bo@acme.test', says: ['confluence'] } };

describe('an undo of a product that a group of the site gives', () => {
  test('sees that it stands, and says that it stays', async () => {
    const [policy, live] = await Promise.all([policies, onSite].map((text) => compiled([['policies/a.yaml', text]])));
    if (policy === undefined || live === undefined) throw new Error('Two texts are two sites.');
    const { site } = policy;
    const state: LiveState = { site: live.site, apis: allApis, blindSpots: [] };
    const undo: Undo = {
      version: 1,
      site: site.about.url,
      plan: 'sha256:0',
      writes: [{ write: '1', changes: [given] }],
      notUndone: [],
    };
    const way = wayBack(undo, [{ write: '1', event: 'begin', at: '2026-11-21T00:00:00Z' }], heldOn(align(site, state, asOf), site, state));
    expect([way.changes, way.back]).toEqual([[given], []]);
    const plan = undoPlan({ policies: site, live: state, asOf, commit: 'c0ffee'.padEnd(40, '0') }, way);
    expect(plan.writes).toEqual([]);
    expect(plan.left).toContainEqual({
      changes: [given],
      why: 'Not taken back is the product confluence of bo@acme.test: it comes through a group of the site, whose members are changed by hand.',
    });
  });
});
