import { groupNamed, guestsOf } from '../directory.js';
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

/** A team-managed project. Whoever it is made for administers it. */
export const project: Change = {
  add({ of }, world, { add }) {
    if (findProject(of, world) !== undefined) return false;
    const own = (type: string): SaidFact | undefined => add.find((fact) => fact.type === type && fact.of === of);
    const access = own('project-access')?.says[0];
    if (access === undefined) cannot(`"${of}" has no access level with it: the API of Jira makes projects that have a scheme.`);
    const id = String(nextNumber(world));
    const [administrator] = ['Administrator', 'Member', 'Viewer'].map((name) => addProjectRole(world, name, { project: id }));
    addProjectRole(world, guestRoleName, { project: id, type: 'GUEST_ROLE' });
    const lead = own('lead');
    const owner =
      lead === undefined ? Object.values(world.accounts).find(({ siteAdmin }) => siteAdmin === true) : accountIn(lead.says[0], world);
    const users = owner === undefined ? [] : [owner.accountId];
    world.projects[id] = {
      id,
      key: nameIn(of, 'project'),
      name: nameIn(of, 'project'),
      typeKey: typeKeyIn(own('project-type')?.says[0] ?? 'jira-software'),
      style: 'next-gen',
      access: accessIn(access),
      ...(lead === undefined ? {} : { lead: users[0] ?? '' }),
      archived: false,
      roles: { [String(administrator?.id ?? '')]: { users, groups: [] } },
    };
    return true;
  },
};

export const projectAccess: Change = {
  add({ of, says: [said] }, world) {
    const found = projectIn(of, world);
    if (found.style !== 'next-gen') cannot(`"${of}" is company-managed: its scheme says who may do what.`);
    const access = accessIn(said);
    if (found.access === access) return false;
    world.projects[found.id] = { ...found, access };
    return true;
  },
};

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
      if (found?.style !== 'next-gen' || !isNew) cannot(api);
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
