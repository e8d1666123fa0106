import { below, type Place } from '../diagnostics/place.js';
import { hasEnded } from '../model/ends.js';
import type { Grant, HolderType, Site } from '../model/site.js';
import { list } from '../text/plural.js';
import { projectRoom, spaceRoom, type Room } from './rooms.js';

/** Grants in one list, and the rooms in which they hold. */
export interface GrantList {
  readonly system: 'jira' | 'confluence';
  readonly grants: readonly Grant[];
  readonly rooms: readonly Room[];
}

/** Every scheme that a living project uses with those projects, and every space. Archived projects have a rule of their own. */
export function grantLists(site: Site): readonly GrantList[] {
  const byScheme = new Map<string, Room[]>();
  for (const project of site.projects.values()) {
    if (project.archived || project.scheme === undefined) continue;
    const rooms = byScheme.get(project.scheme);
    if (rooms === undefined) byScheme.set(project.scheme, [projectRoom(site, project)]);
    else rooms.push(projectRoom(site, project));
  }
  const schemes = Array.from(byScheme, ([scheme, rooms]): GrantList => ({
    system: 'jira',
    grants: site.schemes.get(scheme)?.grants ?? [],
    rooms,
  }));
  const spaces = Array.from(site.spaces.values(), (space): GrantList => ({
    system: 'confluence',
    grants: space.access,
    rooms: [spaceRoom(space)],
  }));
  return [...schemes, ...spaces];
}

/** What lets people see a room at all. */
export const seeing = { jira: 'BROWSE_PROJECTS', confluence: 'read/space' } as const;

/** Where a living grant names a holder of some types, for one permission. */
export function* holdersIn(
  { grants }: GrantList,
  asOf: string,
  permission: string,
  types: readonly HolderType[],
): Generator<{ readonly type: HolderType; readonly name: string; readonly at: Place }> {
  for (const grant of grants) {
    if (hasEnded(grant, asOf) || !grant.permissions.includes(permission)) continue;
    for (const [index, { type, name }] of grant.to.entries())
      if (types.includes(type)) yield { type, name, at: below(grant.at, 'to', index) };
  }
}

/** `project CORE`, `project CORE, FLEET and 3 others`: the first of them by name. */
export function roomNames(rooms: readonly Room[]): string {
  const names = rooms.map(({ name }) => name).sort();
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} others`] : names;
  const noun = rooms[0]?.project === undefined ? 'space' : 'project';
  return `${noun}${names.length === 1 ? '' : 's'} ${list(shown)}`;
}
