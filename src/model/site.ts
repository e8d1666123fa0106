import type { Place } from '../diagnostics/place.js';
import type { Product } from './permissions.js';

/**
 * The one model: what YAML declares and what a live site holds, as plain data. Names refer by their canonical spelling; after linking
 * every name leads somewhere.
 */
export interface Site {
  readonly about: About;
  readonly people: ReadonlyMap<string, Person>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly bundles: ReadonlyMap<string, Bundle>;
  readonly schemes: ReadonlyMap<string, Scheme>;
  readonly projects: ReadonlyMap<string, Project>;
  readonly spaceRoles: ReadonlyMap<string, SpaceRole>;
  readonly spaces: ReadonlyMap<string, Space>;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly collaborations: ReadonlyMap<string, Collaboration>;
  readonly guardrails: ReadonlyMap<string, Guardrail>;
  readonly tests: ReadonlyMap<string, Test>;
}

/** What every declared thing has. */
export interface Declared {
  readonly name: string;
  /** The document that declares it (for a person: the entry); what a Collaboration makes points at the Collaboration. */
  readonly at: Place;
  readonly description?: string;
  /** Who answers for it. */
  readonly owner?: Ref;
  readonly labels: Labels;
  /** Its old name or key. */
  readonly formerly?: string;
  /** The Collaboration that made it, if one did. */
  readonly madeBy?: string;
}

export type Labels = Readonly<Record<string, string>>;

/** The site's own settings. */
export interface About extends Declared {
  readonly url: string;
  readonly internalDomains: readonly string[];
  readonly plan: 'free' | 'standard' | 'premium' | 'enterprise';
  readonly admins: readonly Entry[];
  readonly seats: Readonly<Partial<Record<Product, number>>>;
  readonly guestsPerPaidUser: number;
  readonly globalPermissions: readonly Grant[];
  readonly limits: { readonly maxRemovalPercent: number; readonly minAdmins: number };
  readonly lint: Readonly<Record<string, 'off' | 'warning' | 'error'>>;
}

/** A person or a group. */
export interface Ref {
  readonly type: 'user' | 'group';
  readonly name: string;
}

export type HolderType =
  | 'user'
  | 'group'
  | 'role'
  | 'lead'
  | 'reporter'
  | 'assignee'
  | 'user-field'
  | 'group-field'
  | 'application'
  | 'logged-in'
  | 'anyone'
  | 'portal-customers'
  | 'guests';

/** Whom a grant names; `name` is empty for those that need none. */
export interface Holder {
  readonly type: HolderType;
  readonly name: string;
}

/** Access through this lasts as long as the latest day it names, that day included (UTC). */
export interface Timed {
  /** `YYYY-MM-DD`; undefined: without end. */
  readonly until?: string;
  readonly reason?: string;
}

/** A person or group in a list of actors, members or administrators. */
export interface Entry extends Timed, Ref {
  readonly at: Place;
}

/** A person in a list where only people stand. */
export interface Member extends Timed {
  readonly user: string;
  /** Index in the written list; with `at` where a Collaboration wrote it. */
  readonly index: number;
  readonly at?: Place;
}

export type Audience = 'internal' | 'external';
export type GuestKind = 'confluence' | 'jira';

export interface Person extends Declared, Timed {
  readonly displayName?: string;
  readonly active: boolean;
  readonly type: 'person' | 'app';
  readonly audience: Audience;
  readonly company?: string;
  readonly products: readonly ProductAccess[];
  readonly guest: readonly GuestKind[];
  readonly accountId?: string;
}

export interface ProductAccess extends Timed {
  readonly product: Product;
  readonly at: Place;
}

export interface Group extends Declared {
  readonly members: readonly Member[];
  readonly includes: readonly Inclusion[];
  readonly products: readonly Product[];
  readonly managedBy: 'git' | 'idp' | 'open';
  readonly audience?: Audience;
  /** What an import saw in a group whose members are not ours: for answers and counts only. */
  readonly observed?: { readonly on: string; readonly members: readonly string[] };
}

export interface Inclusion {
  readonly group: string;
  readonly at: Place;
}

export interface Role extends Declared {
  readonly defaultActors: readonly Entry[];
}

export interface Bundle extends Declared {
  /** As written: permissions and names of other bundles. */
  readonly permissions: readonly string[];
}

