import { factOf } from '../../diff/fact-change.js';
import type { ApiTarget } from '../api-target.js';
import { refused } from '../api-target.js';
import type { World } from '../http/world.js';
import { kindOf } from '../names.js';
import type { Write } from '../target.js';
import { besideSpace, findInSpace, makeInSpace } from './confluence-target-spaces.js';
import { findSpaceRole, makeSpaceRole, spaceRoleCalledNow } from './confluence-target-roles.js';

/** Spaces, what is given in them, and their roles. */
export function confluenceTarget(world: Pick<World, 'sleep'>): ApiTarget {
  return {
    find: async (write, pen) => (isOfSpace(write) ? findInSpace(write, pen) : findSpaceRole(write, pen)),
    beside: async (write, pen) => (isOfSpace(write) ? besideSpace(write, pen) : []),
    async calledNow(rename, pen) {
      if (kindOf(rename.from) === 'space-role') return spaceRoleCalledNow(rename, pen);
      throw refused(
        `"${rename.from}" cannot be called "${rename.to}": no API of Confluence gives a space another key.`,
        'Keep the key, or make a space of the new one and move by hand what is in the old one.',
      );
    },
    make: async (making, pen) => (isOfSpace(making.write) ? makeInSpace(making, pen) : makeSpaceRole(making, pen, world)),
  };
}

/** A write is about one space, or about one role of spaces. */
function isOfSpace({ changes, rename }: Write): boolean {
  const about = new Set(changes.map((change) => factOf(change).of));
  for (const name of rename === undefined ? [] : [rename.from, rename.to]) about.delete(name);
  const [thing = rename?.from ?? '', ...others] = about;
  const kind = kindOf(thing);
  if (others.length > 0 || (kind !== 'space' && kind !== 'space-role'))
    throw refused(`A write to Confluence is about one space or one space role, not about ${[...about].join(', ')}.`);
  return kind === 'space';
}
