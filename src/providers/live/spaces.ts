import { systemSpaceRoles } from '../../model/bundles.js';
import { permissionKind } from '../../model/permissions.js';
import type { Grant, Holder, Space, SpaceRole } from '../../model/site.js';
import { writtenHolder } from '../../model/written.js';
import { compareBytes } from '../../text/compare.js';
import type { ConfluenceFacts, ConfluenceSpaceFacts } from '../atlassian/confluence.js';
import type { RoleAssignment, SpacePermission } from '../atlassian/confluence-answers.js';
import type { RemoteSpace } from '../provider.js';
import type { BlindSpots } from './blind-spots.js';
import { placeAt, type Frame } from './frame.js';
import type { Groups } from './groups.js';
import { compareIds, nameAll, sorted } from './naming.js';
import type { People } from './people.js';

interface Context {
  readonly people: People;
  readonly groups: Groups;
  /** Accounts that can be in one space only. */
  readonly guests: ReadonlySet<string>;
  readonly frame: Frame;
  readonly spots: BlindSpots;
}

/** A role of spaces, by its id. */
interface KnownRole {
  readonly name: string;
  readonly operations: readonly string[];
}

export interface Spaces {
  readonly spaces: ReadonlyMap<string, Space>;
  readonly ids: ReadonlyMap<string, RemoteSpace>;
  readonly spaceRoles: ReadonlyMap<string, SpaceRole>;
  readonly roleIds: ReadonlyMap<string, string>;
}

export function spacesOf(facts: ConfluenceFacts, context: Context): Spaces {
  const { spots, frame } = context;
  for (const { key } of facts.personal) spots.note('personal-space', key);
  const names = nameAll('space role', facts.roles, spots);
  const roles = new Map<string, KnownRole>();
  for (const { id, name, permissions } of facts.roles)
    roles.set(id, { name: names.get(id) ?? name, operations: known(permissions, `role ${name}`, spots) });
  const keys = nameAll(
    'space',
    facts.spaces.map(({ space: { id, key } }) => ({ id, name: key })),
    spots,
  );
  const made = facts.spaces.map((one) => ({ one, space: spaceOf(one, keys.get(one.space.id) ?? one.space.key, roles, context) }));
  const declared = facts.roles.flatMap(({ id, description }) => {
    const role = roles.get(id);
    if (role === undefined || isAsUsual(role)) return [];
    return [
      {
        name: role.name,
        at: placeAt(frame, 'spaceRoles', role.name),
        labels: {},
        permissions: role.operations,
        operations: role.operations,
        ...(description === undefined ? {} : { description }),
      },
    ];
  });
  return {
    spaces: sorted(made.map(({ space }) => [space.name, space] as const)),
    ids: sorted(made.map(({ one, space: { name } }) => [name, remoteOf(one)] as const)),
    spaceRoles: sorted(declared.map((role) => [role.name, role] as const)),
    roleIds: sorted([...roles].map(([id, { name }]) => [name, id] as const)),
  };
}

function remoteOf({ space, permissions, assignments }: ConfluenceSpaceFacts): RemoteSpace {
  const textOf = ({ principalType, principalId, roleId }: RoleAssignment): string => [principalType, principalId, roleId].join(' ');
  return {
    id: space.id,
    permissions: permissions.toSorted((a, b) => compareIds(a.id, b.id)),
    assignments: assignments.toSorted((a, b) => compareBytes(textOf(a), textOf(b))),
  };
}

/** A role of Confluence's own that gives what it usually gives need not be declared. */
function isAsUsual({ name, operations }: KnownRole): boolean {
  const usual = Object.hasOwn(systemSpaceRoles, name) ? systemSpaceRoles[name] : undefined;
  return usual !== undefined && usual.length === operations.length && usual.every((operation) => operations.includes(operation));
}

function known(operations: readonly string[], where: string, spots: BlindSpots): readonly string[] {
  const isKnown = (operation: string): boolean => permissionKind(operation) === 'confluence';
  for (const operation of operations) if (!isKnown(operation)) spots.note('unknown-operation', `${where}: ${operation}`);
  return [...new Set(operations.filter(isKnown))].sort(compareBytes);
}

/** What one holder has in a space, by itself and by roles. */
interface Held {
  readonly holder: Holder;
  readonly single: Set<string>;
  readonly roles: Map<string, KnownRole>;
}

