import { writtenHolder } from '../model/written.js';
import { below, type Place } from '../diagnostics/place.js';
import { systemSpaceRoles } from '../model/bundles.js';
import { notForAnyone, notForGuests } from '../model/permissions.js';
import type { Grant, Holder, HolderType, Space, SpaceRole } from '../model/site.js';
import { quote } from '../text/quote.js';
import type { RawAccess, RawSpace, RawSpaceRole } from '../validate/raw.js';
import { linkDeclared, withHead } from './declared.js';
import { linkMembers } from './entries.js';
import { timed, type Linking } from './linking.js';
import type { PermissionLists } from './permission-lists.js';
import { linkName } from './references.js';
import { linkHolders } from './schemes.js';

export function linkSpaceRole(linking: Linking, lists: PermissionLists, raw: RawSpaceRole, at: Place): SpaceRole {
  const operations = lists.expand(raw.permissions, 'confluence', below(at, 'permissions')).permissions;
  return { ...linkDeclared(linking, raw.name, raw, at), permissions: raw.permissions, operations };
}

const spaceHolders: readonly HolderType[] = ['user', 'group', 'logged-in', 'anyone', 'guests'];

const usualGuestPermissions: readonly string[] = ['guest'];

type GrantDraft = { -readonly [K in keyof Grant]: Grant[K] };

/** A space of which it is open what its permissions come to, since bundles and space roles may come last. */
export type SpaceDraft = Omit<Space, 'access' | 'guestPermissions' | 'guestOperations'> & {
  readonly access: readonly GrantDraft[];
  guestPermissions: readonly string[];
  guestOperations: readonly string[];
};

export function linkSpace(
  linking: Linking,
  lists: PermissionLists,
  roles: ReadonlyMap<string, SpaceRole>,
  raw: RawSpace,
  at: Place,
): Space {
  return settleSpace(linking, lists, roles, draftSpace(linking, raw, at));
}

const noAccess: readonly GrantDraft[] = [];
const notYet: readonly string[] = [];

/** The same space, before bundles and space roles are known. */
export function draftSpace(linking: Linking, raw: RawSpace, at: Place): SpaceDraft {
  return withHead(linkDeclared(linking, raw.key, raw, at), {
    access: raw.access === undefined ? noAccess : draftAccesses(linking, raw.access, below(at, 'access')),
    guests: linkMembers(linking, raw.guests, below(at, 'guests')),
    guestPermissions: raw.guestPermissions ?? usualGuestPermissions,
    guestOperations: notYet,
  });
}

function draftAccesses(linking: Linking, raw: readonly RawAccess[], at: Place): readonly GrantDraft[] {
  const placeOf = linking.items(at);
  return raw.map((entry, index) => draftAccess(linking, entry, placeOf(index)));
}

function draftAccess(linking: Linking, raw: RawAccess, at: Place): GrantDraft {
  const to = linkHolders(linking, raw.to, spaceHolders, below(at, 'to'));
  if (raw.as !== undefined) return { to, allow: [raw.as], as: true, permissions: notYet, at, ...timed(raw) };
  return { to, allow: raw.allow ?? [], permissions: notYet, at, ...timed(raw) };
}

/** Makes a space of the draft itself. */
export function settleSpace(linking: Linking, lists: PermissionLists, roles: ReadonlyMap<string, SpaceRole>, draft: SpaceDraft): Space {
  for (const grant of draft.access) settleAccess(linking, lists, roles, grant);
  const spot = below(draft.at, 'guestPermissions');
  const { written, permissions, from } = lists.expand(draft.guestPermissions, 'confluence', spot);
  refuse(linking, permissions, notForGuests, 'Guests', (refused) => placeIn(spot, from.get(refused)));
  draft.guestPermissions = written;
  draft.guestOperations = permissions;
  return draft;
}

function settleAccess(linking: Linking, lists: PermissionLists, roles: ReadonlyMap<string, SpaceRole>, grant: GrantDraft): void {
  if (grant.as === true) {
    const spot = below(grant.at, 'as');
    grant.permissions = operationsOf(linking, roles, grant.allow[0] ?? '', spot);
    refuseFor(linking, grant.to, grant.permissions, () => spot);
    return;
  }
  const spot = below(grant.at, 'allow');
  const { written, permissions, from } = lists.expand(grant.allow, 'confluence', spot);
  grant.allow = written;
  grant.permissions = permissions;
  refuseFor(linking, grant.to, permissions, (refused) => placeIn(spot, from.get(refused)));
}

function placeIn(list: Place, index: number | undefined): Place {
  return index === undefined ? list : below(list, index);
}

function operationsOf(linking: Linking, roles: ReadonlyMap<string, SpaceRole>, name: string, at: Place): readonly string[] {
  const declared = roles.get(name);
  if (declared !== undefined) return declared.operations;
  if (Object.hasOwn(systemSpaceRoles, name)) return systemSpaceRoles[name] ?? [];
  linkName(linking, 'SpaceRole', name, at, Object.keys(systemSpaceRoles));
  return [];
}

function refuseFor(linking: Linking, to: readonly Holder[], permissions: readonly string[], at: (refused: string) => Place): void {
  if (to.some(({ type }) => type === 'guests')) refuse(linking, permissions, notForGuests, 'Guests', at);
  if (to.some(({ type }) => type === 'anyone')) refuse(linking, permissions, notForAnyone, 'The public', at);
}

function refuse(
  linking: Linking,
  permissions: readonly string[],
  never: readonly string[],
  who: string,
  at: (refused: string) => Place,
): void {
  const refused = never.find((permission) => permissions.includes(permission));
  if (refused === undefined) return;
  linking.error(
    who === 'Guests' ? 'not-for-guests' : 'not-for-anyone',
    at(refused),
    `${who} can never hold ${quote(refused)}; Confluence refuses it.`,
    { hint: 'Give a smaller set.' },
  );
}

/** For one holder either a space role or single permissions, over all lines of the space that have not ended. */
export function checkSpaceRoles(linking: Linking, space: Space): void {
  // Most spaces give single permissions alone.
  if (!space.access.some((grant) => grant.as === true)) return;
  const first = new Map<string, Grant>();
  for (const grant of space.access) {
    if (linking.ended(grant)) continue;
    for (const { type, name } of grant.to) {
      const earlier = first.get(`${type}:${name}`);
      if (earlier === undefined) first.set(`${type}:${name}`, grant);
      else compare(linking, earlier, grant, writtenHolder({ type, name }));
    }
  }
}

function compare(linking: Linking, earlier: Grant, grant: Grant, holder: string): void {
  const related = { message: 'The other line.', at: earlier.at };
  if (earlier.as !== grant.as) {
    linking.error(
      'role-and-permissions',
      grant.at,
      `${quote(holder)} has a space role and single permissions here; Confluence allows one of the two.`,
      { hint: 'Give one of them.', related },
    );
  } else if (grant.as === true && earlier !== grant) {
    linking.warn('two-space-roles', grant.at, `${quote(holder)} has two space roles here; it gets what either gives.`, {
      hint: 'Keep the larger one.',
      related,
    });
  }
}
