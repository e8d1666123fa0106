import { products } from '../../model/permissions.js';
import { hasSeatFor, leave, resourceOf } from '../directory.js';
import { done, ok, type Call, type Reply, type Route } from '../exchange.js';
import { fieldsOf, textOf, textsOf } from '../given.js';
import { cursorPage } from '../paging.js';
import { refuseOrganization } from '../refusals.js';
import type { Account } from '../world.js';
import { accountIn, checkPath, filterIn, isManaged, refuseFull, refuseRequest, userShape } from './shapes.js';

const path = '/admin/v2/orgs/{orgId}/directories/{directoryId}/users';

export const users: readonly Route[] = [
  { method: 'POST', path: `${path}/search`, system: 'organization', reads: true, answer: searchUsers },
  { method: 'GET', path: `${path}/{accountId}/role-assignments`, system: 'organization', answer: listRoles },
  { method: 'POST', path: `${path}/{accountId}/suspend`, system: 'organization', directory: true, answer: suspend },
  { method: 'POST', path: `${path}/{accountId}/restore`, system: 'organization', directory: true, answer: restore },
  { method: 'DELETE', path: `${path}/{accountId}`, system: 'organization', directory: true, answer: remove },
  {
    method: 'POST',
    path: '/users/{account_id}/manage/lifecycle/disable',
    system: 'organization',
    directory: true,
    answer: (call) => setActive(call, false),
  },
  {
    method: 'POST',
    path: '/users/{account_id}/manage/lifecycle/enable',
    system: 'organization',
    directory: true,
    answer: (call) => setActive(call, true),
  },
];

function searchUsers(call: Call): Reply {
  checkPath(call);
  const { world } = call;
  const given = fieldsOf(call.body);
  const { cursor, ...words } = given;
  const limit = words['limit'] ?? 50;
  if (typeof limit !== 'number' || limit < 1 || limit > 100) refuseRequest('limit is a number from 1 to 100.');
  return cursorPage(call, textOf(cursor), { limit, words }, (asked) => {
    const expand = textsOf(asked.words['expand']) ?? [];
    return Object.values(world.accounts)
      .filter((account) => account.type === 'atlassian' && isAskedFor(account, asked.words, call))
      .map((account) => userShape(account, expand, world));
  });
}

function isAskedFor(account: Account, words: Readonly<Record<string, unknown>>, { world }: Call): boolean {
  const { accountId, email = '', active, membership } = account;
  const groups = Object.values(world.groups).filter(({ members }) => members.includes(accountId));
  const roles = groups.flatMap((group) => group.roles);
  const held: Readonly<Record<string, readonly string[]>> = {
    accountIds: [accountId],
    emails: [email],
    emailDomains: [email.slice(email.lastIndexOf('@') + 1)],
    groupIds: groups.map(({ id }) => id),
    accountStatus: [active ? 'active' : 'inactive'],
    membershipStatus: [membership],
    resourceIds: roles.map(({ product }) => resourceOf(product, world)),
    roleIds: roles.map(({ role }) => `atlassian/${role}`),
  };
  const claim = words['claimStatus'];
  const term = textOf(words['searchTerm'])?.toLowerCase() ?? '';
  return (
    Object.entries(held).every(([name, values]) => filterIn(words, name, 100)?.some((each) => values.includes(each)) ?? true) &&
    (claim === undefined || (claim === 'managed') === isManaged(account, world)) &&
    [account.displayName, email].some((text) => text.toLowerCase().includes(term))
  );
}

function listRoles(call: Call): Reply {
  const { accountId, membership } = accountIn(call);
  const { world } = call;
  const groups = Object.values(world.groups).filter(({ members }) => members.includes(accountId));
  const data = products.flatMap((product) => {
    const held = new Set(
      groups.flatMap(({ roles }) => roles.filter((each) => each.product === product).map(({ role }) => `atlassian/${role}`)),
    );
    if (held.size === 0) return [];
    return [
      {
        resourceId: resourceOf(product, world),
        resourceOwner: product,
        directoryId: world.site.directoryId,
        userDirectoryStatus: membership,
        roles: [...held],
        roleAssignments: [...held].map((role) => ({ role, roleAssignmentMethods: ['group_direct'] })),
      },
    ];
  });
  return ok({ data, links: {} });
}

/** Memberships stay for when the person comes back. */
function suspend(call: Call): Reply {
  const account = accountIn(call);
  if (account.membership === 'no_membership') refuseOrganization(404, 'ADMIN-404-3', 'Not Found', 'The user is not in the directory.');
  account.membership = 'suspended';
  return done();
}

/** Needs a seat of everything that the person had. */
function restore(call: Call): Reply {
  const account = accountIn(call);
  const groups = Object.values(call.world.groups).filter(({ members }) => members.includes(account.accountId));
  const full = groups.flatMap(({ roles }) => roles).find(({ product, role }) => role === 'user' && !canReturn(account, product, call));
  if (full !== undefined) refuseFull(full.product);
  account.membership = 'active';
  return done();
}

function canReturn(account: Account, product: Parameters<typeof hasSeatFor>[1], { world }: Call): boolean {
  return account.membership === 'active' || hasSeatFor(account, product, world);
}

function remove(call: Call): Reply {
  const account = accountIn(call);
  for (const group of Object.values(call.world.groups)) leave(group, account.accountId);
  account.membership = 'no_membership';
  return done();
}

/** Only of accounts that the organization has claimed. */
function setActive(call: Call, active: boolean): Reply {
  const account = call.world.accounts[call.params['account_id'] ?? ''];
  if (account === undefined) refuseOrganization(404, 'ADMIN-404-3', 'Not Found', 'We couldn’t find the user.');
  if (!isManaged(account, call.world))
    refuseOrganization(403, 'ADMIN-403-2', 'Forbidden', 'The account is not managed by your organization.');
  account.active = active;
  return done();
}
