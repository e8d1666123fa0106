import type { CompiledValidator } from './compiled-validator.js';
import * as compiled from './generated/validators.js';
import type { RawKind } from './raw.js';

/** The compiled validator of each kind. */
export const validators: Readonly<Record<RawKind, CompiledValidator>> = compiled;

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
