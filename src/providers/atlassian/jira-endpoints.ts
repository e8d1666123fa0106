import { perSecond, type Endpoint } from '../http/endpoint.js';

function get(template: string, query: readonly string[] = [], calls = 100): Endpoint {
  return { api: 'jira', method: 'GET', template, query, limit: perSecond(calls) };
}

/** What is asked of Jira Cloud: https://developer.atlassian.com/cloud/jira/platform/rest/v3/ */
export const jiraEndpoints = {
  users: get('/rest/api/3/users/search', ['startAt', 'maxResults']),
  groups: get('/rest/api/3/group/bulk', ['startAt', 'maxResults', 'accessType']),
  members: get('/rest/api/3/group/member', ['groupId', 'includeInactiveUsers', 'startAt', 'maxResults']),
  applicationRoles: get('/rest/api/3/applicationrole'),
  roles: get('/rest/api/3/role'),
  schemes: get('/rest/api/3/permissionscheme', ['expand']),
  permissions: get('/rest/api/3/permissions'),
  projects: get('/rest/api/3/project/search', ['startAt', 'maxResults', 'status', 'expand']),
  projectRoles: get('/rest/api/3/project/{projectIdOrKey}/roledetails'),
  projectRole: get('/rest/api/3/project/{projectIdOrKey}/role/{id}', [], 200),
  projectScheme: get('/rest/api/3/project/{projectKeyOrId}/permissionscheme'),
  role: get('/rest/api/3/role/{id}'),
  scheme: get('/rest/api/3/permissionscheme/{schemeId}', ['expand']),
  project: get('/rest/api/3/project/{projectIdOrKey}', ['expand']),
  user: get('/rest/api/3/user', ['accountId']),
  groupNamed: get('/rest/api/3/group/bulk', ['startAt', 'maxResults', 'groupId']),
  myself: get('/rest/api/3/myself'),
  check: { api: 'jira', method: 'POST', template: '/rest/api/3/permissions/check', query: [], limit: perSecond(100) },
} as const satisfies Readonly<Record<string, Endpoint>>;
