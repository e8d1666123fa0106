import type { Call, Route } from '../exchange.js';
import { textOf } from '../given.js';
import { chatIdOf } from '../ids.js';
import { refuseSlack } from '../refusals.js';
import { nextNumber, type ChatChannel } from '../world.js';
import { asking, changing, channelIn, enterprise, idsIn, isTrue, openChannelIn, paged, self, userIn, type Method } from './method.js';

const list: Method = (call, words) => {
  const types = idsIn(words, 'types');
  const wanted = types.length === 0 ? ['public_channel'] : types;
  const all = Object.values(call.world.chat.channels).filter(
    (channel) =>
      wanted.includes(channel.private ? 'private_channel' : 'public_channel') && !(isTrue(words['exclude_archived']) && channel.archived),
  );
  const { page, response_metadata } = paged(call, words, all, 100);
  return { channels: page.map((channel) => shapeOf(channel, call)), response_metadata };
};

const members: Method = (call, words) => {
  const { page, response_metadata } = paged(call, words, channelIn(call, words).members, 100);
  return { members: page, response_metadata };
};

const create: Method = (call, words) => {
  const { channels } = call.world.chat;
  const name = nameIn(words);
  if (Object.values(channels).some((channel) => channel.name === name)) refuseSlack('name_taken');
  const id = chatIdOf('C', `${name} ${nextNumber(call.world)}`);
  const channel: ChatChannel = { id, name, private: isTrue(words['is_private']), archived: false, members: [] };
  channels[id] = channel;
  return { channel: shapeOf(channel, call) };
};

/** Channels have names of small letters, digits, hyphens and underscores. */
function nameIn(words: Parameters<Method>[1]): string {
  const name = textOf(words['name']) ?? '';
  if (name === '') refuseSlack('invalid_name_required');
  if (Array.from(name).length > 80) refuseSlack('invalid_name_maxlength');
  if (!/[^_-]/.test(name)) refuseSlack('invalid_name_punctuation');
  if (!/^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}_-]+$/u.test(name)) refuseSlack('invalid_name_specials');
  return name;
}

/** All or nobody, unless `force` is set. A single-channel guest has one channel. */
const invite: Method = (call, words) => {
  const channel = openChannelIn(call, words);
  const ids = idsIn(words, 'users');
  if (ids.length === 0) refuseSlack('no_user');
  if (ids.length > 100) refuseSlack('too_many_users');
  const problems = new Map(
    ids.flatMap((id) => {
      const problem = whyNot(id, channel, call);
      return problem === undefined ? [] : [[id, problem] as const];
    }),
  );
  const [first] = problems.values();
  const errors = [...problems].map(([user, error]) => ({ ok: false, error, user }));
  if (first !== undefined && (!isTrue(words['force']) || problems.size === ids.length)) refuseSlack(first, { errors });
  for (const id of ids) if (!problems.has(id)) channel.members.push(id);
  return { channel: shapeOf(channel, call), ...(errors.length === 0 ? {} : { errors }) };
};

function whyNot(id: string, channel: ChatChannel, { world }: Call): string | undefined {
  const user = world.chat.users[id];
  if (user === undefined || user.deleted) return 'user_not_found';
  if (channel.members.includes(id)) return 'already_in_channel';
  const elsewhere = Object.values(world.chat.channels).some(({ archived, members: all }) => !archived && all.includes(id));
  return user.guest === 'single' && elsewhere ? 'ura_max_channels' : undefined;
}

const kick: Method = (call, words) => {
  const channel = openChannelIn(call, words);
  const { id } = userIn(call, textOf(words['user']));
  if (id === self) refuseSlack('cant_kick_self');
  if (channel.name === 'general') refuseSlack('cant_kick_from_general');
  if (!channel.members.includes(id)) refuseSlack('not_in_channel');
  channel.members = channel.members.filter((each) => each !== id);
  return {};
};

const rename: Method = (call, words) => {
  const channel = openChannelIn(call, words);
  const name = nameIn(words);
  if (Object.values(call.world.chat.channels).some((other) => other.name === name && other.id !== channel.id)) refuseSlack('name_taken');
  channel.name = name;
  return { channel: shapeOf(channel, call) };
};

function archiving(archived: boolean): Method {
  return (call, words) => {
    const channel = channelIn(call, words);
    if (channel.archived === archived) refuseSlack(archived ? 'already_archived' : 'not_archived');
    channel.archived = archived;
    return {};
  };
}

/** On Enterprise only. */
const convertToPrivate: Method = (call, words) => {
  const { chat } = enterprise(call);
  const channel = openChannelIn(call, { channel: words['channel_id'] });
  if (channel.private) refuseSlack('method_not_supported_for_channel_type');
  chat.channels[channel.id] = { ...channel, private: true };
  return {};
};

/** Invites people of another company, who come when they have accepted: nothing changes here until then. */
const inviteShared: Method = (call, words) => {
  const channel = openChannelIn(call, words);
  if (!call.world.chat.paid) refuseSlack('not_paid');
  const [emails, users] = [idsIn(words, 'emails'), idsIn(words, 'user_ids')];
  if ((emails.length === 0) === (users.length === 0)) refuseSlack('invalid_arguments');
  return { invite_id: chatIdOf('T', `${channel.id} ${nextNumber(call.world)}`), is_legacy_shared_channel: false };
};

export const conversations: readonly Route[] = [
  ...asking('conversations.list', list),
  ...asking('conversations.info', (call, words) => ({ channel: shapeOf(channelIn(call, words), call) })),
  ...asking('conversations.members', members),
  ...changing('conversations.create', create),
  ...changing('conversations.invite', invite),
  ...changing('conversations.kick', kick),
  ...changing('conversations.rename', rename),
  ...changing('conversations.archive', archiving(true)),
  ...changing('conversations.unarchive', archiving(false)),
  ...changing('conversations.inviteShared', inviteShared),
  ...changing('admin.conversations.convertToPrivate', convertToPrivate),
];

function shapeOf(
  { id, name, private: isPrivate, archived, members: all }: ChatChannel,
  { world }: Call,
): Readonly<Record<string, unknown>> {
  return {
    id,
    name,
    name_normalized: name,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    is_archived: archived,
    is_general: name === 'general',
    is_shared: false,
    is_ext_shared: false,
    is_org_shared: false,
    created: 0,
    creator: Object.keys(world.chat.users)[0] ?? 'U0000000000',
    num_members: all.length,
  };
}
