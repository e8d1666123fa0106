import { factOf } from '../../diff/fact-change.js';
import { refused, type ApiTarget } from '../api-target.js';
import { kindOf } from '../names.js';
import type { Write } from '../target.js';
import { administratorTarget } from './organization-target-administrators.js';
import { groupTarget } from './organization-target-groups.js';
import { personTarget } from './organization-target-people.js';
import type { OfOneThing, Place } from './organization-place.js';

/** People, groups and administrators of the organization that a site belongs to. */
export function organizationTarget(place: Place): ApiTarget {
  return {
    find: async (write, pen) => {
      const { of, target } = targetOf(write);
      return target.find(of, write.changes, place, pen);
    },
    calledNow: () => Promise.resolve(undefined),
    make: async (making, pen) => {
      const { of, target } = targetOf(making.write);
      return target.make(of, making, place, pen);
    },
  };
}

const kinds: Readonly<Record<string, OfOneThing>> = { user: personTarget, group: groupTarget, site: administratorTarget };

function targetOf({ changes: [first], rename }: Write): { readonly of: string; readonly target: OfOneThing } {
  if (rename !== undefined || first === undefined)
    throw refused('No API calls people or groups otherwise.', 'Change the name by hand, in the administration of the organization.');
  const { of } = factOf(first);
  const kind = kindOf(of);
  const target = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (target === undefined) throw refused(`The organization writes people, groups and administrators, and nothing of "${kind}".`);
  return { of, target };
}
