import type { RawKind } from './raw.js';

/** All kinds, in the order in which people learn them. */
export const kinds: readonly RawKind[] = [
  'Site',
  'Users',
  'Group',
  'Role',
  'Bundle',
  'Scheme',
  'Project',
  'SpaceRole',
  'Space',
  'Channel',
  'Collaboration',
  'Guardrail',
  'Test',
];

export function isKind(word: unknown): word is RawKind {
  return (kinds as readonly unknown[]).includes(word);
}

/** The field by which documents of a kind are called. */
export function nameField(kind: RawKind): 'name' | 'key' {
  return kind === 'Project' || kind === 'Space' ? 'key' : 'name';
}
