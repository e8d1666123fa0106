/** Policy documents while they are drawn, changed and made valid: the kinds of the language, open to edits. */

export interface DraftEntry {
  user?: string;
  subject?: string;
  product?: string;
  until?: string;
  reason?: string;
}

export type DraftItem = string | DraftEntry;

export interface DraftGrant {
  to: string[];
  allow?: string[];
  as?: string;
  until?: string;
  reason?: string;
}

interface Common {
  description?: string;
  owner?: string;
  labels?: Record<string, string>;
  formerly?: string;
}

export interface DraftPerson {
  name?: string;
  type?: string;
  active?: boolean;
  audience?: string;
  company?: string;
  accountId?: string;
  formerly?: string;
  until?: string;
  labels?: Record<string, string>;
  products?: DraftItem[];
  guest?: string | string[];
}

export interface DraftSite extends Common {
  kind: 'Site';
  name: string;
  url: string;
  internalDomains: string[];
  plan?: string;
  admins?: string[];
  seats?: Record<string, number>;
  guestsPerPaidUser?: number;
  globalPermissions?: DraftGrant[];
  limits?: Record<string, number>;
  lint?: Record<string, string>;
}

export interface DraftUsers extends Common {
  kind: 'Users';
  name: string;
  defaults?: DraftPerson;
  users: Record<string, DraftPerson>;
}

export interface DraftGroup extends Common {
  kind: 'Group';
  name: string;
  members?: DraftItem[];
  includes?: string[];
  products?: string[];
  managedBy?: string;
  audience?: string;
  observed?: { on: string; members: string[] };
}

export interface DraftRole extends Common {
  kind: 'Role';
  name: string;
  defaultActors?: string[];
}

export interface DraftBundle extends Common {
  kind: 'Bundle';
  name: string;
  permissions: string[];
}

export interface DraftSpaceRole extends Common {
  kind: 'SpaceRole';
  name: string;
  permissions: string[];
}

export interface DraftScheme extends Common {
  kind: 'Scheme';
  name: string;
  grants: DraftGrant[];
}

export interface DraftProject extends Common {
  kind: 'Project';
  key: string;
  product?: string;
  lead?: string;
  scheme?: string;
  style?: string;
  access?: string;
  archived?: boolean;
  roles?: Record<string, DraftItem[]>;
  guests?: DraftItem[];
}

export interface DraftSpace extends Common {
  kind: 'Space';
  key: string;
  access?: DraftGrant[];
  guests?: DraftItem[];
  guestPermissions?: string[];
}

export interface DraftChannel extends Common {
  kind: 'Channel';
  name: string;
  system?: string;
  private?: boolean;
  members?: DraftItem[];
  guests?: DraftItem[];
}

export interface DraftPart {
  key: string;
  role?: string;
  as?: string;
  allow?: string[];
}

export interface DraftCollaboration extends Common {
  kind: 'Collaboration';
  name: string;
  company: string;
  sponsor: string;
  until: string;
  members: DraftItem[];
  project?: DraftPart | DraftPart[];
  space?: DraftPart | DraftPart[];
  channel?: string | string[];
}

/** Parsed and linked, but no part of the matrix. */
export interface DraftJudgement extends Common {
  kind: 'Guardrail' | 'Test';
  name: string;
  [rule: string]: unknown;
}

export type Draft =
  | DraftSite
  | DraftUsers
  | DraftGroup
  | DraftRole
  | DraftBundle
  | DraftSpaceRole
  | DraftScheme
  | DraftProject
  | DraftSpace
  | DraftChannel
  | DraftCollaboration
  | DraftJudgement;

export function drafts<K extends Draft['kind']>(documents: readonly Draft[], kind: K): Extract<Draft, { kind: K }>[] {
  return documents.filter((document): document is Extract<Draft, { kind: K }> => document.kind === kind);
}

/** The day for which the roots are drawn: entries that end before it "count for nothing" there and on every later day. */
export const drawnFor = '2026-11-21';

export function counts(item: DraftItem | { until?: string }): boolean {
  return typeof item === 'string' || item.until === undefined || item.until >= drawnFor;
}

export function personOf(item: DraftItem): string {
  const written = typeof item === 'string' ? item : (item.user ?? item.subject ?? '');
  return written.startsWith('user:') ? written.slice('user:'.length) : written;
}

export function oneOrMany<T extends object | string>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as T[]) : [value];
}
