import type { Product } from '../model/permissions.js';

/**
 * All that a sandbox knows, as plain data: what a site, its organization and its chat hold, in the words of their APIs. One JSON file.
 * Things are kept by their ids; what is written changes this in place. Everything at the top is an object, so that a view of the world
 * (see lag.ts) shares what it does not replace.
 */
export interface World {
  readonly version: 1;
  readonly site: SiteFacts;
  /** The next number of each kind of id. */
  readonly counters: { number: number };
  readonly accounts: Record<string, Account>;
  readonly groups: Record<string, Group>;
  /** Seats of each product that has a limit. */
  readonly seats: Partial<Record<Product, number>>;
  /** Names of groups whose people get a role of a product by default, by product. */
  readonly defaultGroups: Partial<Record<Product, string>>;
  /** Jira's global permissions: the ids of the groups that hold each. No API serves them. */
  readonly globalPermissions: Record<string, string[]>;
  readonly projectRoles: Record<string, ProjectRole>;
  readonly schemes: Record<string, PermissionScheme>;
  readonly securitySchemes: Record<string, SecurityScheme>;
  readonly projects: Record<string, Project>;
  readonly spaceRoles: Record<string, SpaceRole>;
  readonly spaces: Record<string, Space>;
  readonly chat: Chat;
  readonly tasks: Record<string, Task>;
  readonly events: AuditEvent[];
}

export type Plan = 'free' | 'standard' | 'premium' | 'enterprise';

export interface SiteFacts {
  readonly name: string;
  readonly url: string;
  readonly cloudId: string;
  readonly orgId: string;
  readonly directoryId: string;
  readonly plan: Plan;
  readonly spaceRoleMode: 'PRE_ROLES' | 'ROLES_TRANSITION' | 'ROLES';
  readonly guestsPerPaidUser: number;
  /** Mail domains the organization has claimed: only these accounts are managed. */
  readonly domains: readonly string[];
  /** What the real ones do by themselves, each of which can be left out. */
  readonly habits: {
    /** Jira grants every permission of a scheme to the role of the apps, too. */
    readonly addOnGrants: boolean;
    /** Jira shows `VIEW_PROJECTS` beside `BROWSE_PROJECTS`, and refuses it when it is written. */
    readonly viewGrants: boolean;
    /** Confluence adds and takes some space permissions together with others. */
    readonly companions: boolean;
  };
}

export interface Account {
  readonly accountId: string;
  /** Missing for apps. */
  readonly email?: string;
  /** Hidden by the settings of the person's profile: Jira and Confluence keep it to themselves, the organization does not. */
  readonly emailHidden?: true;
  displayName: string;
  readonly type: 'atlassian' | 'app' | 'customer';
  /** False: deactivated, or closed. */
  active: boolean;
  /** Of the directory; a suspended one keeps its memberships for when it is restored. */
  membership: 'active' | 'suspended' | 'no_membership';
  readonly synced?: true;
  siteAdmin?: boolean;
  orgAdmin?: boolean;
}

export type GroupRole = 'user' | 'guest' | 'admin';

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** `EXTERNAL`: kept by the identity provider, read-only here. `OPEN`: anyone may join. */
  readonly managedBy: 'ADMINS' | 'EXTERNAL' | 'OPEN';
  members: string[];
  roles: { readonly product: Product; readonly role: GroupRole }[];
  siteAdmin?: boolean;
}

export interface ProjectRole {
  readonly id: number;
  name: string;
  description: string;
  readonly type: 'DEFAULT' | 'GUEST_ROLE';
  /** The id of the team-managed project that alone has this role. */
  readonly project?: string;
  /** Owned by the apps: Jira refuses to have it changed. */
  readonly addOn?: true;
  defaultActors: Actors;
}

export interface Actors {
  /** Account ids. */
  users: string[];
  /** Group ids. */
  groups: string[];
}

export type JiraHolderType =
  | 'anyone'
  | 'applicationRole'
  | 'group'
  | 'projectRole'
  | 'user'
  | 'projectLead'
  | 'reporter'
  | 'assignee'
  | 'userCustomField'
  | 'groupCustomField'
  | 'sd.customer.portal.only';

