import { defaultSchemeOf } from '../default-scheme.js';
import { done, ok, type Call, type Reply, type Route } from '../exchange.js';
import { fieldsOf, textOf } from '../given.js';
import { jiraPage } from '../paging.js';
import { canLogIn } from '../evaluate/subjects.js';
import { refuseJira } from '../refusals.js';
import { nextNumber, type Actors, type Project, type World } from '../world.js';
import { projectIn, userShape } from './shapes.js';

const path = '/rest/api/3/project';

export const projects: readonly Route[] = [
  { method: 'GET', path: `${path}/search`, system: 'jira', answer: searchProjects },
  { method: 'POST', path, system: 'jira', answer: createProject },
  { method: 'GET', path: `${path}/{projectIdOrKey}`, system: 'jira', answer: (call) => ok(shapeOf(projectIn(call), call, true)) },
  { method: 'PUT', path: `${path}/{projectIdOrKey}`, system: 'jira', answer: updateProject },
  { method: 'POST', path: `${path}/{projectIdOrKey}/archive`, system: 'jira', answer: (call) => archive(call, true) },
  { method: 'POST', path: `${path}/{projectIdOrKey}/restore`, system: 'jira', answer: (call) => archive(call, false) },
];

/** By key; archived ones only where they are asked for, which is said by naming the parameter again, or with commas. */
function searchProjects(call: Call): Reply {
  const asked = call.query.getAll('status').flatMap((words) => words.split(','));
  const status = asked.length > 0 ? asked : ['live'];
  const [keys, ids] = [call.query.getAll('keys'), call.query.getAll('id')];
  const found = Object.values(call.world.projects).filter(
    ({ archived, key, id }) =>
      status.includes(archived ? 'archived' : 'live') && (keys.length + ids.length === 0 || keys.includes(key) || ids.includes(id)),
  );
  found.sort((one, other) => (one.key < other.key ? -1 : 1));
  const withLead = (call.query.get('expand') ?? '').split(',').includes('lead');
  return jiraPage(
    call,
    found.map((project) => shapeOf(project, call, withLead)),
    50,
    100,
  );
}

function shapeOf(project: Project, call: Call, withLead: boolean): Readonly<Record<string, unknown>> {
  const { id, key, name, typeKey, style, access, archived, lead } = project;
  const leader = lead === undefined ? undefined : call.world.accounts[lead];
  return {
    self: `${call.base}${path}/${id}`,
    id,
    key,
    name,
    projectTypeKey: typeKey,
    simplified: style === 'next-gen',
    style,
    isPrivate: access === 'private',
    ...(archived ? { archived } : {}),
    ...(withLead && leader !== undefined ? { lead: userShape(leader, call) } : {}),
  };
}

/** Of other kinds the API makes none. */
const typeKeys: readonly Project['typeKey'][] = ['software', 'service_desk', 'business'];

/** A company-managed one; default actors of the roles are copied into it. */
function createProject(call: Call): Reply {
  const { world } = call;
  const given = fieldsOf(call.body);
  const [key, name] = [textOf(given['key']), textOf(given['name'])];
  if (key === undefined || !/^[A-Z][A-Z0-9_]{1,9}$/.test(key)) refuseJira(400, '', { projectKey: 'The project key is not valid.' });
  if (name === undefined || name === '') refuseJira(400, '', { projectName: 'You must specify a valid project name.' });
  if (Object.values(world.projects).some((project) => project.key === key))
    refuseJira(400, '', { projectKey: `Project '${name}' uses this project key.` });
  const typeKey = typeKeys.find((each) => each === (given['projectTypeKey'] ?? 'software'));
  if (typeKey === undefined) refuseJira(400, '', { projectTypeKey: 'An invalid project type was specified.' });
  const lead = leadIn(given, call);
  const scheme = given['permissionScheme'] ?? defaultSchemeOf(world)?.id;
  if (typeof scheme !== 'number' || world.schemes[String(scheme)] === undefined)
    refuseJira(400, '', { permissionScheme: 'The permission scheme does not exist.' });
  const security = given['issueSecurityScheme'];
  const id = String(nextNumber(world));
  world.projects[id] = {
    id,
    key,
    name,
    typeKey,
    style: 'classic',
    ...(lead === undefined ? {} : { lead }),
    archived: false,
    scheme,
    ...(typeof security === 'number' ? { securityScheme: security } : {}),
    roles: copiedActors(world),
  };
  return ok({ self: `${call.base}${path}/${id}`, id: Number(id), key }, 201);
}

/** Of the roles of the site, into a project that is new. */
export function copiedActors(world: World): Record<string, Actors> {
  const copied = Object.values(world.projectRoles).filter(
    ({ project, defaultActors: { users, groups } }) => project === undefined && users.length + groups.length > 0,
  );
  return Object.fromEntries(copied.map(({ id, defaultActors }) => [String(id), structuredClone(defaultActors)]));
}

function updateProject(call: Call): Reply {
  const project = projectIn(call);
  const given = fieldsOf(call.body);
  const lead = leadIn(given, call);
  if (lead !== undefined) project.lead = lead;
  project.name = textOf(given['name']) ?? project.name;
  const scheme = given['permissionScheme'];
  if (typeof scheme === 'number') {
    if (call.world.schemes[String(scheme)] === undefined)
      refuseJira(400, '', { permissionScheme: 'The permission scheme does not exist.' });
    project.scheme = scheme;
  }
  return ok(shapeOf(project, call, true));
}

function leadIn(given: Readonly<Record<string, unknown>>, { world }: Call): string | undefined {
  const lead = textOf(given['leadAccountId']);
  const account = lead === undefined ? undefined : world.accounts[lead];
  if (lead !== undefined && (account === undefined || !canLogIn(account)))
    refuseJira(400, '', { projectLead: 'The project lead does not exist.' });
  return lead;
}

function archive(call: Call, archived: boolean): Reply {
  const project = projectIn(call);
  if (archived && !['premium', 'enterprise'].includes(call.world.site.plan))
    refuseJira(403, 'Archiving projects is not available on this plan.');
  if (archived && project.archived) refuseJira(400, `The project '${project.key}' is already archived.`);
  project.archived = archived;
  return archived ? done() : ok(shapeOf(project, call, true));
}
