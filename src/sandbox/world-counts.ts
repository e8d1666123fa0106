import type { World } from './world.js';

/** How much there is of each kind. */
export function countsOf(world: World): Readonly<Record<string, number>> {
  const size = (things: Readonly<Record<string, unknown>>): number => Object.keys(things).length;
  return {
    accounts: size(world.accounts),
    groups: size(world.groups),
    roles: Object.values(world.projectRoles).filter(({ project }) => project === undefined).length,
    schemes: size(world.schemes),
    projects: size(world.projects),
    spaces: size(world.spaces),
    spaceRoles: size(world.spaceRoles),
    channels: size(world.chat.channels),
  };
}
