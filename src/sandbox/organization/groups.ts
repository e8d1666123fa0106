import { forgetGroup, groupNamed, hasSeatsFor, join, leave, productOfResource, resourceOf, rolesOf } from '../directory.js';
import { done, ok, type Call, type Reply, type Route } from '../exchange.js';
import { fieldsOf, textOf, textsOf } from '../given.js';
import { cursorPage } from '../paging.js';
import { refuseOrganization } from '../refusals.js';
import { addGroup } from '../seed.js';
import type { Group, GroupRole } from '../world.js';
import type { Product } from '../../model/permissions.js';
import { checkPath, filterIn, groupIn, groupShape, ourGroupIn, refuseFull, refuseRequest, roleNamed } from './shapes.js';

const path = '/admin/v2/orgs/{orgId}/directories/{directoryId}/groups';

export const groups: readonly Route[] = [
  { method: 'POST', path: `${path}/search`, system: 'organization', reads: true, answer: searchGroups },
  { method: 'POST', path, system: 'organization', directory: true, answer: createGroup },
  { method: 'GET', path: `${path}/{groupId}`, system: 'organization', answer: getGroup },
  { method: 'DELETE', path: `${path}/{groupId}`, system: 'organization', directory: true, answer: deleteGroup },
  { method: 'POST', path: `${path}/{groupId}/memberships`, system: 'organization', directory: true, answer: addMember },
  { method: 'DELETE', path: `${path}/{groupId}/memberships/{accountId}`, system: 'organization', directory: true, answer: removeMember },
  { method: 'GET', path: `${path}/{groupId}/role-assignments`, system: 'organization', answer: listRoles },
  { method: 'POST', path: `${path}/{groupId}/role-assignments/assign`, system: 'organization', directory: true, answer: assignRole },
  { method: 'POST', path: `${path}/{groupId}/role-assignments/revoke`, system: 'organization', directory: true, answer: revokeRole },
];

const counts = ['counts.users', 'counts.resources'];

function searchGroups(call: Call): Reply {
  checkPath(call);
  const { world } = call;
  const { cursor, ...words } = fieldsOf(call.body);
  const limit = words['limit'] ?? 50;
  if (typeof limit !== 'number' || limit < 1 || limit > 100) refuseRequest('limit is a number from 1 to 100.');
  return cursorPage(call, textOf(cursor), { limit, words }, (asked) => {
    const expand = textsOf(asked.words['expand']) ?? [];
    return Object.values(world.groups)
      .filter((group) => isAskedFor(group, asked.words))
      .map((group) => groupShape(group, expand, world));
  });
}

function isAskedFor({ id, name, members }: Group, words: Readonly<Record<string, unknown>>): boolean {
  const [names, ids, accounts] = [filterIn(words, 'groupNames', 100), filterIn(words, 'groupIds', 10), filterIn(words, 'accountIds', 10)];
  return (
    (names?.includes(name) ?? true) &&
    (ids?.includes(id) ?? true) &&
    (accounts?.some((each) => members.includes(each)) ?? true) &&
    name.toLowerCase().includes(textOf(words['searchTerm'])?.toLowerCase() ?? '')
  );
}

function createGroup(call: Call): Reply {
  checkPath(call);
  const given = fieldsOf(call.body);
  const name = textOf(given['name'])?.trim();
  if (name === undefined || name === '') refuseRequest('The group needs a name.');
  if (groupNamed(name, call.world)) refuseOrganization(409, 'ADMIN-UAM-409-2', 'Conflict', 'A group with this name already exists.');
  const description = textOf(given['description']);
  const group = addGroup(call.world, name, description === undefined ? {} : { description });
  return ok({ data: groupShape(group, counts, call.world) }, 201);
}

function getGroup(call: Call): Reply {
  return ok({ data: groupShape(groupIn(call), counts, call.world) });
}

function deleteGroup(call: Call): Reply {
  forgetGroup(ourGroupIn(call).id, call.world);
  return done();
}

/** Two conflicts of one status: only the code tells that a member is there already from that no seat is left. */
function addMember(call: Call): Reply {
  const group = ourGroupIn(call);
  const account = call.world.accounts[textOf(fieldsOf(call.body)['accountId']) ?? ''];
  if (account === undefined) refuseOrganization(404, 'ADMIN-404-3', 'Not Found', 'We couldn’t find the user.');
  switch (join(group, account, call.world)) {
    case 'already':
      return refuseOrganization(409, 'ADMIN-UAM-409-1', 'Conflict', 'The user is already in the group.');
    case 'no seats':
      return refuseFull(undefined);
    default:
      return done();
  }
}

function removeMember(call: Call): Reply {
  const group = ourGroupIn(call);
  if (!leave(group, call.params['accountId'] ?? '')) refuseOrganization(404, 'ADMIN-404-3', 'Not Found', 'The user is not in the group.');
  return done();
}

function listRoles(call: Call): Reply {
  const roles = rolesOf(groupIn(call), call.world);
  const held = [...new Set(roles.map(({ product }) => product))];
  const data = held.map((product) => ({
    resourceId: resourceOf(product, call.world),
    resourceOwner: product,
    roles: roles.filter((each) => each.product === product).map(({ role }) => `atlassian/${role}`),
  }));
  return ok({ data, links: {} });
}

/** Again: nothing changes. Each member takes a seat. */
function assignRole(call: Call): Reply {
  const group = ourGroupIn(call);
  const { product, role } = asked(call);
  if (rolesOf(group, call.world).some((each) => each.product === product && each.role === role)) return done(200);
  if (role === 'user' && !hasSeatsFor(group, product, call.world)) refuseFull(product);
  group.roles.push({ product, role });
  return done(200);
}

function revokeRole(call: Call): Reply {
  const group = ourGroupIn(call);
  const { product, role } = asked(call);
  // Of one that administers the site, what it administers is left product by product.
  if (role === 'admin') {
    group.roles = [...rolesOf(group, call.world)];
    Reflect.deleteProperty(group, 'siteAdmin');
  }
  group.roles = group.roles.filter((each) => each.product !== product || each.role !== role);
  return done();
}

function asked({ body, world }: Call): { readonly product: Product; readonly role: GroupRole } {
  const { roleId, resourceId } = fieldsOf(body);
  const product = productOfResource(textOf(resourceId) ?? '', world);
  if (product === undefined) refuseOrganization(404, 'ADMIN-404-5', 'Not Found', 'We couldn’t find the resource.');
  return { product, role: roleNamed(roleId) };
}
