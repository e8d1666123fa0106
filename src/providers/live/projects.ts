import { teamManagedRoles } from '../../model/bundles.js';
import type { JiraProduct } from '../../model/permissions.js';
import type { Entry, Project, Ref, Role } from '../../model/site.js';
import { compareBytes } from '../../text/compare.js';
import { appRole, type JiraFacts, type JiraProjectFacts } from '../atlassian/jira.js';
import type { JiraRole, RoleActor } from '../atlassian/jira-answers.js';
import type { RemoteProject } from '../provider.js';
import { ReadError } from '../read-error.js';
import type { BlindSpots } from './blind-spots.js';
import { placeAt, type Frame } from './frame.js';
import type { Groups } from './groups.js';
import { nameAll, sorted } from './naming.js';
import type { People } from './people.js';

interface Context {
  readonly people: People;
  readonly groups: Groups;
  readonly frame: Frame;
  readonly spots: BlindSpots;
  /** Whether the organization says who is a guest, so that a place in a project makes nobody one. */
  readonly areGuestsKnown: boolean;
}

/** Id → name in the model, of the roles that policies can name. */
export function roleNames({ roles }: JiraFacts, spots: BlindSpots): ReadonlyMap<string, string> {
  return nameAll(
    'role',
    roles.filter((role) => !role.scoped && role.name !== appRole && !isGuestRole(role)),
    spots,
  );
}

/** Guests of Jira are placed by this role, to which nothing else can belong. */
export function isGuestRole({ type, name }: Pick<JiraRole, 'type' | 'name'>): boolean {
  return type === 'GUEST_ROLE' || name === 'jira-guest-member' || /^Guest [\u2013-] Collaborator$/.test(name);
}

export function rolesOf(facts: JiraFacts, names: ReadonlyMap<string, string>, context: Context): ReadonlyMap<string, Role> {
  return sorted(
    facts.roles.flatMap((role) => {
      const name = names.get(role.id);
      if (name === undefined) return [];
      const made: Role = {
        name,
        at: placeAt(context.frame, 'roles', name),
        labels: {},
        defaultActors: entriesOf(context, role.actors, ['roles', name, 'defaultActors']),
        ...(role.description === undefined ? {} : { description: role.description }),
      };
      return [[name, made] as const];
    }),
  );
}

function entriesOf({ people, groups, frame, spots }: Context, actors: readonly RoleActor[], path: readonly string[]): readonly Entry[] {
  const refs = actors.flatMap(({ type, accountId, group }): readonly Ref[] => {
    if (group !== undefined) return [{ type: 'group', name: groups.nameOf({ id: group.groupId, name: group.name }) }];
    if (accountId !== undefined) return [{ type: 'user', name: people.nameOf(accountId) }];
    spots.note('unknown-actor', `${path.join(' ')}: ${type}`);
    return [];
  });
  const keyed = new Map(refs.map((ref) => [`${ref.type}:${ref.name}`, ref]));
  return [...sorted(keyed).values()].map((ref, index) => ({ ...ref, at: placeAt(frame, ...path, index) }));
}

/** What Jira calls the kinds of projects → the product that they are of. */
export const productOfType: Readonly<Record<string, JiraProduct>> = {
  software: 'jira-software',
  service_desk: 'jira-servicedesk',
  business: 'jira-core',
  product_discovery: 'jira-product-discovery',
};

/** Of these an API makes projects; those of the others somebody makes by hand. */
export const madeByApi: ReadonlySet<string> = new Set<JiraProduct>(['jira-software', 'jira-servicedesk', 'jira-core']);

interface Names {
  readonly roles: ReadonlyMap<string, string>;
  readonly schemes: ReadonlyMap<string, string>;
}

export function projectsOf(
  facts: JiraFacts,
  names: Names,
  context: Context,
): { readonly projects: ReadonlyMap<string, Project>; readonly ids: ReadonlyMap<string, RemoteProject> } {
  const made = facts.projects.map((one) => projectOf(one, names, context));
  return {
    projects: sorted(made.map(({ project }) => [project.name, project] as const)),
    ids: sorted(made.map(({ project, remote }) => [project.name, remote] as const)),
  };
}

function projectOf(facts: JiraProjectFacts, names: Names, context: Context): { readonly project: Project; readonly remote: RemoteProject } {
  const { project } = facts;
  const { key, type, archived, lead, teamManaged } = project;
  const { spots, frame, people } = context;
  const product = Object.hasOwn(productOfType, type) ? productOfType[type] : undefined;
  if (product === undefined) spots.note('unknown-product', `${key}: ${type}`);
  const roles = new Map<string, readonly Entry[]>();
  const guests: string[] = [];
  const ids: [string, string][] = [];
  for (const role of facts.roles) {
    const name = roleNameIn(facts, role, names);
    if (name !== undefined) ids.push([name, role.id]);
    if (role.actors.length === 0 || role.name === appRole) continue;
    if (isGuestRole(role)) guests.push(...guestsOf(context, role, key));
    else if (name === undefined && !teamManaged && !role.scoped) throw moved(key, `role ${role.id}`, 'roles');
    else if (name === undefined) spots.note('team-managed-role', `${key}: ${role.name}, ${String(role.actors.length)} actors`);
    else roles.set(name, entriesOf(context, role.actors, ['projects', key, 'roles', name]));
  }
  return {
    remote: { id: project.id, roles: sorted(ids) },
    project: {
      name: key,
      at: placeAt(frame, 'projects', key),
      labels: {},
      product: product ?? 'jira-software',
      archived,
      roles: sorted(roles),
      guests: [...new Set(guests)]
        .sort(compareBytes)
        .map((user, index) => ({ user, index, at: placeAt(frame, 'projects', key, 'guests', index) })),
      ...(project.name === undefined ? {} : { description: project.name }),
      ...(lead === undefined ? {} : { lead: people.nameOf(lead) }),
      ...(teamManaged ? { access: accessOf(facts, spots) } : { scheme: schemeOf(facts, names.schemes) }),
    },
  };
}

function roleNameIn({ project }: JiraProjectFacts, role: JiraRole, { roles }: Names): string | undefined {
  if (!project.teamManaged) return roles.get(role.id);
  return Object.hasOwn(teamManagedRoles, role.name) ? role.name : undefined;
}

function guestsOf({ people, spots, areGuestsKnown }: Context, { actors }: JiraRole, key: string): readonly string[] {
  return actors.flatMap(({ type, accountId }) => {
    if (accountId === undefined) {
      spots.note('unknown-actor', `projects ${key} guests: ${type}`);
      return [];
    }
    if (!areGuestsKnown) people.guest(accountId, 'jira');
    return [people.nameOf(accountId)];
  });
}

function accessOf({ project: { key, isPrivate } }: JiraProjectFacts, spots: BlindSpots): 'open' | 'private' {
  if (isPrivate) return 'private';
  spots.note('team-managed-access', key);
  return 'open';
}

/** Schemes and projects are asked for one after the other: what is named and not there was made in between. */
function schemeOf({ project: { key }, scheme }: JiraProjectFacts, names: ReadonlyMap<string, string>): string {
  const name = scheme === undefined ? undefined : names.get(scheme);
  if (name !== undefined) return name;
  throw moved(key, `permission scheme ${scheme ?? 'none'}`, 'schemes');
}

function moved(key: string, thing: string, list: string): ReadError {
  return new ReadError({
    kind: 'moving',
    message: `Project ${key} has ${thing}, which the list of ${list} has not.`,
    hint: 'Try again when nobody changes the site.',
  });
}
