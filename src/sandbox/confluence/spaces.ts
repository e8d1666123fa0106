import { spaceOperations } from '../../model/permissions.js';
import { done, ok, type Call, type Reply, type Route } from '../exchange.js';
import { fieldsOf, listOf, textOf } from '../given.js';
import { linkPage } from '../paging.js';
import { refuseConfluence, refuseConfluence2 } from '../refusals.js';
import { nextNumber, type Principal, type Space } from '../world.js';
import { givenAssignment } from './assignments.js';
import { hasAdministrator } from './principals.js';
import { oldSpaceShape, spaceShape } from './shapes.js';

export const spaces: readonly Route[] = [
  { method: 'GET', path: '/wiki/api/v2/spaces', system: 'confluence-v2', answer: listSpaces },
  { method: 'POST', path: '/wiki/api/v2/spaces', system: 'confluence-v2', answer: createSpace },
  {
    method: 'GET',
    path: '/wiki/api/v2/spaces/{id}',
    system: 'confluence-v2',
    answer: (call) => ok({ ...spaceShape(spaceById(call)), _links: { base: `${call.base}/wiki` } }),
  },
  { method: 'POST', path: '/wiki/rest/api/space', system: 'confluence', answer: (call) => createOldSpace(call) },
  { method: 'POST', path: '/wiki/rest/api/space/_private', system: 'confluence', answer: (call) => createOldSpace(call) },
  { method: 'PUT', path: '/wiki/rest/api/space/{spaceKey}', system: 'confluence', answer: updateSpace },
  { method: 'DELETE', path: '/wiki/rest/api/space/{spaceKey}', system: 'confluence', answer: deleteSpace },
];

function listSpaces(call: Call): Reply {
  const { query, world } = call;
  const list = (name: string): readonly string[] | undefined => query.get(name)?.split(',');
  const [ids, keys, type, status] = [list('ids'), list('keys'), query.get('type'), query.get('status')];
  const found = Object.values(world.spaces).filter(
    (space) =>
      (ids?.includes(space.id) ?? true) &&
      (keys?.includes(space.key) ?? true) &&
      (type === null || space.type === type) &&
      (status === null || space.status === status),
  );
  return linkPage(call, found.map(spaceShape));
}

/** Keys of spaces that are made: others are of spaces of single people, or from times long ago. */
const newKey = /^[A-Za-z0-9]{1,255}$/;

/** With role assignments the space has exactly those; without, whoever made it may do everything. */
function createSpace(call: Call): Reply {
  const given = fieldsOf(call.body);
  const [name, key] = [textOf(given['name']), textOf(given['key']) ?? textOf(given['alias'])];
  if (name === undefined || key === undefined) refuseConfluence2(400, 'A name and a key or an alias are required');
  if (!newKey.test(key)) refuseConfluence2(400, 'A key has letters and digits only');
  if (isTaken(key, call)) refuseConfluence2(400, 'A space with this key already exists');
  const wanted = listOf(given['roleAssignments']);
  if (wanted === undefined) return ok({ ...spaceShape(addSpace(key, name, call)), _links: { base: `${call.base}/wiki` } }, 201);
  if (call.world.site.spaceRoleMode === 'PRE_ROLES') refuseConfluence2(400, 'Space roles are not available on this site');
  const assignments = wanted.map((each) => givenAssignment(each, call));
  const roles = assignments.flatMap(({ principal, roleId }) => (roleId === undefined ? [] : [{ principal, roleId }]));
  if (!hasAdministrator({ permissions: [], roles }, call.world)) refuseConfluence2(400, 'A space needs at least one administrator');
  const space = addSpace(key, name, call);
  space.permissions = [];
  space.roles = roles;
  return ok({ ...spaceShape(space), _links: { base: `${call.base}/wiki` } }, 201);
}

function createOldSpace(call: Call): Reply {
  const given = fieldsOf(call.body);
  const [name, key] = [textOf(given['name']), textOf(given['key'])];
  if (name === undefined || key === undefined || !newKey.test(key)) refuseConfluence(400, 'The name and the key are required.');
  if (isTaken(key, call)) refuseConfluence(400, 'A space already exists with key ' + key);
  return ok(oldSpaceShape(addSpace(key, name, call), call));
}

function isTaken(key: string, { world }: Call): boolean {
  return Object.values(world.spaces).some((space) => space.key.toLowerCase() === key.toLowerCase());
}

function addSpace(key: string, name: string, { world, caller }: Call): Space {
  const maker = caller ?? Object.values(world.accounts).find(({ siteAdmin }) => siteAdmin === true);
  const principal: Principal = maker === undefined ? { type: 'class', id: 'all-product-admins' } : { type: 'user', id: maker.accountId };
  const id = String(nextNumber(world));
  const space: Space = {
    id,
    key,
    name,
    type: 'global',
    status: 'current',
    homepageId: String(nextNumber(world)),
    permissions: spaceOperations.map((operation) => ({ id: String(nextNumber(world)), principal, operation })),
    roles: [],
  };
  world.spaces[id] = space;
  return space;
}

function updateSpace(call: Call): Reply {
  const space = spaceByKey(call);
  const given = fieldsOf(call.body);
  const status = given['status'];
  space.name = textOf(given['name']) ?? space.name;
  if (status === 'archived' || status === 'current') space.status = status;
  return ok(oldSpaceShape(space, call));
}

/** Done later: the answer names a long task. */
function deleteSpace(call: Call): Reply {
  const { id } = spaceByKey(call);
  Reflect.deleteProperty(call.world.spaces, id);
  const task = String(nextNumber(call.world));
  call.world.tasks[task] = { id: task, description: 'Delete space', remaining: 1, submitted: call.now };
  return { ...done(202), body: { id: task, links: { status: `/rest/api/longtask/${task}` } } };
}

export function spaceById({ world, params }: Call): Space {
  return world.spaces[params['id'] ?? ''] ?? refuseConfluence2(404, 'Space not found');
}

export function spaceByKey({ world, params }: Call): Space {
  const key = params['spaceKey'] ?? '';
  const found = Object.values(world.spaces).find((space) => space.key === key);
  return found ?? refuseConfluence(404, `No space with key : ${key}`);
}
