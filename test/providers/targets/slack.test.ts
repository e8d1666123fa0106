import { describe, expect, test } from '@jest/globals';
import { slackCapabilities } from '../../../src/providers/slack/slack-capabilities.js';
import type { World } from '../../../src/sandbox/world.js';
import { apiDocuments, hasApiDocuments } from '../../support/api-documents.js';
import { loopbackClient } from '../../support/client.js';
import { failureOf, never, persist, writtenSite, type WrittenSite } from '../../support/written-site.js';
import { idsOf, policyWorld, startSite } from '../../sandbox/site.js';
import { channelRows, roomPolicies } from './rooms.js';
import { write } from './writes.js';

async function siteWith(change: (world: World) => World = (world) => world, policies = roomPolicies): Promise<WrittenSite> {
  const world = await policyWorld();
  return writtenSite(policies, { site: await startSite({ world: change(world) }) });
}

function onEnterprise(world: World): World {
  return { ...world, chat: { ...world.chat, enterprise: true } };
}

const join = (who: string, channel = 'client', as = 'member') => write('slack', [], [`channel-${as} channel:${channel} user:${who}`]);
const leave = (who: string, channel = 'client', as = 'member') => write('slack', [`channel-${as} channel:${channel} user:${who}`], []);
const open = write('slack', [], ['channel channel:news', 'private channel:news false']);
const shut = write('slack', ['channel channel:news', 'private channel:news false'], []);

describe('a channel', () => {
  test('comes out of the archive only with those who are to be in it', async () => {
    const written = await siteWith();
    await persist(written, open);
    await persist(written, join('ana@corp.test', 'news'));
    await persist(written, shut);
    expect((await written.target.observe(open, never)).type).toBe('before');
    expect((await failureOf(written.target.make(open, never))).message).toBe(
      '"channel:news" is the name of an archived channel, and 1 who are not to be in it would be back in it.',
    );
    const channel = written.site.world.chat.channels[idsOf(written.site.world).channel('news')];
    if (channel === undefined) throw new Error('The test asks for something that is not there.');
    channel.members = [idsOf(written.site.world).chatUser('root@corp.test')];
    await persist(written, open);
    expect(channel.archived).toBe(false);
    expect(written.effective().filter((call) => call.endsWith('.create'))).toHaveLength(1);
  });

  test('is not another kind of channel out of the archive', async () => {
    const written = await siteWith();
    await persist(written, open);
    await persist(written, shut);
    const secret = write('slack', [], ['channel channel:news', 'private channel:news true']);
    expect((await failureOf(written.target.make(secret, never))).message).toContain('an archived channel that is open to everybody');
  });

  test('whose new name is taken is refused, and nothing else is called otherwise', async () => {
    const written = await siteWith();
    const rename = { from: 'channel:client', to: 'channel:general' };
    expect((await written.target.observe({ id: '1', api: 'slack', changes: [], rename }, never)).type).toBe('before');
    const failure = await failureOf(written.target.make({ id: '1', api: 'slack', changes: [], rename }, never));
    expect(failure).toMatchObject({ kind: 'refused', said: 'name_taken' });
  });

  test('whose name is taken by one that is not seen is refused in words', async () => {
    const written = await siteWith();
    await written.site.ask('POST', '/slack/api/conversations.create', { name: 'news' });
    written.names.learn('channel:news', 'C0UNKNOWN');
    expect((await failureOf(written.target.make(open, never))).message).toBe(
      '"channel:news" cannot be made: its name is taken by a channel that the owner of the token does not see.',
    );
  });

  test('is made private on Enterprise, by hand elsewhere, and open by hand everywhere', async () => {
    const hide = write('slack', ['private channel:general false'], ['private channel:general true']);
    const elsewhere = await siteWith();
    expect((await failureOf(elsewhere.target.make(hide, never))).message).toContain('"channel:general" is made private by hand');
    const written = await siteWith(onEnterprise);
    await persist(written, hide);
    expect(written.site.world.chat.channels[idsOf(written.site.world).channel('general')]?.private).toBe(true);
    const show = write('slack', ['private channel:client true'], ['private channel:client false']);
    expect((await failureOf(written.target.make(show, never))).message).toContain('is opened to everybody by hand');
  });

  test('that is gone takes nobody in', async () => {
    const written = await siteWith();
    await persist(written, open);
    await persist(written, shut);
    expect((await failureOf(written.target.make(join('ana@corp.test', 'news'), never))).message).toBe(
      '"channel:news" is not in the chat any more.',
    );
  });
});

