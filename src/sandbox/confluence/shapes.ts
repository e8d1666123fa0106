import { guestsOf } from '../directory.js';
import type { Call } from '../exchange.js';
import type { Account, Group, Principal, Space } from '../world.js';

/** How Confluence writes the things of this world. */

export function userShape(account: Account, call: Call): Readonly<Record<string, unknown>> {
  const { accountId, email, emailHidden, displayName, type } = account;
  return {
    type: 'known',
    accountId,
    accountType: type,
    email: emailHidden === true ? '' : (email ?? ''),
    publicName: displayName,
    displayName,
    profilePicture: { path: '/wiki/aa-avatar/default', width: 48, height: 48, isDefault: true },
    isExternalCollaborator: guestsOf('confluence', call.world).has(accountId),
    timeZone: 'Etc/UTC',
    _expandable: { operations: '', personalSpace: '' },
    _links: { self: `${call.base}/wiki/rest/api/user?accountId=${encodeURIComponent(accountId)}` },
  };
}

export function groupShape({ id, name }: Group, { base }: Call): Readonly<Record<string, unknown>> {
  return { type: 'group', name, id, _links: { self: `${base}/wiki/rest/api/group/by-id?id=${id}` } };
}

export function spaceShape({ id, key, name, type, status, homepageId }: Space): Readonly<Record<string, unknown>> {
  return { id, key, name, type, status, homepageId, currentActiveAlias: key, _links: { webui: `/spaces/${key}` } };
}

/** A space as the first API writes it. */
export function oldSpaceShape({ id, key, name, type, status }: Space, { base }: Call): Readonly<Record<string, unknown>> {
  return {
    id: Number(id),
    key,
    name,
    type,
    status,
    _expandable: {},
    _links: { self: `${base}/wiki/rest/api/space/${key}`, webui: `/spaces/${key}` },
  };
}

/** Access classes are called roles where permissions are listed. */
export function principalShape({ type, id }: Principal): Readonly<Record<string, string>> {
  return { type: type === 'class' ? 'role' : type, id };
}

const principalTypes = { user: 'USER', group: 'GROUP', class: 'ACCESS_CLASS' } as const;

export function rolePrincipalShape({ type, id }: Principal): Readonly<Record<string, string>> {
  return { principalType: principalTypes[type], principalId: id };
}
