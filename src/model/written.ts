import { below, type Place } from '../diagnostics/place.js';
import type { Holder, Member } from './site.js';

/** A holder as it is written: `role:Developers`, `lead`. */
export function writtenHolder({ type, name }: Holder): string {
  return name === '' ? type : `${type}:${name}`;
}

/** Where a member of a list is written: in the list itself, or in the Collaboration that put it there. */
export function placeOfMember({ at, index }: Member, list: Place): Place {
  return at ?? below(list, index);
}
