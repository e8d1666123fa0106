import type { Channel } from '../../model/site.js';
import { chatIdOf } from '../ids.js';
import type { Account, UserGroup } from '../world.js';
import { accountOf, flatMembers, standIns, stands, type Cast } from './cast.js';

/** Everybody as a user of the chat, and the channels. */
export function addChat(cast: Cast): void {
  const { world, site } = cast;
  for (const account of Object.values(world.accounts)) addUser(account, cast);
  for (const channel of site.channels.values()) addChannel(channel, cast);
  markGuests(cast);
}

/** Whoever is in no channel but as a guest: of one channel they are free. */
function markGuests(cast: Cast): void {
  const { world, site } = cast;
  const channels = [...site.channels.values()];
  const guests = new Set(channels.flatMap(({ guests: placed }) => placed.map(({ user }) => chatUserOf(accountOf(user, cast)))));
  const members = new Set(channels.flatMap((channel) => membersOf(channel, cast)));
  for (const id of guests) {
    const user = world.chat.users[id];
    if (user === undefined || members.has(id)) continue;
    const rooms = Object.values(world.chat.channels).filter((channel) => channel.members.includes(id));
    user.guest = rooms.length > 1 ? 'multi' : 'single';
  }
}

function addUser(account: Account, { world }: Cast): void {
  const id = chatUserOf(account.accountId);
  world.chat.users[id] = {
    id,
    name: account.displayName,
    ...(account.email === undefined ? {} : { email: account.email }),
    ...(account.type === 'app' ? { bot: true } : {}),
    deleted: !account.active || account.membership !== 'active',
  };
}

function chatUserOf(accountId: string): string {
  return chatIdOf('U', accountId);
}

function membersOf(channel: Channel, cast: Cast): readonly string[] {
  return channel.members
    .filter((entry) => stands(entry, cast))
    .flatMap(({ type, name }) => (type === 'user' ? [accountOf(name, cast)] : flatMembers(name, cast)))
    .map(chatUserOf);
}

function addChannel(channel: Channel, cast: Cast): void {
  const id = chatIdOf('C', channel.name);
  const guests = channel.guests.filter((guest) => stands(guest, cast)).map(({ user }) => chatUserOf(accountOf(user, cast)));
  cast.world.chat.channels[id] = {
    id,
    name: channel.name,
    private: channel.private,
    archived: false,
    members: [...new Set([...membersOf(channel, cast), ...guests])],
  };
  for (const { type, name } of channel.members.filter((entry) => stands(entry, cast)))
    if (type === 'group') for (const group of standIns(name, cast)) addSyncedGroup(group, id, cast);
}

/** People whom the identity provider keeps are members of a channel by a user group that carries it. */
function addSyncedGroup(groupId: string, channel: string, { world }: Cast): void {
  const group = world.groups[groupId];
  if (group?.managedBy !== 'EXTERNAL') return;
  const id = chatIdOf('S', group.name);
  const userGroup: UserGroup = (world.chat.userGroups[id] ??= {
    id,
    name: group.name,
    handle: id.toLowerCase(),
    enabled: true,
    users: group.members.map(chatUserOf),
    channels: [],
  });
  if (!userGroup.channels.includes(channel)) userGroup.channels.push(channel);
}
