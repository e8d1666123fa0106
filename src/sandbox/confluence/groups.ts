import { forgetGroup, groupNamed, join, leave } from '../directory.js';
import { done, ok, type Call, type Reply, type Route } from '../exchange.js';
import { canLogIn } from '../evaluate/subjects.js';
import { fieldsOf, textOf } from '../given.js';
import { startPage } from '../paging.js';
import { refuseConfluence } from '../refusals.js';
import { addGroup } from '../seed.js';
import type { Group } from '../world.js';
import { groupShape, userShape } from './shapes.js';

const path = '/wiki/rest/api/group';

export const groups: readonly Route[] = [
  { method: 'GET', path, system: 'confluence', answer: listGroups },
  { method: 'POST', path, system: 'confluence', directory: true, answer: createGroup },
  {
    method: 'GET',
    path: `${path}/by-id`,
    system: 'confluence',
    answer: (call) => ok(groupShape(groupIn(call.query.get('id'), call), call)),
  },
  { method: 'DELETE', path: `${path}/by-id`, system: 'confluence', directory: true, answer: deleteGroup },
  { method: 'GET', path: `${path}/{groupId}/membersByGroupId`, system: 'confluence', answer: listMembers },
  { method: 'POST', path: `${path}/userByGroupId`, system: 'confluence', directory: true, answer: addMember },
  { method: 'DELETE', path: `${path}/userByGroupId`, system: 'confluence', directory: true, answer: removeMember },
];

function listGroups(call: Call): Reply {
  const access = call.query.get('accessType');
  const found = Object.values(call.world.groups).filter(
    ({ roles, siteAdmin }) =>
      access === null ||
      (access === 'site-admin' ? siteAdmin === true : roles.some(({ role, product }) => product === 'confluence' && role === access)),
  );
  return startPage(
    call,
    found.map((group) => groupShape(group, call)),
    200,
    200,
  );
}

/** People who are suspended are not shown. */
function listMembers(call: Call): Reply {
  const { members } = groupIn(call.params['groupId'] ?? null, call);
  const shown = members.flatMap((id) => call.world.accounts[id] ?? []).filter(canLogIn);
  return startPage(
    call,
    shown.map((account) => userShape(account, call)),
    200,
    200,
  );
}

function createGroup(call: Call): Reply {
  const name = textOf(fieldsOf(call.body)['name'])?.trim();
  if (name === undefined || name === '') refuseConfluence(400, 'The name of the group is required.');
  if (groupNamed(name, call.world)) refuseConfluence(400, `Group ${name} already exists.`);
  return ok(groupShape(addGroup(call.world, name), call), 201);
}

function deleteGroup(call: Call): Reply {
  forgetGroup(ours(groupIn(call.query.get('id'), call)).id, call.world);
  return done();
}

function addMember(call: Call): Reply {
  const group = groupIn(call.query.get('groupId'), call);
  const account = call.world.accounts[textOf(fieldsOf(call.body)['accountId']) ?? ''];
  if (account === undefined) refuseConfluence(404, 'No user found.');
  switch (join(ours(group), account, call.world)) {
    case 'already':
      return refuseConfluence(400, 'The user is already a member of the group.');
    case 'no seats':
      return refuseConfluence(400, 'The licence limit is reached.');
    default:
      return done(201);
  }
}

function removeMember(call: Call): Reply {
  const group = ours(groupIn(call.query.get('groupId'), call));
  if (!leave(group, call.query.get('accountId') ?? '')) refuseConfluence(404, 'The user is not a member of the group.');
  return done();
}

function groupIn(id: string | null, { world }: Call): Group {
  return world.groups[id ?? ''] ?? refuseConfluence(404, `No group found with id ${id ?? ''}.`);
}

function ours(group: Group): Group {
  return group.managedBy === 'EXTERNAL' ? refuseConfluence(400, `Group ${group.name} is read-only: it is synced.`) : group;
}
