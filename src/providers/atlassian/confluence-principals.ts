import type { Names } from '../names.js';
import type { RoleAssignment, SpacePermission } from './confluence-answers.js';
import type { SpaceState } from './confluence-space-state.js';

/** Whoever holds something in a space, as each API of Confluence writes it. */
export interface SpacePrincipal {
  /** As policies write it: `user:ana@acme.example`. */
  readonly written: string;
  /** Of the first API; it knows no access class but the public. */
  readonly subject?: { readonly type: 'user' | 'group'; readonly identifier: string };
  /** Of the second. */
  readonly principal: { readonly principalType: 'USER' | 'GROUP' | 'ACCESS_CLASS'; readonly principalId: string };
}

/** Undefined: the site is not known to have somebody of this name. */
export function principalOf(written: string, names: Names): SpacePrincipal | undefined {
  if (written === 'anyone')
    return {
      written,
      subject: { type: 'user', identifier: 'anonymous' },
      principal: { principalType: 'ACCESS_CLASS', principalId: 'anonymous-users' },
    };
  if (written === 'logged-in') return { written, principal: { principalType: 'ACCESS_CLASS', principalId: 'all-licensed-users' } };
  const id = names.idOf(written);
  if (id === undefined) return undefined;
  if (written.startsWith('user:')) return userPrincipal(id, written);
  return written.startsWith('group:')
    ? { written, subject: { type: 'group', identifier: id }, principal: { principalType: 'GROUP', principalId: id } }
    : undefined;
}

export function userPrincipal(accountId: string, written: string): SpacePrincipal {
  return {
    written,
    subject: { type: 'user', identifier: accountId },
    principal: { principalType: 'USER', principalId: accountId },
  };
}

const classes: Readonly<Record<string, readonly string[]>> = {
  'anonymous-users': ['anonymous-users'],
  'all-licensed-users': ['all-licensed-users', 'authenticated-users'],
};

/** Whether a single permission is a principal's. */
export function holdsPermission({ principal }: SpacePrincipal, { principal: { type, id } }: SpacePermission): boolean {
  if (principal.principalType === 'USER') return type === 'user' && id === principal.principalId;
  if (principal.principalType === 'GROUP') return type === 'group' && id === principal.principalId;
  const isPublic = type === 'anonymous' || (type === 'user' && (id === undefined || id === 'anonymous'));
  if (isPublic) return principal.principalId === 'anonymous-users';
  return type === 'role' && (classes[principal.principalId] ?? []).includes(id ?? '');
}

/** Whether an assignment of a role is. */
export function holdsRole({ principal }: SpacePrincipal, { principalType, principalId }: RoleAssignment): boolean {
  if (principal.principalType !== principalType) return false;
  if (principalType !== 'ACCESS_CLASS') return principal.principalId === principalId;
  return (classes[principal.principalId] ?? []).includes(principalId);
}

export function operationOf({ operation: { key, targetType } }: SpacePermission): string {
  return `${key}/${targetType}`;
}

/** Ids of the roles that a principal has. */
export function rolesHeld(principal: SpacePrincipal, { assignments }: SpaceState): readonly string[] {
  return assignments.filter((each) => holdsRole(principal, each)).map(({ roleId }) => roleId);
}

/** The single permissions of a principal by their operation. What a role gives it may be listed among them, and counts as the role's. */
export function singlesHeld(principal: SpacePrincipal, state: SpaceState): ReadonlyMap<string, string> {
  const held = rolesHeld(principal, state);
  const given = new Set(state.roles.filter(({ id }) => held.includes(id)).flatMap(({ permissions }) => permissions));
  const own = state.permissions.filter((each) => holdsPermission(principal, each) && !given.has(operationOf(each)));
  return new Map(own.map((each) => [operationOf(each), each.id]));
}

const administer = 'administer/space';

/** Whether anybody would administer a space that has these. */
export function isAdministered({ permissions, assignments, roles }: SpaceState): boolean {
  const administering = new Set(roles.filter((role) => role.permissions.includes(administer)).map(({ id }) => id));
  return permissions.some((each) => operationOf(each) === administer) || assignments.some(({ roleId }) => administering.has(roleId));
}
