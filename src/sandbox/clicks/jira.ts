import { defaultSchemeOf } from '../default-scheme.js';
import { groupNamed, guestsOf } from '../directory.js';
import { copiedActors } from '../jira/projects.js';
import { addProjectRole, guestRoleName } from '../seed.js';
import { nextNumber, type Actors, type Project, type World } from '../world.js';
import type { Change } from './change.js';
import { accountIn, findProject, groupIn, projectIn } from './find.js';
import { cannot, isKind, nameIn, type SaidFact } from './said.js';

const typeKeys: Readonly<Record<string, Project['typeKey']>> = {
  'jira-software': 'software',
  'jira-servicedesk': 'service_desk',
  'jira-core': 'business',
  'jira-product-discovery': 'product_discovery',
};

/** A person's own place in a project, for guests: one each. */
export const projectGuest: Change = {
  add({ of, says: [who] }, world) {
    const project = projectIn(of, world);
    const { accountId } = accountIn(who, world);
    const role = guestRoleOf(project, world);
    const actors = actorsIn(project, role);
    if (actors.users.includes(accountId)) return false;
    if (!guestsOf('jira-software', world).has(accountId))
      cannot(`"${who ?? ''}" is no guest of Jira: the organization invites them as one.`);
    const guestRoles = Object.values(world.projectRoles).filter(({ type }) => type === 'GUEST_ROLE');
    const elsewhere = Object.values(world.projects).find((other) =>
      guestRoles.some(({ id }) => actorsIn(other, id).users.includes(accountId)),
    );
    if (elsewhere !== undefined) cannot(`"${who ?? ''}" is a guest of "project:${elsewhere.key}" already, and a guest has one project.`);
    project.roles[String(role)] = { ...actors, users: [...actors.users, accountId] };
    return true;
  },
  remove({ of, says: [who] }, world) {
    const project = projectIn(of, world);
    const { accountId } = accountIn(who, world);
    const role = guestRoleOf(project, world);
    const actors = actorsIn(project, role);
    project.roles[String(role)] = { ...actors, users: actors.users.filter((each) => each !== accountId) };
    return actors.users.includes(accountId);
  },
};

function guestRoleOf({ id, style }: Project, world: World): number {
  const own = style === 'classic' ? undefined : id;
  const known = Object.values(world.projectRoles).find(({ type, project }) => type === 'GUEST_ROLE' && project === own);
  return (known ?? addProjectRole(world, guestRoleName, { type: 'GUEST_ROLE', ...(own === undefined ? {} : { project: own }) })).id;
}

function actorsIn({ roles }: Project, role: number): Actors {
  return roles[String(role)] ?? { users: [], groups: [] };
}

/** A project that no API makes. Whoever it is made for administers a team-managed one; of Product Discovery it has a scheme like others. */
export const project: Change = {
  add({ of }, world, { add }) {
    if (findProject(of, world) !== undefined) return false;
    const own = (type: string): string | undefined => add.find((fact) => fact.type === type && fact.of === of)?.says[0];
    const id = String(nextNumber(world));
    const [lead, access, scheme] = [own('lead'), own('project-access'), own('project-scheme')];
    const typeKey = typeKeyIn(own('project-type') ?? 'jira-software');
    const owner = lead === undefined ? Object.values(world.accounts).find(({ siteAdmin }) => siteAdmin === true) : accountIn(lead, world);
    const made = { id, key: nameIn(of, 'project'), name: nameIn(of, 'project'), typeKey, archived: false };
    const led = lead === undefined || owner === undefined ? {} : { lead: owner.accountId };
    if (access !== undefined) {
      const roles = ownRoles(id, owner === undefined ? [] : [owner.accountId], world);
      world.projects[id] = { ...made, style: 'next-gen', access: accessIn(access), ...led, roles };
      return true;
    }
    if (typeKey !== 'product_discovery')
      cannot(
        `"${of}" has no access level with it: the API of Jira makes projects that have a scheme, unless they are of Product Discovery.`,
      );
    world.projects[id] = { ...made, style: 'classic', ...led, scheme: schemeIn(scheme, world), roles: copiedActors(world) };
    return true;
  },
};

function ownRoles(project: string, users: readonly string[], world: World): Record<string, Actors> {
  const [administrator] = ['Administrator', 'Member', 'Viewer'].map((name) => addProjectRole(world, name, { project }));
  addProjectRole(world, guestRoleName, { project, type: 'GUEST_ROLE' });
  return { [String(administrator?.id ?? '')]: { users: [...users], groups: [] } };
}

function schemeIn(reference: string | undefined, world: World): number {
  if (reference === undefined) return defaultSchemeOf(world)?.id ?? cannot('The site has no permission scheme.');
  const found = Object.values(world.schemes).find(({ name }) => name === nameIn(reference, 'scheme'));
  return found?.id ?? cannot(`The site has no "${reference}".`);
}

