import type { Client } from '../http/client.js';
import type { Decode } from '../http/decode.js';
import { byCursor } from '../http/pages.js';
import type { Step } from '../provider.js';
import {
  accountOf,
  directory,
  groupAccess,
  organizationGroup,
  organizationUser,
  workspace,
  type Directory,
  type GroupAccess,
  type OrganizationGroup,
  type OrganizationUser,
  type Workspace,
} from './organization-answers.js';
import { organizationEndpoints as endpoints } from './organization-endpoints.js';

/** The most that the organization gives at once. */
export const organizationPages = { directories: 100, workspaces: 1_000, users: 100, groups: 100, access: 100 } as const;

/** What the organization says about people and groups, in its own words. */
export interface OrganizationFacts {
  readonly workspaces: readonly Workspace[];
  readonly users: readonly OrganizationUser[];
  readonly groups: readonly OrganizationGroupFacts[];
}

export interface OrganizationGroupFacts {
  readonly group: OrganizationGroup;
  readonly members: readonly string[];
  readonly access: readonly GroupAccess[];
}

export async function readOrganization(client: Client, orgId: string, progress: (step: Step) => void): Promise<OrganizationFacts> {
  const [directories, workspaces] = await Promise.all([readDirectories(client, orgId), readWorkspaces(client, orgId)]);
  const read = await Promise.all(directories.map(({ directoryId }) => readDirectory(client, { orgId, directoryId }, progress)));
  return { workspaces, users: read.flatMap(({ users }) => users), groups: read.flatMap(({ groups }) => groups) };
}

export function readDirectories(client: Client, orgId: string): Promise<readonly Directory[]> {
  return byCursor(client, {
    endpoint: endpoints.directories,
    parameters: { path: { orgId } },
    size: organizationPages.directories,
    item: directory,
    key: ({ directoryId }) => directoryId,
  });
}

/** The products of all sites of the organization. */
export function readWorkspaces(client: Client, orgId: string): Promise<readonly Workspace[]> {
  return byCursor(client, {
    endpoint: endpoints.workspaces,
    parameters: { path: { orgId } },
    size: organizationPages.workspaces,
    item: workspace,
    key: ({ id }) => id,
  });
}

export type Where = Readonly<Record<'orgId' | 'directoryId', string>>;

async function readDirectory(
  client: Client,
  where: Where,
  progress: (step: Step) => void,
): Promise<{ readonly users: readonly OrganizationUser[]; readonly groups: readonly OrganizationGroupFacts[] }> {
  const [users, groups] = await Promise.all([searchUsers(client, where, {}, organizationUser), searchGroups(client, where, {})]);
  const membersOf = membership(users);
  let done = 0;
  const facts = groups.map(async (group) => {
    const [members, access] = await Promise.all([
      readMembers(client, where, group, membersOf.get(group.id) ?? []),
      group.resources === 0 ? [] : readAccess(client, where, group.id),
    ]);
    progress({ api: 'organization', what: 'groups', done: ++done, total: groups.length });
    return { group, members, access };
  });
  return { users, groups: await Promise.all(facts) };
}

type Sought = Readonly<Record<string, readonly string[]>>;

/** People with all that tells what they can do, of those that are sought. */
export function searchUsers<T extends OrganizationUser>(
  client: Client,
  where: Where,
  sought: Sought,
  item: Decode<T>,
): Promise<readonly T[]> {
  return byCursor(client, {
    endpoint: endpoints.users,
    parameters: { path: where, body: { ...sought, expand: ['platformRoles', 'productAccess', 'groups'] } },
    size: organizationPages.users,
    item,
    key: ({ accountId }) => accountId,
  });
}

export function searchGroups(client: Client, where: Where, sought: Sought): Promise<readonly OrganizationGroup[]> {
  return byCursor(client, {
    endpoint: endpoints.groups,
    parameters: { path: where, body: { ...sought, expand: ['counts.users', 'counts.resources'] } },
    size: organizationPages.groups,
    item: organizationGroup,
    key: ({ id }) => id,
  });
}

function membership(users: readonly OrganizationUser[]): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, string[]>();
  for (const { accountId, groupIds } of users) {
    for (const group of groupIds) {
      const list = members.get(group);
      if (list === undefined) members.set(group, [accountId]);
      else list.push(accountId);
    }
  }
  return members;
}

/**
 * People come with their groups, so that the groups need not be asked one by one. Nothing says that the list beside a person is whole,
 * though: a group that counts other members than were found is asked itself.
 */
async function readMembers(client: Client, where: Where, group: OrganizationGroup, found: readonly string[]): Promise<readonly string[]> {
  if (group.users === found.length) return found;
  const asked = await searchMembers(client, where, { groupIds: [group.id] });
  return [...new Set([...found, ...asked])];
}

/** Ids alone, of those that are sought. */
export function searchMembers(client: Client, where: Where, sought: Sought): Promise<readonly string[]> {
  return byCursor(client, {
    endpoint: endpoints.users,
    parameters: { path: where, body: sought },
    size: organizationPages.users,
    item: accountOf,
    key: (accountId) => accountId,
  });
}

export function readAccess(client: Client, where: Where, groupId: string): Promise<readonly GroupAccess[]> {
  return byCursor(client, {
    endpoint: endpoints.groupAccess,
    parameters: { path: { ...where, groupId } },
    size: organizationPages.access,
    item: groupAccess,
    key: ({ resourceId }) => resourceId,
  });
}
