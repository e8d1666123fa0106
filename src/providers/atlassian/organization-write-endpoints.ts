import { perSecond } from '../http/endpoint.js';
import type { WriteEndpoint } from '../http/write-endpoint.js';

// The vendor names no number for these, as for what is read.
const limit = perSecond(10);
const directory = '/admin/v2/orgs/{orgId}/directories/{directoryId}' as const;
const common = { api: 'organization', query: [], limit } as const;

/** What is written to the organization: https://developer.atlassian.com/cloud/admin/organization/rest/ */
export const organizationWrites = {
  invite: { ...common, method: 'POST', template: '/admin/v2/orgs/{orgId}/users/invite' },
  suspend: { ...common, method: 'POST', template: `${directory}/users/{accountId}/suspend` },
  restore: { ...common, method: 'POST', template: `${directory}/users/{accountId}/restore` },
  enable: { ...common, method: 'POST', template: '/users/{account_id}/manage/lifecycle/enable' },
  assignToUser: { ...common, method: 'POST', template: '/admin/v1/orgs/{orgId}/users/{userId}/roles/assign' },
  revokeFromUser: { ...common, method: 'POST', template: '/admin/v1/orgs/{orgId}/users/{userId}/roles/revoke' },
  createGroup: { ...common, method: 'POST', template: `${directory}/groups` },
  deleteGroup: { ...common, method: 'DELETE', template: `${directory}/groups/{groupId}` },
  addMember: { ...common, method: 'POST', template: `${directory}/groups/{groupId}/memberships` },
  removeMember: { ...common, method: 'DELETE', template: `${directory}/groups/{groupId}/memberships/{accountId}` },
  assignToGroup: { ...common, method: 'POST', template: `${directory}/groups/{groupId}/role-assignments/assign` },
  revokeFromGroup: { ...common, method: 'POST', template: `${directory}/groups/{groupId}/role-assignments/revoke` },
} as const satisfies Readonly<Record<string, WriteEndpoint>>;
