import { refused, type ApiTarget } from '../api-target.js';
import { kindOf } from '../names.js';
import { eitherOf } from '../standing.js';
import type { Write } from '../target.js';
import { administratorTarget } from './organization-target-administrators.js';
import { groupTarget } from './organization-target-groups.js';
import { personTarget } from './organization-target-people.js';
import type { Place } from './organization-place.js';

/** People, groups and administrators of the organization that a site belongs to. */
export function organizationTarget(place: Place): ApiTarget {
  const kinds: Readonly<Record<string, ApiTarget>> = {
    user: personTarget(place),
    group: groupTarget(place),
    site: administratorTarget(place),
  };
  const targetOf = ({ changes: [first], rename }: Write): ApiTarget => {
    if (rename !== undefined || first === undefined)
      throw refused('No API calls people or groups otherwise.', 'Change the name by hand, in the administration of the organization.');
    const kind = kindOf(eitherOf(first).of);
    const target = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (target === undefined) throw refused(`The organization writes people, groups and administrators, and nothing of "${kind}".`);
    return target;
  };
  return {
    find: (write, pen) => targetOf(write).find(write, pen),
    calledNow: () => Promise.resolve(undefined),
    make: (making, pen) => targetOf(making.write).make(making, pen),
  };
}
