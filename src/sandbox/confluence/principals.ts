import { notForAnyone, notForGuests } from '../../model/permissions.js';
import { guestsOf } from '../directory.js';
import type { Principal, Space, World } from '../world.js';

export function isSame(one: Principal, other: Principal): boolean {
  return one.type === other.type && one.id === other.id;
}

/** Why a principal cannot hold operations in a space; undefined where it can. */
export function unfitFor(principal: Principal, operations: readonly string[], space: Space, world: World): string | undefined {
  if (principal.type === 'class' && principal.id === 'anonymous-users' && operations.some((each) => notForAnyone.includes(each)))
    return 'Anonymous users cannot be given this permission.';
  if (principal.type !== 'user' || !guestsOf('confluence', world).has(principal.id)) return undefined;
  if (operations.some((each) => notForGuests.includes(each))) return 'Guests cannot be given this permission.';
  const elsewhere = Object.values(world.spaces).some((other) => other.id !== space.id && isIn(principal, other));
  return elsewhere ? 'The guest already has access to another space.' : undefined;
}

function isIn(principal: Principal, { permissions, roles }: Space): boolean {
  return [...permissions, ...roles].some((each) => isSame(each.principal, principal));
}

/** Whether anybody administers a space. */
export function hasAdministrator({ permissions, roles }: Pick<Space, 'permissions' | 'roles'>, { spaceRoles }: World): boolean {
  return (
    permissions.some(({ operation }) => operation === 'administer/space') ||
    roles.some(({ roleId }) => spaceRoles[roleId]?.permissions.includes('administer/space') === true)
  );
}
