import { describe, expect, test } from '@jest/globals';
import type { ChangeClass } from '../../src/plan/plan.js';
import type { Drift } from '../../src/drift/drift.js';
import { driftFrom } from '../../src/drifting.js';
import { lintPolicies } from '../../src/linting.js';
import { accountWords, differenceWords } from '../../src/render/drift/words.js';
import type { Api, BlindSpot, Offers } from '../../src/providers/provider.js';
import { compiled } from '../support/compiled.js';
import { allApis } from './sandbox-site.js';

const git = `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.test]
plan: premium
admins: [group:admins]
---
kind: Users
name: people
users:
  ana@acme.test: {products: [jira-software, confluence], accountId: id-ana}
  bo@acme.test: {products: [jira-software]}
  cy@client.test: {products: [jira-software], company: client}
  eva@acme.test: {until: 2026-10-01}
---
{kind: Group, name: admins, members: [ana@acme.test]}
---
kind: Group
name: eng
members:
  - bo@acme.test
---
{kind: Role, name: Developers}
---
kind: Scheme
name: standard
grants:
  - {to: [role:Developers], allow: [BROWSE_PROJECTS, CREATE_ISSUES]}
---
kind: Project
key: ONE
lead: ana@acme.test
scheme: standard
roles: {Developers: [group:eng]}
---
{kind: Space, key: DOCS, access: [{to: [group:eng], allow: [read/space]}]}
---
{kind: Channel, name: talk, members: [group:eng]}
---
{kind: Guardrail, name: no-outsiders, deny: x}
`.replace(
  /---\n\{kind: Guardrail[^\n]*\n/,
  `---
kind: Guardrail
name: clients-out
never: {who: {audience: external}, can: [BROWSE_PROJECTS], on: ['project:*']}
`,
);

/** What a site holds, as policies would say it. */
const site = git
  .replace('members: [group:eng]}\n---\nkind: Guardrail', 'members: [user:bo@acme.test]}\n---\nkind: Guardrail')
  .replace('  eva@acme.test: {until: 2026-10-01}', '  eva@acme.test: {active: false}');

interface Given {
  readonly policies?: string;
  readonly live?: string;
  readonly apis?: readonly Api[];
  readonly blindSpots?: readonly BlindSpot[];
  readonly offers?: Offers;
}

async function drift({ policies = git, live = site, apis = allApis, blindSpots = [], offers = {} }: Given): Promise<Drift> {
  const [mine, theirs] = [await compiled([['a.yaml', policies]]), await compiled([['live:acme', live]])];
  return driftFrom(mine, { site: theirs.site, apis, blindSpots, offers });
}

const changed = (from: string, to: string): string => {
  if (!site.includes(from)) throw new Error(`The site has no "${from}".`);
  return site.replace(from, to);
};

function said({ differences }: Drift): readonly string[] {
  return differences.map((each) => differenceWords(each, (name) => name));
}

function lines(classes: readonly ChangeClass[]): readonly string[] {
  return classes.map(
    ({ subjects, permissions, resources }) =>
      `${subjects.join()} ${permissions.map(({ permission }) => permission).join()} ${resources.join()}`,
  );
}

test('nothing differs where the site is as the policies say', async () => {
  const found = await drift({});
  expect(said(found)).toEqual([]);
  expect(found).toMatchObject({ clean: true, known: [], accounts: [], more: [], less: [], unmanaged: [] });
});

test('a lead that git does not state is nobody’s difference, is told, and is held to the guardrails', async () => {
  const policies = git
    .replace('lead: ana@acme.test\n', '')
    .replace('grants:\n', 'grants:\n  - {to: [lead], allow: [BROWSE_PROJECTS]}\n')
    .replace('  ana@acme.test:', '  kim@evil.test: {products: [jira-software]}\n  ana@acme.test:');
  const live = site
    .replace('lead: ana@acme.test', 'lead: kim@evil.test')
    .replace('grants:\n', 'grants:\n  - {to: [lead], allow: [BROWSE_PROJECTS]}\n')
    .replace('  ana@acme.test:', '  kim@evil.test: {products: [jira-software]}\n  ana@acme.test:');
  const found = await drift({ policies, live });
  expect(said(found)).toEqual([]);
  expect(found).toMatchObject({ clean: true, more: [], less: [] });
  expect(found.notLookedAt).toContainEqual(expect.objectContaining({ code: 'lead-unsaid', things: ['project:ONE'] }));
  expect(found.guardrails.stillBroken.map(({ name }) => name)).toEqual(['clients-out']);
});

describe('a product of somebody’s own that a declared group gives by default', () => {
  const users = (...members: readonly string[]): string =>
    `---\n{kind: Group, name: jira-users, products: [jira-software], members: [${members.join(', ')}]}\n`;
  const offers: Offers = { defaultGroups: new Map([['jira-software', ['jira-users']]]) };
  const own = 'bo@acme.test: {products: [jira-software]}';

  test('is had by who is a member of it, and that is told', async () => {
    const live = changed(own, 'bo@acme.test: {}') + users('bo@acme.test');
    const found = await drift({ policies: git + users(), live, offers });
    expect(said(found)).toEqual([]);
    expect(found.notLookedAt).toContainEqual(expect.objectContaining({ code: 'default-groups', things: ['user:bo@acme.test'] }));
  });

  test('is missing as a membership of it', async () => {
    const live = changed(own, 'bo@acme.test: {}') + users();
    expect(said(await drift({ policies: git + users(), live, offers }))).toEqual([expect.stringContaining('jira-users')]);
  });

  test('is a product of its own where the site tells of it as one, or the group does not give it by the policies', async () => {
    expect(said(await drift({ policies: git + users(), live: site + users(), offers }))).toEqual([]);
    const bare = '---\n{kind: Group, name: jira-users, members: []}\n';
    const live = changed(own, 'bo@acme.test: {}') + bare;
    expect(said(await drift({ policies: git + bare, live, offers }))).toEqual([expect.not.stringContaining('jira-users')]);
  });
});

test('who is in a public channel is nobody’s difference; who is in one that is private still is', async () => {
  const open = git.replace('name: talk,', 'name: talk, private: false,');
  const more = (kind: string): string =>
    site.replace(
      /\{kind: Channel, name: talk, [^\n]*/,
      `{kind: Channel, name: talk, private: ${kind}, members: [user:bo@acme.test, user:cy@client.test]}`,
    );
  expect(said(await drift({ policies: open, live: more('false') }))).toEqual([]);
  expect(said(await drift({ policies: open, live: more('true') }))).toContainEqual(expect.stringContaining('cy@client.test'));
});

describe('a program without an account id', () => {
  const bots = (entry: string, ...live: readonly string[]): Given => ({
    policies: git.replace('  ana@acme.test:', `  ${entry}\n  ana@acme.test:`),
    live: site.replace('  ana@acme.test:', `${live.map((line) => `  ${line}\n`).join('')}  ana@acme.test:`),
  });

  test('is the one that alone is called as the policies call it', async () => {
    const found = await drift(bots('deploy-bot: {type: app, name: Deploy bot}', '557058-a: {type: app, name: Deploy bot, accountId: a}'));
    expect([said(found), found.unmanaged]).toEqual([[], []]);
  });

  test('is none of two of one name', async () => {
    const two = ['557058-a: {type: app, name: Deploy bot, accountId: a}', '557058-b: {type: app, name: Deploy bot, accountId: b}'];
    expect(said(await drift(bots('deploy-bot: {type: app, name: Deploy bot}', ...two)))).toContain(
      'In git there is deploy-bot; the site does not have it.',
    );
  });
});

describe('a difference is told as the thing and as access', () => {
  test.each([
    {
      name: 'somebody is in a group',
      live: changed('  - bo@acme.test', '  - bo@acme.test\n  - ana@acme.test'),
      differences: ['On the site group eng has the member ana@acme.test; git does not say so.'],
      more: ['user:ana@acme.test BROWSE_PROJECTS,CREATE_ISSUES project:ONE', 'user:ana@acme.test read/space space:DOCS'],
      less: [],
      line: 18,
    },
    {
      name: 'a stranger is in a role',
      live: changed('Developers: [group:eng]', 'Developers: [group:eng, user:kim@evil.test]').replace(
        'users:',
        'users:\n  kim@evil.test: {products: [jira-software]}',
      ),
      differences: ['On the site project ONE has kim@evil.test in role Developers; git does not say so.'],
      more: ['user:kim@evil.test BROWSE_PROJECTS,CREATE_ISSUES project:ONE'],
      less: [],
      line: 30,
    },
    {
      name: 'a group that no policy declares is in a role',
      live: `${changed('Developers: [group:eng]', 'Developers: [group:eng, group:others]')}---\n{kind: Group, name: others, members: [cy@client.test]}\n`,
      differences: ['On the site project ONE has group others in role Developers; git does not say so.'],
      more: ['user:cy@client.test BROWSE_PROJECTS,CREATE_ISSUES project:ONE'],
      less: [],
      line: 30,
    },
    {
      name: 'a grant is missing',
      live: changed('allow: [BROWSE_PROJECTS, CREATE_ISSUES]', 'allow: [BROWSE_PROJECTS]'),
      differences: ['In git scheme standard gives CREATE_ISSUES to role Developers; the site does not have it.'],
      more: [],
      less: ['user:bo@acme.test CREATE_ISSUES project:ONE'],
      line: 28,
    },
    {
      name: 'a project uses another scheme',
      live: `${changed('scheme: standard\nroles', 'scheme: open\nroles')}---\n{kind: Scheme, name: open, grants: [{to: [logged-in], allow: [BROWSE_PROJECTS]}]}\n`,
      differences: ['In git project ONE uses scheme standard; on the site project ONE uses scheme open.'],
      more: ['logged-in BROWSE_PROJECTS project:ONE'],
      less: ['user:bo@acme.test CREATE_ISSUES project:ONE'],
      line: 33,
    },
    {
      name: 'somebody is switched off',
      live: changed('bo@acme.test: {products: [jira-software]}', 'bo@acme.test: {products: [jira-software], active: false}'),
      differences: ['In git bo@acme.test is active; on the site bo@acme.test is switched off.'],
      more: [],
      less: ['user:bo@acme.test BROWSE_PROJECTS,CREATE_ISSUES project:ONE', 'user:bo@acme.test member channel:talk'],
      line: 12,
    },
    {
      name: 'somebody administers the site',
      live: changed('admins: [group:admins]', 'admins: [group:admins, user:bo@acme.test]'),
      differences: ['On the site the site has the administrator user:bo@acme.test; git does not say so.'].map((text) =>
        text.replace('user:', ''),
      ),
      more: ['user:bo@acme.test admin:site site'],
      less: [],
      line: 1,
    },
  ])('$name', async ({ live, differences, more, less, line }) => {
    const found = await drift({ live });
    expect(said(found)).toEqual(differences);
    expect(lines(found.more).toSorted()).toEqual(more.toSorted());
    expect(lines(found.less).toSorted()).toEqual(less.toSorted());
    expect(found.differences[0]?.where).toMatchObject({ file: 'a.yaml', line });
    expect(found.clean).toBe(false);
  });
});

test('a guardrail that the site breaks is told, and that git keeps it', async () => {
  const found = await drift({ live: changed('Developers: [group:eng]', 'Developers: [group:eng, user:cy@client.test]') });
  expect(found.guardrails.newlyBroken.map(({ name }) => name)).toEqual(['clients-out']);
  expect(found.guardrails.stillBroken).toEqual([]);
});

test('what is on the site and in no policy is counted, and is no difference', async () => {
  const found = await drift({
    live: `${site}---\n{kind: Group, name: others, members: [ana@acme.test]}\n---\n{kind: Role, name: Testers}\n`,
  });
  expect(found.unmanaged).toEqual([
    { kind: 'group', count: 1, names: ['others'] },
    { kind: 'role', count: 1, names: ['Testers'] },
  ]);
  expect(found.clean).toBe(true);
});

describe('people', () => {
  test('whose account is known are that account, whatever it is called', async () => {
    const found = await drift({ live: site.replaceAll('ana@acme.test', 'anna@acme.test') });
    expect(found.clean).toBe(true);
  });

  test('with the address of somebody else are somebody else', async () => {
    const found = await drift({ live: changed('accountId: id-ana', 'accountId: id-other') });
    expect(found.accounts).toMatchObject([
      { code: 'identity-swap', person: 'ana@acme.test', declared: 'id-ana', found: 'id-other', where: { line: 11 } },
    ]);
    expect(found.accounts.map((each) => accountWords(each, (name) => name))[0]).toContain('it is somebody else');
    expect(said(found)).toContain('On the site group admins has the member id-other; git does not say so.');
    expect(said(found)).toContain('In git there is ana@acme.test; the site does not have it.');
    expect(found.clean).toBe(false);
  });

  test('in the chat alone have no account yet, which whoever is to have nothing else does without', async () => {
    const inChat = site.replace('bo@acme.test: {products: [jira-software]}', 'bo@acme.test: {accountId: "slack:U1"}');
    const found = await drift({ live: inChat });
    expect(said(found)).toContain('In git there is bo@acme.test; the site does not have it.');
    // Without the organization nobody can tell: the account may hide its address.
    const untold = await drift({ live: inChat, apis: ['jira', 'confluence', 'slack'] });
    expect(said(untold).filter((line) => line.includes('there is bo@acme.test'))).toEqual([]);
    const guest = (what: string): string =>
      `\n---\nkind: Users\nname: more\nusers: {di@client.test: {${what}company: client}}\n---\n{kind: Channel, name: side, members: [user:di@client.test]}`;
    const chatter = await drift({ policies: git + guest(''), live: site + guest('accountId: "slack:U2", ') });
    expect(said(chatter)).toEqual([]);
  });

  test('imported from the chat are who has their address since', async () => {
    const policies = git.replace('bo@acme.test: {', 'bo@acme.test: {accountId: "slack:U1", ');
    const found = await drift({ policies, live: site.replace('bo@acme.test: {', 'bo@acme.test: {accountId: id-bo, ') });
    expect(found.accounts).toEqual([]);
    expect(found.clean).toBe(true);
  });

  test('under a former name are the same, as is any thing', async () => {
    const policies = git
      .replaceAll('bo@acme.test', 'bob@acme.test')
      .replace('bob@acme.test: {', 'bob@acme.test: {formerly: bo@acme.test, ')
      .replace('name: eng', 'name: engineers\nformerly: eng')
      .replaceAll('group:eng', 'group:engineers');
    expect(said(await drift({ policies }))).toEqual([]);
  });

  test('who have left and can still come in are told', async () => {
    const found = await drift({ live: changed('{active: false}', '{active: true}') });
    expect(found.accounts).toMatchObject([{ code: 'left-and-active', person: 'eva@acme.test' }]);
    expect(found.clean).toBe(false);
  });

  test('with a hidden address who are nobody in git are named', async () => {
    const found = await drift({ live: changed('users:', 'users:\n  id-hidden: {}') });
    expect(found.unmatched).toEqual(['id-hidden']);
    expect(found.clean).toBe(true);
  });
});

describe('what was not read', () => {
  test('is neither the same nor another: it is told', async () => {
    const found = await drift({
      live: changed('name: talk, members: [user:bo@acme.test]', 'name: talk, members: []'),
      apis: ['jira', 'confluence', 'organization'],
    });
    expect(found.differences).toEqual([]);
    expect(found.notLookedAt).toContainEqual({ code: 'slack-not-read', what: 'The team chat was not read.', things: ['channel:talk'] });
  });
});

describe('a comment in the policies', () => {
  const live = changed('  - bo@acme.test', '  - bo@acme.test\n  - ana@acme.test');
  const excused = (until: string, code = 'drift'): string =>
    git.replace(
      'kind: Group\nname: eng',
      `# permafrost: allow ${code} -- ana helps out, owner user:ana@acme.test, until ${until}\nkind: Group\nname: eng`,
    );

  test('excuses a difference until its day', async () => {
    const found = await drift({ policies: excused('2026-12-31'), live });
    expect(found).toMatchObject({
      clean: true,
      differences: [],
      more: [],
      known: [{ owner: 'user:ana@acme.test', until: '2026-12-31', reason: 'ana helps out' }],
    });
  });

  test('is an error after it, and excuses nothing', async () => {
    const found = await drift({ policies: excused('2026-11-20'), live });
    expect(found).toMatchObject({ clean: false, known: [], excuses: [{ code: 'suppression-ended', severity: 'error' }] });
    expect(said(found)).toHaveLength(1);
  });

  test('is no business of lint, whatever it says', async () => {
    for (const until of ['2026-12-31', '2026-11-20', 'soon']) {
      const found = await lintPolicies(await compiled([['a.yaml', excused(until)]]));
      expect(found.filter(({ code }) => code.startsWith('suppression'))).toEqual([]);
    }
  });

  test('in another form is an error', async () => {
    const found = await drift({ policies: excused('soon'), live });
    expect(found).toMatchObject({ clean: false, known: [], excuses: [{ code: 'suppression-malformed' }] });
  });

  test('that excuses nothing is a warning', async () => {
    const found = await drift({ policies: excused('2026-12-31') });
    expect(found).toMatchObject({ clean: true, excuses: [{ code: 'suppression-unused', severity: 'warning' }] });
  });
});
