/** The kinds of a policy root as people write them; a root is taken to be valid, so nothing here is checked. */

export interface EntryMap {
  readonly user?: string;
  readonly subject?: string;
  readonly product?: string;
  readonly until?: string;
  readonly reason?: string;
}

/** One short string, or a map when more than the reference is said. */
export type Entry = string | EntryMap;

export interface Ending {
  readonly until?: string;
}

export interface WrittenGrant extends Ending {
  readonly to: readonly string[];
  readonly allow?: readonly string[];
  readonly as?: string;
}

export interface WrittenSite {
  readonly kind: 'Site';
  readonly admins?: readonly Entry[];
  readonly globalPermissions?: readonly WrittenGrant[];
}

export interface WrittenPerson extends Ending {
  readonly type?: string;
  readonly active?: boolean;
  readonly products?: readonly Entry[];
  readonly guest?: string | readonly string[];
}

export interface WrittenUsers {
  readonly kind: 'Users';
  readonly defaults?: Readonly<Record<string, unknown>> | null;
  readonly users?: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> | null;
}

export interface WrittenGroup {
  readonly kind: 'Group';
  readonly name: string;
  readonly members?: readonly Entry[] | null;
  readonly includes?: readonly string[] | null;
  readonly products?: readonly string[] | null;
  readonly managedBy?: string;
}

export interface WrittenBundle {
  readonly kind: 'Bundle';
  readonly name: string;
  readonly permissions: readonly string[];
}

export interface WrittenSpaceRole {
  readonly kind: 'SpaceRole';
  readonly name: string;
  readonly permissions: readonly string[];
}

export interface WrittenScheme {
  readonly kind: 'Scheme';
  readonly name: string;
  readonly grants?: readonly WrittenGrant[] | null;
}

export interface WrittenProject {
  readonly kind: 'Project';
  readonly key: string;
  readonly product?: string;
  readonly lead?: string;
  readonly scheme?: string;
  readonly style?: string;
  readonly access?: string;
  readonly archived?: boolean;
  readonly roles?: Readonly<Record<string, readonly Entry[] | null>> | null;
  readonly guests?: readonly Entry[] | null;
}

export interface WrittenSpace {
  readonly kind: 'Space';
  readonly key: string;
  readonly access?: readonly WrittenGrant[] | null;
  readonly guests?: readonly Entry[] | null;
  readonly guestPermissions?: readonly string[];
}

export interface WrittenChannel {
  readonly kind: 'Channel';
  readonly name: string;
  readonly private?: boolean;
  readonly members?: readonly Entry[] | null;
  readonly guests?: readonly Entry[] | null;
}

export interface ProjectPart {
  readonly key: string;
  readonly role?: string;
  readonly as?: string;
}

export interface SpacePart {
  readonly key: string;
  readonly as: string;
  readonly allow?: readonly string[];
}

export interface WrittenCollaboration extends Ending {
  readonly kind: 'Collaboration';
  readonly name: string;
  readonly members?: readonly Entry[] | null;
  readonly project?: ProjectPart | readonly ProjectPart[];
  readonly space?: SpacePart | readonly SpacePart[];
  readonly channel?: string | readonly string[];
}

export type WrittenDocument =
  | WrittenSite
  | WrittenUsers
  | WrittenGroup
  | WrittenBundle
  | WrittenSpaceRole
  | WrittenScheme
  | WrittenProject
  | WrittenSpace
  | WrittenChannel
  | WrittenCollaboration;

/** The documents of one kind, in the order given. */
export function ofKind<K extends WrittenDocument['kind']>(
  documents: readonly WrittenDocument[],
  kind: K,
): Extract<WrittenDocument, { kind: K }>[] {
  return documents.filter((document): document is Extract<WrittenDocument, { kind: K }> => document.kind === kind);
}

/** "Access holds through that day (UTC) and is gone the next." */
export function stands(entry: string | Ending, asOf: string): boolean {
  return typeof entry === 'string' || entry.until === undefined || entry.until >= asOf;
}

/** "Ended entries count for nothing": those that stand on the day. */
export function standing<E extends string | Ending>(entries: readonly E[] | null | undefined, asOf: string): E[] {
  return (entries ?? []).filter((entry) => stands(entry, asOf));
}

/** The id in an entry of a people-only list, where `user:` may be left out. */
export function personIn(entry: Entry): string {
  const written = typeof entry === 'string' ? entry : (entry.user ?? entry.subject ?? '');
  return withoutType(written, 'user');
}

/** The reference in an entry of a list where several types may stand. */
export function subjectIn(entry: Entry): string {
  return typeof entry === 'string' ? entry : (entry.subject ?? entry.user ?? '');
}

/** A name in a place where one type alone can stand, so that the type may be left out. */
export function withoutType(reference: string, type: string): string {
  return reference.startsWith(`${type}:`) ? reference.slice(type.length + 1) : reference;
}

const typeWords = ['user', 'group', 'role', 'user-field', 'group-field', 'application'];

/** Splits `type:name` after a type word only; a word alone (`lead`, `anyone`) has no name. */
export function splitReference(reference: string): { readonly type: string; readonly name: string } {
  const type = typeWords.find((word) => reference.startsWith(`${word}:`));
  return type === undefined ? { type: reference, name: '' } : { type, name: reference.slice(type.length + 1) };
}

/** One or a list. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** The actors written for a role of a project; a role may be called `toString`. */
export function actorsOf(project: WrittenProject, role: string): readonly Entry[] {
  return new Map(Object.entries(project.roles ?? {})).get(role) ?? [];
}
