import { perSecond, type Endpoint } from '../http/endpoint.js';

// The vendor names no number for these; a tenth of what its products allow is a guess on the safe side.
const limit = perSecond(10);

/** What is asked of the organization: https://developer.atlassian.com/cloud/admin/organization/rest/ */
export const organizationEndpoints = {
  directories: {
    api: 'organization',
    method: 'GET',
    template: '/admin/v2/orgs/{orgId}/directories',
    query: ['cursor', 'limit'],
    limit,
  },
  workspaces: { api: 'organization', method: 'POST', template: '/admin/v2/orgs/{orgId}/workspaces', query: [], limit },
  users: {
    api: 'organization',
    method: 'POST',
    template: '/admin/v2/orgs/{orgId}/directories/{directoryId}/users/search',
    query: [],
    limit,
  },
  groups: {
    api: 'organization',
    method: 'POST',
    template: '/admin/v2/orgs/{orgId}/directories/{directoryId}/groups/search',
    query: [],
    limit,
  },
  groupAccess: {
    api: 'organization',
    method: 'GET',
    template: '/admin/v2/orgs/{orgId}/directories/{directoryId}/groups/{groupId}/role-assignments',
    query: ['cursor', 'limit'],
    limit,
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
