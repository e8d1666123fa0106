import { describe, expect, test } from '@jest/globals';
import type { AuthorClaim } from '../../src/plan/author.js';
import type { PlanApprovals } from '../../src/plan/approvals.js';
import { planPolicies } from '../../src/planning.js';
import { readPolicies } from '../../src/pipeline.js';
import { asOf, compiled } from '../support/compiled.js';
import { treeOf } from '../support/tree.js';
import { swap } from './change-of.js';

const company = `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
owner: user:root@acme.example
---
kind: Users
name: staff
defaults: {products: [jira-software, confluence]}
users:
  root@acme.example: {}
  ann@acme.example: {labels: {github: Ann-G}}
  bob@acme.example: {}
  cis@acme.example: {}
  gone@acme.example: {active: false}
  over@acme.example: {until: 2026-11-20}
  bot: {type: app, audience: internal}
---
kind: Users
name: orbit
defaults: {company: orbit, products: [jira-software]}
users:
  jon@orbit.example: {}
  kit@orbit.example: {}
---
kind: Users
name: lumen
defaults: {company: lumen, products: [jira-software]}
users:
  ida@lumen.example: {}
---
kind: Group
name: leads
members: [bob@acme.example]
includes: [more-leads]
---
kind: Group
name: more-leads
members: [ann@acme.example, gone@acme.example, {user: cis@acme.example, until: 2026-11-20}]
---
kind: Group
name: watchers
members: [ann@acme.example]
---
kind: Role
name: Members
---
kind: Scheme
name: shared
grants:
  - {to: [role:Members], allow: [contributor]}
---
kind: Project
key: ALPHA
lead: user:ann@acme.example
scheme: shared
roles: {Members: []}
---
kind: Project
key: BETA
owner: group:leads
lead: user:cis@acme.example
scheme: shared
roles: {Members: [group:watchers]}
---
kind: Project
key: ORBIT
owner: user:bob@acme.example
scheme: shared
labels: {company: orbit}
---
kind: Space
key: DOCS
---
kind: Channel
name: chat
owner: user:cis@acme.example
---
kind: Collaboration
name: orbit-one
company: orbit
sponsor: user:bob@acme.example
until: 2027-06-30
members: [jon@orbit.example]
project: {key: ORBIT, role: Members}
---
kind: Collaboration
name: orbit-two
company: orbit
sponsor: user:cis@acme.example
until: 2027-06-30
members: [kit@orbit.example]
project: {key: ORBIT, role: Members}
---
kind: Guardrail
name: no-public
owner: user:cis@acme.example
severity: error
never: {who: [anyone], can: ['*'], on: ['space:*']}
---
kind: Guardrail
name: unowned
severity: warning
never: {who: [anyone], can: ['*'], on: ['project:*']}
`;

type Edit = (text: string) => string;
const both =
  (...edits: readonly Edit[]): Edit =>
  (text) =>
    edits.reduce((edited, edit) => edit(edited), text);

async function approvalsOf(edit: Edit, author?: AuthorClaim, before = company): Promise<PlanApprovals> {
  const head = await compiled([['a.yaml', edit(before)]]);
  const base = await readPolicies(treeOf([['a.yaml', before]]), asOf);
  return (await planPolicies({ base, head, ...(author === undefined ? {} : { author }) })).approvals;
}

/** `owner of project:ALPHA: ann` */
function told({ needed }: PlanApprovals): readonly string[] {
  const bare = (name: string): string => name.replace(/^user:|@.*$/g, '').replace(/@.*/, '');
  return needed.map(
    ({ as, of, people, insteadOf = [] }) =>
      `${as} of ${of.join(' ')}: ${people.map(bare).join(' ') || 'nobody'}${insteadOf.map(({ who, why }) => ` (${bare(who)} ${why})`).join('')}`,
  );
}

const place = (who: string): Edit => swap('roles: {Members: []}', `roles: {Members: [${who}]}`);

