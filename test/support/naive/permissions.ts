/** Permission names and bundles, copied from the words of the language; shares nothing with the compiler. */

export type Product = 'jira' | 'confluence';

const jiraKeys36 = `
  ADMINISTER_PROJECTS EDIT_WORKFLOW EDIT_ISSUE_LAYOUT
  BROWSE_PROJECTS MANAGE_SPRINTS_PERMISSION SERVICEDESK_AGENT VIEW_DEV_TOOLS VIEW_READONLY_WORKFLOW
  ASSIGNABLE_USER ASSIGN_ISSUES CLOSE_ISSUES CREATE_ISSUES DELETE_ISSUES EDIT_ISSUES LINK_ISSUES MODIFY_REPORTER
  MOVE_ISSUES RESOLVE_ISSUES SCHEDULE_ISSUES SET_ISSUE_SECURITY TRANSITION_ISSUES
  MANAGE_WATCHERS VIEW_VOTERS_AND_WATCHERS
  ADD_COMMENTS DELETE_ALL_COMMENTS DELETE_OWN_COMMENTS EDIT_ALL_COMMENTS EDIT_OWN_COMMENTS
  CREATE_ATTACHMENTS DELETE_ALL_ATTACHMENTS DELETE_OWN_ATTACHMENTS
  DELETE_ALL_WORKLOGS DELETE_OWN_WORKLOGS EDIT_ALL_WORKLOGS EDIT_OWN_WORKLOGS WORK_ON_ISSUES`;

/** The three that `portal-customers` cannot hold and that `all` leaves out for it. */
export const neverForPortalCustomers: readonly string[] = ['VIEW_AGGREGATED_DATA', 'ARCHIVE_ISSUES', 'UNARCHIVE_ISSUES'];

export const jiraPermissions: readonly string[] = [...words(jiraKeys36), ...neverForPortalCustomers];

export const confluencePairs: readonly string[] = words(`
  read/space
  create/page create/blogpost create/comment create/attachment
  delete/page delete/blogpost delete/comment delete/attachment delete/space
  archive/page export/space administer/space restrict_content/space`);

const builtIn: ReadonlyMap<string, readonly string[]> = new Map([
  ['viewer', words('BROWSE_PROJECTS VIEW_VOTERS_AND_WATCHERS VIEW_READONLY_WORKFLOW')],
  ['commenter', words(`viewer ADD_COMMENTS EDIT_OWN_COMMENTS DELETE_OWN_COMMENTS CREATE_ATTACHMENTS DELETE_OWN_ATTACHMENTS`)],
  [
    'contributor',
    words(`commenter CREATE_ISSUES EDIT_ISSUES ASSIGNABLE_USER ASSIGN_ISSUES TRANSITION_ISSUES LINK_ISSUES
      WORK_ON_ISSUES EDIT_OWN_WORKLOGS DELETE_OWN_WORKLOGS`),
  ],
  [
    'developer',
    words(`contributor CLOSE_ISSUES RESOLVE_ISSUES MOVE_ISSUES SCHEDULE_ISSUES MODIFY_REPORTER MANAGE_WATCHERS
      MANAGE_SPRINTS_PERMISSION VIEW_DEV_TOOLS VIEW_AGGREGATED_DATA`),
  ],
  [
    'project-admin',
    words(`developer ADMINISTER_PROJECTS EDIT_WORKFLOW EDIT_ISSUE_LAYOUT DELETE_ISSUES SET_ISSUE_SECURITY
      DELETE_ALL_COMMENTS EDIT_ALL_COMMENTS DELETE_ALL_ATTACHMENTS EDIT_ALL_WORKLOGS DELETE_ALL_WORKLOGS
      ARCHIVE_ISSUES UNARCHIVE_ISSUES`),
  ],
  ['space-viewer', words('read/space')],
  ['space-commenter', words('space-viewer create/comment create/attachment')],
  ['space-editor', words('space-commenter create/page create/blogpost delete/space')],
  ['space-admin', confluencePairs],
  ['guest', words('read/space create/page create/comment create/attachment')],
]);

const viewer = words('read/space');
const collaborator = [...viewer, ...words('create/page create/blogpost create/comment create/attachment delete/space')];
const manager = [
  ...collaborator,
  ...words(`delete/page delete/blogpost delete/comment delete/attachment archive/page export/space
    restrict_content/space`),
];

/** What the system's space roles hold on a site that says nothing else. */
export const systemSpaceRoles: ReadonlyMap<string, readonly string[]> = new Map([
  ['Viewer', viewer],
  ['Collaborator', collaborator],
  ['Manager', manager],
  ['Admin', confluencePairs],
]);

const teamViewer = words('BROWSE_PROJECTS ADD_COMMENTS');
const teamMember = [
  ...teamViewer,
  ...words(`ASSIGNABLE_USER ASSIGN_ISSUES CREATE_ISSUES EDIT_ISSUES TRANSITION_ISSUES LINK_ISSUES SCHEDULE_ISSUES
    CREATE_ATTACHMENTS WORK_ON_ISSUES`),
];

/** What the roles of a team-managed project hold. */
export const teamManagedRoles = { Viewer: teamViewer, Member: teamMember, Administrator: ['all'] };

/**
 * Every permission that a list of names means, bundles opened however deep they nest.
 * `all` is everything of the product at hand, less three where the holder is `portal-customers`.
 */
export function opened(
  names: readonly string[],
  bundles: ReadonlyMap<string, readonly string[]>,
  product: Product,
  holder: string,
): Set<string> {
  const permissions = new Set<string>();
  for (const name of names) {
    const inside = name === 'all' ? everythingOf(product, holder) : (bundles.get(name) ?? builtIn.get(name));
    if (inside === undefined) permissions.add(name);
    else if (name === 'all') for (const permission of inside) permissions.add(permission);
    else for (const permission of opened(inside, bundles, product, holder)) permissions.add(permission);
  }
  return permissions;
}

function everythingOf(product: Product, holder: string): readonly string[] {
  if (product === 'confluence') return confluencePairs;
  if (holder !== 'portal-customers') return jiraPermissions;
  return jiraPermissions.filter((permission) => !neverForPortalCustomers.includes(permission));
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
