import { jiraPermissions, type Product } from '../model/permissions.js';
import { systemSpaceRoles } from '../model/bundles.js';
import { keptGrants } from './habits.js';
import { accountIdOf, chatIdOf, uuidOf } from './ids.js';
import { nextNumber, type Account, type Group, type Plan, type SchemeGrant, type SiteFacts, type World } from './world.js';
import { isMailAddress } from '../text/mail-address.js';

/** The role that belongs to the apps. */
export const addOnRoleName = 'atlassian-addons-project-access';
export const guestRoleName = 'Guest – Collaborator';

export interface Beginning {
  readonly name: string;
  readonly url: string;
  readonly plan: Plan;
  readonly domains: readonly string[];
  readonly guestsPerPaidUser: number;
}

const sandboxSite: Omit<Beginning, 'domains'> = {
  name: 'sandbox',
  url: 'https://sandbox.atlassian.net',
  plan: 'standard',
  guestsPerPaidUser: 5,
};

/** A world with nothing in it but what no site is without. */
export function bareWorld(beginning: Beginning): World {
  const { name } = beginning;
  const site: SiteFacts = {
    ...beginning,
    cloudId: uuidOf('cloud', name),
    orgId: uuidOf('organization', name),
    directoryId: uuidOf('directory', name),
    spaceRoleMode: 'ROLES_TRANSITION',
    habits: { addOnGrants: true, viewGrants: true, companions: true },
  };
  const world: World = {
    version: 1,
    site,
    counters: { number: 10_000 },
    accounts: {},
    groups: {},
    seats: {},
    defaultGroups: {},
    globalPermissions: {},
    projectRoles: {},
    schemes: {},
    securitySchemes: {},
    projects: {},
    spaceRoles: {},
    spaces: {},
    chat: { team: chatIdOf('T', name), paid: true, enterprise: false, users: {}, channels: {}, userGroups: {} },
    tasks: {},
    events: [],
  };
  addProjectRole(world, addOnRoleName, { description: 'A role for the apps of this site', addOn: true });
  for (const [role, permissions] of Object.entries(systemSpaceRoles)) addSpaceRole(world, role, permissions, 'SYSTEM');
  return world;
}

/** Who administers a site on its first day, where nobody says otherwise. */
export const firstAdministrator = 'admin@sandbox.example';

/** The site as it is on its first day: one administrator, the groups, role and scheme that come with it. */
export function freshWorld(email = firstAdministrator, beginning: Omit<Beginning, 'domains'> = sandboxSite): World {
  const world = bareWorld({ ...beginning, domains: [email.slice(email.lastIndexOf('@') + 1)] });
  const admin = addAccount(world, email, { displayName: 'Site Administrator' });
  admin.siteAdmin = true;
  admin.orgAdmin = true;
  const admins = addGroup(world, 'site-admins', { members: [admin.accountId] });
  admins.siteAdmin = true;
  const products: readonly Product[] = ['jira-software', 'confluence'];
  for (const product of products) {
    const users = addGroup(world, `${product === 'confluence' ? 'confluence' : 'jira'}-users-${world.site.name}`, {
      members: [admin.accountId],
    });
    users.roles.push({ product, role: 'user' });
    world.defaultGroups[product] = users.name;
  }
  for (const key of ['ADMINISTER', 'BULK_CHANGE', 'CREATE_PROJECT', 'USER_PICKER', 'CREATE_SHARED_OBJECTS'])
    world.globalPermissions[key] = [admins.id];
  const administrators = addProjectRole(world, 'Administrators', { description: 'Who administers a project' });
  administrators.defaultActors.groups.push(admins.id);
  addScheme(world, 'Default Permission Scheme', firstDayGrants(administrators.id));
  return world;
}

/** What only those who administer a project may do on the first day; everybody who can log in may do the rest. */
const administratorsOnly: ReadonlySet<string> = new Set([
  'ADMINISTER_PROJECTS',
  'DELETE_ALL_ATTACHMENTS',
  'DELETE_ALL_COMMENTS',
  'DELETE_ALL_WORKLOGS',
  'DELETE_ISSUES',
  'EDIT_ALL_COMMENTS',
  'EDIT_ALL_WORKLOGS',
  'MANAGE_WATCHERS',
  'MODIFY_REPORTER',
]);
const nobodys: ReadonlySet<string> = new Set([
  'EDIT_WORKFLOW',
  'EDIT_ISSUE_LAYOUT',
  'SET_ISSUE_SECURITY',
  'ARCHIVE_ISSUES',
  'UNARCHIVE_ISSUES',
  'SERVICEDESK_AGENT',
]);

function firstDayGrants(administrators: number): readonly Omit<SchemeGrant, 'id'>[] {
  return jiraPermissions
    .filter((permission) => !nobodys.has(permission))
    .map((permission) => ({
      permission,
      holder: administratorsOnly.has(permission) ? { type: 'projectRole', value: String(administrators) } : { type: 'applicationRole' },
    }));
}

export function addAccount(world: World, name: string, of: Partial<Account> = {}): Account {
  const account: Account = {
    accountId: accountIdOf(name),
    ...(isMailAddress(name) ? { email: name } : {}),
    displayName: name,
    type: 'atlassian',
    active: true,
    membership: 'active',
    ...of,
  };
  world.accounts[account.accountId] = account;
  return account;
}

export function addGroup(world: World, name: string, of: Partial<Group> = {}): Group {
  const group: Group = { id: uuidOf('group', world.site.name, name), name, managedBy: 'ADMINS', members: [], roles: [], ...of };
  world.groups[group.id] = group;
  return group;
}

export function addProjectRole(
  world: World,
  name: string,
  of: Partial<Pick<World['projectRoles'][string], 'description' | 'type' | 'project' | 'addOn'>> = {},
): World['projectRoles'][string] {
  const id = nextNumber(world);
  const role = { id, name, description: '', type: 'DEFAULT' as const, defaultActors: { users: [], groups: [] }, ...of };
  world.projectRoles[String(id)] = role;
  return role;
}

export function addScheme(world: World, name: string, grants: readonly Omit<SchemeGrant, 'id'>[], description = ''): number {
  const id = nextNumber(world);
  world.schemes[String(id)] = { id, name, description, grants: keptGrants(grants, world) };
  return id;
}

export function addSpaceRole(world: World, name: string, permissions: readonly string[], type: 'SYSTEM' | 'CUSTOM'): string {
  const id = uuidOf('space role', world.site.name, name);
  world.spaceRoles[id] = { id, name, description: '', type, permissions: permissions.toSorted() };
  return id;
}
