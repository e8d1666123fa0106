import type { Declared, Site } from './site.js';

/** The things of a site that references name, by what stands before the colon: `user`, `group`, … */
export function thingsByKind(site: Site): Readonly<Record<string, ReadonlyMap<string, Declared>>> {
  const { people, groups, roles, schemes, projects, spaceRoles, spaces, channels } = site;
  return {
    user: people,
    group: groups,
    role: roles,
    scheme: schemes,
    project: projects,
    'space-role': spaceRoles,
    space: spaces,
    channel: channels,
  };
}
