import type { KnownOwner } from '../model/owners.js';
import type { Ref } from '../model/site.js';

/** Who owns a thing, as the number of a person or group among the things of its kind. */
export interface NumberedOwner {
  readonly type: Ref['type'];
  readonly thing: number;
}

const nobody = 0;
/** Somebody is named of whom the image knows nothing. */
const unknown = 0xffff_ffff;

/** As one number. `undefined`: nobody is named. */
export function ownerNumber(owner: NumberedOwner | undefined): number {
  if (owner === undefined) return nobody;
  return owner.thing < 0 ? unknown : 1 + owner.thing * 2 + (owner.type === 'group' ? 1 : 0);
}

/** Undefined says nothing. */
export function ownerOfNumber(number: number, nameOf: (owner: NumberedOwner) => string): KnownOwner | undefined {
  if (number === unknown) return undefined;
  if (number === nobody) return { owner: undefined };
  const type = (number - 1) % 2 === 1 ? 'group' : 'user';
  return { owner: { type, name: nameOf({ type, thing: (number - 1) >>> 1 }) } };
}
