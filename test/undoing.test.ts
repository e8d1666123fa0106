import { describe, expect, test } from '@jest/globals';
import type { ApplyPlan } from '../src/apply/apply-plan.js';
import { wayBack, type Undo, type WayBack } from '../src/apply/undo.js';
import type { FactChange } from '../src/diff/fact-change.js';
import { factsOf } from '../src/diff/facts.js';
import type { Site } from '../src/model/site.js';
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

describe('an undo of things that others are in by now', () => {
  const made = `${policies}---
{kind: Group, name: crew, members: [bo@acme.test], products: [jira-software]}
---
{kind: Scheme, name: open, grants: [{to: [group:crew], allow: [BROWSE_PROJECTS]}]}
---
{kind: Channel, name: talk, private: true, members: [user:bo@acme.test]}
`;
  const wayOf = (live: Site): WayBack => {
    const changes = factsOf(live, asOf)
      .filter(({ of, says }) => ['group:crew', 'scheme:open', 'channel:talk'].includes(of) && says[0] !== 'user:ana@acme.test')
      .map((before) => ({ before }));
    return { changes, renames: [], back: [], changed: [], notOurs: [], unnoted: [] };
  };
  const planFor = async (text: string): Promise<ApplyPlan> => {
    const [policy, live] = await Promise.all([made, text].map((each) => compiled([['policies/a.yaml', each]])));
    if (policy === undefined || live === undefined) throw new Error('Two texts are two sites.');
    const state: LiveState = { site: live.site, apis: allApis, blindSpots: [] };
    return undoPlan({ policies: policy.site, live: state, asOf, commit: 'c0ffee'.padEnd(40, '0') }, wayOf(live.site));
  };
  const goes = ({ writes }: ApplyPlan): readonly string[] =>
    writes.flatMap(({ changes }) => changes.flatMap(({ before }) => (before === undefined ? [] : [`${before.type} ${before.of}`])));

  test('takes all of it back where nobody is', async () => {
    const plan = await planFor(made);
    expect(goes(plan)).toEqual(expect.arrayContaining(['group group:crew', 'scheme scheme:open', 'channel-member channel:talk']));
    expect(plan.left.map(({ why }) => why).join('\n')).not.toContain('something else of the site names it');
  });

  test('leaves what they are in, and says who, and takes back the rest', async () => {
    const ana = made.replaceAll('members: [', 'members: [ana@acme.test, ').replace('[ana@acme.test, user:', '[user:ana@acme.test, user:');
    const plan = await planFor(`${ana}---
{kind: Project, key: ONE, scheme: open}
`);
    expect(goes(plan)).toEqual(expect.arrayContaining(['member group:crew', 'grant scheme:open', 'channel-member channel:talk']));
    expect(goes(plan).filter((each) => /^(?:group|scheme|channel|private) /.test(each))).toEqual([]);
    expect(plan.left.map(({ why }) => why).sort()).toEqual([
      'Channel talk stays, since something else of the site names it: channel-member ana@acme.test.',
      'Group crew stays, since something else of the site names it: member ana@acme.test.',
      'Scheme open stays, since something else of the site names it: project-scheme ONE.',
    ]);
  });

  test('says once that a project stays which is not archived, and nothing of its lead', async () => {
    const text = `${policies.replace('premium', 'standard')}---
{kind: Project, key: TWO, lead: bo@acme.test, scheme: open}
---
{kind: Scheme, name: open, grants: []}
`;
    const { site } = await compiled([['policies/a.yaml', text]]);
    const changes = factsOf(site, asOf)
      .filter(({ of }) => of === 'project:TWO')
      .map((before) => ({ before }));
    const state: LiveState = { site, apis: allApis, blindSpots: [] };
    const plan = undoPlan(
      { policies: site, live: state, asOf, commit: 'c0ffee'.padEnd(40, '0') },
      { changes, renames: [], back: [], changed: [], notOurs: [], unnoted: [] },
    );
    expect(plan.left.map(({ why }) => why)).toEqual([expect.stringContaining('The work in project TWO stays')]);
  });
});
