import { beforeEach, describe, expect, test } from '@jest/globals';
import { cellsOf } from '../../src/sandbox/evaluate/cells.js';
import { idsOf, startSite, type Answer, type Site } from './site.js';

let site: Site;
beforeEach(async () => {
  site = await startSite();
});

type Said = readonly [type: string, of: string, ...says: string[]];

function facts(all: readonly Said[]): readonly unknown[] {
  return all.map(([type, of, ...says]) => ({ type, of, says }));
}

function click(add: readonly Said[], remove: readonly Said[] = []): Promise<Answer> {
  return site.ask('POST', '/sandbox/clicks', { facts: { add: facts(add), remove: facts(remove) } });
}

const gus = 'user:gus@client.test';

describe('what only a person can do in the pages of the administration', () => {
  test('a guest of Jira is moved from one project to another', async () => {
    const move = await click([['project-guest', 'project:ONE', gus]], [['project-guest', 'project:TWO', gus]]);
    expect(move).toMatchObject({ status: 200, body: { made: 2, already: 0 } });
    const guests = Object.values(site.world.projectRoles).find(({ type }) => type === 'GUEST_ROLE')?.id ?? 0;
    expect(idsOf(site.world).project('ONE').roles[guests]?.users).toEqual([idsOf(site.world).account('gus@client.test')]);
    expect(idsOf(site.world).project('TWO').roles[guests]?.users).toEqual([]);
  });

  test('a guest of Confluence comes with the usual permissions, or with those that are ticked', async () => {
    const ids = idsOf(site.world);
    const held = (): readonly string[] =>
      ids
        .space('OTHER')
        .permissions.filter(({ principal }) => principal.id === ids.account('gus@client.test'))
        .map(({ operation }) => operation);
    expect(await click([['space-guest', 'space:OTHER', gus]], [['space-guest', 'space:DOCS', gus]])).toMatchObject({ status: 200 });
    expect(held()).toEqual(['read/space', 'create/page', 'create/comment', 'create/attachment']);
    await click([], [['space-guest', 'space:OTHER', gus]]);
    expect(held()).toEqual([]);
    await click([
      ['space-guest', 'space:OTHER', gus],
      ['guest-permission', 'space:OTHER', 'read/space'],
    ]);
    expect(held()).toEqual(['read/space']);
  });

  test('a team-managed project is made, opened and made a project of another product', async () => {
    const made = await click([
      ['actor', 'project:NEW', 'role:Member', 'group:eng'],
      ['archived', 'project:NEW', 'false'],
      ['lead', 'project:NEW', 'user:ana@corp.test'],
      ['project', 'project:NEW'],
      ['project-access', 'project:NEW', 'private'],
      ['project-type', 'project:NEW', 'jira-software'],
    ]);
    expect(made.status).toBe(200);
    const ids = idsOf(site.world);
    expect(ids.project('NEW')).toMatchObject({ style: 'next-gen', access: 'private', lead: ids.account('ana@corp.test') });
    expect(Object.values(ids.project('NEW').roles)).toEqual([
      { users: [ids.account('ana@corp.test')], groups: [] },
      { users: [], groups: [ids.group('eng')] },
    ]);
    await click(
      [
        ['project-access', 'project:NEW', 'open'],
        ['project-type', 'project:NEW', 'jira-core'],
      ],
      [['project-access', 'project:NEW', 'private']],
    );
    expect(ids.project('NEW')).toMatchObject({ access: 'open', typeKey: 'business' });
  });

  test('a project of Product Discovery is made with the scheme it is to have, and no API makes one', async () => {
    const [scheme] = Object.values(site.world.schemes);
    const own = (key: string): readonly Said[] => [
      ['lead', `project:${key}`, 'user:ana@corp.test'],
      ['project', `project:${key}`],
      ['project-scheme', `project:${key}`, `scheme:${scheme?.name ?? ''}`],
    ];
    const made = await click([...own('IDEAS'), ['project-type', 'project:IDEAS', 'jira-product-discovery']]);
    expect(made.status).toBe(200);
    expect(idsOf(site.world).project('IDEAS')).toMatchObject({ style: 'classic', typeKey: 'product_discovery', scheme: scheme?.id });
    expect(await click([...own('PLAIN'), ['project-type', 'project:PLAIN', 'jira-core']])).toMatchObject({ status: 409 });
    const body = { key: 'BYAPI', name: 'BYAPI', projectTypeKey: 'product_discovery', permissionScheme: scheme?.id };
    expect(await site.ask('POST', '/rest/api/3/project', body)).toMatchObject({ status: 400 });
  });

  test('a project is replaced by one of the other kind under its key, with roles of its own', async () => {
    const ids = idsOf(site.world);
    const before = ids.project('ONE');
    const scheme = `scheme:${site.world.schemes[String(before.scheme)]?.name ?? ''}`;
    const turn = await click([['project-access', 'project:ONE', 'private']], [['project-scheme', 'project:ONE', scheme]]);
    expect(turn.status).toBe(200);
    const team = ids.project('ONE');
    expect(team).toMatchObject({ style: 'next-gen', access: 'private', typeKey: before.typeKey });
    expect([team.id === before.id, team.scheme]).toEqual([false, undefined]);
    await click([['project-scheme', 'project:ONE', scheme]], [['project-access', 'project:ONE', 'private']]);
    expect(ids.project('ONE')).toMatchObject({ style: 'classic', scheme: before.scheme });
    expect(ids.project('ONE').access).toBeUndefined();
    expect(Object.values(site.world.projectRoles).filter(({ project }) => project === team.id)).toEqual([]);
  });

  test('a group holds a global permission, and does not any more', async () => {
    const holds = (): boolean => cellsOf(site.world, 'apart').some((line) => line.startsWith('user:ana@corp.test\tsite\tBULK_CHANGE'));
    expect(holds()).toBe(false);
    await click([['global-permission', 'site', 'group:eng', 'BULK_CHANGE']]);
    expect(holds()).toBe(true);
    await click([], [['global-permission', 'site', 'group:eng', 'BULK_CHANGE']]);
    expect(holds()).toBe(false);
  });

  test('a group of the identity provider comes with its people, changes them and goes with all that names it', async () => {
    await click([
      ['group', 'group:okta'],
      ['managed-by', 'group:okta', 'idp'],
      ['member', 'group:okta', 'user:cy@corp.test'],
    ]);
    const ids = idsOf(site.world);
    const id = ids.group('okta');
    expect(site.world.groups[id]).toMatchObject({ managedBy: 'EXTERNAL', members: [ids.account('cy@corp.test')] });
    await click([['member', 'group:okta', 'user:ana@corp.test']], [['member', 'group:okta', 'user:cy@corp.test']]);
    expect(site.world.groups[id]?.members).toEqual([ids.account('ana@corp.test')]);
    const gone = await click(
      [],
      [
        ['group', 'group:okta'],
        ['managed-by', 'group:okta', 'idp'],
        ['member', 'group:okta', 'user:ana@corp.test'],
      ],
    );
    expect(gone.status).toBe(200);
    expect(site.world.groups[id]).toBeUndefined();
  });

  test('an app uses a product that nobody uses yet, if the site has it', async () => {
    const bot = Object.values(site.world.accounts).find(({ type }) => type === 'app')?.accountId;
    expect((await click([['product', 'user:bot', 'jira-core']])).body.error).toBe('The site has no product "jira-core".');
    site.world.seats['jira-core'] = 10;
    expect((await click([['product', 'user:bot', 'jira-core']])).status).toBe(200);
    const group = Object.values(site.world.groups).find(({ name }) => name === site.world.defaultGroups['jira-core']);
    expect(group).toMatchObject({ members: [bot], roles: [{ product: 'jira-core', role: 'user' }] });
  });

  test('an app that administers a product in a group does not use it by that', async () => {
    const bot = Object.values(site.world.accounts).find(({ type }) => type === 'app')?.accountId ?? '';
    site.world.groups[idsOf(site.world).group('eng')]?.members.push(bot);
    site.world.groups[idsOf(site.world).group('eng')]?.roles.push({ product: 'jira-core', role: 'admin' });
    site.world.seats['jira-core'] = 10;
    expect((await click([['product', 'user:bot', 'jira-core']])).body).toMatchObject({ made: 1 });
    expect(cellsOf(site.world, 'apart')).toContainEqual(expect.stringMatching(/^user:bot\tsite\tuse:jira-core\tallowed/));
  });

  test('a group that others keep gives products and administers, and one that is handed over to the API does so too', async () => {
    const synced = (): unknown => site.world.groups[idsOf(site.world).group('synced')];
    expect(
      await click([
        ['group-product', 'group:synced', 'jira-core'],
        ['administrator', 'site', 'group:synced'],
      ]),
    ).toMatchObject({ body: { made: 2 } });
    expect(synced()).toMatchObject({ siteAdmin: true, roles: [{ product: 'confluence' }, { product: 'jira-core', role: 'user' }] });
    await click(
      [],
      [
        ['group-product', 'group:synced', 'confluence'],
        ['administrator', 'site', 'group:synced'],
      ],
    );
    expect(synced()).toMatchObject({ roles: [{ product: 'jira-core' }] });
    expect(synced()).not.toHaveProperty('siteAdmin');
    expect((await click([['group-product', 'group:eng', 'jira-core']])).body.error).toContain('The API of the organization gives products');
    const handed = await click([
      ['group-product', 'group:synced', 'confluence'],
      ['managed-by', 'group:synced', 'git'],
    ]);
    expect(handed).toMatchObject({ status: 200, body: { made: 2 } });
  });

  test('an app administers the site, which nobody is let do by hand whom an API makes an administrator', async () => {
    const app = Object.values(site.world.accounts).find(({ type }) => type === 'app');
    expect(await click([['administrator', 'site', `user:${app?.accountId ?? ''}`]])).toMatchObject({ status: 200, body: { made: 1 } });
    expect(app?.siteAdmin).toBe(true);
    expect((await click([['administrator', 'site', 'user:ana@corp.test']])).body.error).toContain('The API of the organization makes');
  });

  test('single permissions are set that the API does not know, and no others', async () => {
    expect(
      (
        await click([
          ['space-grant', 'space:DOCS', 'logged-in', 'read/space'],
          ['space-grant', 'space:DOCS', 'group:eng', 'manage_users/space'],
        ])
      ).body,
    ).toEqual({ made: 2, already: 0 });
    expect((await click([['space-grant', 'space:DOCS', 'logged-in', 'read/space']])).body).toEqual({ made: 0, already: 1 });
    expect((await click([['space-grant', 'space:DOCS', 'group:eng', 'create/page']])).body.error).toContain('The API of Confluence gives');
  });

  test('what a group held globally is gone with it, and apps join groups that the organization does not list them in', async () => {
    expect((await click([], [['global-permission', 'site', 'group:gone', 'ADMINISTER']])).body).toEqual({ made: 0, already: 1 });
    expect((await click([['member', 'group:eng', 'user:bot']])).body).toEqual({ made: 1, already: 0 });
  });

  test('groups, people and projects are called otherwise, and keep what they have', async () => {
    const ids = idsOf(site.world);
    const group = ids.group('eng');
    const rename = (from: string, to: string): Promise<Answer> => site.ask('POST', '/sandbox/clicks', { rename: { from, to } });
    expect(await rename('group:eng', 'group:engineering')).toMatchObject({ status: 200, body: { made: 1 } });
    expect(await rename('group:eng', 'group:engineering')).toMatchObject({ status: 200, body: { made: 0, already: 1 } });
    expect(ids.group('engineering')).toBe(group);
    expect(await rename('user:ana@corp.test', 'user:ana@new.test')).toMatchObject({ status: 200, body: { made: 1 } });
    expect(site.world.groups[group]?.members).toContain(ids.account('ana@new.test'));
    const project = ids.project('ONE').id;
    expect(await rename('project:ONE', 'project:DEV')).toMatchObject({ status: 200, body: { made: 1 } });
    expect(await rename('project:ONE', 'project:DEV')).toMatchObject({ status: 200, body: { made: 0, already: 1 } });
    expect(ids.project('DEV').id).toBe(project);
    expect(await rename('role:Developers', 'role:Engineers')).toMatchObject({ status: 409 });
  });

  test('guests and members of the chat come and go', async () => {
    await click([
      ['channel-guest', 'channel:client', 'user:new@client.test'],
      ['channel-member', 'channel:client', 'user:ana@corp.test'],
    ]);
    const ids = idsOf(site.world);
    const members = (): readonly string[] => site.world.chat.channels[ids.channel('client')]?.members ?? [];
    expect(site.world.chat.users[ids.chatUser('new@client.test')]).toMatchObject({ guest: 'single', deleted: false });
    expect(members()).toEqual(expect.arrayContaining([ids.chatUser('new@client.test'), ids.chatUser('ana@corp.test')]));
    await click([], [['channel-guest', 'channel:client', 'user:new@client.test']]);
    expect(members()).not.toContain(ids.chatUser('new@client.test'));
  });

  test('somebody whose account in the chat becomes one of another kind is so in every channel, and leaves none', async () => {
    const ids = idsOf(site.world);
    site.world.chat.channels['C2'] = { id: 'C2', name: 'theirs', private: true, archived: false, members: [] };
    const kim = 'user:kim@client.test';
    await click([['channel-guest', 'channel:theirs', kim]]);
    const id = ids.chatUser('kim@client.test');
    const held = (): unknown => [
      site.world.chat.users[id]?.guest,
      Object.values(site.world.chat.channels).flatMap(({ name, members }) => (members.includes(id) ? [name] : [])),
    ];
    expect(held()).toEqual(['single', ['theirs']]);
    expect(await click([['channel-member', 'channel:client', kim]])).toMatchObject({ status: 200, body: { made: 1 } });
    expect(held()).toEqual([undefined, ['client', 'theirs']]);
    expect(await click([['channel-guest', 'channel:client', kim]])).toMatchObject({ status: 200, body: { made: 1 } });
    expect(held()).toEqual(['multi', ['client', 'theirs']]);
  });

  test('somebody is invited whose name is no e-mail address, with what they are to use', async () => {
    const odd = 'user:odd@name@corp.test';
    await click([
      ['product', odd, 'confluence'],
      ['guest', odd, 'jira'],
      ['active', odd, 'true'],
      ['person', odd],
    ]);
    const account = Object.values(site.world.accounts).find(({ displayName }) => displayName === 'odd@name@corp.test');
    expect(account).toMatchObject({ type: 'atlassian', active: true });
    expect(account?.email).toBeUndefined();
    const roles = Object.values(site.world.groups).flatMap((group) =>
      group.members.includes(account?.accountId ?? '') ? group.roles : [],
    );
    expect(roles).toEqual(
      expect.arrayContaining([
        { product: 'confluence', role: 'user' },
        { product: 'jira-software', role: 'guest' },
      ]),
    );
    // What they are to have afterwards an API gives.
    expect((await click([['guest', odd, 'confluence']])).body).toEqual({ error: `The API of the organization makes "${odd}" a guest.` });
    expect((await click([['product', odd, 'jira-core']])).body).toEqual({ error: `The API of the organization gives "${odd}" products.` });
  });

  test('somebody is invited on the Free plan, where the API refuses it', async () => {
    Object.assign(site.world.site, { plan: 'free' });
    const di: readonly Said[] = [
      ['person', 'user:di@corp.test'],
      ['product', 'user:di@corp.test', 'confluence'],
    ];
    expect(await click(di)).toMatchObject({ status: 200, body: { made: 2 } });
    expect(site.world.accounts[idsOf(site.world).account('di@corp.test')]).toMatchObject({ type: 'atlassian', email: 'di@corp.test' });
  });

  test('an app is installed and uninstalled, and a customer comes to the portal', async () => {
    await click([
      ['person', 'user:robot'],
      ['active', 'user:robot', 'true'],
    ]);
    const robot = Object.values(site.world.accounts).find(({ displayName }) => displayName === 'robot');
    expect(robot).toMatchObject({ type: 'app', active: true });
    await site.ask('POST', '/rest/api/3/project/ONE/role/' + String(idsOf(site.world).role('Developers')), { user: [robot?.accountId] });
    await click([], [['person', 'user:robot']]);
    expect(JSON.stringify(site.world.projects)).not.toContain(robot?.accountId);
    expect(await site.ask('POST', '/sandbox/clicks', { customers: { add: ['c@client.test'] } })).toMatchObject({ body: { made: 1 } });
    expect(site.world.accounts[idsOf(site.world).account('c@client.test')]?.type).toBe('customer');
  });
});

