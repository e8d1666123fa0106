import type { Product } from '../../model/permissions.js';
import { products } from '../../model/permissions.js';
import { resourceOf } from '../directory.js';
import type { Call } from '../exchange.js';
import { textsOf } from '../given.js';
import { refuseOrganization } from '../refusals.js';
import type { Account, Group, GroupRole, World } from '../world.js';

/** How the organization writes the things of this world, and what its paths name. */

export function userShape(account: Account, expand: readonly string[], world: World): Readonly<Record<string, unknown>> {
  const { accountId, email, displayName, active, membership, synced } = account;
  const groups = Object.values(world.groups).filter(({ members }) => members.includes(accountId));
  const held = products.filter((product) =>
    groups.some(({ roles }) => roles.some((each) => each.product === product && each.role !== 'admin')),
  );
  const platformRoles = [
    ...(account.orgAdmin === true ? ['atlassian/org-admin'] : []),
    ...(account.siteAdmin === true ? ['atlassian/site-admin'] : []),
  ];
  return {
    accountId,
    accountType: 'atlassian',
    accountStatus: active ? 'active' : 'inactive',
    membershipStatus: membership,
    status: !active ? 'deactivated' : membership === 'active' ? 'active' : membership === 'suspended' ? 'suspended' : 'not_invited',
    name: displayName,
    nickname: displayName,
    email: email ?? '',
    emailVerified: true,
    claimStatus: isManaged(account, world) ? 'managed' : 'unmanaged',
    managementSource: synced === true ? 'synced' : 'invited',
    ...(expand.includes('platformRoles') ? { platformRoles } : {}),
    ...(expand.includes('groups') ? { groups: groups.map(({ id, name, description = '' }) => ({ id, name, description })) } : {}),
    ...(expand.includes('productAccess')
      ? { productAccess: held.map((product) => ({ key: product, id: resourceOf(product, world) })) }
      : {}),
    ...(expand.includes('counts.resources') ? { counts: { resources: held.length } } : {}),
    links: { self: `/v2/orgs/${world.site.orgId}/directories/${world.site.directoryId}/users/${accountId}` },
  };
}

export function isManaged({ email = '' }: Account, { site }: World): boolean {
  return site.domains.includes(email.slice(email.lastIndexOf('@') + 1));
}

export function groupShape(group: Group, expand: readonly string[], { site }: World): Readonly<Record<string, unknown>> {
  const { id, name, description = '', managedBy, members, roles } = group;
  const isSynced = managedBy === 'EXTERNAL';
  const counts = {
    ...(expand.includes('counts.users') ? { users: members.length } : {}),
    ...(expand.includes('counts.resources') ? { resources: new Set(roles.map(({ product }) => product)).size } : {}),
  };
  return {
    id,
    name,
    description,
    directoryId: site.directoryId,
    managedBy,
    externalSynced: isSynced,
    managementAccess: { readable: true, modifiable: !isSynced, deletable: !isSynced },
    ...(Object.keys(counts).length === 0 ? {} : { counts }),
    links: { self: `/v2/orgs/${site.orgId}/directories/${site.directoryId}/groups/${id}` },
  };
}

/** The organization and directory of a path are the only ones there are; `-` stands for any directory. */
export function checkPath({ world, params }: Call): void {
  const { orgId, directoryId } = world.site;
  if (params['orgId'] !== orgId) refuseOrganization(404, 'ADMIN-404-1', 'Not Found', 'We couldn’t find the organization.');
  const directory = params['directoryId'] ?? '-';
  if (directory !== directoryId && directory !== '-')
    refuseOrganization(404, 'ADMIN-404-2', 'Not Found', 'We couldn’t find the directory.');
}

export function accountIn(call: Call): Account {
  checkPath(call);
  const id = call.params['accountId'] ?? call.params['userId'] ?? '';
  const account = call.world.accounts[id];
  return account?.type === 'atlassian' ? account : refuseOrganization(404, 'ADMIN-404-3', 'Not Found', 'We couldn’t find the user.');
}

export function groupIn(call: Call): Group {
  checkPath(call);
  return (
    call.world.groups[call.params['groupId'] ?? ''] ?? refuseOrganization(404, 'ADMIN-404-4', 'Not Found', 'We couldn’t find the group.')
  );
}

/** Groups that the identity provider keeps are read-only. */
export function ourGroupIn(call: Call): Group {
  const group = groupIn(call);
  return group.managedBy === 'EXTERNAL'
    ? refuseOrganization(403, 'ADMIN-403-1', 'Forbidden', 'The group is synced from an identity provider.')
    : group;
}

export function refuseRequest(detail: string): never {
  return refuseOrganization(400, 'ADMIN-400-1', 'Bad Request', detail);
}

export function refuseFull(product: Product | undefined): never {
  return refuseOrganization(
    409,
    'ADMIN-UAM-409-3',
    'Product License Limit Exceeded',
    `You’ve exceeded your user limit${product === undefined ? '' : ` for ${product}`}.`,
  );
}

const groupRoles: Readonly<Record<string, GroupRole>> = {
  'atlassian/user': 'user',
  'atlassian/guest': 'guest',
  'atlassian/admin': 'admin',
};

/** The role of a product, as far as the sandbox knows it. */
export function roleNamed(name: unknown): GroupRole {
  return (
    (typeof name === 'string' ? groupRoles[name] : undefined) ??
    refuseRequest('The role is atlassian/user, atlassian/guest or atlassian/admin here.')
  );
}

/** A filter of a search: at most so many, if it is given at all. */
export function filterIn(words: Readonly<Record<string, unknown>>, name: string, most: number): readonly string[] | undefined {
  if (words[name] === undefined) return undefined;
  const list = textsOf(words[name]);
  if (list === undefined || list.length > most) refuseRequest(`${name} needs a list of at most ${most}.`);
  return list;
}
