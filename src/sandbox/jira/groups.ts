import { forgetGroup, groupNamed, join, leave } from '../directory.js';
import { done, ok, type Call, type Reply, type Route } from '../exchange.js';
import { fieldsOf, numberIn, textOf } from '../given.js';
import { jiraPage } from '../paging.js';
import { refuseJira } from '../refusals.js';
import { addGroup } from '../seed.js';
import type { Group } from '../world.js';
import { groupShape, userShape } from './shapes.js';

export const groups: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/group/bulk', system: 'jira', answer: listGroups },
  { method: 'GET', path: '/rest/api/3/groups/picker', system: 'jira', answer: pickGroups },
  { method: 'GET', path: '/rest/api/3/group/member', system: 'jira', answer: listMembers },
  { method: 'POST', path: '/rest/api/3/group', system: 'jira', directory: true, answer: createGroup },
  { method: 'DELETE', path: '/rest/api/3/group', system: 'jira', directory: true, answer: deleteGroup },
  { method: 'POST', path: '/rest/api/3/group/user', system: 'jira', directory: true, answer: addMember },
  { method: 'DELETE', path: '/rest/api/3/group/user', system: 'jira', directory: true, answer: removeMember },
];

function listGroups(call: Call): Reply {
  const { query, world } = call;
  const [ids, names] = [query.getAll('groupId'), query.getAll('groupName')];
  const [access, key] = [query.get('accessType'), query.get('applicationKey')];
  const found = Object.values(world.groups).filter(
    (group) =>
      (ids.length + names.length === 0 || ids.includes(group.id) || names.includes(group.name)) &&
      (access === null || hasAccess(group, access)) &&
      (key === null || group.roles.some(({ product }) => product === key)),
  );
  return jiraPage(
    call,
    found.map(({ id, name }) => ({ name, groupId: id })),
    50,
    50,
  );
}

function hasAccess({ roles, siteAdmin }: Group, access: string): boolean {
  if (access === 'site-admin') return siteAdmin === true;
  return roles.some(({ role }) => role === access);
}

function pickGroups({ query, world }: Call): Reply {
  const asked = (query.get('query') ?? '').toLowerCase();
  const found = Object.values(world.groups).filter(({ name }) => name.toLowerCase().includes(asked));
  const shown = found.slice(0, numberIn(query, 'maxResults', 20, 1000));
  return ok({
    header: `Showing ${shown.length} of ${found.length} matching groups`,
    total: found.length,
    groups: shown.map(({ id, name, managedBy }) => ({
      name,
      groupId: id,
      html: escaped(name),
      labels: [],
      managedBy,
      usageType: managedBy === 'OPEN' ? 'TEAM_COLLABORATION' : 'USERBASE_GROUP',
    })),
  });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function listMembers(call: Call): Reply {
  const group = groupIn(call);
  const inactiveToo = call.query.get('includeInactiveUsers') === 'true';
  const members = group.members
    .flatMap((id) => call.world.accounts[id] ?? [])
    .filter(({ active, membership }) => inactiveToo || (active && membership === 'active'));
  return jiraPage(
    call,
    members.map((account) => userShape(account, call)),
    50,
    50,
  );
}

function createGroup(call: Call): Reply {
  const name = textOf(fieldsOf(call.body)['name'])?.trim();
  if (name === undefined || name === '') refuseJira(400, '', { name: 'You must specify a group name.' });
  if (groupNamed(name, call.world)) refuseJira(400, '', { name: `A group or user with this name already exists.` });
  return ok({ ...groupShape(addGroup(call.world, name), call), users: { items: [], size: 0 } }, 201);
}

function deleteGroup(call: Call): Reply {
  forgetGroup(ours(groupIn(call)).id, call.world);
  return done(200);
}

function addMember(call: Call): Reply {
  const group = groupIn(call);
  const account = call.world.accounts[textOf(fieldsOf(call.body)['accountId']) ?? ''];
  if (account === undefined) refuseJira(404, 'Specified user does not exist or you do not have required permissions');
  switch (join(group, account, call.world)) {
    case 'already':
      return refuseJira(400, `Cannot add user. '${account.displayName}' is already a member of '${group.name}'.`);
    case 'no seats':
      return refuseJira(400, 'Cannot add user. The licence limit of a product that this group gives is reached.');
    case 'synced':
      return refuseJira(400, readOnly(group));
    default:
      return ok(groupShape(group, call), 201);
  }
}

function removeMember(call: Call): Reply {
  const group = ours(groupIn(call));
  const accountId = call.query.get('accountId') ?? '';
  if (!leave(group, accountId)) refuseJira(404, `The user is not a member of '${group.name}'.`);
  return done(200);
}

function groupIn({ query, world }: Call): Group {
  const [id, name] = [query.get('groupId'), query.get('groupname')];
  if (id === null && name === null) refuseJira(400, "'groupname' or 'groupId' must be provided.");
  const found = id === null ? groupNamed(name ?? '', world) : world.groups[id];
  return found ?? refuseJira(404, `The group '${id ?? name ?? ''}' does not exist.`);
}

function ours(group: Group): Group {
  return group.managedBy === 'EXTERNAL' ? refuseJira(400, readOnly(group)) : group;
}

function readOnly({ name }: Group): string {
  return `The group '${name}' is synced from an identity provider and cannot be changed here.`;
}
