import { notForPortal } from '../../model/permissions.js';
import type { Holder, Project, Scheme } from '../../model/site.js';
import { addProjectRole, addScheme, guestRoleName } from '../seed.js';
import { nextNumber, type Actors, type SchemeGrant } from '../world.js';
import { accountOf, actorsOf, standIns, stands, type Cast } from './cast.js';
import { fieldOf } from './field-of.js';

type Holding = SchemeGrant['holder'];

/** Roles, schemes and projects. */
export function addJira(cast: Cast): void {
  const { site, world } = cast;
  const roles = new Map([...site.roles].map(([name, role]) => [name, addRole(name, actorsOf(role.defaultActors, cast), cast)]));
  const guestRole = addProjectRole(world, guestRoleName, { description: 'People from outside, one project each', type: 'GUEST_ROLE' }).id;
  const schemes = new Map([...site.schemes].map(([name, scheme]) => [name, schemeOf(name, scheme, { cast, roles, guestRole })]));
  for (const project of site.projects.values()) addProject(project, { cast, roles, guestRole, schemes });
}

interface Names {
  readonly cast: Cast;
  readonly roles: ReadonlyMap<string, number>;
  readonly guestRole: number;
}

function addRole(name: string, defaultActors: Actors, { world }: Cast): number {
  const role = addProjectRole(world, name);
  role.defaultActors = defaultActors;
  return role.id;
}

function schemeOf(name: string, scheme: Scheme, names: Names): number {
  const grants = new Map<string, Omit<SchemeGrant, 'id'>>();
  for (const grant of scheme.grants.filter((each) => stands(each, names.cast)))
    for (const holder of grant.to.flatMap((each) => holdingsOf(each, names)))
      for (const permission of grant.permissions.map((each) => each.replace(/^app:/, '')))
        if (canHold(holder, permission)) grants.set(JSON.stringify([permission, holder]), { permission, holder });
  return addScheme(names.cast.world, name, [...grants.values()], scheme.description ?? '');
}

/** `all` means all but what a customer of the portal cannot hold. */
function canHold({ type }: Holding, permission: string): boolean {
  return type !== 'sd.customer.portal.only' || !notForPortal.includes(permission);
}

/** What Jira calls a holder of a scheme. */
function holdingsOf({ type, name }: Holder, { cast, roles, guestRole }: Names): readonly Holding[] {
  switch (type) {
    case 'user':
      return [{ type: 'user', value: accountOf(name, cast) }];
    case 'group':
      return standIns(name, cast).map((value) => ({ type: 'group', value }));
    case 'role':
      return [{ type: 'projectRole', value: String(fieldOf(roles, name, 'role')) }];
    case 'guests':
      return [{ type: 'projectRole', value: String(guestRole) }];
    case 'application':
      return [{ type: 'applicationRole', value: name }];
    case 'logged-in':
      return [{ type: 'applicationRole' }];
    case 'lead':
      return [{ type: 'projectLead' }];
    case 'user-field':
      return [{ type: 'userCustomField', value: name }];
    case 'group-field':
      return [{ type: 'groupCustomField', value: name }];
    case 'portal-customers':
      return [{ type: 'sd.customer.portal.only' }];
    case 'anyone':
    case 'reporter':
    case 'assignee':
      return [{ type }];
  }
}

const typeKeys = {
  'jira-software': 'software',
  'jira-servicedesk': 'service_desk',
  'jira-core': 'business',
  'jira-product-discovery': 'product_discovery',
  confluence: 'software',
} as const;

function addProject(
  project: Project,
  { cast, roles, guestRole, schemes }: Names & { readonly schemes: ReadonlyMap<string, number> },
): void {
  const { world } = cast;
  const id = String(nextNumber(world));
  const guests = project.guests.map(({ user, ...times }) => ({ type: 'user' as const, name: user, ...times }));
  const own = project.scheme === undefined ? teamRoles(id, cast) : { roles, guestRole };
  const actors: Record<string, Actors> = {};
  for (const [name, entries] of project.roles) actors[String(fieldOf(own.roles, name, 'role'))] = actorsOf(entries, cast);
  if (guests.length > 0) actors[String(own.guestRole)] = actorsOf(guests, cast);
  world.projects[id] = {
    id,
    key: project.name,
    name: project.description ?? project.name,
    typeKey: typeKeys[project.product],
    style: project.scheme === undefined ? 'next-gen' : 'classic',
    ...(project.access === undefined ? {} : { access: project.access }),
    ...(project.lead === undefined ? {} : { lead: accountOf(project.lead, cast) }),
    archived: project.archived,
    ...(project.scheme === undefined ? {} : { scheme: fieldOf(schemes, project.scheme, 'scheme') }),
    roles: actors,
  };
}

/** A team-managed project has roles of its own. */
function teamRoles(project: string, { world }: Cast): { readonly roles: ReadonlyMap<string, number>; readonly guestRole: number } {
  const names = ['Administrator', 'Member', 'Viewer'];
  const roles = new Map(names.map((name) => [name, addProjectRole(world, name, { project }).id]));
  return { roles, guestRole: addProjectRole(world, guestRoleName, { project, type: 'GUEST_ROLE' }).id };
}
