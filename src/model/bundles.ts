import { jiraPermissions, spaceOperations } from './permissions.js';

const viewer = ['BROWSE_PROJECTS', 'VIEW_VOTERS_AND_WATCHERS', 'VIEW_READONLY_WORKFLOW'];
const commenter = [...viewer, 'ADD_COMMENTS', 'EDIT_OWN_COMMENTS', 'DELETE_OWN_COMMENTS', 'CREATE_ATTACHMENTS', 'DELETE_OWN_ATTACHMENTS'];
const contributor = [
  ...commenter,
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'ASSIGNABLE_USER',
  'ASSIGN_ISSUES',
  'TRANSITION_ISSUES',
  'LINK_ISSUES',
  'WORK_ON_ISSUES',
  'EDIT_OWN_WORKLOGS',
  'DELETE_OWN_WORKLOGS',
];
const developer = [
  ...contributor,
  'CLOSE_ISSUES',
  'RESOLVE_ISSUES',
  'MOVE_ISSUES',
  'SCHEDULE_ISSUES',
  'MODIFY_REPORTER',
  'MANAGE_WATCHERS',
  'MANAGE_SPRINTS_PERMISSION',
  'VIEW_DEV_TOOLS',
  'VIEW_AGGREGATED_DATA',
];
const projectAdmin = [
  ...developer,
  'ADMINISTER_PROJECTS',
  'EDIT_WORKFLOW',
  'EDIT_ISSUE_LAYOUT',
  'DELETE_ISSUES',
  'SET_ISSUE_SECURITY',
  'DELETE_ALL_COMMENTS',
  'EDIT_ALL_COMMENTS',
  'DELETE_ALL_ATTACHMENTS',
  'EDIT_ALL_WORKLOGS',
  'DELETE_ALL_WORKLOGS',
  'ARCHIVE_ISSUES',
  'UNARCHIVE_ISSUES',
];
const spaceCommenter = ['read/space', 'create/comment', 'create/attachment'];

/** Named sets of permissions that every policy root has; `all` depends on the place it stands in. */
export const builtInBundles: Readonly<Record<string, readonly string[]>> = {
  viewer,
  commenter,
  contributor,
  developer,
  'project-admin': projectAdmin,
  'space-viewer': ['read/space'],
  'space-commenter': spaceCommenter,
  'space-editor': [...spaceCommenter, 'create/page', 'create/blogpost', 'delete/space'],
  'space-admin': spaceOperations,
  guest: ['read/space', 'create/page', 'create/comment', 'create/attachment'],
};

/** What `all` means in each system. */
export const everything: Readonly<Record<'jira' | 'confluence', readonly string[]>> = {
  jira: jiraPermissions,
  confluence: spaceOperations,
};

const collaborator = ['read/space', 'create/page', 'create/blogpost', 'create/comment', 'create/attachment', 'delete/space'];

/** Confluence's own space roles; `kind: SpaceRole` may say otherwise for a site. */
export const systemSpaceRoles: Readonly<Record<string, readonly string[]>> = {
  Viewer: ['read/space'],
  Collaborator: collaborator,
  Manager: [
    ...collaborator,
    'delete/page',
    'delete/blogpost',
    'delete/comment',
    'delete/attachment',
    'archive/page',
    'export/space',
    'restrict_content/space',
  ],
  Admin: spaceOperations,
};

const teamViewer = ['BROWSE_PROJECTS', 'ADD_COMMENTS'];

/** What the roles of a team-managed project hold: Jira fixes it. */
export const teamManagedRoles: Readonly<Record<'Administrator' | 'Member' | 'Viewer', readonly string[]>> = {
  Viewer: teamViewer,
  Member: [
    ...teamViewer,
    'ASSIGNABLE_USER',
    'ASSIGN_ISSUES',
    'CREATE_ISSUES',
    'EDIT_ISSUES',
    'TRANSITION_ISSUES',
    'LINK_ISSUES',
    'SCHEDULE_ISSUES',
    'CREATE_ATTACHMENTS',
    'WORK_ON_ISSUES',
  ],
  Administrator: jiraPermissions,
};
