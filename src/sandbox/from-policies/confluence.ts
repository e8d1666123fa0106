import type { Grant, Holder, Space } from '../../model/site.js';
import { addSpaceRole } from '../seed.js';
import { nextNumber, type Principal, type RoleAssignment, type SpacePermission } from '../world.js';
import { accountOf, standIns, stands, type Cast } from './cast.js';
import { fieldOf } from './field-of.js';

/** Space roles and spaces. */
export function addConfluence(cast: Cast): void {
  const { site, world } = cast;
  const roles = new Map(Object.values(world.spaceRoles).map(({ name, id }) => [name, id]));
  for (const [name, { operations }] of site.spaceRoles) {
    const system = world.spaceRoles[roles.get(name) ?? ''];
    if (system === undefined) roles.set(name, addSpaceRole(world, name, operations, 'CUSTOM'));
    else system.permissions = [...operations];
  }
  for (const space of site.spaces.values()) addSpace(space, roles, cast);
}

function addSpace(space: Space, roleIds: ReadonlyMap<string, string>, cast: Cast): void {
  const { world } = cast;
  const grants = space.access.filter((grant) => stands(grant, cast));
  const guests: readonly Principal[] = space.guests
    .filter((guest) => stands(guest, cast))
    .map(({ user }) => ({ type: 'user', id: accountOf(user, cast) }));
  const given = new Map<string, Omit<SpacePermission, 'id'>>();
  const roles = new Map<string, RoleAssignment>();
  const give = (principal: Principal, operations: readonly string[]): void => {
    for (const operation of operations) given.set(JSON.stringify([principal, operation]), { principal, operation });
  };
  for (const guest of guests) give(guest, space.guestOperations);
  for (const grant of grants)
    for (const holder of grant.to) {
      if (holder.type === 'guests') guests.forEach((guest) => give(guest, grant.permissions));
      else if (grant.as === undefined) principalsOf(holder, cast).forEach((principal) => give(principal, grant.permissions));
      else principalsOf(holder, cast).forEach((principal) => roles.set(...assignment(principal, grant, roleIds)));
    }
  const id = String(nextNumber(world));
  world.spaces[id] = {
    id,
    key: space.name,
    name: space.description ?? space.name,
    type: 'global',
    status: 'current',
    homepageId: String(nextNumber(world)),
    permissions: [...given.values()].map((each) => ({ id: String(nextNumber(world)), ...each })),
    roles: [...roles.values()],
  };
}

function assignment(principal: Principal, { allow }: Grant, roleIds: ReadonlyMap<string, string>): [string, RoleAssignment] {
  const [name = ''] = allow;
  const roleId = fieldOf(roleIds, name, 'space role');
  return [JSON.stringify([principal, roleId]), { principal, roleId }];
}

function principalsOf({ type, name }: Holder, cast: Cast): readonly Principal[] {
  switch (type) {
    case 'user':
      return [{ type: 'user', id: accountOf(name, cast) }];
    case 'group':
      return standIns(name, cast).map((id) => ({ type: 'group', id }));
    case 'logged-in':
      return [{ type: 'class', id: 'all-licensed-users' }];
    case 'anyone':
      return [{ type: 'class', id: 'anonymous-users' }];
    default:
      throw new Error(`${type} cannot hold anything in a space.`);
  }
}
