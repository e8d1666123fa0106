import type { Client } from '../http/client.js';
import { byOffset, byOffsetToEmpty } from '../http/pages.js';
import type { Step } from '../provider.js';
import {
  applicationRoles,
  catalogue,
  jiraGroup,
  jiraProject,
  jiraRole,
  jiraRoles,
  jiraUser,
  schemeId,
  schemeList,
  type ApplicationRole,
  type JiraGroup,
  type JiraProject,
  type JiraRole,
  type JiraScheme,
  type JiraUser,
} from './jira-answers.js';
import { jiraEndpoints as endpoints } from './jira-endpoints.js';

/** The most that Jira gives at once. */
export const jiraPages = { users: 1_000, groups: 50, members: 50, projects: 100 } as const;

/** Apps hold everything through this role; it is theirs, and nobody else can be put into it. */
export const appRole = 'atlassian-addons-project-access';

/** What Jira says about its site, in its own words. */
export interface JiraFacts {
  readonly users: readonly JiraUser[];
  /** Undefined if the organization is asked for groups instead. */
  readonly directory?: JiraDirectory;
  readonly applicationRoles: readonly ApplicationRole[];
  readonly roles: readonly JiraRole[];
  readonly schemes: readonly JiraScheme[];
  readonly catalogue: ReadonlyMap<string, string>;
  readonly projects: readonly JiraProjectFacts[];
}

export interface JiraDirectory {
  readonly groups: readonly (JiraGroup & { readonly members: readonly JiraUser[] })[];
  /** Of groups that administer Jira or the site. */
  readonly admins: readonly JiraGroup[];
}

export interface JiraProjectFacts {
  readonly project: JiraProject;
  /** Each with its actors in this project; that of apps has none. */
  readonly roles: readonly JiraRole[];
  /** Undefined for one that is team-managed. */
  readonly scheme?: string;
}

interface Options {
  readonly directory: boolean;
  readonly progress: (step: Step) => void;
}

export async function readJira(client: Client, { directory, progress }: Options): Promise<JiraFacts> {
  const [users, groups, applications, roles, schemes, permissions, projects] = await Promise.all([
    byOffsetToEmpty(client, {
      endpoint: endpoints.users,
      size: jiraPages.users,
      item: jiraUser,
      key: ({ accountId }) => accountId,
    }),
    directory ? readDirectory(client, progress) : undefined,
    client.call(endpoints.applicationRoles, {}, applicationRoles),
    client.call(endpoints.roles, {}, jiraRoles),
    client.call(endpoints.schemes, { query: { expand: 'permissions' } }, schemeList),
    client.call(endpoints.permissions, {}, catalogue),
    readProjects(client, progress),
  ]);
  return {
    users,
    applicationRoles: applications,
    roles,
    schemes,
    catalogue: permissions,
    projects,
    ...(groups === undefined ? {} : { directory: groups }),
  };
}

async function readDirectory(client: Client, progress: (step: Step) => void): Promise<JiraDirectory> {
  const listed = (accessType?: string): Promise<readonly JiraGroup[]> =>
    byOffset(client, {
      endpoint: endpoints.groups,
      ...(accessType === undefined ? {} : { parameters: { query: { accessType } } }),
      size: jiraPages.groups,
      item: jiraGroup,
      key: ({ groupId }) => groupId,
    });
  const [groups, admins, siteAdmins] = await Promise.all([listed(), listed('admin'), listed('site-admin')]);
  let done = 0;
  const withMembers = groups.map(async (group) => {
    const members = await byOffset(client, {
      endpoint: endpoints.members,
      // Whoever is inactive is still in the group, and back in it when active again.
      parameters: { query: { groupId: group.groupId, includeInactiveUsers: true } },
      size: jiraPages.members,
      item: jiraUser,
      key: ({ accountId }) => accountId,
    });
    progress({ api: 'jira', what: 'groups', done: ++done, total: groups.length });
    return { ...group, members };
  });
  return { groups: await Promise.all(withMembers), admins: [...admins, ...siteAdmins] };
}

async function readProjects(client: Client, progress: (step: Step) => void): Promise<readonly JiraProjectFacts[]> {
  const projects = await byOffset(client, {
    endpoint: endpoints.projects,
    parameters: { query: { status: ['live', 'archived'], expand: 'lead' } },
    size: jiraPages.projects,
    item: jiraProject,
    key: ({ id }) => id,
  });
  let done = 0;
  return Promise.all(
    projects.map(async (project) => {
      const [roles, scheme] = await Promise.all([readProjectRoles(client, project), readProjectScheme(client, project)]);
      progress({ api: 'jira', what: 'projects', done: ++done, total: projects.length });
      return { project, roles, ...(scheme === undefined ? {} : { scheme }) };
    }),
  );
}

async function readProjectRoles(client: Client, { id: projectIdOrKey }: JiraProject): Promise<readonly JiraRole[]> {
  const roles = await client.call(endpoints.projectRoles, { path: { projectIdOrKey } }, jiraRoles);
  return Promise.all(
    roles.map(async (role) => {
      if (role.name === appRole) return role;
      const { actors } = await client.call(endpoints.projectRole, { path: { projectIdOrKey, id: role.id } }, jiraRole);
      return { ...role, actors };
    }),
  );
}

async function readProjectScheme(client: Client, { id, teamManaged }: JiraProject): Promise<string | undefined> {
  if (teamManaged) return undefined;
  return client.call(endpoints.projectScheme, { path: { projectKeyOrId: id } }, schemeId);
}
