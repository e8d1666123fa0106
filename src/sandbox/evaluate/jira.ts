import { productOfPermission } from '../../model/permissions.js';
import { teamManagedRoles } from '../../model/bundles.js';
import { isRefused } from '../permission-names.js';
import type { Project, SchemeGrant, World } from '../world.js';
import { allOf, always, anyOf, never, type Condition } from './condition.js';
import { isInGroup, type Subject } from './subjects.js';

type Grant = Pick<SchemeGrant, 'permission' | 'holder'>;

/** A project with all grants that hold in it, by permission. */
export interface Granted {
  readonly project: Project;
  readonly grants: ReadonlyMap<string, readonly Grant['holder'][]>;
}

export function grantsOf(project: Project, world: World): Granted {
  const grants = new Map<string, Grant['holder'][]>();
  for (const { permission, holder } of project.style === 'next-gen' ? teamGrants(project, world) : schemeGrants(project, world)) {
    if (isRefused(permission)) continue;
    const holders = grants.get(permission);
    if (holders === undefined) grants.set(permission, [holder]);
    else holders.push(holder);
  }
  return { project, grants };
}

/** What a person, group or class may do in a project, and on which conditions. */
export function conditionIn(subject: Subject, permission: string, granted: Granted, world: World): Condition {
  if (granted.project.archived && permission !== 'BROWSE_PROJECTS') return never;
  const own = unionOf(subject, permission, granted, world);
  switch (permission) {
    case 'BROWSE_PROJECTS':
    case 'ADMINISTER_PROJECTS':
      return own;
    case 'EDIT_WORKFLOW':
    case 'EDIT_ISSUE_LAYOUT':
      return allOf(own, unionOf(subject, 'ADMINISTER_PROJECTS', granted, world));
    default:
      return allOf(own, unionOf(subject, 'BROWSE_PROJECTS', granted, world));
  }
}

function unionOf(subject: Subject, permission: string, { project, grants }: Granted, world: World): Condition {
  const passes = passesGate(subject, permission, project, world);
  return anyOf((grants.get(permission) ?? []).map((holder) => matching(holder, { subject, project, world, passes })));
}

/** Whoever is licensed for any part of Jira can log in to it; a guest can in the project it was added to. */
function passesGate(subject: Subject, permission: string, project: Project, world: World): boolean {
  if (subject.className !== undefined) return subject.className === 'logged-in';
  const licences = [...subject.products].filter((product) => product !== 'confluence');
  if (licences.length === 0) return subject.guestOf.has('jira-software') && isPlaced(subject, project, world);
  const needed = productOfPermission[permission];
  return needed === undefined || subject.products.has(needed);
}

function isPlaced({ account }: Subject, project: Project, world: World): boolean {
  return Object.entries(project.roles).some(
    ([role, { users }]) => world.projectRoles[role]?.type === 'GUEST_ROLE' && account !== undefined && users.includes(account.accountId),
  );
}

interface Question {
  readonly subject: Subject;
  readonly project: Project;
  readonly world: World;
  readonly passes: boolean;
}

function matching({ type, value = '' }: Grant['holder'], question: Question): Condition {
  const { subject, project, world, passes } = question;
  if (type === 'anyone') return always;
  if (type === 'sd.customer.portal.only') return subject.className === 'portal-customers' ? always : never;
  if (!passes) return never;
  switch (type) {
    case 'applicationRole':
      return value === '' || [...subject.products].some((product) => product === value) ? always : never;
    case 'group':
      return isInGroup(subject, value, world) ? always : never;
    case 'projectRole':
      return isActor(subject, project.roles[value], world) ? always : never;
    case 'user':
      return subject.account?.accountId === value ? always : never;
    case 'projectLead':
      return subject.account !== undefined && subject.account.accountId === project.lead ? always : never;
    case 'reporter':
    case 'assignee':
      return [new Set([type])];
    case 'userCustomField':
      return [new Set([`user-field:${value}`])];
    case 'groupCustomField':
      return [new Set([`group-field:${value}`])];
  }
}

function isActor(subject: Subject, actors: Project['roles'][string] | undefined, world: World): boolean {
  if (actors === undefined) return false;
  const { account } = subject;
  return (account !== undefined && actors.users.includes(account.accountId)) || actors.groups.some((id) => isInGroup(subject, id, world));
}

function schemeGrants(project: Project, world: World): readonly Grant[] {
  return project.scheme === undefined ? [] : (world.schemes[String(project.scheme)]?.grants ?? []);
}

/** A team-managed project has no scheme that anybody could see: what its roles may do, and everybody else, is fixed. */
function teamGrants(project: Project, world: World): readonly Grant[] {
  const roles = Object.values(world.projectRoles).filter((role) => role.project === project.id);
  const byRole = roles.flatMap(({ id, name, type }) => {
    const permissions =
      type === 'GUEST_ROLE' ? teamManagedRoles.Viewer : (Object.entries(teamManagedRoles).find(([of]) => of === name)?.[1] ?? []);
    return permissions.map((permission) => ({ permission, holder: { type: 'projectRole' as const, value: String(id) } }));
  });
  const forAll = project.access === 'open' ? teamManagedRoles.Member : project.access === 'limited' ? teamManagedRoles.Viewer : [];
  return [...byRole, ...forAll.map((permission) => ({ permission, holder: { type: 'applicationRole' as const } }))];
}