function spaceOf(facts: ConfluenceSpaceFacts, key: string, roles: ReadonlyMap<string, KnownRole>, context: Context): Space {
  const { space, permissions, assignments } = facts;
  const { spots, frame, people } = context;
  if (space.status === 'archived') spots.note('archived-space', key);
  const held = new Map<string, Held>();
  const guests = new Map<string, Set<string>>();
  const of = (holder: Holder): Held => {
    const name = writtenHolder(holder);
    const one = held.get(name) ?? { holder, single: new Set(), roles: new Map() };
    held.set(name, one);
    return one;
  };
  const ofGuest = (accountId: string): Set<string> => {
    const name = people.nameOf(accountId);
    const one = guests.get(name) ?? new Set();
    guests.set(name, one);
    return one;
  };

  for (const permission of permissions) {
    const [operation] = known([`${permission.operation.key}/${permission.operation.targetType}`], key, spots);
    const principal = principalOf(permission, context, { key, hasRoles: roles.size > 0 });
    if (operation === undefined || principal === undefined) continue;
    if ('guest' in principal) ofGuest(principal.guest).add(operation);
    else of(principal).single.add(operation);
  }
  for (const assignment of assignments) {
    const role = roles.get(assignment.roleId);
    if (role === undefined) spots.note('unknown-space-role', `${key}: ${assignment.roleId}`);
    const principal = assigneeOf(assignment, context, key);
    if (role === undefined || principal === undefined) continue;
    if ('guest' in principal) for (const operation of role.operations) ofGuest(principal.guest).add(operation);
    else of(principal).roles.set(role.name, role);
  }
  const guestOperations = guestSet(guests, key, spots);
  return {
    name: key,
    at: placeAt(frame, 'spaces', key),
    labels: {},
    access: accessOf(held, key, context),
    guests: [...guests.keys()]
      .sort(compareBytes)
      .map((user, index) => ({ user, index, at: placeAt(frame, 'spaces', key, 'guests', index) })),
    guestPermissions: guestOperations,
    guestOperations,
    ...(space.name === undefined ? {} : { description: space.name }),
  };
}

/** All that any guest here holds: a reader who sees more is warned, one who sees less is not. */
function guestSet(guests: ReadonlyMap<string, ReadonlySet<string>>, key: string, spots: BlindSpots): readonly string[] {
  const all = new Set([...guests.values()].flatMap((operations) => [...operations]));
  if ([...guests.values()].some(({ size }) => size !== all.size)) spots.note('different-guests', key);
  return [...all].sort(compareBytes);
}

function accessOf(held: ReadonlyMap<string, Held>, key: string, { frame, spots }: Context): readonly Grant[] {
  const lines: Omit<Grant, 'at'>[] = [];
  for (const [name, { holder, single, roles }] of [...held].sort(([a], [b]) => compareBytes(a, b))) {
    for (const role of [...roles.values()].sort((a, b) => compareBytes(a.name, b.name)))
      lines.push({ to: [holder], allow: [role.name], as: true, permissions: role.operations });
    // A role shows up among the single permissions as well; what goes beyond it was given besides.
    const given = new Set([...roles.values()].flatMap(({ operations }) => operations));
    const beyond = [...single].filter((operation) => !given.has(operation)).sort(compareBytes);
    if (beyond.length === 0) continue;
    if (roles.size > 0) spots.note('role-and-permissions', `${key}: ${name}`);
    lines.push({ to: [holder], allow: beyond, permissions: beyond });
  }
  return lines.map((line, index) => ({ ...line, at: placeAt(frame, 'spaces', key, 'access', index) }));
}

type Principal = Holder | { readonly guest: string };

function personOf(accountId: string, { people, guests }: Context): Principal {
  return guests.has(accountId) ? { guest: accountId } : { type: 'user', name: people.nameOf(accountId) };
}

interface Where {
  readonly key: string;
  readonly hasRoles: boolean;
}

function principalOf({ principal: { type, id } }: SpacePermission, context: Context, { key, hasRoles }: Where): Principal | undefined {
  switch (type) {
    case 'anonymous':
      return { type: 'anyone', name: '' };
    case 'user':
      return id === undefined || id === 'anonymous' ? { type: 'anyone', name: '' } : personOf(id, context);
    case 'group':
      if (id !== undefined) return { type: 'group', name: context.groups.nameOf({ id }) };
      break;
    case 'role':
      // The classes of people are called roles here.
      if (id !== undefined && isClass(id)) return classOf(id, context, key);
      // What a role gives is told by the role; who has it, by the assignments.
      if (hasRoles) return undefined;
      break;
  }
  context.spots.note('unknown-principal', `${key}: ${[type, id].filter((part) => part !== undefined).join(' ')}`);
  return undefined;
}

function assigneeOf({ principalType, principalId }: RoleAssignment, context: Context, key: string): Principal | undefined {
  switch (principalType) {
    case 'USER':
      return personOf(principalId, context);
    case 'GROUP':
      return { type: 'group', name: context.groups.nameOf({ id: principalId }) };
    case 'ACCESS_CLASS':
      return classOf(principalId, context, key);
    default:
      context.spots.note('unknown-principal', `${key}: ${principalType} ${principalId}`);
      return undefined;
  }
}

const classes = ['anonymous-users', 'authenticated-users', 'all-licensed-users', 'all-product-admins', 'jsm-project-admins'];

function isClass(id: string): boolean {
  return classes.includes(id);
}

function classOf(id: string, { spots }: Context, key: string): Holder | undefined {
  switch (id) {
    case 'anonymous-users':
      return { type: 'anyone', name: '' };
    case 'authenticated-users':
    case 'all-licensed-users':
      return { type: 'logged-in', name: '' };
    default:
      spots.note('access-class', `${key}: ${id}`);
      return undefined;
  }
}