describe('who must approve', () => {
  const cases: readonly { readonly name: string; readonly edit: Edit; readonly needed: readonly string[] }[] = [
    { name: 'nobody, where only a comment changes', edit: (text) => `${text}# More.\n`, needed: [] },
    {
      name: 'nobody, where only the order of lists changes',
      edit: swap('products: [jira-software, confluence]', 'products: [confluence, jira-software]'),
      needed: [],
    },
    {
      name: 'the lead of a project that somebody gets into',
      edit: place('user:bob@acme.example'),
      needed: ['owner of project:ALPHA: ann'],
    },
    {
      name: 'the owner rather than the lead, as a group with those it includes, without who is gone or whose membership has ended',
      edit: swap('Members: [group:watchers]', 'Members: []'),
      needed: ['owner of project:BETA: ann bob'],
    },
    {
      name: 'the owner of each place that a group opens, not of the group nobody owns',
      edit: swap('name: watchers\nmembers: [ann@acme.example]', 'name: watchers\nmembers: [ann@acme.example, cis@acme.example]'),
      needed: ['owner of project:BETA: ann bob'],
    },
    {
      name: 'the owner of the site, where a place has none',
      edit: swap('key: DOCS', 'key: DOCS\naccess: [{to: [user:bob@acme.example], allow: [space-viewer]}]'),
      needed: ['owner of space:DOCS: root'],
    },
    {
      name: 'the owner of the site, for products',
      edit: swap('bob@acme.example: {}', 'bob@acme.example: {products: [jira-software]}'),
      needed: ['owner of site: root'],
    },
    {
      name: 'the owner of something whose words alone change',
      edit: swap('name: chat\n', 'name: chat\ndescription: For all.\n'),
      needed: ['owner of channel:chat: cis'],
    },
    {
      name: 'the owner of the site, where nobody owns what gets another label',
      edit: swap('name: watchers\n', 'name: watchers\nlabels: {kind: club}\n'),
      needed: ['owner of group:watchers: root'],
    },
    {
      name: 'the owner of the site, where nobody owns what lasts longer',
      edit: swap('{user: cis@acme.example, until: 2026-11-20}', '{user: cis@acme.example, until: 2026-11-19}'),
      needed: ['owner of group:more-leads: root'],
    },
    {
      name: 'the owner of the site, for its own settings',
      edit: swap('internalDomains: [acme.example]', 'internalDomains: [acme.example, acme.test]'),
      needed: ['owner of site: root'],
    },
    {
      name: 'the owner of before, where the change names another',
      edit: both(
        place('user:bob@acme.example'),
        swap('key: ALPHA\nlead: user:ann', 'key: ALPHA\nowner: user:cis@acme.example\nlead: user:cis'),
      ),
      needed: ['owner of project:ALPHA: ann'],
    },
    {
      name: 'the owner of before, though the place gets another name',
      edit: swap('key: ALPHA\nlead: user:ann', 'key: GAMMA\nformerly: ALPHA\nlead: user:cis'),
      needed: ['owner of project:GAMMA: ann'],
    },
    {
      name: 'whoever a new place names',
      edit: (text) => `${text}---\nkind: Channel\nname: fresh\nowner: user:bob@acme.example\nmembers: [user:ann@acme.example]\n`,
      needed: ['owner of channel:fresh: bob'],
    },
    {
      name: 'the owner of a place that goes',
      edit: (text) => text.replace(/---\nkind: Channel\nname: chat\n[^-]*/, ''),
      needed: ['owner of channel:chat: cis'],
    },
    {
      name: 'the owner of the site in place of an owner who is gone by this change',
      edit: both(swap('  cis@acme.example: {}', '  cis@acme.example: {active: false}'), swap('severity: error', 'severity: warning')),
      needed: ['owner of site: root', 'security of no-public: root (cis inactive)'],
    },
    {
      name: 'the sponsor of those from outside, of their own team',
      edit: place('user:kit@orbit.example'),
      needed: ['owner of project:ALPHA: ann', 'sponsor of orbit: cis', 'security of confine-orbit-two: cis'],
    },
    { name: 'no sponsor, where a company has none', edit: place('user:ida@lumen.example'), needed: ['owner of project:ALPHA: ann'] },
    {
      name: 'any sponsor of the company of somebody in no team',
      edit: both(swap('kit@orbit.example: {}', 'kit@orbit.example: {}\n  leo@orbit.example: {products: []}')),
      needed: ['owner of user:leo@orbit.example: root'],
    },
    {
      name: 'the sponsor of a team that lasts longer, as before, and the owner of where it is',
      edit: (text) =>
        text.replace('sponsor: user:bob@acme.example\nuntil: 2027-06-30', 'sponsor: user:ann@acme.example\nuntil: 2027-12-31'),
      needed: ['owner of project:ORBIT: bob', 'sponsor of orbit: bob'],
    },
    {
      name: 'the owner of a guardrail that is loosened',
      edit: swap('severity: error', 'severity: warning'),
      needed: ['security of no-public: cis'],
    },
    {
      name: 'the owner of a guardrail that breaks, and the sponsors of all whom the public stands for',
      edit: swap('key: DOCS', 'key: DOCS\naccess: [{to: [anyone], allow: [read/space]}]'),
      needed: ['owner of space:DOCS: root', 'sponsor of orbit: bob', 'sponsor of orbit: cis', 'security of no-public: cis'],
    },
    {
      name: 'the owner of the site, for a guardrail of nobody that goes',
      edit: (text) => text.replace(/---\nkind: Guardrail\nname: unowned\n[\s\S]*$/, ''),
      needed: ['security of unowned: root'],
    },
  ];

  test.each(cases)('$name', async ({ edit, needed }) => {
    expect(told(await approvalsOf(edit))).toEqual(needed);
  });

  test('is one line for what is asked of the same people, and the site owner beside others where they are named', async () => {
    const edit = both(
      place('user:bob@acme.example'),
      swap('key: DOCS', 'key: DOCS\nlabels: {a: b}'),
      swap('name: watchers', 'name: watchers\nlabels: {a: b}'),
    );
    expect(told(await approvalsOf(edit))).toEqual(['owner of project:ALPHA: ann', 'owner of group:watchers space:DOCS: root']);
  });

  test('is nobody where even the owner of the site is gone: the change waits', async () => {
    const before = company
      .replace('root@acme.example: {}', 'root@acme.example: {active: false}')
      .replace('lead: user:ann', 'lead: user:gone');
    expect(told(await approvalsOf(place('user:bob@acme.example'), undefined, before))).toEqual([
      'owner of project:ALPHA: nobody (gone inactive)',
    ]);
  });

  test('is the administrators where the site has no owner', async () => {
    const before = company.replace('owner: user:root@acme.example', 'admins: [user:bot, group:leads]');
    const edit = swap('key: DOCS', 'key: DOCS\naccess: [{to: [user:bob@acme.example], allow: [space-viewer]}]');
    expect(told(await approvalsOf(edit, undefined, before))).toEqual(['owner of space:DOCS: ann bob']);
  });

  test('follows the head where there is nothing before it', async () => {
    const head = await compiled([['a.yaml', company]]);
    const base = await readPolicies(treeOf([]), asOf);
    const { needed } = (await planPolicies({ base, head })).approvals;
    expect(needed.find(({ of }) => of.includes('project:ALPHA'))?.people).toEqual(['user:ann@acme.example']);
  });
});

