import { done, ok, type Call, type Reply, type Route } from '../exchange.js';
import { fieldsOf, textOf } from '../given.js';
import { refuseJira } from '../refusals.js';
import { addProjectRole } from '../seed.js';
import type { Actors, ProjectRole } from '../world.js';
import { givenActors, withoutActor } from './actors.js';
import { actorShapes, refuseOnFree, roleShape } from './shapes.js';

export const roles: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/role', system: 'jira', answer: listRoles },
  { method: 'POST', path: '/rest/api/3/role', system: 'jira', answer: createRole },
  { method: 'GET', path: '/rest/api/3/role/{id}', system: 'jira', answer: (call) => ok(whole(roleIn(call), call)) },
  { method: 'PUT', path: '/rest/api/3/role/{id}', system: 'jira', answer: (call) => updateRole(call, true) },
  { method: 'POST', path: '/rest/api/3/role/{id}', system: 'jira', answer: (call) => updateRole(call, false) },
  { method: 'DELETE', path: '/rest/api/3/role/{id}', system: 'jira', answer: deleteRole },
  { method: 'GET', path: '/rest/api/3/role/{id}/actors', system: 'jira', answer: (call) => ok(whole(roleIn(call), call)) },
  { method: 'POST', path: '/rest/api/3/role/{id}/actors', system: 'jira', answer: addDefaultActors },
  { method: 'DELETE', path: '/rest/api/3/role/{id}/actors', system: 'jira', answer: removeDefaultActor },
];

/** All of them at once, with their default actors: those of team-managed projects stand among them. */
function listRoles(call: Call): Reply {
  return ok(Object.values(call.world.projectRoles).map((role) => whole(role, call)));
}

function whole(role: ProjectRole, call: Call): Readonly<Record<string, unknown>> {
  return { ...roleShape(role, call), actors: actorShapes(role, role.defaultActors, call) };
}

function createRole(call: Call): Reply {
  refuseOnFree(call);
  const { name, description } = namesIn(call);
  if (name === undefined) refuseJira(400, '', { name: 'A role must have a name.' });
  refuseTaken(name, undefined, call);
  return ok(whole(addProjectRole(call.world, name, { description: description ?? '' }), call));
}

function updateRole(call: Call, isWhole: boolean): Reply {
  refuseOnFree(call);
  const role = ownRoleIn(call);
  const { name, description } = namesIn(call);
  if (isWhole && (name === undefined || description === undefined)) refuseJira(400, 'Both the name and the description are required.');
  if (name !== undefined) {
    refuseTaken(name, role.id, call);
    role.name = name;
  }
  if (description !== undefined) role.description = description;
  return ok(whole(role, call));
}

function deleteRole(call: Call): Reply {
  refuseOnFree(call);
  const { world, query } = call;
  const role = ownRoleIn(call);
  const id = String(role.id);
  const swap = query.get('swap');
  const schemes = Object.values(world.schemes).filter(({ grants }) => grants.some(({ holder }) => isRole(holder, id)));
  if (schemes.length > 0 && swap === null) refuseJira(409, `The project role '${role.name}' is used in permission schemes.`);
  if (swap !== null && world.projectRoles[swap] === undefined) refuseJira(404, 'The role to swap in does not exist.');
  for (const scheme of schemes)
    scheme.grants = scheme.grants.map((grant) =>
      isRole(grant.holder, id) && swap !== null ? { ...grant, holder: { type: 'projectRole', value: swap } } : grant,
    );
  for (const project of Object.values(world.projects)) Reflect.deleteProperty(project.roles, id);
  Reflect.deleteProperty(world.projectRoles, id);
  return done();
}

function isRole({ type, value }: { readonly type: string; readonly value?: string }, id: string): boolean {
  return type === 'projectRole' && value === id;
}

function addDefaultActors(call: Call): Reply {
  const role = ownRoleIn(call);
  const { users, groups } = givenActors(call);
  role.defaultActors = { users: merged(role.defaultActors.users, users), groups: merged(role.defaultActors.groups, groups) };
  return ok(whole(role, call));
}

function removeDefaultActor(call: Call): Reply {
  const role = ownRoleIn(call);
  role.defaultActors = withoutActor(role.defaultActors, call);
  return ok(whole(role, call));
}

function merged(known: readonly string[], more: Actors['users']): string[] {
  return [...new Set([...known, ...more])];
}

function namesIn({ body }: Call): { readonly name?: string; readonly description?: string } {
  const given = fieldsOf(body);
  const [name, description] = [textOf(given['name']), textOf(given['description'])];
  if (name !== undefined && (name === '' || name.trim() !== name || name.length > 255))
    refuseJira(400, '', { name: 'The name must have 1 to 255 characters and no blank at either end.' });
  return { ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description }) };
}

function refuseTaken(name: string, except: number | undefined, { world }: Call): void {
  const taken = Object.values(world.projectRoles).some((role) => role.project === undefined && role.name === name && role.id !== except);
  if (taken) refuseJira(409, `A project role with the name '${name}' already exists.`);
}

function roleIn({ world, params }: Call): ProjectRole {
  const id = params['id'] ?? '';
  return world.projectRoles[id] ?? refuseJira(404, `Can not retrieve a role actor for a null project role.`);
}

/** The role of the apps is theirs. */
function ownRoleIn(call: Call): ProjectRole {
  const role = roleIn(call);
  return role.addOn === true ? refuseJira(400, `The project role '${role.name}' belongs to apps and cannot be changed.`) : role;
}
