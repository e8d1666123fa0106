import { defaultScheme } from '../../model/default-scheme.js';
import { defaultSchemeOf } from '../default-scheme.js';
import { done, ok, type Call, type Reply, type Route } from '../exchange.js';
import { fieldsOf, listOf, textOf } from '../given.js';
import { addedGrants, keptGrants, keyOf } from '../habits.js';
import { refuseJira } from '../refusals.js';
import { addScheme } from '../seed.js';
import { nextNumber, type PermissionScheme } from '../world.js';
import { givenGrant, grantShape } from './holders.js';
import { projectIn, refuseOnFree } from './shapes.js';

const path = '/rest/api/3/permissionscheme';

export const permissionSchemes: readonly Route[] = [
  { method: 'GET', path, system: 'jira', answer: listSchemes },
  { method: 'POST', path, system: 'jira', answer: createScheme },
  { method: 'GET', path: `${path}/{schemeId}`, system: 'jira', answer: (call) => ok(whole(schemeIn(call), call)) },
  { method: 'PUT', path: `${path}/{schemeId}`, system: 'jira', answer: updateScheme },
  { method: 'DELETE', path: `${path}/{schemeId}`, system: 'jira', answer: deleteScheme },
  { method: 'GET', path: `${path}/{schemeId}/permission`, system: 'jira', answer: listGrants },
  { method: 'POST', path: `${path}/{schemeId}/permission`, system: 'jira', answer: createGrant },
  { method: 'GET', path: `${path}/{schemeId}/permission/{permissionId}`, system: 'jira', answer: getGrant },
  { method: 'DELETE', path: `${path}/{schemeId}/permission/{permissionId}`, system: 'jira', answer: deleteGrant },
  { method: 'GET', path: '/rest/api/3/project/{projectKeyOrId}/permissionscheme', system: 'jira', answer: schemeOfProject },
  { method: 'PUT', path: '/rest/api/3/project/{projectKeyOrId}/permissionscheme', system: 'jira', answer: assignScheme },
];

/** Never paged. */
function listSchemes(call: Call): Reply {
  return ok({ permissionSchemes: Object.values(call.world.schemes).map((scheme) => whole(scheme, call)) });
}

/** Grants come only where something is expanded, whatever it is. */
function whole({ id, name, description, grants }: PermissionScheme, call: Call): Readonly<Record<string, unknown>> {
  const expands = (call.query.get('expand') ?? '') !== '';
  return {
    expand: 'permissions,user,group,projectRole,field,all',
    id,
    self: `${call.base}${path}/${id}`,
    name,
    description,
    ...(expands ? { permissions: grants.map((grant) => grantShape(grant, id, call)) } : {}),
  };
}

function createScheme(call: Call): Reply {
  refuseOnFree(call);
  const given = fieldsOf(call.body);
  const name = nameIn(given, undefined, call);
  const grants = (listOf(given['permissions']) ?? []).map((each) => givenGrant(each, call));
  const id = addScheme(call.world, name, grants, textOf(given['description']) ?? '');
  return ok(whole(schemeOf(id, call), call), 201);
}

/** Grants that are given replace all there are, with new ids; none given leaves them as they are, an empty list takes them away. */
function updateScheme(call: Call): Reply {
  refuseOnFree(call);
  const scheme = schemeIn(call);
  const given = fieldsOf(call.body);
  const name = nameIn(given, scheme.id, call);
  const wanted = listOf(given['permissions'])?.map((each) => givenGrant(each, call));
  scheme.name = name;
  scheme.description = textOf(given['description']) ?? '';
  if (wanted !== undefined) scheme.grants = keptGrants(wanted, call.world);
  return ok(whole(scheme, call));
}

function nameIn(given: Readonly<Record<string, unknown>>, except: number | undefined, { world }: Call): string {
  const name = textOf(given['name']);
  if (name === undefined || name.trim() === '') refuseJira(400, '', { name: 'The name of the permission scheme is required.' });
  if (Object.values(world.schemes).some((scheme) => scheme.name === name && scheme.id !== except))
    refuseJira(400, '', { name: 'A permission scheme with this name already exists.' });
  return name;
}

/** Projects of a scheme that goes fall to the default one, which Jira keeps. */
function deleteScheme(call: Call): Reply {
  refuseOnFree(call);
  const scheme = schemeIn(call);
  const users = Object.values(call.world.projects).filter((project) => project.scheme === scheme.id);
  const heir = defaultSchemeOf(call.world, scheme);
  if (scheme.name === defaultScheme || (heir === undefined && users.length > 0))
    refuseJira(400, 'The default permission scheme cannot be deleted.');
  if (heir !== undefined) for (const project of users) project.scheme = heir.id;
  Reflect.deleteProperty(call.world.schemes, String(scheme.id));
  return done();
}

function listGrants(call: Call): Reply {
  const { id, grants } = schemeIn(call);
  return ok({ permissions: grants.map((grant) => grantShape(grant, id, call)), expand: 'user,group,projectRole,field,all' });
}

function createGrant(call: Call): Reply {
  refuseOnFree(call);
  const scheme = schemeIn(call);
  const wanted = givenGrant(call.body, call);
  const known = new Set(scheme.grants.map(keyOf));
  if (known.has(keyOf(wanted))) refuseJira(400, 'This permission is already granted to this holder in the permission scheme.');
  const grant = { id: nextNumber(call.world), ...wanted };
  const others = addedGrants([wanted], call.world).filter((each) => !known.has(keyOf(each)) && keyOf(each) !== keyOf(wanted));
  scheme.grants.push(grant, ...others.map((each) => ({ id: nextNumber(call.world), ...each })));
  return ok(grantShape(grant, scheme.id, call), 201);
}

function getGrant(call: Call): Reply {
  const scheme = schemeIn(call);
  const grant = scheme.grants.find(({ id }) => String(id) === call.params['permissionId']);
  return grant === undefined ? refuseJira(404, 'The permission grant does not exist.') : ok(grantShape(grant, scheme.id, call));
}

function deleteGrant(call: Call): Reply {
  refuseOnFree(call);
  const scheme = schemeIn(call);
  const kept = scheme.grants.filter(({ id }) => String(id) !== call.params['permissionId']);
  if (kept.length === scheme.grants.length) refuseJira(400, 'The permission grant does not exist.');
  scheme.grants = kept;
  return done();
}

function schemeOfProject(call: Call): Reply {
  const { scheme } = projectIn(call);
  if (scheme === undefined) refuseJira(404, 'The project has no permission scheme: it is team-managed.');
  return ok(whole(schemeOf(scheme, call), call));
}

function assignScheme(call: Call): Reply {
  refuseOnFree(call);
  const project = projectIn(call);
  if (project.style === 'next-gen') refuseJira(403, 'A permission scheme cannot be assigned to a team-managed project.');
  const id = fieldsOf(call.body)['id'];
  if (typeof id !== 'number') refuseJira(400, '', { id: 'The id of the permission scheme is required.' });
  const scheme = schemeOf(id, call);
  project.scheme = scheme.id;
  return ok(whole(scheme, call));
}

function schemeIn(call: Call): PermissionScheme {
  return schemeOf(call.params['schemeId'] ?? '', call);
}

function schemeOf(id: number | string, { world }: Call): PermissionScheme {
  return world.schemes[String(id)] ?? refuseJira(404, `There is no permission scheme with id ${id}.`);
}
