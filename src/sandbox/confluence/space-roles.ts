import { ok, type Call, type Reply, type Route } from '../exchange.js';
import { fieldsOf, listOf, textOf, textsOf } from '../given.js';
import { linkPage } from '../paging.js';
import { refuseConfluence2 } from '../refusals.js';
import { uuidOf } from '../ids.js';
import { addSpaceRole } from '../seed.js';
import { nextNumber, type Space, type SpaceRole } from '../world.js';
import { givenAssignment } from './assignments.js';
import { hasAdministrator, isSame, unfitFor } from './principals.js';
import { rolePrincipalShape } from './shapes.js';
import { knownOperations } from './space-permissions.js';
import { spaceById } from './spaces.js';

export const spaceRoles: readonly Route[] = [
  {
    method: 'GET',
    path: '/wiki/api/v2/space-role-mode',
    system: 'confluence-v2',
    answer: ({ world }) => ok({ mode: world.site.spaceRoleMode }),
  },
  { method: 'GET', path: '/wiki/api/v2/space-roles', system: 'confluence-v2', answer: listRoles },
  { method: 'POST', path: '/wiki/api/v2/space-roles', system: 'confluence-v2', answer: createRole },
  { method: 'GET', path: '/wiki/api/v2/space-roles/{id}', system: 'confluence-v2', answer: (call) => ok(shapeOf(roleIn(call))) },
  { method: 'PUT', path: '/wiki/api/v2/space-roles/{id}', system: 'confluence-v2', answer: updateRole },
  { method: 'DELETE', path: '/wiki/api/v2/space-roles/{id}', system: 'confluence-v2', answer: deleteRole },
  { method: 'GET', path: '/wiki/api/v2/spaces/{id}/role-assignments', system: 'confluence-v2', answer: listAssignments },
  { method: 'POST', path: '/wiki/api/v2/spaces/{id}/role-assignments', system: 'confluence-v2', answer: setAssignments },
];

const mostCustomRoles = 10;

function listRoles(call: Call): Reply {
  const type = call.query.get('role-type');
  return linkPage(
    call,
    Object.values(call.world.spaceRoles)
      .filter((role) => type === null || role.type === type)
      .map(shapeOf),
  );
}

function shapeOf({ id, type, name, description, permissions }: SpaceRole): Readonly<Record<string, unknown>> {
  return { id, type, name, description, spacePermissions: permissions };
}

function createRole(call: Call): Reply {
  const { name, description, permissions } = givenRole(call);
  const all = Object.values(call.world.spaceRoles);
  if (all.some((role) => role.name === name)) refuseConfluence2(400, 'A space role with this name already exists');
  if (all.filter(({ type }) => type === 'CUSTOM').length >= mostCustomRoles)
    refuseConfluence2(400, `A site can have at most ${mostCustomRoles} custom space roles`);
  const role = call.world.spaceRoles[addSpaceRole(call.world, name, permissions, 'CUSTOM')] ?? refuseConfluence2(500, 'The role is gone');
  role.description = description;
  return ok(shapeOf(role), 201);
}

/** Done later: the answer names a task. */
function updateRole(call: Call): Reply {
  const role = customRoleIn(call);
  const { name, description, permissions } = givenRole(call);
  if (Object.values(call.world.spaceRoles).some((other) => other.name === name && other.id !== role.id))
    refuseConfluence2(400, 'A space role with this name already exists');
  Object.assign(role, { name, description, permissions: permissions.toSorted() });
  return ok({ id: role.id, type: role.type, name, description, taskId: taskFor(call) }, 202);
}

function deleteRole(call: Call): Reply {
  refuseApps(call);
  const { id } = customRoleIn(call);
  if (Object.values(call.world.spaces).some(({ roles }) => roles.some(({ roleId }) => roleId === id)))
    refuseConfluence2(400, 'The space role is assigned in spaces');
  Reflect.deleteProperty(call.world.spaceRoles, id);
  return ok({ taskId: taskFor(call) }, 202);
}

/** It is asked after where Confluence tells of its long tasks. */
function taskFor({ world, now }: Call): string {
  const id = uuidOf('task', String(nextNumber(world)));
  world.tasks[id] = { id, description: 'Change space role', remaining: 1, submitted: now };
  return id;
}

function givenRole(call: Call): { readonly name: string; readonly description: string; readonly permissions: readonly string[] } {
  refuseApps(call);
  const given = fieldsOf(call.body);
  const [name, description, permissions] = [textOf(given['name']), textOf(given['description']), textsOf(given['spacePermissions'])];
  if (name === undefined || name === '' || description === undefined || permissions === undefined)
    refuseConfluence2(400, 'A name, a description and space permissions are required');
  if (!permissions.includes('read/space')) refuseConfluence2(400, 'A space role needs the permission read/space');
  return { name, description, permissions: knownOperations(permissions) };
}

function refuseApps({ isApp }: Call): void {
  if (isApp) refuseConfluence2(403, 'Apps cannot change space roles');
}

function roleIn({ world, params }: Call): SpaceRole {
  return world.spaceRoles[params['id'] ?? ''] ?? refuseConfluence2(404, 'Space role not found');
}

function customRoleIn(call: Call): SpaceRole {
  const role = roleIn(call);
  return role.type === 'SYSTEM' ? refuseConfluence2(400, 'The space roles of the system cannot be changed') : role;
}

function listAssignments(call: Call): Reply {
  const { query, world } = call;
  const [roleId, roleType, id, type] = ['role-id', 'role-type', 'principal-id', 'principal-type'].map((name) => query.get(name));
  const shapes = spaceById(call)
    .roles.filter(
      (each) =>
        (roleId ?? each.roleId) === each.roleId &&
        (roleType ?? world.spaceRoles[each.roleId]?.type) === world.spaceRoles[each.roleId]?.type,
    )
    .map((each) => ({ principal: rolePrincipalShape(each.principal), roleId: each.roleId }))
    .filter(
      ({ principal }) =>
        (id ?? principal['principalId']) === principal['principalId'] &&
        (type ?? principal['principalType']) === principal['principalType'],
    );
  return linkPage(call, shapes);
}

/** One role for each principal: it takes the place of another one, and of single permissions. All or nothing. */
function setAssignments(call: Call): Reply {
  const { world } = call;
  if (world.site.spaceRoleMode === 'PRE_ROLES') refuseConfluence2(400, 'Space roles are not available on this site');
  const space = spaceById(call);
  const wanted = (listOf(call.body) ?? refuseConfluence2(400, 'A list of role assignments is required')).map((each) =>
    givenAssignment(each, call),
  );
  let next: Pick<Space, 'permissions' | 'roles'> = space;
  for (const { principal, roleId } of wanted) {
    const roles = next.roles.filter((each) => !isSame(each.principal, principal));
    if (roleId === undefined) next = { ...next, roles };
    else {
      const unfit = unfitFor(principal, world.spaceRoles[roleId]?.permissions ?? [], space, world);
      if (unfit !== undefined) refuseConfluence2(400, unfit);
      next = {
        permissions: next.permissions.filter((each) => !isSame(each.principal, principal)),
        roles: [...roles, { principal, roleId }],
      };
    }
  }
  if (!hasAdministrator(next, world)) refuseConfluence2(400, 'A space needs at least one administrator');
  space.permissions = [...next.permissions];
  space.roles = [...next.roles];
  const results = wanted.map(({ principal, roleId }) => ({
    principal: rolePrincipalShape(principal),
    ...(roleId === undefined ? {} : { roleId }),
  }));
  return ok({ results, _links: { base: `${call.base}/wiki` } });
}