describe('people', () => {
  test('who are in already are not let in again, and who are out not taken out', async () => {
    const written = await siteWith();
    await written.target.make(join('root@corp.test'), never);
    await written.target.make(leave('ana@corp.test'), never);
    expect(written.effective()).toEqual([]);
  });

  test('whose account is switched off is not in, though listed, and is not let in', async () => {
    const written = await siteWith((world) => {
      for (const user of Object.values(world.chat.users)) if (user.email === 'gus@client.test') user.deleted = true;
      return world;
    });
    const gus = join('gus@client.test', 'client', 'guest');
    expect((await written.target.observe(gus, never)).type).toBe('before');
    expect((await failureOf(written.target.make(gus, never))).message).toContain('is invited by hand');
    expect(written.effective()).toEqual([]);
  });

  test('the owner of the token is never taken out', async () => {
    const written = await siteWith((world) => {
      const root = Object.values(world.chat.users).find(({ email }) => email === 'root@corp.test');
      const client = Object.values(world.chat.channels).find(({ name }) => name === 'client');
      if (root === undefined || client === undefined) throw new Error('The test asks for something that is not there.');
      Reflect.deleteProperty(world.chat.users, root.id);
      world.chat.users['U0000000000'] = { ...root, id: 'U0000000000' };
      client.members = client.members.map((id) => (id === root.id ? 'U0000000000' : id));
      return world;
    });
    const failure = await failureOf(written.target.make(leave('root@corp.test'), never));
    expect(failure).toMatchObject({ kind: 'refused' });
    expect(failure.message).toContain('is the owner of the token');
    expect(written.effective()).toEqual([]);
  });

  test('are members, or guests, in every channel', async () => {
    const written = await siteWith();
    expect((await failureOf(written.target.make(join('gus@client.test', 'general'), never))).message).toContain(
      'is a guest of the workspace',
    );
    expect((await failureOf(written.target.make(join('ana@corp.test', 'client', 'guest'), never))).message).toContain(
      'is a member of the workspace',
    );
    expect(written.effective()).toEqual([]);
  });

  test('a guest of one channel is in no other one', async () => {
    const written = await siteWith();
    const failure = await failureOf(written.target.make(join('gus@client.test', 'general', 'guest'), never));
    expect(failure.message).toBe('"user:gus@client.test" is a guest of one channel, and in another one than "channel:general".');
    await persist(written, leave('gus@client.test', 'client', 'guest'));
    await persist(written, join('gus@client.test', 'general', 'guest'));
  });

  test('who are not in the chat are invited by hand, guests by Slack on Enterprise', async () => {
    const stranger = join('new@client.test', 'client', 'guest');
    const elsewhere = await siteWith();
    expect((await elsewhere.target.observe(stranger, never)).type).toBe('before');
    expect((await failureOf(elsewhere.target.make(stranger, never))).message).toContain('is invited by hand');
    expect(await failureOf(elsewhere.target.make(join('new@corp.test'), never))).toMatchObject({ kind: 'not-made' });
    const two = `${roomPolicies}
---
{kind: Users, name: more, users: {both@client.test: {products: [], guest: [jira]}}}
---
{kind: Channel, name: one, guests: [both@client.test]}
---
{kind: Channel, name: two, guests: [both@client.test]}
`;
    const written = await siteWith(onEnterprise, two);
    await persist(written, stranger);
    await persist(written, join('both@client.test', 'client', 'guest'));
    const users = Object.values(written.site.world.chat.users);
    expect(users.find(({ email }) => email === 'new@client.test')).toMatchObject({ guest: 'single' });
    expect(users.find(({ email }) => email === 'both@client.test')).toMatchObject({ guest: 'multi' });
  });

  test('a group is no member of a channel', async () => {
    const { target } = await siteWith();
    const group = write('slack', [], ['channel-member channel:client group:synced']);
    expect((await failureOf(target.make(group, never))).message).toContain('channels have people');
  });
});

test('what a token can do is asked of Slack', async () => {
  const [plain, enterprise] = [await siteWith(), await siteWith(onEnterprise)];
  const of = ({ site }: WrittenSite) => slackCapabilities(loopbackClient(`${site.url}/slack`, undefined, 'Bearer any'));
  expect(await of(plain)).toMatchObject({ self: 'U0000000000', invitesGuests: false, makesPrivate: false });
  expect(await of(enterprise)).toMatchObject({ invitesGuests: true, makesPrivate: true });
});

(hasApiDocuments ? test : test.skip)('every call is one that the vendor documents', async () => {
  const fault = apiDocuments();
  for (const row of channelRows) {
    const written = await siteWith();
    for (const one of [...(row.first ?? []), row.write]) await persist(written, one);
    for (const { method, path } of written.site.sandbox.journal.requests) {
      const [pathname = '', question = ''] = path.split('?');
      expect(fault({ method, path: pathname, query: new URLSearchParams(question) })).toBeUndefined();
    }
  }
});