describe('the author', () => {
  const gain = place('user:ann@acme.example');

  test('never approves: the owner of the site does in their place', async () => {
    const approvals = await approvalsOf(place('user:bob@acme.example'), { person: 'ann@acme.example' });
    expect(told(approvals)).toEqual(['owner of project:ALPHA: root (ann author)']);
    expect(approvals.author).toEqual({ subject: 'user:ann@acme.example', gains: false });
  });

  test('is left out of a group that others can answer for', async () => {
    const edit = swap('Members: [group:watchers]', 'Members: []');
    expect(told(await approvalsOf(edit, { person: 'ann@acme.example' }))).toEqual(['owner of project:BETA: bob']);
  });

  test('who gains needs somebody else', async () => {
    const approvals = await approvalsOf(gain, { login: 'ann-g' });
    expect(approvals.author).toEqual({ subject: 'user:ann@acme.example', gains: true });
    expect(told(approvals)).toEqual(['owner of project:ALPHA: root (ann author)', 'second-pair-of-eyes of project:ALPHA: root']);
  });

  test('who owns the site alone, and gains, cannot be approved by anybody', async () => {
    const approvals = await approvalsOf(swap('key: DOCS', 'key: DOCS\naccess: [{to: [user:root@acme.example], allow: [space-viewer]}]'), {
      person: 'root@acme.example',
    });
    expect(told(approvals)).toEqual(['owner of space:DOCS: nobody', 'second-pair-of-eyes of space:DOCS: nobody']);
  });

  test.each([
    { name: 'a group they are in', edit: place('group:watchers'), gains: true },
    { name: 'a group that includes it', edit: both(place('group:leads')), gains: true },
    {
      name: 'everybody who is logged in',
      edit: swap('key: DOCS', 'key: DOCS\naccess: [{to: [logged-in], allow: [space-viewer]}]'),
      gains: true,
    },
    {
      name: 'a product',
      edit: both(swap('ann@acme.example: {labels', 'ann@acme.example: {products: [jira-software, confluence, jira-core], labels')),
      gains: true,
    },
    { name: 'others alone', edit: place('user:cis@acme.example'), gains: false },
    { name: 'a loss', edit: swap('Members: [group:watchers]', 'Members: []'), gains: false },
  ])('gains through $name: $gains', async ({ edit, gains }) => {
    expect((await approvalsOf(edit, { person: 'ann@acme.example' })).author?.gains).toBe(gains);
  });

  test.each([
    { claim: { email: 'Ann@acme.example' }, subject: 'user:ann@acme.example' },
    { claim: { email: '123+ann-g@users.noreply.github.com' }, subject: 'user:ann@acme.example' },
    { claim: { login: 'ANN-G' }, subject: 'user:ann@acme.example' },
    { claim: { login: 'eve', email: 'eve@elsewhere.example' }, subject: 'github:eve' },
  ])('is found by $claim', async ({ claim, subject }) => {
    expect((await approvalsOf(gain, claim)).author?.subject).toBe(subject);
  });

  test('is whoever had the login before the change that gives it to another', async () => {
    const edit = both(
      gain,
      swap('ann@acme.example: {labels: {github: Ann-G}}', 'ann@acme.example: {}'),
      swap('  bob@acme.example: {}', '  bob@acme.example: {labels: {github: Ann-G}}'),
    );
    expect((await approvalsOf(edit, { login: 'ann-g' })).author?.subject).toBe('user:ann@acme.example');
  });

  test('is everybody behind the login and the address: none of them approves', async () => {
    const edit = swap('Members: [group:watchers]', 'Members: []');
    expect(told(await approvalsOf(edit, { login: 'ann-g', email: 'bob@acme.example' }))).toEqual([
      'owner of project:BETA: root (group:leads empty)',
    ]);
  });
});

