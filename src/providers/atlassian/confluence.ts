import type { Client } from '../http/client.js';
import { byLink } from '../http/pages.js';
import type { Step } from '../provider.js';
import {
  confluenceGroup,
  confluenceRole,
  confluenceSpace,
  confluenceUser,
  roleAssignment,
  roleMode,
  spacePermission,
  type ConfluenceGroup,
  type ConfluenceRole,
  type ConfluenceSpace,
  type ConfluenceUser,
  type RoleAssignment,
  type SpacePermission,
} from './confluence-answers.js';
import { confluenceEndpoints as endpoints } from './confluence-endpoints.js';

/** The most that Confluence gives at once. */
export const confluencePages = { spaces: 250, permissions: 250, assignments: 250, roles: 250, groups: 200, members: 200 } as const;

/** What Confluence says about its site, in its own words. */
export interface ConfluenceFacts {
  readonly spaces: readonly ConfluenceSpaceFacts[];
  /** Spaces of single people, which are theirs to give. */
  readonly personal: readonly ConfluenceSpace[];
  /** Whether the site is one with space roles. */
  readonly hasRoles?: boolean;
  /** Empty on a site without them. */
  readonly roles: readonly ConfluenceRole[];
  /** Groups that give people the product. */
  readonly licensed: readonly ConfluenceGroup[];
  readonly admins: readonly ConfluenceGroup[];
  /** With their members: those of guests, and the others too where nobody else is asked for them. */
  readonly directory: readonly (ConfluenceGroup & { readonly members: readonly ConfluenceUser[] })[];
}

export interface ConfluenceSpaceFacts {
  readonly space: ConfluenceSpace;
  readonly permissions: readonly SpacePermission[];
  readonly assignments: readonly RoleAssignment[];
}

interface Options {
  /** Whether the members of every group are asked for. */
  readonly directory: boolean;
  readonly progress: (step: Step) => void;
}

export async function readConfluence(client: Client, { directory, progress }: Options): Promise<ConfluenceFacts> {
  const [mode, groups, using, admins, siteAdmins] = await Promise.all([
    client.call(endpoints.mode, {}, roleMode),
    readGroups(client),
    readGroups(client, 'user'),
    readGroups(client, 'admin'),
    readGroups(client, 'site-admin'),
  ]);
  const hasRoles = mode !== 'PRE_ROLES';
  const [all, roles, withPeople] = await Promise.all([
    byLink(client, { endpoint: endpoints.spaces, size: confluencePages.spaces, item: confluenceSpace, key: ({ id }) => id }),
    hasRoles
      ? byLink(client, { endpoint: endpoints.spaceRoles, size: confluencePages.roles, item: confluenceRole, key: ({ id }) => id })
      : [],
    Promise.all(groups.filter(({ name }) => directory || isGuestGroup(name)).map((group) => withMembers(client, group))),
  ]);
  const shared = all.filter(({ type }) => type !== 'personal');
  let done = 0;
  const spaces = shared.map(async (space) => {
    const facts = await readSpace(client, space, hasRoles);
    progress({ api: 'confluence', what: 'spaces', done: ++done, total: shared.length });
    return facts;
  });
  return {
    spaces: await Promise.all(spaces),
    personal: all.filter(({ type }) => type === 'personal'),
    hasRoles,
    roles,
    licensed: using.filter(({ name }) => !isGuestGroup(name)),
    admins: [...admins, ...siteAdmins],
    directory: withPeople,
  };
}

/** Confluence makes one such group for each site, beside `confluence-users-…`. */
export function isGuestGroup(name: string): boolean {
  return /^confluence-guests(?:-|$)/.test(name);
}

function readGroups(client: Client, accessType?: string): Promise<readonly ConfluenceGroup[]> {
  return byLink(client, {
    endpoint: endpoints.groups,
    ...(accessType === undefined ? {} : { parameters: { query: { accessType } } }),
    size: confluencePages.groups,
    item: confluenceGroup,
    key: ({ id }) => id,
  });
}

async function withMembers(
  client: Client,
  group: ConfluenceGroup,
): Promise<ConfluenceGroup & { readonly members: readonly ConfluenceUser[] }> {
  const members = await byLink(client, {
    endpoint: endpoints.members,
    parameters: { path: { groupId: group.id } },
    size: confluencePages.members,
    item: confluenceUser,
    key: ({ accountId }) => accountId,
  });
  return { ...group, members };
}

async function readSpace(client: Client, space: ConfluenceSpace, hasRoles: boolean): Promise<ConfluenceSpaceFacts> {
  const parameters = { path: { id: space.id } };
  const [permissions, assignments] = await Promise.all([
    byLink(client, {
      endpoint: endpoints.permissions,
      parameters,
      size: confluencePages.permissions,
      item: spacePermission,
      key: ({ id }) => id,
    }),
    hasRoles
      ? byLink(client, {
          endpoint: endpoints.assignments,
          parameters,
          size: confluencePages.assignments,
          item: roleAssignment,
          key: ({ principalType, principalId, roleId }) => `${principalType} ${principalId} ${roleId}`,
        })
      : [],
  ]);
  return { space, permissions, assignments };
}
