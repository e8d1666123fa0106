import { confluencePages } from './atlassian/confluence.js';
import { jiraPages } from './atlassian/jira.js';
import { organizationPages } from './atlassian/organization.js';
import type { Api } from './http/endpoint.js';
import { slackPages } from './slack/slack.js';

/** How large a site is, as far as the number of calls depends on it. */
export interface SiteSize {
  /** Accounts of every kind. */
  readonly users: number;
  /** The number of members of each group. */
  readonly groups: readonly number[];
  readonly adminGroups: number;
  readonly projects: readonly { readonly teamManaged: boolean; /** Without that of apps. */ readonly roles: number }[];
  readonly spaces: readonly { readonly permissions: number; readonly assignments: number }[];
  readonly personalSpaces: number;
  /** Whether Confluence gives access by roles. */
  readonly spaceRoles: boolean;
  /** Members of each group of guests of Confluence. */
  readonly guestGroups: readonly number[];
  /** Groups that give Confluence. */
  readonly licensedGroups: number;
  readonly directories: number;
  /** Groups that have any product, by the organization. */
  readonly groupsWithAccess: number;
  /** Groups that the list of people does not tell in full, so that they are asked themselves; usually none. */
  readonly groupsAsked: number;
  readonly chatUsers: number;
  /** The number of members of each channel. */
  readonly channels: readonly number[];
}

export interface Budget {
  readonly calls: number;
  readonly lines: readonly { readonly api: Api; readonly what: string; readonly calls: number }[];
  /** With no repetition and nothing else waiting, by the documented limits. */
  readonly seconds: number;
}

/**
 * The calls that reading a site takes, none repeated. A project takes one call for the list of its roles, one for each role, and one for its
 * scheme; a space one for each 250 permissions, and as many again for assignments where it has roles.
 */
export function budget(size: SiteSize, apis: readonly Api[]): Budget {
  const lines = [
    ...(apis.includes('jira') ? jiraLines(size, !apis.includes('organization')) : []),
    ...(apis.includes('confluence') ? confluenceLines(size, !apis.includes('organization') && !apis.includes('jira')) : []),
    ...(apis.includes('organization') ? organizationLines(size) : []),
    ...(apis.includes('slack') ? slackLines(size) : []),
  ];
  const calls = lines.reduce((sum, line) => sum + line.calls, 0);
  const longest = Math.max(0, ...lines.map((line) => (line.calls * 1_000) / line.perSecond));
  return { calls, lines: lines.map(({ api, what, calls: own }) => ({ api, what, calls: own })), seconds: Math.ceil(longest / 1_000) };
}

interface Line {
  readonly api: Api;
  readonly what: string;
  readonly calls: number;
  readonly perSecond: number;
}

/** A list that says where it ends takes one call even if it is empty. */
function pages(items: number, size: number): number {
  return Math.max(1, Math.ceil(items / size));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function jiraLines(size: SiteSize, directory: boolean): readonly Line[] {
  const { users, groups, adminGroups, projects } = size;
  const line = (what: string, calls: number, perSecond = 80): Line => ({ api: 'jira', what, calls, perSecond });
  return [
    // The list of users does not say where it ends: it takes one more call that gives nothing.
    line('users', Math.ceil(users / jiraPages.users) + 1),
    ...(directory
      ? [
          line('groups', pages(groups.length, jiraPages.groups)),
          line('groups of administrators', pages(adminGroups, jiraPages.groups) + 1),
          line('members of groups', sum(groups.map((members) => pages(members, jiraPages.members)))),
        ]
      : []),
    line('product access, roles, schemes, permissions', 4),
    line('projects', pages(projects.length, jiraPages.projects)),
    line('which roles a project has', projects.length),
    line('actors of roles in projects', sum(projects.map(({ roles }) => roles)), 160),
    line('schemes of projects', projects.filter(({ teamManaged }) => !teamManaged).length),
  ];
}

function confluenceLines(size: SiteSize, directory: boolean): readonly Line[] {
  const { spaces, personalSpaces, spaceRoles, guestGroups, groups, licensedGroups, adminGroups } = size;
  const line = (what: string, calls: number): Line => ({ api: 'confluence', what, calls, perSecond: 80 });
  const withMembers = directory ? groups : guestGroups;
  return [
    line('the kind of permissions', 1),
    line('spaces', pages(spaces.length + personalSpaces, confluencePages.spaces)),
    line('permissions of spaces', sum(spaces.map(({ permissions }) => pages(permissions, confluencePages.permissions)))),
    ...(spaceRoles
      ? [
          line('space roles', 1),
          line('roles in spaces', sum(spaces.map(({ assignments }) => pages(assignments, confluencePages.assignments)))),
        ]
      : []),
    line(
      'groups',
      pages(groups.length, confluencePages.groups) +
        pages(licensedGroups, confluencePages.groups) +
        pages(adminGroups, confluencePages.groups) +
        1,
    ),
    line('members of groups', sum(withMembers.map((members) => pages(members, confluencePages.members)))),
  ];
}

function organizationLines(size: SiteSize): readonly Line[] {
  const { users, groups, directories, groupsWithAccess, groupsAsked } = size;
  const line = (what: string, calls: number): Line => ({ api: 'organization', what, calls, perSecond: 8 });
  return [
    line('directories and products', pages(directories, organizationPages.directories) + 1),
    line('users with their groups', pages(users, organizationPages.users)),
    line('groups', pages(groups.length, organizationPages.groups)),
    line('product access of groups', groupsWithAccess),
    line('members of groups', groupsAsked),
  ];
}

function slackLines({ chatUsers, channels }: SiteSize): readonly Line[] {
  const line = (what: string, calls: number, perMinute: number): Line => ({ api: 'slack', what, calls, perSecond: perMinute / 60 });
  return [
    line('users', pages(chatUsers, slackPages.users), 20),
    line('channels', pages(channels.length, slackPages.channels), 20),
    line('members of channels', sum(channels.map((members) => pages(members, slackPages.members))), 100),
  ];
}
