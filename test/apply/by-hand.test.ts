import { describe, expect, test } from '@jest/globals';
import { unreadClicks } from '../../src/apply/unread.js';
import { comparedFor, planOf } from './plan-of.js';

const words = (changes: readonly { before?: { type: string; of: string }; after?: { type: string; of: string } }[]): readonly string[] =>
  changes.map(({ before, after }) => `${String((after ?? before)?.type)} ${String((after ?? before)?.of)}`);

describe('a plan with steps by hand', () => {
  test('takes for an app whom the site tells as one, though the policies do not: no API gives it anything', async () => {
    const bot = (rest: string): string =>
      `{kind: Users, name: bots, users: {deploy-bot: {${rest}}}}\n---\n{kind: Group, name: ops, members: `;
    const plan = await planOf({
      live: `${bot('type: app, audience: internal')}[]}`,
      policies: `${bot('active: false, products: [confluence]')}[deploy-bot]}`,
    });
    expect(plan.writes).toEqual([]);
    expect(plan.manual.flatMap(({ changes }) => words(changes))).toEqual([
      'active user:deploy-bot',
      'member group:ops',
      'product user:deploy-bot',
    ]);
    expect(plan.left).toEqual([]);
  });

  test('takes for a person whom the site tells as one, though the policies say that it is an app', async () => {
    const bot = (rest: string): string => `{kind: Users, name: bots, users: {deploy-bot: {${rest}}}}`;
    const given = {
      live: bot('products: [jira-software]'),
      policies: bot('type: app, audience: internal, products: [jira-software, confluence]'),
    };
    const plan = await planOf(given);
    expect([plan.manual, plan.left]).toEqual([[], []]);
    expect(plan.writes.map(({ changes }) => words(changes))).toEqual([['product user:deploy-bot']]);
    // Without Jira nobody tells the two apart.
    const blind = await planOf({ ...given, apis: ['organization', 'confluence'] });
    expect(blind.writes).toEqual([]);
  });

  test('invites by hand who has no e-mail address in the policies, and nobody of whom they know no account either', async () => {
    const odd = (rest: string): string =>
      `{kind: Users, name: odd, users: {odd@name@acme.test: {${rest}products: [confluence]}}}\n---\n{kind: Group, name: ops, members: `;
    const members = '[odd@name@acme.test]}';
    const known = await planOf({ policies: `${odd('accountId: "5b10:odd", ')}${members}`, live: '{kind: Group, name: ops, members: []}' });
    expect(known.manual.map(({ what, changes }) => [what.split(':')[0], words(changes)])).toEqual([
      ['Invite odd@name@acme.test', ['active', 'person', 'product'].map((type) => `${type} user:odd@name@acme.test`)],
    ]);
    expect(known.manual[0]?.clicks[1]).toContain('with confluence');
    expect(known.manual[0]?.before).toEqual(known.writes.map(({ id }) => id));
    const unknown = await planOf({ policies: `${odd('')}${members}`, live: '{kind: Group, name: ops, members: []}' });
    expect([unknown.writes, unknown.manual]).toEqual([[], []]);
    expect(unknown.left.map(({ why }) => why)).toEqual([
      expect.stringContaining('it is no e-mail address. Write the id of the account in the policies'),
      expect.stringMatching(/^It needs "user:odd@name@acme.test", which will not be there: The site has nobody/),
    ]);
  });

  test('has a product bought first that only a step by hand gives', async () => {
    const bot = (products: string): string =>
      `{kind: Users, name: bots, users: {deploy-bot: {type: app, audience: internal, products: [${products}]}}}`;
    const plan = await planOf({
      live: bot(''),
      policies: bot('jira-servicedesk'),
      input: { abilities: { products: new Set(['jira-software', 'confluence']) } },
    });
    expect(plan.manual.map(({ what }) => what.split(':')[0])).toEqual([
      'Add the product jira-servicedesk to the site',
      'See to it that the app deploy-bot may use jira-servicedesk',
    ]);
  });

  test('has taken away by hand what an app had by the policies that were applied, and no reading tells', async () => {
    const bot = (product: string, members: string): string =>
      `{kind: Users, name: bots, users: {deploy-bot: {type: app, audience: internal, products: [${product}]}}}\n---\n{kind: Group, name: ops, members: [${members}]}`;
    const [was, there] = await Promise.all([
      comparedFor({ policies: bot('confluence', 'deploy-bot'), live: bot('', '') }),
      comparedFor({ policies: bot('', ''), live: bot('', '') }),
    ]);
    expect(
      unreadClicks(there, was.sides.policies, []).map(({ step, change }) => [step, words(change === undefined ? [] : [change])]),
    ).toEqual([
      ['app-member', ['member group:ops']],
      ['app-product', ['product user:deploy-bot']],
    ]);
    const { manual } = await planOf({ policies: bot('', ''), live: bot('', ''), input: { applied: was.sides.policies } });
    expect(manual.map(({ what }) => what.split(':')[0])).toEqual([
      'Take apps out of group ops',
      'See to it that the app deploy-bot may not use confluence',
    ]);
    // What is wanted still is not taken away.
    expect(unreadClicks(was, was.sides.policies, [])).toEqual([]);
  });

  test('lets what gives wait for what is taken away by hand, where both at once would be more than either', async () => {
    const groups = '{kind: Group, name: kept, managedBy: idp, products: []}\n---\n{kind: Group, name: ops, members: []}';
    const project = (to: string): string =>
      `{kind: Role, name: Developers}\n---\n{kind: Scheme, name: s, grants: [{to: [role:Developers], allow: [BROWSE_PROJECTS]}]}\n---\n{kind: Project, key: ONE, lead: ana@acme.test, scheme: s, roles: {Developers: [${to}]}}`;
    const plan = await planOf({
      live: `${groups.replace('products: []', 'products: [jira-servicedesk]')}\n---\n${project('user:ana@acme.test')}`,
      policies: `${groups}\n---\n${project('group:kept, user:ana@acme.test')}`,
    });
    const [step] = plan.manual;
    expect(step?.what).toContain('no longer gives jira-servicedesk');
    expect(plan.writes.map(({ id, what }) => [id, what])).toEqual([['1', 'Put group kept into role Developers of project ONE.']]);
    expect(step?.before).toEqual(['1']);
  });

  test('lets what gives wait for who leaves a group that no policy declares, and that something of theirs names', async () => {
    const eva = (product: string): string => `{kind: Users, name: more, users: {eva@acme.test: {products: [${product}]}}}`;
    const standard = (more: string): string =>
      `{kind: Scheme, name: standard, grants: [{to: ['user:eva@acme.test'${more}], allow: [BROWSE_PROJECTS, MANAGE_SPRINTS_PERMISSION]}]}`;
    const plan = await planOf({
      live: [
        eva(''),
        '{kind: Group, name: theirs, members: [eva@acme.test], products: [jira-software]}',
        standard(", 'group:theirs'"),
      ].join('\n---\n'),
      policies: [eva('jira-servicedesk'), standard(''), '{kind: Project, key: ONE, lead: ana@acme.test, scheme: standard}'].join('\n---\n'),
      managed: '',
    });
    expect(plan.writes.map(({ id, what }) => [id, what])).toEqual([
      ['1', 'Give eva@acme.test the product jira-servicedesk.'],
      ['2', 'Make project ONE, led by ana@acme.test, using scheme standard.'],
      ['3', 'In scheme standard, take away 2 permissions.'],
    ]);
    const [step] = plan.manual;
    expect([step?.what.split(':')[0], step?.before]).toEqual(['Take eva@acme.test out of the group that gives jira-software', ['2']]);
  });

  test('does not count on what no reading tells, and a step by hand is still to give, for what is taken away by hand', async () => {
    const space = (more: string): string =>
      `{kind: Space, key: DOCS, access: [{to: [group:admins], allow: [space-admin]}, {to: [group:ops], allow: [read/space, create/page]}${more}]}`;
    const rest = (members: string): string =>
      `{kind: Users, name: more, users: {kim@acme.test: {products: []}}}\n---\n{kind: Group, name: ops, members: [${members}]}`;
    const plan = await planOf({
      live: `${rest('')}\n---\n${space('')}\n---\n{kind: Group, name: hidden, members: [kim@acme.test], products: [confluence]}`,
      managed: '',
      policies: `${rest('kim@acme.test')}\n---\n${space(', {to: [logged-in], allow: [read/space, create/page]}')}`,
    });
    expect(plan.writes.map(({ id, what }) => [id, what])).toEqual([['1', 'Add kim@acme.test to group ops.']]);
    expect(plan.manual.map(({ what, before }) => [what.split(':')[0], before])).toEqual([
      ['Set in space DOCS what its API of single permissions does not know.', []],
      ['Take kim@acme.test out of the group that gives confluence', ['1']],
    ]);
  });

  test('lets wait too what gives it on the way, before a later write takes it away', async () => {
    const eva = '{kind: Users, name: more, users: {eva@acme.test: {}}}';
    const eng = (members: string): string => `{kind: Group, name: eng, members: [${members}]}`;
    const docs = (more: string): string => `{kind: Space, key: DOCS, access: [{to: [group:admins], allow: [all]}${more}]}`;
    const plan = await planOf({
      live: [eva, eng('eva@acme.test'), '{kind: Group, name: theirs, members: [eva@acme.test], products: [confluence]}', docs('')].join(
        '\n---\n',
      ),
      policies: [eva, eng(''), docs(", {to: [group:eng, 'user:eva@acme.test'], allow: [read/space]}")].join('\n---\n'),
      managed: [eva, eng('eva@acme.test'), docs('')].join('\n---\n'),
    });
    expect(plan.writes.map(({ id, what }) => [id, what])).toEqual([
      ['1', 'Give group eng read/space in space DOCS.'],
      ['2', 'Give eva@acme.test read/space in space DOCS.'],
      ['3', 'Take eva@acme.test out of group eng.'],
    ]);
    // Eva could read it by group eng, until she is out of it; by the policies she has no Confluence to read it in.
    expect(plan.manual.map(({ before }) => before)).toEqual([['1', '2']]);
  });

  test('deletes nothing that is named by what is taken away by hand', async () => {
    const scheme =
      '{kind: Role, name: Developers}\n---\n{kind: Scheme, name: s, grants: [{to: [role:Developers], allow: [BROWSE_PROJECTS]}]}';
    const plan = await planOf({
      live: `${scheme}\n---\n{kind: Project, key: ONE, lead: ana@acme.test, scheme: s}`,
      policies: '{kind: Project, key: ONE, lead: ana@acme.test, style: team-managed, access: private}',
    });
    expect(plan.guards.find(({ name }) => name === 'order')).toMatchObject({ ok: true });
    expect(plan.writes).toEqual([]);
    const left = plan.left.map(({ why, changes }) => [why, words(changes)]);
    expect(left).toContainEqual([
      '"scheme:s" goes once nothing uses it, which takes steps by hand.',
      expect.arrayContaining(['scheme scheme:s']),
    ]);
    expect(left).toContainEqual(['"role:Developers" goes once nothing uses it, which takes steps by hand.', ['role role:Developers']]);
  });

  test('lets a group that others keep be made an administrator by hand, and a new team-managed project be archived by the API', async () => {
    const kept = '{kind: Group, name: kept, managedBy: idp}';
    const plan = await planOf({
      live: kept,
      policies: `${kept}\n---\n{kind: Project, key: TEAM, style: team-managed, access: private, archived: true}`,
      read: (live) => ({
        ...live,
        site: {
          ...live.site,
          about: { ...live.site.about, admins: [...live.site.about.admins, { type: 'group', name: 'kept', at: live.site.about.at }] },
        },
      }),
    });
    expect(plan.manual.map(({ what }) => what)).toContainEqual('Change group kept where it is kept: no longer administers the site.');
    expect(plan.writes.map(({ what }) => what)).toEqual(['Archive project TEAM.']);
    expect(plan.manual.find(({ what }) => what.includes('TEAM'))?.before).toEqual(['1']);
  });

  test('has somebody make a project of Product Discovery, with its scheme, and lets its actors wait', async () => {
    const own =
      '{kind: Role, name: Ideas}\n---\n{kind: Scheme, name: s, grants: [{to: [role:Ideas], allow: [BROWSE_PROJECTS]}]}\n---\n{kind: Project, key: IDEAS, product: jira-product-discovery, lead: ana@acme.test, scheme: s, roles: {Ideas: [user:bo@acme.test]}}';
    const plan = await planOf({ policies: own });
    expect(plan.manual.map(({ what, changes, before, checked }) => [what, words(changes), before, checked])).toEqual([
      [
        'Make project IDEAS of Jira Product Discovery, with the lead ana@acme.test and scheme s: no API makes one of this kind.',
        [
          'archived project:IDEAS',
          'lead project:IDEAS',
          'project project:IDEAS',
          'project-scheme project:IDEAS',
          'project-type project:IDEAS',
        ],
        ['3'],
        true,
      ],
    ]);
    expect(plan.writes.map(({ id, what }) => [id, what])).toEqual([
      ['1', 'Make role Ideas.'],
      ['2', 'Make scheme s, with 1 permission.'],
      ['3', 'Put bo@acme.test into role Ideas of project IDEAS.'],
    ]);
  });

  test('makes somebody a guest once the product is taken away that they have by a group of no policy', async () => {
    const user = (has: string): string => `{kind: Users, name: more, users: {kim@client.test: {${has}}}}`;
    const plan = await planOf({
      live: `{kind: Group, name: theirs, members: [kim@client.test], products: [confluence]}\n---\n${user('products: [], guest: []')}`,
      managed: user('products: [], guest: []'),
      policies: user('products: [], guest: [confluence]'),
    });
    expect(plan.writes.map(({ id, what }) => [id, what])).toEqual([['1', 'Make kim@client.test a guest of confluence.']]);
    expect(plan.manual.map(({ what, before }) => [what, before])).toEqual([
      [expect.stringContaining('Take kim@client.test out of the group that gives confluence'), ['1']],
    ]);
  });

  test.each([
    {
      is: 'guest',
      becomes: 'member',
      told: 'They stay in every channel',
      live: 'guests: [kim@client.test]',
      policies: 'members: [user:kim@client.test]',
    },
    {
      is: 'member',
      becomes: 'guest',
      told: 'leaves all others',
      live: 'members: [user:kim@client.test]',
      policies: 'guests: [kim@client.test]',
    },
  ])('turns a $is of the chat into a $becomes by one step for all channels', async ({ is, becomes, told, live, policies }) => {
    const channels = (old: string, now: string): string =>
      `{kind: Users, name: more, users: {kim@client.test: {products: []}}}\n---\n{kind: Channel, name: old, ${old}}\n---\n{kind: Channel, name: news, ${now}}\n---\n{kind: Channel, name: talk, ${now}}`;
    const plan = await planOf({
      live: channels(live, 'members: []'),
      policies: channels('members: []', policies),
      input: { abilities: { inChat: new Set(['user:kim@client.test']) } },
    });
    expect(plan.manual.map(({ what, clicks }) => [what, clicks.at(-2), clicks.at(-1)])).toEqual([
      [
        'Change the kind of account that kim@client.test has in the chat: no API turns a member into a guest, or a guest into a member.',
        expect.stringContaining(told),
        `Afterwards let them be: ${becomes} of channel news; ${becomes} of channel talk.`,
      ],
    ]);
    expect(plan.writes.map(({ changes }) => changes)).toEqual([
      [{ before: { type: `channel-${is}`, of: 'channel:old', says: ['user:kim@client.test'] } }],
    ]);
  });

  test('puts nobody into a role who is switched off, and lets nobody like that lead', async () => {
    const gone = '{kind: Users, name: more, users: {eva@acme.test: {active: false}}}';
    const project = (lead: string, role: string): string =>
      `{kind: Role, name: Devs}\n---\n{kind: Scheme, name: s, grants: [{to: [role:Devs], allow: [BROWSE_PROJECTS]}]}\n---\n{kind: Project, key: ONE, lead: ${lead}, scheme: s, roles: {Devs: [${role}]}}`;
    const plan = await planOf({
      live: `${gone.replace('active: false', '')}\n---\n${project('ana@acme.test', '')}`,
      policies: `${gone}\n---\n${project('eva@acme.test', 'user:eva@acme.test, user:bo@acme.test')}`,
    });
    expect(plan.writes.map(({ what }) => what)).toEqual(['Put bo@acme.test into role Devs of project ONE.', 'Suspend eva@acme.test.']);
    expect(plan.left.map(({ why, changes }) => [why, words(changes)])).toEqual([
      [
        'eva@acme.test is switched off by the policies: Jira lets nobody like that lead a project or into a role. Name somebody else, or nobody.',
        ['actor project:ONE', 'lead project:ONE'],
      ],
    ]);
  });

  test('writes nobody into roles that a project has only once somebody has made it one of the other kind', async () => {
    const role = '{kind: Role, name: Devs}\n---\n{kind: Scheme, name: s, grants: [{to: [role:Devs], allow: [BROWSE_PROJECTS]}]}';
    const project = (more: string): string => `${role}\n---\n{kind: Project, key: ONE, lead: ana@acme.test, ${more}}`;
    const plan = await planOf({
      live: project('scheme: s, roles: {Devs: [user:ana@acme.test]}'),
      policies: project('style: team-managed, access: private, roles: {Member: [user:bo@acme.test]}'),
    });
    expect(plan.writes.map(({ what }) => what)).toEqual(['Take ana@acme.test out of role Devs of project ONE.']);
    expect(plan.manual.map(({ what }) => what)).toEqual([expect.stringContaining('Project ONE is of the other kind')]);
    expect(plan.left.map(({ why, changes }) => [why, words(changes)])).toEqual([
      ['Project ONE is of the other kind than the policies say, and has other roles until it is of theirs.', ['actor project:ONE']],
    ]);
  });

  test('takes nobody the administration of a project that somebody has to make one of the other kind', async () => {
    const shared =
      '{kind: Group, name: ops, members: [bo@acme.test]}\n---\n{kind: Role, name: Leads}\n---\n{kind: Scheme, name: s, grants: [{to: [role:Leads], allow: [ADMINISTER_PROJECTS, BROWSE_PROJECTS]}]}';
    const plan = await planOf({
      live: `${shared}\n---\n{kind: Project, key: ONE, style: team-managed, access: private, roles: {Administrator: [group:ops]}}`,
      policies: `${shared}\n---\n{kind: Project, key: ONE, scheme: s, roles: {Leads: [user:bo@acme.test]}}`,
    });
    expect(plan.writes.map(({ id, what }) => [id, what])).toEqual([['1', 'Take group ops out of role Administrator of project ONE.']]);
    expect(plan.manual.map(({ what, before }) => [what.slice(0, 38), before])).toEqual([['Project ONE is of the other kind than ', ['1']]]);
  });

  test('leaves a space its last administrator', async () => {
    const space = (access: string): string => `{kind: Group, name: eng, members: []}\n---\n{kind: Space, key: DOCS, access: [${access}]}`;
    const plan = await planOf({
      live: space('{to: [group:admins], allow: [space-admin]}, {to: [group:eng], allow: [read/space]}'),
      policies: space('{to: [group:eng], allow: [read/space]}'),
    });
    expect(plan.writes).toEqual([]);
    expect(plan.left).toMatchObject([
      { why: 'Confluence keeps the last administrator of a space, and by the policies space DOCS would have none.' },
    ]);
  });

  test('asks once for apps that administer the site, which no reading tells', async () => {
    const bot = '{kind: Users, name: apps, users: {Build.Bot: {type: app, products: []}}}';
    const given = { admins: 'group:admins, user:Build.Bot', policies: bot, live: bot };
    const plan = await planOf(given);
    expect(plan.writes).toEqual([]);
    expect(plan.manual).toMatchObject([
      {
        what: expect.stringContaining('Let Build.Bot administer the site'),
        checked: false,
        changes: [{ after: { type: 'administrator' } }],
      },
    ]);
    const applied = plan.manual.flatMap(({ changes }) => changes.flatMap(({ after }) => after ?? []));
    expect((await planOf({ ...given, input: { applied } })).manual).toEqual([]);
  });

  test('puts nobody into a role who is switched off and stays so', async () => {
    const eve = (state: string): string => `{kind: Users, name: more, users: {eve@acme.test: {active: ${state}, products: []}}}`;
    const project = (who: string): string =>
      `{kind: Role, name: Devs}\n---\n{kind: Scheme, name: s, grants: [{to: [role:Devs], allow: [BROWSE_PROJECTS]}]}\n---\n{kind: Project, key: ONE, lead: ana@acme.test, scheme: s, roles: {Devs: [${who}]}}`;
    const plan = await planOf({
      live: `${eve('false')}\n---\n${project('')}`,
      policies: `${eve('false')}\n---\n${project('user:eve@acme.test')}`,
    });
    expect(plan.writes).toEqual([]);
    expect(plan.left).toMatchObject([{ why: expect.stringContaining('eve@acme.test is switched off by the policies') }]);
    const restored = await planOf({
      live: `${eve('false')}\n---\n${project('')}`,
      policies: `${eve('true')}\n---\n${project('user:eve@acme.test')}`,
    });
    expect(restored.writes.map(({ what }) => what)).toEqual(['Restore eve@acme.test.', 'Put eve@acme.test into role Devs of project ONE.']);
  });
});