export interface SchemeGrant {
  readonly id: number;
  readonly permission: string;
  /** `value`: an account id, a group id, a role id, a product or a field; missing where the type says all. */
  readonly holder: { readonly type: JiraHolderType; readonly value?: string };
}

export interface PermissionScheme {
  readonly id: number;
  name: string;
  description: string;
  /** Without what Jira adds by itself. */
  grants: SchemeGrant[];
}

export interface SecurityScheme {
  readonly id: number;
  name: string;
  description: string;
  defaultLevel?: number;
  levels: { readonly id: number; name: string; description: string }[];
}

export interface Project {
  readonly id: string;
  readonly key: string;
  name: string;
  readonly typeKey: 'software' | 'service_desk' | 'business' | 'product_discovery';
  readonly style: 'classic' | 'next-gen';
  /** Of a team-managed project; no API tells `open` from `limited`. */
  readonly access?: 'open' | 'limited' | 'private';
  lead?: string;
  archived: boolean;
  scheme?: number;
  securityScheme?: number;
  /** By the id of the role. */
  readonly roles: Record<string, Actors>;
}

export interface SpaceRole {
  readonly id: string;
  name: string;
  description: string;
  readonly type: 'SYSTEM' | 'CUSTOM';
  permissions: string[];
}

export type AccessClass = 'anonymous-users' | 'authenticated-users' | 'all-licensed-users' | 'all-product-admins' | 'jsm-project-admins';

export interface Principal {
  /** `class`: an access class, which Confluence calls `role` where it lists permissions and `ACCESS_CLASS` where it lists roles. */
  readonly type: 'user' | 'group' | 'class';
  readonly id: string;
}

export interface SpacePermission {
  readonly id: string;
  readonly principal: Principal;
  /** `key/target`. */
  readonly operation: string;
}

export interface RoleAssignment {
  readonly principal: Principal;
  readonly roleId: string;
}

export interface Space {
  readonly id: string;
  readonly key: string;
  name: string;
  readonly type: 'global' | 'personal';
  status: 'current' | 'archived';
  readonly homepageId: string;
  permissions: SpacePermission[];
  roles: RoleAssignment[];
}

export interface Chat {
  readonly team: string;
  readonly paid: boolean;
  /** The organization is on Enterprise: only there guests can be invited by the API. */
  readonly enterprise: boolean;
  readonly users: Record<string, ChatUser>;
  readonly channels: Record<string, ChatChannel>;
  readonly userGroups: Record<string, UserGroup>;
}

export interface ChatUser {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly bot?: true;
  deleted: boolean;
  /** Guest of several channels, or of one. */
  guest?: 'multi' | 'single';
  expires?: number;
}

export interface ChatChannel {
  readonly id: string;
  name: string;
  readonly private: boolean;
  archived: boolean;
  members: string[];
}

export interface UserGroup {
  readonly id: string;
  name: string;
  handle: string;
  enabled: boolean;
  users: string[];
  /** Channels that its people are members of by being in it. */
  channels: string[];
}

export interface Task {
  readonly id: string;
  readonly description: string;
  /** How often it is still `RUNNING` when it is asked for. */
  remaining: number;
  readonly submitted: number;
}

export interface AuditEvent {
  readonly id: number;
  /** ISO 8601. */
  readonly at: string;
  readonly actor: string;
  readonly system: 'jira' | 'confluence' | 'organization' | 'slack';
  readonly summary: string;
  readonly object: string;
  /** What it did to the access of somebody, where it did that. */
  readonly change?: AuditChange;
}

export interface AuditChange {
  readonly what: 'member' | 'actor' | 'grant' | 'project-scheme' | 'space-permission';
  readonly added: boolean;
  readonly thing: AuditItem;
  /** Of a member, an actor or a grant: whom; of an actor also the role, of a grant also the permission. */
  readonly items: readonly AuditItem[];
}

export interface AuditItem {
  readonly type: 'user' | 'group' | 'project' | 'role' | 'scheme' | 'space' | 'permission' | 'holder';
  readonly id: string;
  readonly name: string;
  readonly key?: string;
}

/** The next id of a world: a number that was never used before. */
export function nextNumber(world: World): number {
  world.counters.number += 1;
  return world.counters.number;
}
