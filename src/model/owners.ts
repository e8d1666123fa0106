import { Foreknown } from './foreknown.js';
import type { Declared, Ref, Site } from './site.js';

type Things = ReadonlyMap<string, Declared>;

/** Kinds of things in which people hold access: of very many at once it is asked who answers for them. */
export const ownedKinds = ['projects', 'spaces', 'channels'] as const satisfies readonly (keyof Site)[];

export type OwnedKind = (typeof ownedKinds)[number];

/** Whom a thing names to answer for it: its owner, or else the lead of a project. */
export function ownOwner({ owner, lead }: Declared & { readonly lead?: string }): Ref | undefined {
  return owner ?? (lead === undefined ? undefined : { type: 'user', name: lead });
}

/** Who answers for something that is there; the same object for the same owner, mostly. */
export interface KnownOwner {
  readonly owner: Ref | undefined;
}

/** Who answers for things that are read one by one. */
export const knownOwner = new Foreknown<Things, KnownOwner>();
