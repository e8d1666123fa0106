import { spaceOperations } from '../../model/permissions.js';
import { findGroup } from '../directory.js';
import { done, ok, type Call, type Reply, type Route } from '../exchange.js';
import { fieldsOf, textOf } from '../given.js';
import { linkPage } from '../paging.js';
import { allSpaceOperations } from '../permission-names.js';
import { refuseConfluence, refuseConfluence2 } from '../refusals.js';
import { nextNumber, type Principal, type Space, type SpacePermission } from '../world.js';
import { hasAdministrator, isSame, unfitFor } from './principals.js';
import { principalShape } from './shapes.js';
import { spaceById, spaceByKey } from './spaces.js';

export const spacePermissions: readonly Route[] = [
  { method: 'GET', path: '/wiki/api/v2/spaces/{id}/permissions', system: 'confluence-v2', answer: listAssignments },
  { method: 'GET', path: '/wiki/api/v2/space-permissions', system: 'confluence-v2', answer: listPermissions },
  { method: 'POST', path: '/wiki/rest/api/space/{spaceKey}/permission', system: 'confluence', answer: addPermission },
  { method: 'DELETE', path: '/wiki/rest/api/space/{spaceKey}/permission/{id}', system: 'confluence', answer: removePermission },
];

/**
 * What comes and goes together. That there are such pairs is known from those who write permissions by this API; which ones exactly is not,
 * so that whoever writes has to read again.
 */
const companions: Readonly<Record<string, readonly string[]>> = {
  'create/page': ['update/page'],
  'create/comment': ['create/attachment'],
  'update/blogpost': ['create/blogpost'],
  'administer/space': ['manage_users/space', 'manage_content/space'],
};

/** The pairs that the first API takes. */
const writable: ReadonlySet<string> = new Set([...spaceOperations, 'update/page', 'update/blogpost']);

/** Single permissions only: what principals have by a role is listed elsewhere. */
function listAssignments(call: Call): Reply {
  const { permissions } = spaceById(call);
  const shapes = permissions.map(({ id, principal, operation }) => {
    const [key, targetType] = operation.split('/');
    return { id, principal: principalShape(principal), operation: { key, targetType } };
  });
  return linkPage(call, shapes);
}

function listPermissions(call: Call): Reply {
  const shapes = allSpaceOperations.map((id) => ({
    id,
    displayName: id.replaceAll('_', ' '),
    description: `May ${id.replaceAll('_', ' ')}`,
    requiredPermissionIds: id === 'read/space' ? [] : ['read/space'],
  }));
  return linkPage(call, shapes);
}

function addPermission(call: Call): Reply {
  refuseApps(call);
  const space = spaceByKey(call);
  const given = fieldsOf(call.body);
  const operation = operationIn(given['operation']);
  const subject = fieldsOf(given['subject']);
  const principal = principalIn(subject, call);
  const own = space.permissions.filter((each) => isSame(each.principal, principal)).map((each) => each.operation);
  if (space.roles.some((each) => isSame(each.principal, principal)))
    refuseConfluence(400, 'The principal has a role in this space, and cannot be given single permissions.');
  if (own.includes(operation)) refuseConfluence(400, 'Permission already exists');
  if (operation !== 'read/space' && !own.includes('read/space'))
    refuseConfluence(400, 'The principal needs the permission to read the space first.');
  const unfit = unfitFor(principal, [operation], space, call.world);
  if (unfit !== undefined) refuseConfluence(400, unfit);
  const made = permissionOf(principal, operation, call);
  const others = companionsOf(operation, call).filter(
    (each) => !own.includes(each) && unfitFor(principal, [each], space, call.world) === undefined,
  );
  space.permissions.push(made, ...others.map((each) => permissionOf(principal, each, call)));
  const [key, target] = operation.split('/');
  return ok({
    id: Number(made.id),
    subject: { type: subject['type'], identifier: subject['identifier'] },
    operation: { key, target },
    _links: {},
  });
}

function permissionOf(principal: Principal, operation: string, { world }: Call): SpacePermission {
  return { id: String(nextNumber(world)), principal, operation };
}

/** Reading is the base of everything: without it all goes. A space is never left without an administrator. */
function removePermission(call: Call): Reply {
  refuseApps(call);
  const space = spaceByKey(call);
  const going = space.permissions.find(({ id }) => id === call.params['id']);
  if (going === undefined) refuseConfluence(404, 'Permission not found');
  const { principal, operation } = going;
  const gone = operation === 'read/space' ? undefined : new Set([operation, ...companionsOf(operation, call)]);
  const kept = space.permissions.filter((each) => !isSame(each.principal, principal) || gone?.has(each.operation) === false);
  refuseWithoutAdministrator({ ...space, permissions: kept }, call);
  space.permissions = kept;
  return done();
}

function refuseWithoutAdministrator(space: Space, { world }: Call): void {
  if (!hasAdministrator(space, world)) refuseConfluence(400, 'A space needs at least one administrator.');
}

function companionsOf(operation: string, { world }: Call): readonly string[] {
  return world.site.habits.companions ? (companions[operation] ?? []) : [];
}

/** Apps cannot, whoever they speak for. */
function refuseApps({ isApp }: Call): void {
  if (isApp) refuseConfluence(403, 'Apps cannot change space permissions.');
}

function operationIn(value: unknown): string {
  const { key, target } = fieldsOf(value);
  const operation = `${String(key)}/${String(target)}`;
  return writable.has(operation) ? operation : refuseConfluence(400, `There is no permission ${operation}`);
}

function principalIn({ type, identifier }: Readonly<Record<string, unknown>>, { world }: Call): Principal {
  const named = textOf(identifier) ?? '';
  if (type === 'user' && named === 'anonymous') return { type: 'class', id: 'anonymous-users' };
  if (type === 'user') return world.accounts[named] === undefined ? refuseConfluence(400, 'User not found') : { type: 'user', id: named };
  const group = type === 'group' ? findGroup(named, world) : undefined;
  return group === undefined ? refuseConfluence(400, 'Group not found') : { type: 'group', id: group.id };
}

/** Whether words name permissions that spaces have; Confluence's refusal where they do not. */
export function knownOperations(ids: readonly string[]): readonly string[] {
  const unknown = ids.find((id) => !allSpaceOperations.includes(id));
  return unknown === undefined ? ids : refuseConfluence2(400, `There is no space permission ${unknown}`);
}
