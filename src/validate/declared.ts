import { nearest } from '../text/did-you-mean.js';
import { likelyKind } from './document-kind.js';
import { isMap, own, type PlainMap } from './finding.js';
import { mendedName, mendedProjectKey, mendedSpaceKey, mendedUserId } from './forms.js';
import { kinds, nameField } from './kinds.js';
import type { RawKind } from './raw.js';
import { wellFormed } from './well-formed.js';

/** What a document declares. */
export interface Declared {
  readonly kind: RawKind;
  readonly name: string;
}

/**
 * The kind and name a document declares even if it is invalid elsewhere, so that references to it are not reported too. What is misspelt
 * is taken at its nearest meaning: others refer to the name as it should be.
 */
export function declaredName(value: unknown): Declared | undefined {
  const [only, another] = declaredNames(value);
  return another === undefined ? only : undefined;
}

/** The same, with all that a document may declare whose kind is missing or unknown: its other fields may fit several kinds. */
export function declaredNames(value: unknown): readonly Declared[] {
  if (!isMap(value)) return [];
  return possibleKinds(value).flatMap((kind) => {
    const written = nameText(value, nameField(kind));
    return written === undefined ? [] : [{ kind, name: mended(kind, written) }];
  });
}

/** The ids of all people a document declares, as written and as they should be, even if it is invalid elsewhere. */
export function declaredPeople(value: unknown): string[] {
  if (!isMap(value) || !possibleKinds(value).includes('Users')) return [];
  const users = own(value, 'users') ?? own(value, nearest('users', Object.keys(value)) ?? 'users');
  const ids = isMap(users) ? Object.keys(users) : listed(users);
  return [...new Set(ids.flatMap((id) => [id, mendedUserId(id) ?? id]))];
}

function possibleKinds(value: PlainMap): readonly RawKind[] {
  const kind = likelyKind(value);
  return kind === undefined ? kinds.filter((each) => wellFormed({ ...value, kind: each }) !== undefined) : [kind];
}

function listed(users: unknown): string[] {
  const entries: readonly unknown[] = Array.isArray(users) ? users : [users];
  return entries.flatMap((entry) => (typeof entry === 'string' ? [entry] : isMap(entry) ? Object.keys(entry) : []));
}

function nameText(value: PlainMap, field: 'name' | 'key'): string | undefined {
  const fields = [field, nearest(field, Object.keys(value)), field === 'key' ? 'name' : 'key'];
  for (const candidate of fields) {
    const name = candidate === undefined ? undefined : own(value, candidate);
    if (typeof name === 'string' && name !== '') return name;
    if (typeof name === 'number' || typeof name === 'boolean') return String(name);
  }
  return undefined;
}

function mended(kind: RawKind, written: string): string {
  if (kind === 'Project') return mendedProjectKey(written) ?? written;
  if (kind === 'Space') return mendedSpaceKey(written) ?? written;
  return mendedName(written) ?? written;
}