/** What one line of a scheme, a space or the site gives. */
export interface Grant extends Timed {
  readonly to: readonly Holder[];
  /** As written: permissions and names of bundles; of a space role, its name alone. */
  readonly allow: readonly string[];
  /** `allow` names a space role. */
  readonly as?: true;
  /** What `allow` comes to: sorted, each once. */
  readonly permissions: readonly string[];
  readonly at: Place;
}

export interface Scheme extends Declared {
  readonly grants: readonly Grant[];
}

export interface Project extends Declared {
  readonly product: Product;
  readonly lead?: string;
  /** Undefined for a team-managed project, which has `access` instead. */
  readonly scheme?: string;
  readonly access?: 'open' | 'limited' | 'private';
  readonly archived: boolean;
  readonly roles: ReadonlyMap<string, readonly Entry[]>;
  readonly guests: readonly Member[];
}

export interface SpaceRole extends Declared {
  readonly permissions: readonly string[];
  /** What `permissions` comes to: sorted, each once. */
  readonly operations: readonly string[];
}

export interface Space extends Declared {
  readonly access: readonly Grant[];
  readonly guests: readonly Member[];
  /** As written: what every guest placed here gets. */
  readonly guestPermissions: readonly string[];
  /** What `guestPermissions` comes to: sorted, each once. */
  readonly guestOperations: readonly string[];
}

export interface Channel extends Declared {
  readonly private: boolean;
  readonly members: readonly Entry[];
  readonly guests: readonly Member[];
}

export interface Collaboration extends Declared, Timed {
  readonly company: string;
  readonly sponsor: string;
  readonly members: readonly Member[];
  readonly projects: readonly { readonly key: string; readonly role?: string; readonly at: Place }[];
  readonly spaces: readonly {
    readonly key: string;
    readonly as: 'guest' | 'member';
    readonly allow?: readonly string[];
    readonly at: Place;
  }[];
  readonly channels: readonly { readonly name: string; readonly at: Place }[];
}

/** A rule about the matrix; `rule` is what stands under its one rule key, with every name in it checked. */
export interface Guardrail extends Declared {
  readonly severity: 'error' | 'warning';
  readonly rule: GuardrailRule;
  readonly except: readonly Waiver[];
}

export type GuardrailRule =
  ConfineRule | CapabilityRule<'never'> | CapabilityRule<'always'> | CountRule<'atLeast'> | CountRule<'atMost'> | SeparateRule | ExpireRule;

/** No access outside some rooms: those named, those with the same label, or those of the Collaborations people are in. */
export interface ConfineRule {
  readonly type: 'confine';
  readonly who: Who;
  readonly to?: ResourceSelector;
  readonly byLabel?: string;
  readonly collaboration?: string;
}

export interface CapabilityRule<T extends 'never' | 'always'> extends Capability {
  readonly type: T;
  readonly who: Who;
}

/** For each resource. */
export interface CountRule<T extends 'atLeast' | 'atMost'> extends Capability {
  readonly type: T;
  readonly count: number;
  readonly who: Who;
}

export interface SeparateRule {
  readonly type: 'separate';
  readonly who: Who;
  readonly first: Capability;
  readonly second: Capability;
}

export interface ExpireRule {
  readonly type: 'expire';
  readonly who: Who;
  readonly withinDays: number;
}

/** Some permissions on some resources; permissions are keys, bundles expanded, or `*`. */
export interface Capability {
  readonly can: readonly string[];
  readonly on: ResourceSelector;
}

/** Which subjects: any of a list, all conditions of a map, or everybody. */
export type Who =
  | { readonly type: 'everybody' }
  | { readonly type: 'any'; readonly subjects: readonly Holder[] }
  | {
      readonly type: 'all';
      readonly audience?: Audience;
      readonly company?: string;
      readonly group?: string;
      readonly labels?: Labels;
      readonly subjectType?: 'person' | 'app';
    };

/** Which resources: names with `*`, or labels. */
export type ResourceSelector =
  { readonly type: 'patterns'; readonly patterns: readonly string[] } | { readonly type: 'labels'; readonly labels: Labels };

export interface Waiver {
  readonly who: Who;
  readonly can?: readonly string[];
  readonly on: ResourceSelector;
  readonly reason: string;
  readonly owner: Ref;
  readonly until: string;
  readonly at: Place;
}

export interface Test extends Declared {
  readonly asOf?: string;
  readonly expect: readonly Expectation[];
}

export interface Expectation {
  readonly who: readonly Holder[];
  readonly on: readonly string[];
  readonly can?: readonly string[];
  readonly cannot?: readonly string[];
  readonly at: Place;
}