describe('the digest that approvals are bound to', () => {
  const digestOf = async (edit: Edit, before = company): Promise<string> => (await approvalsOf(edit, undefined, before)).digest;
  const placed = place('user:bob@acme.example');

  test('stays after a rebase, whatever else has changed meanwhile', async () => {
    const meanwhile = both(
      swap('name: watchers\nmembers: [ann@acme.example]', 'name: watchers\nmembers: [ann@acme.example, cis@acme.example]'),
      swap('key: DOCS', 'key: DOCS\nlabels: {a: b}'),
      (text) => `# Moved down.\n${text}`,
    );
    expect(await digestOf(placed, meanwhile(company))).toBe(await digestOf(placed));
  });

  test('stays where both change the same list', async () => {
    const meanwhile = swap('roles: {Members: []}', 'roles: {Members: [user:cis@acme.example]}');
    const rebased = swap('roles: {Members: [user:cis@acme.example]}', 'roles: {Members: [user:bob@acme.example, user:cis@acme.example]}');
    expect(await digestOf(rebased, meanwhile(company))).toBe(await digestOf(placed));
  });

  test.each([
    { name: 'somebody else gains', edit: place('user:cis@acme.example') },
    { name: 'more people gain', edit: place('user:bob@acme.example, user:cis@acme.example') },
    { name: 'it lasts otherwise', edit: place('{subject: user:bob@acme.example, until: 2027-01-31}') },
    { name: 'something is declared otherwise besides', edit: both(placed, swap('key: DOCS', 'key: DOCS\nlabels: {at: b}')) },
    {
      name: 'a membership that opens nothing yet',
      edit: both(placed, swap('name: more-leads\nmembers: [', 'name: more-leads\nmembers: [root@acme.example, ')),
    },
    {
      name: 'a guardrail has another rule',
      edit: both(placed, swap("who: [anyone], can: ['*'], on: ['space:*']", "who: [anyone], can: ['*'], on: ['space:D*']")),
    },
    { name: 'nothing is done', edit: (text: string) => text },
  ])('is another where $name', async ({ edit }) => {
    expect(await digestOf(edit)).not.toBe(await digestOf(placed));
  });

  test('is another where somebody else has to approve', async () => {
    const meanwhile = swap('lead: user:ann@acme.example', 'owner: user:bob@acme.example\nlead: user:ann@acme.example');
    expect(await digestOf(placed, meanwhile(company))).not.toBe(await digestOf(placed));
  });
});
