import { below, type Place } from '../diagnostics/place.js';
import { notForPortal } from '../model/permissions.js';
import type { Bundle, Grant, Holder, HolderType, Role, Scheme } from '../model/site.js';
import { quote } from '../text/quote.js';
import type { RawBundle, RawGrant, RawRole, RawScheme } from '../validate/raw.js';
import { builtInBundles } from '../model/bundles.js';
import { permissionKind } from '../model/permissions.js';
import { linkDeclared } from './declared.js';
import { linkEntries, repeatedAt, warnRepeated } from './entries.js';
import { timed, type Linking } from './linking.js';
import type { PermissionLists } from './permission-lists.js';
import { knownHolder, linkHolder } from './references.js';

export function linkRole(linking: Linking, raw: RawRole, at: Place): Role {
  return {
    ...linkDeclared(linking, raw.name, raw, at),
    defaultActors: linkEntries(linking, raw.defaultActors, below(at, 'defaultActors')),
  };
}

export function linkBundle(linking: Linking, raw: RawBundle, at: Place): Bundle {
  const { name } = raw;
  const taken =
    Object.hasOwn(builtInBundles, name) || name === 'all'
      ? 'a built-in bundle'
      : permissionKind(name) === undefined
        ? undefined
        : 'a permission';
  if (taken !== undefined)
    linking.error('bundle-name-taken', below(at, 'name'), `${quote(name)} is the name of ${taken}.`, { hint: 'Choose another name.' });
  return { ...linkDeclared(linking, name, raw, at), permissions: raw.permissions };
}

const schemeHolders: readonly HolderType[] = [
  'role',
  'group',
  'user',
  'lead',
  'reporter',
  'assignee',
  'user-field',
  'group-field',
  'application',
  'logged-in',
  'anyone',
  'portal-customers',
  'guests',
];

export function linkScheme(linking: Linking, lists: PermissionLists, raw: RawScheme, at: Place): Scheme {
  const placeOf = linking.items(below(at, 'grants'));
  const grants = raw.grants.map((grant, index) => linkGrant(linking, lists, grant, placeOf(index)));
  return { ...linkDeclared(linking, raw.name, raw, at), grants };
}

function linkGrant(linking: Linking, lists: PermissionLists, raw: RawGrant, at: Place): Grant {
  const to = linkHolders(linking, raw.to, schemeHolders, below(at, 'to'));
  const listed = below(at, 'allow');
  const { written, permissions, explicit, from } = lists.expand(raw.allow, 'jira', listed);
  const refused = notForPortal.find((permission) => explicit.has(permission));
  if (refused !== undefined && to.some(({ type }) => type === 'portal-customers')) {
    const spot = below(listed, from.get(refused) ?? 0);
    linking.error('not-for-portal', spot, `Customers of the portal cannot hold ${quote(refused)}; Jira refuses it.`, {
      hint: 'Give them a grant of their own without it.',
    });
  }
  return { to, allow: written, permissions, at, ...timed(raw) };
}

/** The holders of a grant that exist and may stand there. */
export function linkHolders(linking: Linking, written: readonly string[], types: readonly HolderType[], at: Place): readonly Holder[] {
  const holders: Holder[] = [];
  const indices: number[] = [];
  for (const [index, text] of written.entries()) {
    const holder = knownHolder(linking, text, types) ?? linkHolder(linking, text, types, below(at, index));
    if (holder === undefined) continue;
    holders.push(holder);
    indices.push(index);
  }
  for (const repeated of repeatedAt(holders.length === written.length ? written : indices.map((index) => written[index] ?? ''))) {
    const index = indices[repeated] ?? 0;
    warnRepeated(linking, written[index] ?? '', below(at, index));
  }
  return holders;
}