describe('what is refused', () => {
  test.each<readonly [string, Said, string]>([
    ['an actor', ['actor', 'project:ONE', 'role:Developers', 'user:cy@corp.test'], 'The API of Jira changes the actors of roles.'],
    ['a group', ['group', 'group:more'], 'the API of the organization makes such groups'],
    ['a member', ['member', 'group:eng', 'user:cy@corp.test'], 'The API of the organization changes the members of "group:eng".'],
    ['a person', ['person', 'user:di@corp.test'], 'The API of the organization invites "user:di@corp.test".'],
    ['a project with a scheme', ['project', 'project:THREE'], 'the API of Jira makes projects that have a scheme'],
    ['a grant', ['grant', 'scheme:open', 'anyone', 'BROWSE_PROJECTS'], 'A grant of "scheme:open" is nothing for the pages'],
    ['a permission of guests', ['guest-permission', 'space:DOCS', 'create/page'], 'The API of Confluence gives single permissions'],
    ['a second project of a guest', ['project-guest', 'project:ONE', gus], 'is a guest of "project:TWO" already'],
    ['a second space of a guest', ['space-guest', 'space:OTHER', gus], 'The guest already has access to another space.'],
    ['somebody unknown', ['project-guest', 'project:ONE', 'user:no@body.test'], 'The site knows nobody as "user:no@body.test".'],
    ['something unknown', ['project-access', 'project:NONE', 'open'], 'The site has no "project:NONE".'],
    ['an access level of a project with a scheme', ['project-access', 'project:ONE', 'open'], 'its scheme says who may do what'],
  ])('%s, in words, and nothing is changed', async (_, fact, words) => {
    const before = JSON.stringify(site.world);
    const answer = await click([['global-permission', 'site', 'group:eng', 'BULK_CHANGE'], fact]);
    expect(answer.status).toBe(409);
    expect((answer.body as { error: string }).error).toContain(words);
    expect(JSON.stringify(site.world)).toBe(before);
  });

  test.each([
    ['no JSON', '{', 'The body is no JSON.'],
    ['a field of its own', '{"fact": {}}', 'There is no field "fact".'],
    ['facts that are none', '{"facts": {"add": [{"type": "member"}]}}', 'A fact has a type, what it is of, and what it says.'],
    ['nothing', '{}', 'Nothing is asked for.'],
  ])('%s', async (_, text, words) => {
    const response = await fetch(`${site.url}/sandbox/clicks`, { method: 'POST', body: text });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toContain(words);
  });

  test('everything, where every change is', async () => {
    site = await startSite({ readOnly: true });
    expect(await click([['global-permission', 'site', 'group:eng', 'BULK_CHANGE']])).toMatchObject({ status: 403 });
  });
});

describe('it is a change like any other', () => {
  test('it is in the audit log, it is kept, and twice changes nothing', async () => {
    let saved = 0;
    const save = (): Promise<void> => {
      saved++;
      return Promise.resolve();
    };
    site = await startSite({ save });
    const add: Said = ['member', 'group:synced', 'user:ana@corp.test'];
    expect(await click([add])).toMatchObject({ body: { made: 1, already: 0 } });
    const count = site.world.events.length;
    expect(await click([add])).toMatchObject({ body: { made: 0, already: 1 } });
    expect(saved).toBe(1);
    expect(site.world.events).toHaveLength(count);
    expect(site.world.events.at(-1)).toMatchObject({
      system: 'organization',
      object: 'synced',
      change: { what: 'member', added: true, thing: { name: 'synced' } },
    });
  });

  test('Jira hears of a change of the organization later', async () => {
    site.fail({ lag: 2 });
    const seen = async (): Promise<number> =>
      ((await site.get(`/rest/api/3/group/member?groupId=${idsOf(site.world).group('synced')}`)).body as { total: number }).total;
    await click([['member', 'group:synced', 'user:ana@corp.test']]);
    expect([await seen(), await seen(), await seen()]).toEqual([1, 1, 2]);
  });
});
