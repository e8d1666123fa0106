import { chatIdOf } from '../ids.js';
import type { ChatChannel, ChatUser, World } from '../world.js';
import type { Change } from './change.js';
import { channelIn, findAccount, groupIn } from './find.js';
import { cannot, isKind, nameIn } from './said.js';
import { isMailAddress } from '../../text/mail-address.js';

/** Somebody of the company, or a group that the identity provider keeps: a user group carries it into the channel. */
export const channelMember: Change = {
  add({ of, says: [who] }, world) {
    const channel = channelIn(of, world);
    return isKind(who, 'group') ? carry(who, channel, world) : place(who, channel, world, false);
  },
  remove({ of, says: [who] }, world) {
    const channel = channelIn(of, world);
    return isKind(who, 'group') ? carryNoMore(who, channel, world) : takeOut(who, channel, world);
  },
};

export const channelGuest: Change = {
  add: ({ of, says: [who] }, world) => place(who, channelIn(of, world), world, true),
  remove: ({ of, says: [who] }, world) => takeOut(who, channelIn(of, world), world),
};

export const isPrivate: Change = {
  add({ of, says: [said] }, world) {
    const channel = channelIn(of, world);
    const wanted = said === 'true';
    if (channel.private === wanted) return false;
    world.chat.channels[channel.id] = { ...channel, private: wanted };
    return true;
  },
};

/** Invites whoever is not there yet. Whoever is a guest is one everywhere: an account of another kind is so in all channels that it is in. */
function place(who: string | undefined, channel: ChatChannel, world: World, asGuest: boolean): boolean {
  const user = userOf(who, world) ?? invited(who, world);
  const isElsewhere = roomsOf(user, world).some(({ id }) => id !== channel.id);
  if (channel.members.includes(user.id) && !user.deleted && (user.guest !== undefined) === asGuest) return false;
  user.deleted = false;
  if (asGuest) user.guest = isElsewhere ? 'multi' : 'single';
  else Reflect.deleteProperty(user, 'guest');
  if (!channel.members.includes(user.id)) channel.members.push(user.id);
  return true;
}

function takeOut(who: string | undefined, channel: ChatChannel, world: World): boolean {
  const id = userOf(who, world)?.id ?? '';
  const isIn = channel.members.includes(id);
  channel.members = channel.members.filter((each) => each !== id);
  return isIn;
}

function roomsOf({ id }: ChatUser, world: World): readonly ChatChannel[] {
  return Object.values(world.chat.channels).filter(({ archived, members }) => !archived && members.includes(id));
}

function userOf(who: string | undefined, world: World): ChatUser | undefined {
  const name = nameIn(who, 'user');
  const email = findAccount(who, world)?.email ?? name;
  return Object.values(world.chat.users).find((user) => user.email === email || user.name === name);
}

function invited(who: string | undefined, world: World): ChatUser {
  const name = nameIn(who, 'user');
  const account = findAccount(who, world);
  const email = account?.email ?? (isMailAddress(name) ? name : cannot(`"${who ?? ''}" has no e-mail address to be invited by.`));
  const user: ChatUser = { id: chatIdOf('U', account?.accountId ?? email), name: account?.displayName ?? name, email, deleted: false };
  world.chat.users[user.id] = user;
  return user;
}

function carry(who: string | undefined, channel: ChatChannel, world: World): boolean {
  const { name, members, managedBy } = groupIn(who, world);
  if (managedBy !== 'EXTERNAL') cannot(`"${who ?? ''}" is not kept by the identity provider: chat has its people, not the group.`);
  const id = chatIdOf('S', name);
  const users = members.flatMap((member) => userOf(`user:${member}`, world)?.id ?? []);
  const group = (world.chat.userGroups[id] ??= { id, name, handle: id.toLowerCase(), enabled: true, users, channels: [] });
  if (group.channels.includes(channel.id)) return false;
  group.channels.push(channel.id);
  return true;
}

function carryNoMore(who: string | undefined, { id }: ChatChannel, world: World): boolean {
  const name = nameIn(who, 'group');
  const group = Object.values(world.chat.userGroups).find((each) => each.name === name);
  if (group?.channels.includes(id) !== true) return false;
  group.channels = group.channels.filter((each) => each !== id);
  return true;
}
