import { ok, type Call, type Reply, type Route } from '../exchange.js';
import { verdictOf } from '../evaluate/condition.js';
import { conditionIn, grantsOf } from '../evaluate/jira.js';
import { administersJira, holdsGlobally } from '../evaluate/site.js';
import { classSubject, subjectOf, type Subject } from '../evaluate/subjects.js';
import { fieldsOf, listOf, textOf, textsOf } from '../given.js';
import { globalKeys, projectKeys } from '../permission-names.js';
import { refuseJira } from '../refusals.js';
import { numberIn } from '../given.js';
import type { Project, World } from '../world.js';
import { findProject, userShape } from './shapes.js';

export const permissions: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/permissions', system: 'jira', answer: listPermissions },
  { method: 'GET', path: '/rest/api/3/mypermissions', system: 'jira', answer: myPermissions },
  { method: 'POST', path: '/rest/api/3/permissions/check', system: 'jira', reads: true, answer: checkPermissions },
  { method: 'GET', path: '/rest/api/3/user/permission/search', system: 'jira', answer: searchHolders },
];

/** The site's own permissions, and those of apps that some scheme speaks of. */
function listPermissions({ world }: Call): Reply {
  return ok({ permissions: Object.fromEntries(keysOf(world).map((key) => [key, described(key)])) });
}

function keysOf(world: World): readonly string[] {
  const granted = Object.values(world.schemes).flatMap(({ grants }) => grants.map(({ permission }) => permission));
  return [...new Set([...globalKeys, ...projectKeys, ...granted])];
}

function described(key: string): Readonly<Record<string, string>> {
  const words = key.toLowerCase().replaceAll('_', ' ');
  const name = words.charAt(0).toUpperCase() + words.slice(1);
  return { key, name, type: globalKeys.includes(key) ? 'GLOBAL' : 'PROJECT', description: `Ability to: ${words}.` };
}

/** A condition on the issue counts as met: it may be, in some issue. */
function holds(subject: Subject | undefined, permission: string, project: Project | undefined, world: World): boolean {
  if (subject === undefined) return false;
  if (globalKeys.includes(permission))
    return permission === 'ADMINISTER' ? administersJira(subject, world) : holdsGlobally(subject, permission, world);
  return project !== undefined && verdictOf(conditionIn(subject, permission, grantsOf(project, world), world)) !== undefined;
}

/** Without a project: whether the permission is held in any. */
function myPermissions(call: Call): Reply {
  const { world, query } = call;
  const asked = query.get('permissions');
  if (asked === null || asked === '') refuseJira(400, 'The permissions query parameter is required.');
  const keys = asked.split(',');
  const unknown = keys.find((key) => !keysOf(world).includes(key));
  if (unknown !== undefined) refuseJira(400, `Unrecognized permission: ${unknown}`);
  const named = query.get('projectId') ?? query.get('projectKey');
  const all = Object.values(world.projects);
  const project =
    named === null ? undefined : (findProject(named, all) ?? refuseJira(404, `No project could be found with key '${named}'.`));
  const subject = askingSubject(call);
  const places: readonly (Project | undefined)[] = project === undefined ? [undefined, ...all] : [project];
  const has = (key: string): boolean => places.some((each) => holds(subject, key, each, world));
  const answers = keys.map(
    (key) => [key, { id: String(keysOf(world).indexOf(key)), ...described(key), havePermission: has(key) }] as const,
  );
  return ok({ permissions: Object.fromEntries(answers) });
}

/** Who is no account here passes for an administrator: the sandbox takes any name and token. */
function askingSubject({ caller, world }: Call): Subject | undefined {
  const admin = Object.values(world.accounts).find(({ siteAdmin }) => siteAdmin === true);
  return caller === undefined && admin === undefined ? classSubject('logged-in') : subjectOf((caller ?? admin)?.accountId ?? '', world);
}

/** What one account may do: unknown projects are passed over, unknown permissions are not. */
function checkPermissions(call: Call): Reply {
  const { world, caller } = call;
  const given = fieldsOf(call.body);
  const accountId = textOf(given['accountId']);
  const asking = caller === undefined ? undefined : subjectOf(caller.accountId, world);
  if (
    accountId !== undefined &&
    caller !== undefined &&
    accountId !== caller.accountId &&
    (asking === undefined || !administersJira(asking, world))
  )
    refuseJira(403, 'You need the Administer Jira permission to check the permissions of other users.');
  const subject = accountId === undefined ? askingSubject(call) : subjectOf(accountId, world);
  const globals =
    textsOf(given['globalPermissions'] ?? []) ??
    refuseJira(400, 'Invalid request payload. Refer to the REST API documentation and try again.');
  const known = new Set(keysOf(world));
  const questions = (listOf(given['projectPermissions']) ?? []).map((each) => questionIn(each));
  const unknown = [...globals, ...questions.flatMap((each) => each.permissions)].find((key) => !known.has(key));
  if (unknown !== undefined) refuseJira(400, `Unrecognized permission: ${unknown}`);
  return ok({
    globalPermissions: globals.filter((key) => globalKeys.includes(key) && holds(subject, key, undefined, world)),
    projectPermissions: questions.flatMap(({ permissions: keys, projects }) =>
      keys.map((permission) => ({
        permission,
        issues: [],
        projects: projects.filter((id) => holds(subject, permission, world.projects[String(id)], world)),
      })),
    ),
  });
}

function questionIn(value: unknown): { readonly permissions: readonly string[]; readonly projects: readonly number[] } {
  const given = fieldsOf(value);
  const keys = textsOf(given['permissions']);
  const [projects, issues] = [listOf(given['projects']) ?? [], listOf(given['issues']) ?? []];
  if (keys === undefined) refuseJira(400, 'Invalid request payload. Refer to the REST API documentation and try again.');
  if (projects.length > 1000 || issues.length > 1000) refuseJira(400, 'At most 1000 projects and 1000 issues can be checked at once.');
  return { permissions: keys, projects: projects.filter((id) => typeof id === 'number') };
}

/** Looks at the first thousand users only, as Jira does. */
function searchHolders(call: Call): Reply {
  const { query, world } = call;
  const keys = (query.get('permissions') ?? '').split(',').filter(Boolean);
  if (keys.length === 0) refuseJira(400, 'The permissions query parameter is required.');
  const project = findProject(query.get('projectKey') ?? '', Object.values(world.projects));
  if (project === undefined) refuseJira(404, 'The project does not exist.');
  const found = Object.values(world.accounts)
    .slice(0, 1000)
    .filter(({ accountId }) => keys.every((key) => holds(subjectOf(accountId, world), key, project, world)));
  const startAt = numberIn(query, 'startAt', 0);
  return ok(found.slice(startAt, startAt + numberIn(query, 'maxResults', 50, 1000)).map((account) => userShape(account, call)));
}
