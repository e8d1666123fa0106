import type { Organisation, Subject } from './organisation.js';
import { systemSpaceRoles } from './permissions.js';
import type { WrittenGrant, WrittenSpace } from './written.js';
import { ofKind, personIn, splitReference, standing } from './written.js';

/** Every pair that some grant of the space, or `guestPermissions`, speaks of. */
export function pairsOf(space: WrittenSpace, organisation: Organisation): Set<string> {
  const pairs = (space.access ?? []).flatMap((grant) => [...pairsOfGrant(grant, organisation)]);
  return new Set([...pairs, ...guestPairs(space, organisation)]);
}

/** §5, Confluence space: "Every operation needs `read/space`." */
export function hasPair(subject: Subject, space: WrittenSpace, pair: string, organisation: Organisation): boolean {
  return isGranted(subject, space, 'read/space', organisation) && isGranted(subject, space, pair, organisation);
}

function isGranted(subject: Subject, space: WrittenSpace, pair: string, organisation: Organisation): boolean {
  if (isPlaced(subject, space, organisation) && guestPairs(space, organisation).has(pair)) return true;
  return standing(space.access, organisation.asOf).some(
    (grant) => pairsOfGrant(grant, organisation).has(pair) && grant.to.some((holder) => holds(holder, subject, space, organisation)),
  );
}

/** For whom a grant to this holder holds in this space. */
function holds(holder: string, subject: Subject, space: WrittenSpace, organisation: Organisation): boolean {
  if (subject.printed === 'portal-customers') return false; // "`portal-customers` have no cells here"
  const { type, name } = splitReference(holder);
  const licensed = isLicensed(subject, organisation);
  switch (type) {
    case 'anyone':
      // "hold for every person, guests included, for `idp` groups, `anyone` and `logged-in`"
      return true;
    case 'guests':
      return isPlaced(subject, space, organisation);
    case 'logged-in':
      return licensed;
    case 'user':
      return licensed && subject.is === 'person' && subject.name === name;
    case 'group':
      // An open group, or one that includes it, means `logged-in` too.
      return licensed && (organisation.isOpen(name) || organisation.isIn(subject, name));
    default:
      throw new Error(`${holder} cannot hold anything in a space.`);
  }
}

/**
 * "gate is the `confluence` product. A guest passes for its one space and gets there `guestPermissions` and what `guests`
 * is granted; groups in `access` give it nothing; and nothing anywhere else, save where `anyone` is granted."
 * So this gate, which groups, users and `logged-in` ask for, is never a guest's.
 */
function isLicensed(subject: Subject, organisation: Organisation): boolean {
  return organisation.productsOf(subject).has('confluence') && !organisation.isDeclaredGuest(subject, 'confluence');
}

function isPlaced(subject: Subject, space: WrittenSpace, organisation: Organisation): boolean {
  const placed = standing(space.guests, organisation.asOf).map(personIn);
  return subject.is === 'person' && placed.includes(subject.name);
}

function guestPairs(space: WrittenSpace, organisation: Organisation): ReadonlySet<string> {
  return organisation.permissionsIn(space.guestPermissions ?? ['guest'], 'confluence');
}

/** Single permissions, or those of a space role: the one declared on this site, else the system's. */
function pairsOfGrant(grant: WrittenGrant, organisation: Organisation): ReadonlySet<string> {
  if (grant.as === undefined) return organisation.permissionsIn(grant.allow ?? [], 'confluence');
  const declared = ofKind(organisation.documents, 'SpaceRole').find(({ name }) => name === grant.as);
  const permissions = declared?.permissions ?? systemSpaceRoles.get(grant.as) ?? [];
  return organisation.permissionsIn(permissions, 'confluence');
}
