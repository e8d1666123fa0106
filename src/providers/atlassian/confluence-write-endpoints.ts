import { perSecond, type Limit } from '../http/endpoint.js';
import type { WriteEndpoint } from '../http/write-endpoint.js';

const posts: Limit = perSecond(100);
const others: Limit = perSecond(50);

/** What is written to Confluence Cloud. Single permissions are of its first API, which takes them from people alone, never from apps. */
export const confluenceWrites = {
  createSpace: { api: 'confluence', method: 'POST', template: '/wiki/api/v2/spaces', query: [], limit: posts },
  createOldSpace: { api: 'confluence', method: 'POST', template: '/wiki/rest/api/space', query: [], limit: posts },
  addPermission: { api: 'confluence', method: 'POST', template: '/wiki/rest/api/space/{spaceKey}/permission', query: [], limit: posts },
  removePermission: {
    api: 'confluence',
    method: 'DELETE',
    template: '/wiki/rest/api/space/{spaceKey}/permission/{id}',
    query: [],
    limit: others,
  },
  assign: { api: 'confluence', method: 'POST', template: '/wiki/api/v2/spaces/{id}/role-assignments', query: [], limit: posts },
  createRole: { api: 'confluence', method: 'POST', template: '/wiki/api/v2/space-roles', query: [], limit: posts },
  updateRole: { api: 'confluence', method: 'PUT', template: '/wiki/api/v2/space-roles/{id}', query: [], limit: others },
  deleteRole: { api: 'confluence', method: 'DELETE', template: '/wiki/api/v2/space-roles/{id}', query: [], limit: others },
} as const satisfies Readonly<Record<string, WriteEndpoint>>;
