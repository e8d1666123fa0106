import { systemSpaceRoles } from '../model/bundles.js';
import { compareBytes } from '../text/compare.js';
import { kindOf, nameOf } from './references.js';

/** So many a site may have beside those of Confluence itself. */
export const mostSpaceRoles = 10;

/** Space roles of the policies for which the site has no room beside those that are there, as references. */
export function spaceRolesBeyond(wanted: readonly string[], there: ReadonlySet<string>): ReadonlySet<string> {
  const isOwn = (thing: string): boolean => kindOf(thing) === 'space-role' && !Object.hasOwn(systemSpaceRoles, nameOf(thing));
  const room = mostSpaceRoles - [...there].filter(isOwn).length;
  const coming = wanted.map((name) => `space-role:${name}`).filter((thing) => isOwn(thing) && !there.has(thing));
  return new Set(coming.sort(compareBytes).slice(Math.max(room, 0)));
}
