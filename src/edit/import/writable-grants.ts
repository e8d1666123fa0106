import { notForAnyone, notForGuests, notForPortal } from '../../model/permissions.js';
import type { Grant, Holder, Scheme, Space } from '../../model/site.js';
import { writtenHolder } from '../../model/written.js';
import { compareBytes } from '../../text/compare.js';
import type { LeftOuts } from './left-out.js';
import { addToList } from '../../text/add-to-list.js';

export function writableSchemes(schemes: ReadonlyMap<string, Scheme>, spots: LeftOuts): ReadonlyMap<string, Scheme> {
  return new Map(
    Array.from(schemes, ([name, scheme]) => [name, { ...scheme, grants: scheme.grants.flatMap((grant) => ofScheme(grant, name, spots)) }]),
  );
}

const fieldId = /^[A-Za-z][A-Za-z0-9_.-]*$/;

function ofScheme(grant: Grant, scheme: string, spots: LeftOuts): readonly Grant[] {
  const to = grant.to.filter(({ type, name }) => {
    const fits = (type !== 'user-field' && type !== 'group-field') || fieldId.test(name);
    if (!fits) spots.note('field-of-holder', `${scheme}: ${type} ${name}`);
    return fits;
  });
  return to.flatMap((holder) => {
    const never = holder.type === 'portal-customers' ? notForPortal : [];
    return narrowed(
      { ...grant, to: [holder] },
      never,
      (permission) => spots.note('not-for-portal', `${scheme}: ${permission}`),
      () => spots.note('empty-grant', `${scheme}: ${writtenHolder(holder)}`),
    );
  });
}

/** A grant without what its holder can never have; none if nothing is left. */
function narrowed(grant: Grant, never: readonly string[], refused: (permission: string) => void, empty: () => void): readonly Grant[] {
  for (const permission of grant.permissions) if (never.includes(permission)) refused(permission);
  const permissions = grant.permissions.filter((permission) => !never.includes(permission));
  if (permissions.length === grant.permissions.length && permissions.length > 0) return [grant];
  if (permissions.length > 0) return [single(grant, permissions)];
  empty();
  return [];
}

/** What is left of a role is no role. */
function single({ to, at, until, reason }: Grant, permissions: readonly string[]): Grant {
  return {
    to,
    allow: permissions,
    permissions,
    at,
    ...(until === undefined ? {} : { until }),
    ...(reason === undefined ? {} : { reason }),
  };
}

export function writableSpaces(spaces: ReadonlyMap<string, Space>, spots: LeftOuts): ReadonlyMap<string, Space> {
  return new Map(Array.from(spaces, ([key, space]) => [key, writableSpace(space, spots)]));
}

function writableSpace(space: Space, spots: LeftOuts): Space {
  const key = space.name;
  const access = space.access
    .flatMap((grant) => grant.to.map((holder) => ({ ...grant, to: [holder] })))
    .flatMap((grant) => {
      const holder = grant.to[0]?.type;
      const never = holder === 'anyone' ? notForAnyone : holder === 'guests' ? notForGuests : [];
      const code = holder === 'anyone' ? 'not-for-anyone' : 'not-for-guests';
      return narrowed(
        grant,
        never,
        (operation) => spots.note(code, `${key}: ${operation}`),
        () => spots.note('empty-grant', `${key}: ${grant.to.map(writtenHolder).join(', ')}`),
      );
    });
  for (const operation of space.guestOperations) if (notForGuests.includes(operation)) spots.note('not-for-guests', `${key}: ${operation}`);
  const guestOperations = space.guestOperations.filter((operation) => !notForGuests.includes(operation));
  return { ...space, access: oneWay(access, key, spots), guestPermissions: guestOperations, guestOperations };
}

/** Where somebody has a role and single permissions besides, all of it becomes single permissions: who can do what stays the same. */
function oneWay(access: readonly Grant[], key: string, spots: LeftOuts): readonly Grant[] {
  const byHolder = new Map<string, Grant[]>();
  for (const grant of access) {
    const name = grant.to.map(writtenHolder).join(' ');
    addToList(byHolder, name, grant);
  }
  return Array.from(byHolder, ([name, grants]): readonly Grant[] => {
    const [first] = grants;
    const isMixed = grants.some(({ as }) => as === true) && grants.some(({ as }) => as === undefined);
    if (!isMixed || first === undefined) return grants;
    spots.note('role-and-permissions', `${key}: ${name}`);
    const permissions = [...new Set(grants.flatMap((grant) => grant.permissions))].sort(compareBytes);
    const to: readonly Holder[] = first.to;
    return [{ to, allow: permissions, permissions, at: first.at }];
  }).flat();
}
