import type { Api, Limit } from './endpoint.js';

/** Every write that we may make: no other can be declared, or made. Nothing here deletes what holds other people's work. */
export const writes = [
  'POST /rest/api/3/role',
  'PUT /rest/api/3/role/{id}',
  'DELETE /rest/api/3/role/{id}',
  'POST /rest/api/3/permissionscheme',
  'PUT /rest/api/3/permissionscheme/{schemeId}',
  'DELETE /rest/api/3/permissionscheme/{schemeId}',
  'POST /rest/api/3/project',
  'PUT /rest/api/3/project/{projectIdOrKey}',
  'PUT /rest/api/3/project/{projectKeyOrId}/permissionscheme',
  'POST /rest/api/3/project/{projectIdOrKey}/archive',
  'POST /rest/api/3/project/{projectIdOrKey}/restore',
  'POST /rest/api/3/project/{projectIdOrKey}/role/{id}',
  'DELETE /rest/api/3/project/{projectIdOrKey}/role/{id}',
  'POST /wiki/rest/api/space',
  'POST /wiki/rest/api/space/_private',
  'PUT /wiki/rest/api/space/{spaceKey}',
  'POST /wiki/rest/api/space/{spaceKey}/permission',
  'DELETE /wiki/rest/api/space/{spaceKey}/permission/{id}',
  'POST /wiki/api/v2/spaces',
  'POST /wiki/api/v2/spaces/{id}/role-assignments',
  'POST /wiki/api/v2/space-roles',
  'PUT /wiki/api/v2/space-roles/{id}',
  'DELETE /wiki/api/v2/space-roles/{id}',
  'POST /admin/v2/orgs/{orgId}/users/invite',
  'POST /admin/v2/orgs/{orgId}/directories/{directoryId}/users/{accountId}/suspend',
  'POST /admin/v2/orgs/{orgId}/directories/{directoryId}/users/{accountId}/restore',
  'POST /users/{account_id}/manage/lifecycle/enable',
  'POST /admin/v1/orgs/{orgId}/users/{userId}/roles/assign',
  'POST /admin/v1/orgs/{orgId}/users/{userId}/roles/revoke',
  'POST /admin/v2/orgs/{orgId}/directories/{directoryId}/groups',
  'DELETE /admin/v2/orgs/{orgId}/directories/{directoryId}/groups/{groupId}',
  'POST /admin/v2/orgs/{orgId}/directories/{directoryId}/groups/{groupId}/memberships',
  'DELETE /admin/v2/orgs/{orgId}/directories/{directoryId}/groups/{groupId}/memberships/{accountId}',
  'POST /admin/v2/orgs/{orgId}/directories/{directoryId}/groups/{groupId}/role-assignments/assign',
  'POST /admin/v2/orgs/{orgId}/directories/{directoryId}/groups/{groupId}/role-assignments/revoke',
  'POST /api/conversations.create',
  'POST /api/conversations.rename',
  'POST /api/conversations.archive',
  'POST /api/conversations.unarchive',
  'POST /api/conversations.invite',
  'POST /api/conversations.kick',
  'POST /api/admin.conversations.convertToPrivate',
  'POST /api/admin.conversations.convertToPublic',
  'POST /api/admin.users.invite',
  'POST /api/admin.users.setExpiration',
] as const;

type Split<L> = L extends `${infer M} ${infer T}` ? { readonly method: M; readonly template: T } : never;

/** One way of writing. It is no `Endpoint`, so that the client for reading cannot be given one. */
export type WriteEndpoint = Split<(typeof writes)[number]> & {
  readonly api: Api;
  /** Names of the parameters that may stand in its query. */
  readonly query: readonly string[];
  readonly limit: Limit;
  /** Slack takes some bodies as a form; JSON if not said. */
  readonly form?: true;
};

/** Whether a write is one of those that may be made, for calls that come from where types were not looked at. */
export function isListedWrite({ method, template }: { readonly method: string; readonly template: string }): boolean {
  return (writes as readonly string[]).includes(`${method} ${template}`);
}
