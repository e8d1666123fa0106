import { beforeEach, expect, test } from '@jest/globals';
import { idsOf, startSite, type Site } from './site.js';

let site: Site;
let ids: ReturnType<typeof idsOf>;
beforeEach(async () => {
  site = await startSite();
  ids = idsOf(site.world);
});

const call = async (method: string, words: Record<string, unknown>) => (await site.ask('POST', `/slack/api/${method}`, words)).body;

test('every answer is 200 and says whether it is a yes', async () => {
  const { status, body } = await site.ask('POST', '/slack/api/conversations.info', { channel: 'C0' });
  expect([status, body]).toEqual([200, { ok: false, error: 'channel_not_found' }]);
  const bare = await fetch(`${site.url}/slack/api/users.list`);
  expect([bare.status, await bare.json()]).toEqual([200, { ok: false, error: 'not_authed' }]);
});

test('fields may come as a form, the token among them', async () => {
  const body = new URLSearchParams({ token: 'xoxb-1', types: 'public_channel,private_channel' });
  const answer = (await (await fetch(`${site.url}/slack/api/conversations.list`, { method: 'POST', body })).json()) as {
    channels: { name: string }[];
  };
  expect(answer.channels.map(({ name }) => name)).toEqual(['general', 'client']);
});

test('channels are invited to all or none, unless that is forced', async () => {
  const [channel, ana, gus] = [ids.channel('client'), ids.chatUser('ana@corp.test'), ids.chatUser('gus@client.test')];
  expect((await call('conversations.invite', { channel, users: `${ana},${gus}` })).error).toBe('already_in_channel');
  expect(site.world.chat.channels[channel]?.members).not.toContain(ana);
  expect(await call('conversations.invite', { channel, users: `${ana},${gus}`, force: true })).toMatchObject({
    ok: true,
    errors: [{ user: gus }],
  });
  expect((await call('conversations.kick', { channel, user: ana })).ok).toBe(true);
  expect((await call('conversations.kick', { channel, user: ana })).error).toBe('not_in_channel');
});

test('a single-channel guest has one channel', async () => {
  const gus = ids.chatUser('gus@client.test');
  expect(site.world.chat.users[gus]?.guest).toBe('single');
  const { channel } = await call('conversations.create', { name: 'other', is_private: 'true' });
  expect((await call('conversations.invite', { channel: channel.id, users: gus })).error).toBe('ura_max_channels');
});

test('names are taken, archives are archived, and general keeps its people', async () => {
  expect((await call('conversations.create', { name: 'client' })).error).toBe('name_taken');
  const channel = ids.channel('client');
  expect([(await call('conversations.archive', { channel })).ok, (await call('conversations.archive', { channel })).error]).toEqual([
    true,
    'already_archived',
  ]);
  expect((await call('conversations.invite', { channel, users: ids.chatUser('ana@corp.test') })).error).toBe('is_archived');
  expect((await call('conversations.kick', { channel: ids.channel('general'), user: ids.chatUser('ana@corp.test') })).error).toBe(
    'cant_kick_from_general',
  );
});

test('user groups are written whole, never empty', async () => {
  const { usergroup } = await call('usergroups.create', { name: 'Client team', handle: 'client-team' });
  expect((await call('usergroups.create', { name: 'Client team' })).error).toBe('name_already_exists');
  expect((await call('usergroups.create', { name: 'Other', handle: 'client-team' })).error).toBe('handle_already_exists');
  expect((await call('usergroups.users.update', { usergroup: usergroup.id, users: '' })).error).toBe('no_users_provided');
  await call('usergroups.users.update', { usergroup: usergroup.id, users: ids.chatUser('ana@corp.test') });
  expect((await call('usergroups.users.list', { usergroup: usergroup.id })).users).toEqual([ids.chatUser('ana@corp.test')]);
});

test('guests are invited by the API on Enterprise only', async () => {
  const words = {
    team_id: 'T1',
    email: 'new@client.test',
    channel_ids: ids.channel('client'),
    is_ultra_restricted: true,
    guest_expiration_ts: 1_800_000_000,
  };
  expect((await call('admin.users.invite', words)).error).toBe('feature_not_enabled');
  Object.assign(site.world.chat, { enterprise: true });
  expect((await call('admin.users.invite', words)).ok).toBe(true);
  expect((await call('admin.users.invite', words)).error).toBe('already_in_team');
  expect((await call('users.lookupByEmail', { email: 'new@client.test' })).user).toMatchObject({
    is_ultra_restricted: true,
    profile: { guest_expiration_ts: 1_800_000_000 },
  });
  expect((await call('admin.users.setExpiration', { user_id: ids.chatUser('ana@corp.test'), expiration_ts: 1 })).error).toBe(
    'user_is_not_a_guest',
  );
});

test('lists come in pages, with an empty cursor at the end', async () => {
  const names: string[] = [];
  let cursor = '';
  do {
    const answer = await call('users.list', { limit: 2, cursor });
    names.push(...answer.members.map(({ id }: { id: string }) => id));
    cursor = answer.response_metadata.next_cursor;
  } while (cursor !== '');
  expect(names).toEqual(Object.keys(site.world.chat.users));
  expect((await call('users.list', { cursor: '!' })).error).toBe('invalid_cursor');
});
