import type { Principal, Space, World } from '../world.js';
import { conditionIn, grantsOf } from './jira.js';
import { isInGroup, type Subject } from './subjects.js';

/** A space with all that holds in it, roles opened: who may do each operation. */
export interface OpenedSpace {
  readonly space: Space;
  readonly holders: ReadonlyMap<string, readonly Principal[]>;
}

export function openSpace(space: Space, world: World): OpenedSpace {
  const holders = new Map<string, Principal[]>();
  const add = (operation: string, principal: Principal): void => {
    const known = holders.get(operation);
    if (known === undefined) holders.set(operation, [principal]);
    else known.push(principal);
  };
  for (const { operation, principal } of space.permissions) add(operation, principal);
  for (const { principal, roleId } of space.roles)
    for (const operation of world.spaceRoles[roleId]?.permissions ?? []) add(operation, principal);
  return { space, holders };
}

/** Nothing works in a space that cannot be read. */
export function mayIn(subject: Subject, operation: string, { holders }: OpenedSpace, world: World): boolean {
  const holds = (asked: string): boolean => (holders.get(asked) ?? []).some((principal) => isMeant(principal, subject, world));
  return holds('read/space') && holds(operation);
}

function isMeant({ type, id }: Principal, subject: Subject, world: World): boolean {
  if (subject.className === 'portal-customers') return false;
  const licensed = subject.products.has('confluence');
  switch (type) {
    case 'user': {
      const guest = subject.guestOf.has('confluence');
      return subject.account?.accountId === id && (licensed || guest);
    }
    case 'group':
      return licensed && isInGroup(subject, id, world);
    case 'class':
      return isInClass(id, licensed, subject, world);
  }
}

function isInClass(name: string, licensed: boolean, subject: Subject, world: World): boolean {
  switch (name) {
    case 'anonymous-users':
      return true;
    case 'authenticated-users':
    case 'all-licensed-users':
      return licensed;
    case 'all-product-admins':
      return licensed && isProductAdmin(subject, world);
    case 'jsm-project-admins':
      return licensed && administersDesk(subject, world);
    default:
      return false;
  }
}

function isProductAdmin({ account, groups }: Subject, world: World): boolean {
  const through = [...groups].map((id) => world.groups[id]);
  const byGroup = through.some(
    (group) => group?.siteAdmin === true || group?.roles.some(({ product, role }) => product === 'confluence' && role === 'admin'),
  );
  return account?.siteAdmin === true || account?.orgAdmin === true || byGroup;
}

function administersDesk(subject: Subject, world: World): boolean {
  const desks = Object.values(world.projects).filter(({ typeKey }) => typeKey === 'service_desk');
  return desks.some((project) => conditionIn(subject, 'ADMINISTER_PROJECTS', grantsOf(project, world), world).length > 0);
}
