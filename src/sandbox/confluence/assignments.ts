import type { Call } from '../exchange.js';
import { fieldsOf, textOf } from '../given.js';
import { refuseConfluence2 } from '../refusals.js';
import type { AccessClass, Principal } from '../world.js';

const classes: readonly AccessClass[] = [
  'anonymous-users',
  'authenticated-users',
  'all-licensed-users',
  'all-product-admins',
  'jsm-project-admins',
];

export interface GivenAssignment {
  readonly principal: Principal;
  /** Missing: the principal is to have no role. */
  readonly roleId?: string;
}

/** A role assignment as a request writes it, or Confluence's refusal. */
export function givenAssignment(value: unknown, { world }: Call): GivenAssignment {
  const given = fieldsOf(value);
  const { principalType, principalId } = fieldsOf(given['principal']);
  const roleId = textOf(given['roleId']);
  const principal = principalIn(principalType, textOf(principalId) ?? '', world);
  if (principal === undefined) refuseConfluence2(400, 'The principal of a role assignment is not known');
  if (roleId === undefined) return { principal };
  if (world.spaceRoles[roleId] === undefined) refuseConfluence2(400, 'The role of a role assignment is not known');
  return { principal, roleId };
}

function principalIn(type: unknown, id: string, { accounts, groups }: Call['world']): Principal | undefined {
  if (type === 'USER' && accounts[id] !== undefined) return { type: 'user', id };
  if (type === 'GROUP' && groups[id] !== undefined) return { type: 'group', id };
  return type === 'ACCESS_CLASS' && classes.some((each) => each === id) ? { type: 'class', id } : undefined;
}
