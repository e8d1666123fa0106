import { perSecond } from '../http/endpoint.js';
import type { WriteEndpoint } from '../http/write-endpoint.js';

const often = perSecond(100);
/** Documented for PUT and DELETE. */
const seldom = perSecond(50);

/** What is written to Jira Cloud: https://developer.atlassian.com/cloud/jira/platform/rest/v3/ */
export const jiraWrites = {
  createRole: { api: 'jira', method: 'POST', template: '/rest/api/3/role', query: [], limit: often },
  updateRole: { api: 'jira', method: 'PUT', template: '/rest/api/3/role/{id}', query: [], limit: seldom },
  deleteRole: { api: 'jira', method: 'DELETE', template: '/rest/api/3/role/{id}', query: ['swap'], limit: seldom },
  createScheme: { api: 'jira', method: 'POST', template: '/rest/api/3/permissionscheme', query: [], limit: often },
  updateScheme: { api: 'jira', method: 'PUT', template: '/rest/api/3/permissionscheme/{schemeId}', query: [], limit: seldom },
  deleteScheme: { api: 'jira', method: 'DELETE', template: '/rest/api/3/permissionscheme/{schemeId}', query: [], limit: seldom },
  createProject: { api: 'jira', method: 'POST', template: '/rest/api/3/project', query: [], limit: often },
  updateProject: { api: 'jira', method: 'PUT', template: '/rest/api/3/project/{projectIdOrKey}', query: [], limit: seldom },
  assignScheme: { api: 'jira', method: 'PUT', template: '/rest/api/3/project/{projectKeyOrId}/permissionscheme', query: [], limit: seldom },
  archive: { api: 'jira', method: 'POST', template: '/rest/api/3/project/{projectIdOrKey}/archive', query: [], limit: often },
  restore: { api: 'jira', method: 'POST', template: '/rest/api/3/project/{projectIdOrKey}/restore', query: [], limit: often },
  addActor: { api: 'jira', method: 'POST', template: '/rest/api/3/project/{projectIdOrKey}/role/{id}', query: [], limit: often },
  removeActor: {
    api: 'jira',
    method: 'DELETE',
    template: '/rest/api/3/project/{projectIdOrKey}/role/{id}',
    query: ['user', 'groupId'],
    limit: seldom,
  },
} as const satisfies Readonly<Record<string, WriteEndpoint>>;
