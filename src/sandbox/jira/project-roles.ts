import { guestsOf } from '../directory.js';
import { done, ok, type Call, type Reply, type Route } from '../exchange.js';
import { fieldsOf, textsOf } from '../given.js';
import { refuseJira } from '../refusals.js';
import type { Actors, Project, ProjectRole } from '../world.js';
import { activeUser, givenActors, knownGroup, withoutActor } from './actors.js';
import { actorShapes, projectIn, refuseOnFree, roleShape } from './shapes.js';

const path = '/rest/api/3/project/{projectIdOrKey}';

export const projectRoles: readonly Route[] = [
  { method: 'GET', path: `${path}/role`, system: 'jira', answer: mapRoles },
  { method: 'GET', path: `${path}/roledetails`, system: 'jira', answer: listRoles },
  { method: 'GET', path: `${path}/role/{id}`, system: 'jira', answer: getRole },
  { method: 'PUT', path: `${path}/role/{id}`, system: 'jira', answer: replaceActors },
  { method: 'POST', path: `${path}/role/{id}`, system: 'jira', answer: addActors },
  { method: 'DELETE', path: `${path}/role/{id}`, system: 'jira', answer: removeActor },
];

/** Roles that a project has: the site's, or, where it is team-managed, its own and that of the apps. */
function rolesOf(project: Project, { world }: Call): readonly ProjectRole[] {
  return Object.values(world.projectRoles).filter((role) =>
    project.style === 'classic' ? role.project === undefined : role.project === project.id || role.addOn === true,
  );
}

function mapRoles(call: Call): Reply {
  const project = projectIn(call);
  const pairs = rolesOf(project, call).map(({ name, id }) => [name, `${call.base}/rest/api/3/project/${project.id}/role/${id}`]);
  return ok(Object.fromEntries(pairs));
}

function listRoles(call: Call): Reply {
  const project = projectIn(call);
  const withoutApps = call.query.get('excludeConnectAddons') === 'true';
  const shown = rolesOf(project, call).filter(({ addOn }) => !withoutApps || addOn !== true);
  return ok(
    shown.map((role) => ({ ...roleShape(role, call, project), admin: false, default: false, roleConfigurable: true, type: role.type })),
  );
}

function getRole(call: Call): Reply {
  const project = projectIn(call);
  const role = roleIn(project, call);
  return ok(whole(project, role, call, call.query.get('excludeInactiveUsers') !== 'true'));
}

function whole(project: Project, role: ProjectRole, call: Call, inactiveToo = true): Readonly<Record<string, unknown>> {
  return { ...roleShape(role, call, project), actors: actorShapes(role, actorsIn(project, role), call, inactiveToo) };
}

function actorsIn(project: Project, { id }: ProjectRole): Actors {
  return project.roles[String(id)] ?? { users: [], groups: [] };
}

/** Replaces everybody; one who cannot log in any more is not found, and nothing is changed. */
function replaceActors(call: Call): Reply {
  const { project, role } = changeable(call);
  const given = fieldsOf(fieldsOf(call.body)['categorisedActors']);
  const users = textsOf(given['atlassian-user-role-actor'] ?? []);
  const groups = textsOf(given['atlassian-group-role-actor-id'] ?? given['atlassian-group-role-actor'] ?? []);
  if (users === undefined || groups === undefined) refuseJira(400, 'The categorised actors must be lists of ids.');
  const actors = {
    users: [...new Set(users.map((id) => activeUser(id, call.world)))],
    groups: [...new Set(groups.map((id) => knownGroup(id, call.world)))],
  };
  refuseUnfitGuests(project, role, actors, call);
  project.roles[String(role.id)] = actors;
  return ok(whole(project, role, call));
}

function addActors(call: Call): Reply {
  const { project, role } = changeable(call);
  const { users, groups } = givenActors(call);
  const known = actorsIn(project, role);
  const double = [...users, ...groups].find((id) => known.users.includes(id) || known.groups.includes(id));
  if (double !== undefined) refuseJira(400, `'${double}' is already a member of the project role.`);
  refuseUnfitGuests(project, role, { users, groups }, call);
  project.roles[String(role.id)] = { users: [...known.users, ...users], groups: [...known.groups, ...groups] };
  return ok(whole(project, role, call));
}

function removeActor(call: Call): Reply {
  const { project, role } = changeable(call);
  project.roles[String(role.id)] = withoutActor(actorsIn(project, role), call);
  return done();
}

/** Single people, who are guests, and of no other project. */
function refuseUnfitGuests(project: Project, role: ProjectRole, { users, groups }: Actors, { world }: Call): void {
  if (role.type !== 'GUEST_ROLE') return;
  if (groups.length > 0) refuseJira(400, 'Groups cannot be added to the guest role.');
  const guests = guestsOf('jira-software', world);
  const guestRoles = Object.values(world.projectRoles).filter(({ type }) => type === 'GUEST_ROLE');
  for (const user of users) {
    if (!guests.has(user)) refuseJira(400, 'Only guests can be added to the guest role.');
    const elsewhere = Object.values(world.projects).some(
      (other) => other.id !== project.id && guestRoles.some((each) => actorsIn(other, each).users.includes(user)),
    );
    if (elsewhere) refuseJira(400, 'A guest can be added to one project only.');
  }
}

function changeable(call: Call): { readonly project: Project; readonly role: ProjectRole } {
  refuseOnFree(call);
  const project = projectIn(call);
  const role = roleIn(project, call);
  if (role.addOn === true) refuseJira(400, `The project role '${role.name}' belongs to apps and cannot be changed.`);
  return { project, role };
}

function roleIn(project: Project, call: Call): ProjectRole {
  const found = rolesOf(project, call).find(({ id }) => String(id) === call.params['id']);
  return found ?? refuseJira(404, 'Can not retrieve a role actor for a null project role.');
}
