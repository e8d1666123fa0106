import type { Client } from '../http/client.js';
import { byLink } from '../http/pages.js';
import type { Names } from '../names.js';
import {
  confluenceRole,
  confluenceSpace,
  roleAssignment,
  roleMode,
  spacePermission,
  type ConfluenceRole,
  type ConfluenceSpace,
  type RoleAssignment,
  type SpacePermission,
} from './confluence-answers.js';
import { confluenceEndpoints as endpoints } from './confluence-endpoints.js';
import { confluencePages as pages } from './confluence.js';

/** One space, read by itself. */
export interface SpaceState {
  readonly space: ConfluenceSpace;
  readonly permissions: readonly SpacePermission[];
  readonly assignments: readonly RoleAssignment[];
  /** Of the site; none on a site without them. */
  readonly roles: readonly ConfluenceRole[];
}

/** Undefined: there is no such space. */
export async function readSpaceState(ref: string, client: Client, names: Names): Promise<SpaceState | undefined> {
  const space = await findSpace(ref, client, names);
  if (space === undefined) return undefined;
  const parameters = { path: { id: space.id } };
  const hasRoles = await hasSpaceRoles(client);
  const [permissions, assignments, roles] = await Promise.all([
    byLink(client, { endpoint: endpoints.permissions, parameters, size: pages.permissions, item: spacePermission, key: ({ id }) => id }),
    hasRoles
      ? byLink(client, {
          endpoint: endpoints.assignments,
          parameters,
          size: pages.assignments,
          item: roleAssignment,
          key: ({ principalType, principalId, roleId }) => `${principalType} ${principalId} ${roleId}`,
        })
      : [],
    hasRoles ? readSpaceRoles(client) : [],
  ]);
  return { space, permissions, assignments, roles };
}

/** By its id, where it was read or made; else by its key. */
export async function findSpace(ref: string, client: Client, names: Names): Promise<ConfluenceSpace | undefined> {
  const id = names.idOf(ref);
  const key = ref.slice('space:'.length);
  const found = await byLink(client, {
    endpoint: endpoints.oneSpace,
    parameters: { query: id === undefined ? { keys: key } : { ids: id } },
    size: pages.spaces,
    item: confluenceSpace,
    key: (space) => space.id,
  });
  return found.find((space) => (id === undefined ? space.key === key : space.id === id));
}

export async function hasSpaceRoles(client: Client): Promise<boolean> {
  return (await client.call(endpoints.mode, {}, roleMode)) !== 'PRE_ROLES';
}

export function readSpaceRoles(client: Client): Promise<readonly ConfluenceRole[]> {
  return byLink(client, { endpoint: endpoints.spaceRoles, size: pages.roles, item: confluenceRole, key: ({ id }) => id });
}
