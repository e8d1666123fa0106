import { perSecond, type Endpoint } from '../http/endpoint.js';

function get(template: string, query: readonly string[] = []): Endpoint {
  return { api: 'confluence', method: 'GET', template, query, limit: perSecond(100) };
}

const pages = ['cursor', 'limit'];

/** What is asked of Confluence Cloud, v2 and, for groups, v1: https://developer.atlassian.com/cloud/confluence/rest/v2/ */
export const confluenceEndpoints = {
  mode: get('/wiki/api/v2/space-role-mode'),
  spaces: get('/wiki/api/v2/spaces', pages),
  oneSpace: get('/wiki/api/v2/spaces', ['ids', 'keys', ...pages]),
  permissions: get('/wiki/api/v2/spaces/{id}/permissions', pages),
  assignments: get('/wiki/api/v2/spaces/{id}/role-assignments', pages),
  spaceRoles: get('/wiki/api/v2/space-roles', pages),
  groups: get('/wiki/rest/api/group', ['start', 'limit', 'accessType']),
  user: get('/wiki/rest/api/user', ['accountId']),
  task: get('/wiki/rest/api/longtask/{id}'),
  check: {
    api: 'confluence',
    method: 'POST',
    template: '/wiki/rest/api/content/{id}/permission/check',
    query: [],
    limit: perSecond(100),
  },
  members: get('/wiki/rest/api/group/{groupId}/membersByGroupId', ['start', 'limit']),
} as const satisfies Readonly<Record<string, Endpoint>>;
