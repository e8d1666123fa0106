/**
 * The permission catalogues: Jira's project permissions, its global ones, and Confluence's operations, in the words of their APIs.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/ and
 * https://developer.atlassian.com/cloud/confluence/rest/v1/api-group-space-permissions/
 */

export const jiraPermissions = [
  'ADMINISTER_PROJECTS',
  'EDIT_WORKFLOW',
  'EDIT_ISSUE_LAYOUT',
  'BROWSE_PROJECTS',
  'MANAGE_SPRINTS_PERMISSION',
  'SERVICEDESK_AGENT',
  'VIEW_DEV_TOOLS',
  'VIEW_READONLY_WORKFLOW',
  'ASSIGNABLE_USER',
  'ASSIGN_ISSUES',
  'CLOSE_ISSUES',
  'CREATE_ISSUES',
  'DELETE_ISSUES',
  'EDIT_ISSUES',
  'LINK_ISSUES',
  'MODIFY_REPORTER',
  'MOVE_ISSUES',
  'RESOLVE_ISSUES',
  'SCHEDULE_ISSUES',
  'SET_ISSUE_SECURITY',
  'TRANSITION_ISSUES',
  'MANAGE_WATCHERS',
  'VIEW_VOTERS_AND_WATCHERS',
  'ADD_COMMENTS',
  'DELETE_ALL_COMMENTS',
  'DELETE_OWN_COMMENTS',
  'EDIT_ALL_COMMENTS',
  'EDIT_OWN_COMMENTS',
  'CREATE_ATTACHMENTS',
  'DELETE_ALL_ATTACHMENTS',
  'DELETE_OWN_ATTACHMENTS',
  'DELETE_ALL_WORKLOGS',
  'DELETE_OWN_WORKLOGS',
  'EDIT_ALL_WORKLOGS',
  'EDIT_OWN_WORKLOGS',
  'WORK_ON_ISSUES',
  // Seen on live sites and accepted on write, though the API document does not list them.
  'VIEW_AGGREGATED_DATA',
  'ARCHIVE_ISSUES',
  'UNARCHIVE_ISSUES',
] as const;

/** Jira returns these on reading and refuses them on writing. */
export const refusedPermissions = ['VIEW_PROJECTS', 'VIEW_ISSUES'] as const;

/** What a customer of the service portal cannot hold; Jira answers 400. */
export const notForPortal: readonly string[] = ['VIEW_AGGREGATED_DATA', 'ARCHIVE_ISSUES', 'UNARCHIVE_ISSUES'];

/** What a holder gets of what a grant names: customers of the portal never those that Jira refuses them. */
export function heldBy({ type }: { readonly type: string }, permissions: readonly string[]): readonly string[] {
  return type === 'portal-customers' ? permissions.filter((permission) => !notForPortal.includes(permission)) : permissions;
}

/** A permission of an app: `app:` and its key, which Jira takes as it is. */
export const appPermission = /^app:.+$/u;

/** Permissions that need one certain product besides a way into Jira. */
export const productOfPermission: Readonly<Record<string, Product>> = {
  SERVICEDESK_AGENT: 'jira-servicedesk',
  MANAGE_SPRINTS_PERMISSION: 'jira-software',
  VIEW_DEV_TOOLS: 'jira-software',
};

/** What a project permission needs before it has an effect; undefined for the two that need nothing. */
export function prerequisite(permission: string): string | undefined {
  switch (permission) {
    case 'BROWSE_PROJECTS':
    case 'ADMINISTER_PROJECTS':
      return undefined;
    case 'EDIT_WORKFLOW':
    case 'EDIT_ISSUE_LAYOUT':
      return 'ADMINISTER_PROJECTS';
    default:
      return 'BROWSE_PROJECTS';
  }
}

/** Every operation in a space needs this one. */
export const spacePrerequisite = 'read/space';

/** The 14 operations of the classic space permissions. */
export const spaceOperations = [
  'read/space',
  'create/page',
  'create/blogpost',
  'create/comment',
  'create/attachment',
  'delete/page',
  'delete/blogpost',
  'delete/comment',
  'delete/attachment',
  'delete/space',
  'archive/page',
  'export/space',
  'administer/space',
  'restrict_content/space',
] as const;

/** Finer operations that newer sites have; known, but not part of `all`. */
export const newerSpaceOperations = [
  'manage_content/space',
  'manage_templates/space',
  'manage_look_and_feel/space',
  'manage_users/space',
  'manage_guest_users/space',
  'manage_nonlicensed_users/space',
  'manage_public_links/space',
  'export_content/space',
  'delete_space/space',
  'archive_space/space',
  'update/page',
  'update/blogpost',
] as const;

/** Confluence refuses these to guests, and the first and last to the public. */
export const notForGuests: readonly string[] = ['administer/space', 'export/space', 'restrict_content/space'];
export const notForAnyone: readonly string[] = ['administer/space', 'restrict_content/space'];

export const globalPermissions = [
  'ADMINISTER',
  'SYSTEM_ADMIN',
  'USER_PICKER',
  'CREATE_SHARED_OBJECTS',
  'MANAGE_GROUP_FILTER_SUBSCRIPTIONS',
  'BULK_CHANGE',
  'CREATE_PROJECT',
  'CREATE_CLASSIC_BUSINESS_PROJECT',
] as const;

export const products = ['jira-software', 'jira-servicedesk', 'jira-core', 'jira-product-discovery', 'confluence'] as const;
export type Product = (typeof products)[number];
export type JiraProduct = Exclude<Product, 'confluence'>;
export const jiraProducts: readonly Product[] = products.filter((product) => product !== 'confluence');

/** The same product, as the text of the catalogue: one that was cut out of a file may keep all of that in memory. */
export function catalogued(product: Product): Product {
  return products.find((each) => each === product) ?? product;
}

/** The system a permission belongs to. */
export type PermissionKind = 'jira' | 'confluence' | 'global';

const jira: ReadonlySet<string> = new Set(jiraPermissions);
const confluence: ReadonlySet<string> = new Set([...spaceOperations, ...newerSpaceOperations]);
const global: ReadonlySet<string> = new Set(globalPermissions);

export function permissionKind(name: string): PermissionKind | undefined {
  if (jira.has(name) || appPermission.test(name)) return 'jira';
  if (confluence.has(name)) return 'confluence';
  return global.has(name) ? 'global' : undefined;
}
