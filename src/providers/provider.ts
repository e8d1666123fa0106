import type { Site } from '../model/site.js';
import type { AuditReading } from './audit-log.js';
import type { Api } from './http/endpoint.js';
import type { CallCount } from './http/calls.js';
import type { ReadFailure } from './read-error.js';

export type { Api } from './http/endpoint.js';
export type { AuditAuthor, AuditLog, AuditLogName, AuditReading, AuditRecord } from './audit-log.js';
export type { CallCount } from './http/calls.js';
export type { ReadFailure, ReadFailureKind } from './read-error.js';

/** Where a live site is read from. It has no way to write: what would change a site is another type. */
export interface Source {
  readonly apis: readonly Api[];
  /** The whole site or why not; never a part of it. */
  readonly read: (signal: AbortSignal, progress?: (step: Step) => void) => Promise<Reading>;
  /** Whether an API invites people to the chat; undefined where no chat is read. */
  readonly invitesToChat: (signal: AbortSignal) => Promise<boolean | undefined>;
  /** Who changed what lately, as far as the audit logs tell; never a failure. */
  readonly audit: (signal: AbortSignal) => Promise<AuditReading>;
}

export type Reading =
  | { readonly type: 'read'; readonly live: LiveSite }
  | { readonly type: 'failed'; readonly failure: ReadFailure; readonly calls: CallCount };

/** How far a reading has come. */
export interface Step {
  readonly api: Api;
  readonly what: 'groups' | 'projects' | 'spaces' | 'channels';
  readonly done: number;
  readonly total: number;
}

/** A site as it is: the one model, and beside it what a site has and policies have not. */
export interface LiveSite {
  readonly site: Site;
  readonly ids: RemoteIds;
  /** What is there and could not be read, or not be said in the model; sorted by code. */
  readonly blindSpots: readonly BlindSpot[];
  readonly calls: CallCount;
  readonly offers?: Offers;
}

/** What a site has beside its things, as far as its APIs tell: what is bought, and what is turned on. */
export interface Offers {
  /** Products, where the organization was read. */
  readonly products?: readonly string[];
  /** People who administer the whole organization, by name, where it was read. */
  readonly organizationAdmins?: readonly string[];
  /** Whether spaces know roles, where Confluence was read. */
  readonly spaceRoles?: boolean;
  /** Groups that somebody comes into who is given a product by themselves, by product; of Jira's products, where Jira was read. */
  readonly defaultGroups?: ReadonlyMap<string, readonly string[]>;
  /** Groups that make a guest of whoever is in them, where the organization was read. */
  readonly guestGroups?: readonly string[];
}

export interface BlindSpot {
  /** Stable kebab-case words. */
  readonly code: string;
  /** What cannot be seen, and what was taken instead, in a sentence. */
  readonly message: string;
  /** Undefined where not even that can be known. */
  readonly count?: number;
  /** Every single one, sorted. */
  readonly things: readonly string[];
}

/** Name in the model → what the site calls it; names are what people read, ids what a call needs. */
export interface RemoteIds {
  readonly people: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
  readonly roles: ReadonlyMap<string, string>;
  readonly schemes: ReadonlyMap<string, RemoteScheme>;
  readonly projects: ReadonlyMap<string, RemoteProject>;
  readonly spaceRoles: ReadonlyMap<string, string>;
  readonly spaces: ReadonlyMap<string, RemoteSpace>;
  readonly channels: ReadonlyMap<string, string>;
  /** People of the chat, by their name in the model. */
  readonly chatPeople: ReadonlyMap<string, string>;
}

export interface RemoteScheme {
  readonly id: string;
  /** Every grant as the site has it, those that the model leaves out too. */
  readonly grants: readonly {
    readonly id: string;
    readonly permission: string;
    readonly holder: { readonly type: string; readonly parameter?: string; readonly value?: string };
  }[];
}

export interface RemoteProject {
  readonly id: string;
  /** Role → id; those of a team-managed project are its own. */
  readonly roles: ReadonlyMap<string, string>;
}

export interface RemoteSpace {
  readonly id: string;
  /** Every single permission as the site has it. */
  readonly permissions: readonly {
    readonly id: string;
    readonly principal: { readonly type: string; readonly id?: string };
    readonly operation: { readonly key: string; readonly targetType: string };
  }[];
  readonly assignments: readonly { readonly principalType: string; readonly principalId: string; readonly roleId: string }[];
}
