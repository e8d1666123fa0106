// Generated from schemas/ by "npm run generate": do not edit. What people may write, before any name is looked up.

/** A product of the site, in the words of its API: Jira Service Management is jira-servicedesk, business projects are jira-core. */
export type RawProduct = 'jira-software' | 'jira-servicedesk' | 'jira-core' | 'jira-product-discovery' | 'confluence';
/** Whether these people belong to the organisation. If not said, the mail domain decides; whoever’s is not in internalDomains is external. */
export type RawAudience = 'internal' | 'external';

/** A person; with an end date or a reason as {user: …, until: …, reason: …}. */
export interface RawUserEntry {
  /** The id of a person declared in a Users document. */
  readonly user: string;
  /** The last day (UTC) on which this holds; gone the day after. */
  readonly until?: string;
  /** Why, in your own words: a ticket, an order, a name. */
  readonly reason?: string;
}

/** A person or a group; with an end date or a reason as {subject: …, until: …, reason: …}. */
export interface RawSubjectEntry {
  /** Who: user:ID or group:NAME. */
  readonly subject: string;
  /** The last day (UTC) on which this holds; gone the day after. */
  readonly until?: string;
  /** Why, in your own words: a ticket, an order, a name. */
  readonly reason?: string;
}

/** A product; with an end date or a reason as {product: …, until: …, reason: …}. */
export interface RawProductEntry {
  /** A product of the site, in the words of its API: Jira Service Management is jira-servicedesk, business projects are jira-core. */
  readonly product: RawProduct;
  /** The last day (UTC) on which this holds; gone the day after. */
  readonly until?: string;
  /** Why, in your own words: a ticket, an order, a name. */
  readonly reason?: string;
}

/** A list of subjects, any of which is meant (group: means its members), or a map of conditions, all of which must hold. If missing: every subject, the public and whoever is logged in included. */
export interface RawWho {
  /** Whether these people belong to the organisation. If not said, the mail domain decides; whoever’s is not in internalDomains is external. */
  readonly audience?: RawAudience;
  /** The company of the person. */
  readonly company?: string;
  /** Name of a group; members of groups it includes count. */
  readonly group?: string;
  /** Labels the person must have, with these values. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Whether people or apps are meant. */
  readonly type?: RawSubjectType;
}

/** A person, or an app: an app has its access, but never counts as administrator or owner. */
export type RawSubjectType = 'person' | 'app';