export const projectAccess: Change = {
  add({ of, says: [said] }, world, { remove }) {
    const found = projectIn(of, world);
    const access = accessIn(said);
    if (found.style !== 'next-gen') {
      if (!isAmong(remove, 'project-scheme', of)) cannot(`"${of}" is company-managed: its scheme says who may do what.`);
      const owner = found.lead ?? Object.values(world.accounts).find(({ siteAdmin }) => siteAdmin === true)?.accountId;
      replace(found, world, (id) => ({
        ...keptOf(found),
        style: 'next-gen',
        access,
        roles: ownRoles(id, owner === undefined ? [] : [owner], world),
      }));
      return true;
    }
    if (found.access === access) return false;
    world.projects[found.id] = { ...found, access };
    return true;
  },
  remove: goesWith('project-scheme', 'A team-managed project has an access level.'),
};

/** A company-managed project has a scheme; the API changes it, and nothing makes a team-managed one have any. */
export const projectScheme: Change = {
  add({ of, says: [said] }, world, { add, remove }) {
    const found = projectIn(of, world);
    const isNew = found.typeKey === 'product_discovery' && isAmong(add, 'project', of);
    if (found.style !== 'next-gen') return isNew ? false : cannot('The API of Jira says which scheme a project has.');
    if (!isAmong(remove, 'project-access', of)) cannot(`"${of}" is team-managed: it has an access level instead of a scheme.`);
    const scheme = schemeIn(said, world);
    replace(found, world, () => ({ ...keptOf(found), style: 'classic', scheme, roles: copiedActors(world) }));
    return true;
  },
  remove: goesWith('project-access', 'The API of Jira says which scheme a project has.'),
};

function isAmong(facts: readonly SaidFact[], type: string, of: string): boolean {
  return facts.some((fact) => fact.type === type && fact.of === of);
}

/** What a project of one kind alone has goes where the same clicks make it one of the other. */
function goesWith(other: string, why: string): NonNullable<Change['remove']> {
  return ({ type, of }, _, { add }) => (isAmong(add, other, of) || isAmong(add, type, of) ? false : cannot(why));
}

function keptOf({ key, name, typeKey, lead, archived }: Project): Pick<Project, 'key' | 'name' | 'typeKey' | 'lead' | 'archived'> {
  return { key, name, typeKey, archived, ...(lead === undefined ? {} : { lead }) };
}

/** None becomes one of the other kind: a new one is made, the work goes there, and it gets the key of the old one. */
function replace(old: Project, world: World, make: (id: string) => Omit<Project, 'id'>): void {
  const id = String(nextNumber(world));
  Reflect.deleteProperty(world.projects, old.id);
  for (const { id: role, project: own } of Object.values(world.projectRoles))
    if (own === old.id) Reflect.deleteProperty(world.projectRoles, String(role));
  world.projects[id] = { ...make(id), id };
}

function accessIn(said: string | undefined): NonNullable<Project['access']> {
  return said === 'open' || said === 'limited' || said === 'private'
    ? said
    : cannot(`There is no access level "${said ?? ''}": open, limited, private.`);
}

export const projectType: Change = {
  add({ of, says: [product] }, world) {
    const found = projectIn(of, world);
    const typeKey = typeKeyIn(product);
    if (found.typeKey === typeKey) return false;
    world.projects[found.id] = { ...found, typeKey };
    return true;
  },
};

function typeKeyIn(product: string | undefined): Project['typeKey'] {
  return typeKeys[product ?? ''] ?? cannot(`No projects are of "${product ?? ''}".`);
}

/** What comes with a project that is made by the same clicks, and is none by itself. */
export function withNewProject(make: (fact: SaidFact, project: Project, world: World) => boolean, api: string): Change {
  return {
    add(fact, world, { add }) {
      const found = findProject(fact.of, world);
      const isNew = add.some(({ type, of }) => type === 'project' && of === fact.of);
      const isByHand = found?.style === 'next-gen' || found?.typeKey === 'product_discovery';
      if (found === undefined || !isByHand || !isNew) cannot(api);
      return make(fact, found, world);
    },
  };
}

export function addActor({ says: [role, who] }: SaidFact, { id, roles }: Project, world: World): boolean {
  const name = nameIn(role, 'role');
  const found = Object.values(world.projectRoles).find((each) => each.project === id && each.name === name);
  if (found === undefined) cannot(`A team-managed project has no "${role ?? ''}" of its own on its first day.`);
  const actors = roles[String(found.id)] ?? { users: [], groups: [] };
  const what = isKind(who, 'group') ? 'groups' : 'users';
  const actor = isKind(who, 'group') ? groupIn(who, world).id : accountIn(who, world).accountId;
  if (actors[what].includes(actor)) return false;
  roles[String(found.id)] = { ...actors, [what]: [...actors[what], actor] };
  return true;
}

/** Only groups hold them. */
export const globalPermission: Change = {
  add({ says: [holder, permission = ''] }, world) {
    const { id } = groupIn(holder, world);
    const holders = world.globalPermissions[permission] ?? [];
    if (holders.includes(id)) return false;
    world.globalPermissions[permission] = [...holders, id];
    return true;
  },
  remove({ says: [holder, permission = ''] }, world) {
    // With a group goes all that it has.
    const id = groupNamed(nameIn(holder, 'group'), world)?.id;
    if (id === undefined) return false;
    const holders = world.globalPermissions[permission] ?? [];
    world.globalPermissions[permission] = holders.filter((each) => each !== id);
    return holders.includes(id);
  },
};
