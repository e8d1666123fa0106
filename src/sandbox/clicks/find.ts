import { groupNamed } from '../directory.js';
import { nameOf } from '../evaluate/subjects.js';
import type { Account, ChatChannel, Group, Project, Space, World } from '../world.js';
import { cannot, nameIn } from './said.js';

/* The things of a world by the names that policies have for them. */

export function findAccount(reference: string | undefined, world: World): Account | undefined {
  const name = nameIn(reference, 'user');
  return world.accounts[name] ?? Object.values(world.accounts).find((account) => nameOf(account) === name);
}

export function accountIn(reference: string | undefined, world: World): Account {
  return findAccount(reference, world) ?? cannot(`The site knows nobody as "${reference ?? ''}".`);
}

export function groupIn(reference: string | undefined, world: World): Group {
  return groupNamed(nameIn(reference, 'group'), world) ?? cannot(`The site has no "${reference ?? ''}".`);
}

export function findProject(reference: string | undefined, world: World): Project | undefined {
  const key = nameIn(reference, 'project');
  return Object.values(world.projects).find((project) => project.key === key);
}

export function projectIn(reference: string | undefined, world: World): Project {
  return findProject(reference, world) ?? cannot(`The site has no "${reference ?? ''}".`);
}

export function spaceIn(reference: string | undefined, world: World): Space {
  const key = nameIn(reference, 'space');
  return Object.values(world.spaces).find((space) => space.key === key) ?? cannot(`The site has no "${reference ?? ''}".`);
}

export function channelIn(reference: string | undefined, world: World): ChatChannel {
  const name = nameIn(reference, 'channel');
  const found = Object.values(world.chat.channels).find((channel) => channel.name === name && !channel.archived);
  return found ?? cannot(`The chat has no "${reference ?? ''}".`);
}