/** A list of resources, where * matches any run of characters, or {labels: …} for all resources with these labels. The site is only matched by site or *. */
export interface RawResources {
  /** Labels the resource must have, with these values. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The Atlassian site the policies are about. There is exactly one such document. */
export interface RawSite {
  readonly kind: 'Site';
  /** What references call it. Unique among all documents of kind Site. */
  readonly name: string;
  /** The address of the site. */
  readonly url: string;
  /** Mail domains of your own people, in lower case. Whoever has another one, or none, is external unless their entry says otherwise. */
  readonly internalDomains: readonly string[];
  /** The plan the site is on. On free, Jira ignores schemes, roles and guests, so they are errors there. */
  readonly plan?: 'free' | 'standard' | 'premium' | 'enterprise';
  /** Organization, site and product administrators: they can give themselves anything. */
  readonly admins?: readonly string[];
  /** How many licences were bought, by product. More holders than seats is an error. */
  readonly seats?: {
    readonly 'jira-software'?: number;
    readonly 'jira-servicedesk'?: number;
    readonly 'jira-core'?: number;
    readonly 'jira-product-discovery'?: number;
    readonly confluence?: number;
  };
  /** How many guests one paid user allows, per product. */
  readonly guestsPerPaidUser?: number;
  /** Jira’s global permissions. Jira gives them to groups only. */
  readonly globalPermissions?: readonly RawGlobalGrant[];
  /** What apply refuses to go beyond. */
  readonly limits?: RawLimits;
  /** How loud each lint rule is, by its code. */
  readonly lint?: Readonly<Record<string, 'off' | 'warning' | 'error'>>;
  /** What this is for, in your own words. It changes nobody’s access. */
  readonly description?: string;
  /** Who answers for this document and must approve changes to it: user:… or group:…. If missing, the project’s lead, then the owner of the Site. */
  readonly owner?: string;
  /** Your own words about this thing, as name: value. Guardrails can choose by them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The old name or key. Says that this is a rename, not one thing deleted and another created. */
  readonly formerly?: string;
}

/** Global permissions that groups get. */
export interface RawGlobalGrant {
  /** Who gets it. Never empty. */
  readonly to: readonly string[];
  /** Global permissions of Jira. Never empty. */
  readonly allow: readonly string[];
  /** The last day (UTC) on which this holds; gone the day after. */
  readonly until?: string;
  /** Why, in your own words: a ticket, an order, a name. */
  readonly reason?: string;
}

/** What apply refuses to go beyond. */
export interface RawLimits {
  /** Refuse to take away more than this share of all access at once. */
  readonly maxRemovalPercent?: number;
  /** Refuse to leave fewer administrators than this. */
  readonly minAdmins?: number;
}

/** People and apps with an account. Any number of such documents; each person is declared once. */
export interface RawUsers {
  readonly kind: 'Users';
  /** What references call it. Unique among all documents of kind Users. */
  readonly name: string;
  /** Laid under each entry of this document, field by field. A list in an entry replaces the list here. */
  readonly defaults?: RawPersonDefaults;
  /** The people, by id: an e-mail address in lower case, or a handle without blanks. */
  readonly users: Readonly<Record<string, RawPerson>>;
  /** What this is for, in your own words. It changes nobody’s access. */
  readonly description?: string;
  /** Who answers for this document and must approve changes to it: user:… or group:…. If missing, the project’s lead, then the owner of the Site. */
  readonly owner?: string;
  /** Your own words about this thing, as name: value. Guardrails can choose by them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The old name or key. Says that this is a rename, not one thing deleted and another created. */
  readonly formerly?: string;
}

/** The product a person is a guest of. */
export type RawGuestOf = 'confluence' | 'jira';

/** One person or app. {} if the defaults say everything. */
export interface RawPerson {
  /** The full name, as people read it. */
  readonly name?: string;
  /** The Atlassian account id, if known. */
  readonly accountId?: string;
  /** Whether the account can log in. An inactive one has no access. */
  readonly active?: boolean;
  /** Whether these people belong to the organisation. If not said, the mail domain decides; whoever’s is not in internalDomains is external. */
  readonly audience?: RawAudience;
  /** The company the person works for. Guardrails can ask for it. */
  readonly company?: string;
  /** Products the person may use. Each takes a licence. Groups can give more. */
  readonly products?: readonly (RawProduct | RawProductEntry)[];
  /** The person is a guest of Confluence, of Jira, or of both; [] of neither, whatever the defaults say. A guest takes no licence and sees one space or project. */
  readonly guest?: RawGuestOf | readonly RawGuestOf[];
  /** A person, or an app: an app has its access, but never counts as administrator or owner. */
  readonly type?: RawSubjectType;
  /** Your own words about this thing, as name: value. Guardrails can choose by them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The last day (UTC) of all access of this person. */
  readonly until?: string;
  /** Why, in your own words: a ticket, an order, a name. */
  readonly reason?: string;
  /** The id this person had before. */
  readonly formerly?: string;
}

/** Laid under each entry of this document, field by field. A list in an entry replaces the list here. */
export interface RawPersonDefaults {
  /** Whether the account can log in. An inactive one has no access. */
  readonly active?: boolean;
  /** Whether these people belong to the organisation. If not said, the mail domain decides; whoever’s is not in internalDomains is external. */
  readonly audience?: RawAudience;
  /** The company the person works for. Guardrails can ask for it. */
  readonly company?: string;
  /** Products the person may use. Each takes a licence. Groups can give more. */
  readonly products?: readonly (RawProduct | RawProductEntry)[];
  /** The person is a guest of Confluence, of Jira, or of both. A guest takes no licence and sees one space or project. */
  readonly guest?: RawGuestOf | readonly RawGuestOf[];
  /** A person, or an app: an app has its access, but never counts as administrator or owner. */
  readonly type?: RawSubjectType;
  /** Your own words about this thing, as name: value. Guardrails can choose by them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The last day (UTC) of all access of this person. */
  readonly until?: string;
  /** Why, in your own words: a ticket, an order, a name. */
  readonly reason?: string;
}

/** A group of people, as Atlassian has them. */
export interface RawGroup {
  readonly kind: 'Group';
  /** What references call it. Unique among all documents of kind Group. */
  readonly name: string;
  /** The people in the group. */
  readonly members?: readonly (string | RawUserEntry)[];
  /** Names of groups whose members are members here too. */
  readonly includes?: readonly string[];
  /** Products that membership gives. Each member takes a licence. */
  readonly products?: readonly RawProduct[];
  /** git: this file decides who is a member. idp: the identity provider does, so members and includes are not written here. open: anyone who can log in may join. */
  readonly managedBy?: 'git' | 'idp' | 'open';
  /** For managedBy: idp, of what kind its members are. External if not said. */
  readonly audience?: RawAudience;
  /** For managedBy: idp, what an import saw. Used in answers and counts and marked so, never written. */
  readonly observed?: RawObserved;
  /** What this is for, in your own words. It changes nobody’s access. */
  readonly description?: string;
  /** Who answers for this document and must approve changes to it: user:… or group:…. If missing, the project’s lead, then the owner of the Site. */
  readonly owner?: string;
  /** Your own words about this thing, as name: value. Guardrails can choose by them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The old name or key. Says that this is a rename, not one thing deleted and another created. */
  readonly formerly?: string;
}

/** For managedBy: idp, what an import saw. Used in answers and counts and marked so, never written. */
export interface RawObserved {
  /** The day it was seen. */
  readonly on: string;
  /** Who was in the group that day. */
  readonly members: readonly (string | RawUserEntry)[];
}

/** A Jira project role. Projects say who holds it, schemes say what it may do. */
export interface RawRole {
  readonly kind: 'Role';
  /** What references call it. Unique among all documents of kind Role. */
  readonly name: string;
  /** Whom Jira puts into this role in projects created later. Existing projects are not touched. */
  readonly defaultActors?: readonly string[];
  /** What this is for, in your own words. It changes nobody’s access. */
  readonly description?: string;
  /** Who answers for this document and must approve changes to it: user:… or group:…. If missing, the project’s lead, then the owner of the Site. */
  readonly owner?: string;
  /** Your own words about this thing, as name: value. Guardrails can choose by them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The old name or key. Says that this is a rename, not one thing deleted and another created. */
  readonly formerly?: string;
}

/** A named set of permissions, usable wherever permissions are listed. Of Jira or of Confluence, not of both. */
export interface RawBundle {
  readonly kind: 'Bundle';
  /** What references call it. Unique among all documents of kind Bundle. */
  readonly name: string;
  /** Permissions, and names of other bundles. */
  readonly permissions: readonly string[];
  /** What this is for, in your own words. It changes nobody’s access. */
  readonly description?: string;
  /** Who answers for this document and must approve changes to it: user:… or group:…. If missing, the project’s lead, then the owner of the Site. */
  readonly owner?: string;
  /** Your own words about this thing, as name: value. Guardrails can choose by them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The old name or key. Says that this is a rename, not one thing deleted and another created. */
  readonly formerly?: string;
}

/** A Jira permission scheme: who may do what in every project that uses it. */
export interface RawScheme {
  readonly kind: 'Scheme';
  /** What references call it. Unique among all documents of kind Scheme. */
  readonly name: string;
  /** Grants add up; nothing is ever denied. */
  readonly grants: readonly RawGrant[];
  /** What this is for, in your own words. It changes nobody’s access. */
  readonly description?: string;
  /** Who answers for this document and must approve changes to it: user:… or group:…. If missing, the project’s lead, then the owner of the Site. */
  readonly owner?: string;
  /** Your own words about this thing, as name: value. Guardrails can choose by them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The old name or key. Says that this is a rename, not one thing deleted and another created. */
  readonly formerly?: string;
}

/** Gives permissions to holders. */
export interface RawGrant {
  /** Who gets it. Never empty. */
  readonly to: readonly string[];
  /** Permission keys of Jira, app keys as app:KEY, and names of bundles. */
  readonly allow: readonly string[];
  /** The last day (UTC) on which this holds; gone the day after. */
  readonly until?: string;
  /** Why, in your own words: a ticket, an order, a name. */
  readonly reason?: string;
}

/** A Jira project: its scheme, who holds its roles, and its guests. */
export interface RawProject {
  readonly kind: 'Project';
  /** A Jira project key: an upper-case letter, then 1 to 9 upper-case letters, digits or underscores. */
  readonly key: string;
  /** The kind of project. jira-servicedesk is Jira Service Management, jira-core a business project. */
  readonly product?: 'jira-software' | 'jira-servicedesk' | 'jira-core' | 'jira-product-discovery';
  /** company-managed: uses a permission scheme. team-managed: has its own access level and the roles Administrator, Member and Viewer. */
  readonly style?: 'company-managed' | 'team-managed';
  /** The project’s lead, as user:ID. */
  readonly lead?: string;
  /** Name of the permission scheme it uses. Not for team-managed projects. */
  readonly scheme?: string;
  /** For team-managed projects. open: everyone logged in can work there. limited: everyone logged in can look and comment. private: only those with a role. */
  readonly access?: 'open' | 'limited' | 'private';
  /** An archived project can be read, and nothing else. */
  readonly archived?: boolean;
  /** Who holds each role here. A role not listed, or [], has nobody. */
  readonly roles?: Readonly<Record<string, readonly (string | RawSubjectEntry)[]>>;
  /** Jira guests placed in this project. A guest has one project only. */
  readonly guests?: readonly (string | RawUserEntry)[];
  /** What this is for, in your own words. It changes nobody’s access. */
  readonly description?: string;
  /** Who answers for this document and must approve changes to it: user:… or group:…. If missing, the project’s lead, then the owner of the Site. */
  readonly owner?: string;
  /** Your own words about this thing, as name: value. Guardrails can choose by them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The old name or key. Says that this is a rename, not one thing deleted and another created. */
  readonly formerly?: string;
}

/** A Confluence space role: a custom one, or what a system one (Viewer, Collaborator, Manager, Admin) holds on this site. */
export interface RawSpaceRole {
  readonly kind: 'SpaceRole';
  /** What references call it. Unique among all documents of kind SpaceRole. */
  readonly name: string;
  /** Pairs such as create/page, and names of bundles. */
  readonly permissions: readonly string[];
  /** What this is for, in your own words. It changes nobody’s access. */
  readonly description?: string;
  /** Who answers for this document and must approve changes to it: user:… or group:…. If missing, the project’s lead, then the owner of the Site. */
  readonly owner?: string;
  /** Your own words about this thing, as name: value. Guardrails can choose by them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The old name or key. Says that this is a rename, not one thing deleted and another created. */
  readonly formerly?: string;
}

/** A Confluence space: who may do what in it, and its guests. With guests it is a guest space. */
export interface RawSpace {
  readonly kind: 'Space';
  /** A Confluence space key: 1 to 255 letters, digits or any of ~ . _ - */
  readonly key: string;
  /** Who gets what. Grants add up. */
  readonly access?: readonly RawAccess[];
  /** Confluence guests placed in this space. A guest has one space only. */
  readonly guests?: readonly (string | RawUserEntry)[];
  /** What each guest may do here. */
  readonly guestPermissions?: readonly string[];
  /** What this is for, in your own words. It changes nobody’s access. */
  readonly description?: string;
  /** Who answers for this document and must approve changes to it: user:… or group:…. If missing, the project’s lead, then the owner of the Site. */
  readonly owner?: string;
  /** Your own words about this thing, as name: value. Guardrails can choose by them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The old name or key. Says that this is a rename, not one thing deleted and another created. */
  readonly formerly?: string;
}

/** Gives permissions (allow) or a space role (as) to holders; one of the two. */
export interface RawAccess {
  /** Who gets it. Never empty. */
  readonly to: readonly string[];
  /** Pairs such as create/page, and names of bundles. */
  readonly allow?: readonly string[];
  /** Name of a space role, instead of single permissions. */
  readonly as?: string;
  /** The last day (UTC) on which this holds; gone the day after. */
  readonly until?: string;
  /** Why, in your own words: a ticket, an order, a name. */
  readonly reason?: string;
}

/** A chat channel and who is in it. */
export interface RawChannel {
  readonly kind: 'Channel';
  /** What references call it. Unique among all documents of kind Channel. */
  readonly name: string;
  /** The chat system. */
  readonly system?: 'slack';
  /** Whether only members can see it. false lets everyone who is logged in join. */
  readonly private?: boolean;
  /** People and groups in the channel. */
  readonly members?: readonly (string | RawSubjectEntry)[];
  /** People from outside, as guests of this channel. */
  readonly guests?: readonly (string | RawUserEntry)[];
  /** What this is for, in your own words. It changes nobody’s access. */
  readonly description?: string;
  /** Who answers for this document and must approve changes to it: user:… or group:…. If missing, the project’s lead, then the owner of the Site. */
  readonly owner?: string;
  /** Your own words about this thing, as name: value. Guardrails can choose by them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The old name or key. Says that this is a rename, not one thing deleted and another created. */
  readonly formerly?: string;
}

/** An outside team, whole, in one document: its people, and the one project, space and channel they work in. It makes a group, the access there, and a guardrail that keeps them out of everything else. */
export interface RawCollaboration {
  readonly kind: 'Collaboration';
  /** What references call it. Unique among all documents of kind Collaboration. */
  readonly name: string;
  /** The company the team works for. */
  readonly company?: string;
  /** Who of your own people answers for the team, as user:ID. Becomes owner of what is made. */
  readonly sponsor: string;
  /** The last day (UTC) of every access below, unless an entry ends earlier. */
  readonly until?: string;
  /** The people of the team. */
  readonly members: readonly (string | RawUserEntry)[];
  /** The project or projects the team works in. */
  readonly project?: RawProjectPlace | readonly RawProjectPlace[];
  /** The space or spaces the team works in. */
  readonly space?: RawSpacePlace | readonly RawSpacePlace[];
  /** The channel or channels the team talks in, as guests. */
  readonly channel?: string | readonly string[];
  /** What this is for, in your own words. It changes nobody’s access. */
  readonly description?: string;
  /** Who answers for this document and must approve changes to it: user:… or group:…. If missing, the project’s lead, then the owner of the Site. */
  readonly owner?: string;
  /** Your own words about this thing, as name: value. Guardrails can choose by them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The old name or key. Says that this is a rename, not one thing deleted and another created. */
  readonly formerly?: string;
}

/** A project, and the role the team gets there, or as: guest. */
export interface RawProjectPlace {
  /** Key of the project. */
  readonly key: string;
  /** Name of the role whose actor the team becomes. */
  readonly role?: string;
  /** guest: the people are placed as Jira guests, without a role. */
  readonly as?: 'guest';
}

/** A space, and how the team is there. */
export interface RawSpacePlace {
  /** Key of the space. */
  readonly key: string;
  /** guest: the people are placed as Confluence guests. member: they are licensed and get space-editor, unless allow says otherwise. */
  readonly as: 'guest' | 'member';
  /** With as: member, what they get instead of space-editor. */
  readonly allow?: readonly string[];
}

/** A rule about the access that results, whoever writes it down and wherever. Exactly one of confine, never, always, atLeast, atMost, separate, expire. */
export interface RawGuardrail {
  readonly kind: 'Guardrail';
  /** What references call it. Unique among all documents of kind Guardrail. */
  readonly name: string;
  /** What a breach is. */
  readonly severity?: 'error' | 'warning';
  /** They reach nothing outside these resources. */
  readonly confine?: RawConfine;
  /** They never have any of these permissions there. */
  readonly never?: RawNever;
  /** They always have all of these permissions there. */
  readonly always?: RawAlways;
  /** On each resource, at least so many people have all of these permissions. */
  readonly atLeast?: RawAtLeast;
  /** On each resource, at most so many people have any of these permissions. */
  readonly atMost?: RawAtMost;
  /** No one person has both. */
  readonly separate?: RawSeparate;
  /** Everything they have ends within this time. */
  readonly expire?: RawExpire;
  /** What is excused, by name and for a time only. */
  readonly except?: readonly RawWaiver[];
  /** What this is for, in your own words. It changes nobody’s access. */
  readonly description?: string;
  /** Who answers for this document and must approve changes to it: user:… or group:…. If missing, the project’s lead, then the owner of the Site. */
  readonly owner?: string;
  /** Your own words about this thing, as name: value. Guardrails can choose by them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The old name or key. Says that this is a rename, not one thing deleted and another created. */
  readonly formerly?: string;
}

/** They reach nothing outside these resources. */
export interface RawConfine {
  /** A list of subjects, any of which is meant (group: means its members), or a map of conditions, all of which must hold. If missing: every subject, the public and whoever is logged in included. */
  readonly who?: readonly string[] | RawWho;
  /** All they may reach. */
  readonly to?: readonly string[] | RawResources;
  /** Only resources whose label of this name equals the person’s company (for company) or label of this name. */
  readonly byLabel?: string;
}

/** They never have any of these permissions there. */
export interface RawNever {
  /** A list of subjects, any of which is meant (group: means its members), or a map of conditions, all of which must hold. If missing: every subject, the public and whoever is logged in included. */
  readonly who?: readonly string[] | RawWho;
  /** Permissions of Jira or Confluence, bundles, or * alone for any. */
  readonly can: readonly string[];
  /** A list of resources, where * matches any run of characters, or {labels: …} for all resources with these labels. The site is only matched by site or *. */
  readonly on: readonly string[] | RawResources;
}

/** They always have all of these permissions there. */
export interface RawAlways {
  /** A list of subjects, any of which is meant (group: means its members), or a map of conditions, all of which must hold. If missing: every subject, the public and whoever is logged in included. */
  readonly who?: readonly string[] | RawWho;
  /** Permissions of Jira or Confluence, bundles, or * alone for any. */
  readonly can: readonly string[];
  /** A list of resources, where * matches any run of characters, or {labels: …} for all resources with these labels. The site is only matched by site or *. */
  readonly on: readonly string[] | RawResources;
}

/** On each resource, at least so many people have all of these permissions. */
export interface RawAtLeast {
  /** How many people. */
  readonly count: number;
  /** A list of subjects, any of which is meant (group: means its members), or a map of conditions, all of which must hold. If missing: every subject, the public and whoever is logged in included. */
  readonly who?: readonly string[] | RawWho;
  /** Permissions of Jira or Confluence, bundles, or * alone for any. */
  readonly can: readonly string[];
  /** A list of resources, where * matches any run of characters, or {labels: …} for all resources with these labels. The site is only matched by site or *. */
  readonly on: readonly string[] | RawResources;
}

/** On each resource, at most so many people have any of these permissions. */
export interface RawAtMost {
  /** How many people. */
  readonly count: number;
  /** A list of subjects, any of which is meant (group: means its members), or a map of conditions, all of which must hold. If missing: every subject, the public and whoever is logged in included. */
  readonly who?: readonly string[] | RawWho;
  /** Permissions of Jira or Confluence, bundles, or * alone for any. */
  readonly can: readonly string[];
  /** A list of resources, where * matches any run of characters, or {labels: …} for all resources with these labels. The site is only matched by site or *. */
  readonly on: readonly string[] | RawResources;
}

/** No one person has both. */
export interface RawSeparate {
  /** A list of subjects, any of which is meant (group: means its members), or a map of conditions, all of which must hold. If missing: every subject, the public and whoever is logged in included. */
  readonly who?: readonly string[] | RawWho;
  /** One of two things that no one person may both do. */
  readonly first: RawDuty;
  /** One of two things that no one person may both do. */
  readonly second: RawDuty;
}

/** One of two things that no one person may both do. */
export interface RawDuty {
  /** Permissions of Jira or Confluence, bundles, or * alone for any. */
  readonly can: readonly string[];
  /** A list of resources, where * matches any run of characters, or {labels: …} for all resources with these labels. The site is only matched by site or *. */
  readonly on: readonly string[] | RawResources;
}

/** Everything they have ends within this time. */
export interface RawExpire {
  /** A list of subjects, any of which is meant (group: means its members), or a map of conditions, all of which must hold. If missing: every subject, the public and whoever is logged in included. */
  readonly who?: readonly string[] | RawWho;
  /** So many days, as 180d. */
  readonly within: string;
}

/** Excuses something from this guardrail until a day. Past that day it is an error. */
export interface RawWaiver {
  /** A list of subjects, any of which is meant (group: means its members), or a map of conditions, all of which must hold. If missing: every subject, the public and whoever is logged in included. */
  readonly who: readonly string[] | RawWho;
  /** Only these permissions are excused; if missing, all. */
  readonly can?: readonly string[];
  /** A list of resources, where * matches any run of characters, or {labels: …} for all resources with these labels. The site is only matched by site or *. */
  readonly on: readonly string[] | RawResources;
  /** Why, in your own words: a ticket, an order, a name. */
  readonly reason: string;
  /** Who answers for the exception: user:… or group:…. */
  readonly owner: string;
  /** The last day (UTC) of the exception. */
  readonly until: string;
}

/** What you expect of the access that results, as examples. Checked by permafrost test. */
export interface RawTest {
  readonly kind: 'Test';
  /** What references call it. Unique among all documents of kind Test. */
  readonly name: string;
  /** The day to judge; today if missing. */
  readonly asOf?: string;
  /** The expectations. */
  readonly expect: readonly RawExpectation[];
  /** What this is for, in your own words. It changes nobody’s access. */
  readonly description?: string;
  /** Who answers for this document and must approve changes to it: user:… or group:…. If missing, the project’s lead, then the owner of the Site. */
  readonly owner?: string;
  /** Your own words about this thing, as name: value. Guardrails can choose by them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The old name or key. Says that this is a rename, not one thing deleted and another created. */
  readonly formerly?: string;
}

/** Each subject, on each resource, can do all of this, and cannot do any of that. */
export interface RawExpectation {
  /** One subject or several. */
  readonly who: string | readonly string[];
  /** Permissions that must be allowed, without condition. */
  readonly can?: readonly string[];
  /** Permissions they must not have at all, not even on condition. */
  readonly cannot?: readonly string[];
  /** One resource or several; * matches any run of characters. */
  readonly on: string | readonly string[];
}

/** A document of any kind, told apart by `kind`. */
export type RawDocument =
  | RawSite
  | RawUsers
  | RawGroup
  | RawRole
  | RawBundle
  | RawScheme
  | RawProject
  | RawSpaceRole
  | RawSpace
  | RawChannel
  | RawCollaboration
  | RawGuardrail
  | RawTest;
/** The kinds of document. */
export type RawKind = RawDocument['kind'];
