import type { ChatChannel, World } from '../world.js';
import { nameOf, type Subject, type Synced } from './subjects.js';

/** Who is in a channel: people by their addresses, and groups of the identity provider by the user group that carries the channel. */
export function isInChannel(subject: Subject, channel: ChatChannel, world: World, synced: Synced): boolean {
  if (subject.className !== undefined) return subject.className === 'logged-in' && !channel.private;
  const carried = Object.values(world.chat.userGroups).filter(({ enabled, channels }) => enabled && channels.includes(channel.id));
  if (subject.account === undefined) return carried.some(({ name }) => subject.printed === `group:${name}`);
  const counted = carried.filter(({ name }) => synced === 'counted' || !isSynced(name, world));
  const present = new Set([...channel.members, ...counted.flatMap(({ users }) => users)]);
  const name = nameOf(subject.account);
  return [...present].some((id) => {
    const user = world.chat.users[id];
    return user?.deleted === false && (user.email ?? user.name) === name;
  });
}

function isSynced(name: string, world: World): boolean {
  return Object.values(world.groups).some((group) => group.name === name && group.managedBy === 'EXTERNAL');
}
