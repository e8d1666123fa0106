import type { Group, World } from '../world.js';
import type { Subject } from './subjects.js';

/** What somebody holds on the site itself: products, being a guest, global permissions, administration. */
export function siteCells(subject: Subject, world: World): readonly string[] {
  if (subject.className === 'anyone' || subject.className === 'portal-customers') return [];
  const isClass = subject.className !== undefined;
  const guest = (of: 'jira' | 'confluence'): readonly string[] => {
    const product = of === 'jira' ? 'jira-software' : 'confluence';
    return subject.guestOf.has(product) ? [`guest:${of}`] : [];
  };
  const globals = Object.entries(world.globalPermissions).filter(([, groups]) => groups.some((id) => isMeant(subject, id, world)));
  return [
    ...(isClass ? [] : [...subject.products].map((product) => `use:${product}`)),
    ...guest('jira'),
    ...guest('confluence'),
    ...globals.map(([permission]) => permission),
    ...(isAdmin(subject, world) ? ['admin:site'] : []),
  ];
}

/** A group that anyone may join counts here with its members, and with the class of those who might. */
function isMeant(subject: Subject, id: string, world: World): boolean {
  return subject.groups.has(id) || (subject.className === 'logged-in' && world.groups[id]?.managedBy === 'OPEN');
}

/** The whole site, or a product of it. */
export function administers({ siteAdmin, roles }: Group): boolean {
  return siteAdmin === true || roles.some(({ role }) => role === 'admin');
}

export function isAdmin(subject: Subject, world: World): boolean {
  const admins = Object.values(world.groups).filter(administers);
  return subject.account?.siteAdmin === true || admins.some(({ id }) => isMeant(subject, id, world));
}

/** Whether somebody may administer Jira, which no scheme says. */
export function administersJira(subject: Subject, world: World): boolean {
  return isAdmin(subject, world) || (world.globalPermissions['ADMINISTER'] ?? []).some((id) => isMeant(subject, id, world));
}

export function holdsGlobally(subject: Subject, permission: string, world: World): boolean {
  return (world.globalPermissions[permission] ?? []).some((id) => isMeant(subject, id, world));
}
