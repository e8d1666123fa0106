import { done, ok, type Call, type Reply, type Route } from '../exchange.js';
import { fieldsOf, listOf, textOf } from '../given.js';
import { refuseJira } from '../refusals.js';
import { nextNumber, type SecurityScheme } from '../world.js';
import { projectIn } from './shapes.js';
import { startTask } from './tasks.js';

const path = '/rest/api/3/issuesecurityschemes';

export const securitySchemes: readonly Route[] = [
  {
    method: 'GET',
    path,
    system: 'jira',
    answer: (call) => ok({ issueSecuritySchemes: Object.values(call.world.securitySchemes).map((each) => shapeOf(each, call)) }),
  },
  { method: 'POST', path, system: 'jira', answer: createScheme },
  { method: 'PUT', path: `${path}/project`, system: 'jira', answer: assignScheme },
  { method: 'GET', path: `${path}/{id}`, system: 'jira', answer: (call) => ok(shapeOf(schemeIn(call, 'id'), call)) },
  { method: 'DELETE', path: `${path}/{schemeId}`, system: 'jira', answer: deleteScheme },
  { method: 'DELETE', path: `${path}/{schemeId}/level/{levelId}`, system: 'jira', answer: deleteLevel },
  { method: 'GET', path: '/rest/api/3/project/{projectKeyOrId}/issuesecuritylevelscheme', system: 'jira', answer: schemeOfProject },
];

function shapeOf({ id, name, description, defaultLevel, levels }: SecurityScheme, { base }: Call): Readonly<Record<string, unknown>> {
  return {
    self: `${base}${path}/${id}`,
    id,
    name,
    description,
    ...(defaultLevel === undefined ? {} : { defaultSecurityLevelId: defaultLevel }),
    levels: levels.map((level) => ({ self: `${base}/rest/api/3/securitylevel/${level.id}`, ...level, id: String(level.id) })),
  };
}

function createScheme({ world, body }: Call): Reply {
  const given = fieldsOf(body);
  const name = textOf(given['name']);
  if (name === undefined || name === '') refuseJira(400, '', { name: 'The name is required.' });
  if (Object.values(world.securitySchemes).some((scheme) => scheme.name === name))
    refuseJira(400, '', { name: 'The name is already used.' });
  const id = nextNumber(world);
  const levels = (listOf(given['levels']) ?? []).map(fieldsOf).map((level) => ({
    id: nextNumber(world),
    name: textOf(level['name']) ?? '',
    description: textOf(level['description']) ?? '',
  }));
  world.securitySchemes[String(id)] = { id, name, description: textOf(given['description']) ?? '', levels };
  return ok({ id: String(id) }, 201);
}

/** Done later: the answer leads to a task. */
function assignScheme(call: Call): Reply {
  const given = fieldsOf(call.body);
  const project = call.world.projects[textOf(given['projectId']) ?? ''];
  const scheme = call.world.securitySchemes[textOf(given['schemeId']) ?? ''];
  if (project === undefined || scheme === undefined) refuseJira(404, 'The project or the issue security scheme does not exist.');
  if (project.securityScheme === scheme.id) refuseJira(400, 'The project already uses this issue security scheme.');
  project.securityScheme = scheme.id;
  return startTask('Associate issue security scheme to project', call);
}

function deleteScheme(call: Call): Reply {
  const { id } = schemeIn(call, 'schemeId');
  if (Object.values(call.world.projects).some(({ securityScheme }) => securityScheme === id))
    refuseJira(400, 'The issue security scheme is used by projects and cannot be deleted.');
  Reflect.deleteProperty(call.world.securitySchemes, String(id));
  return done();
}

function deleteLevel(call: Call): Reply {
  const scheme = schemeIn(call, 'schemeId');
  const kept = scheme.levels.filter(({ id }) => String(id) !== call.params['levelId']);
  if (kept.length === scheme.levels.length) refuseJira(404, 'The issue security level does not exist.');
  scheme.levels = kept;
  return startTask('Remove issue security level', call);
}

function schemeOfProject(call: Call): Reply {
  const { securityScheme } = projectIn(call);
  const scheme = call.world.securitySchemes[String(securityScheme)];
  return scheme === undefined ? refuseJira(404, 'The project has no issue security scheme.') : ok(shapeOf(scheme, call));
}

function schemeIn({ world, params }: Call, name: string): SecurityScheme {
  return world.securitySchemes[params[name] ?? ''] ?? refuseJira(404, 'The issue security scheme does not exist.');
}
