import { below, type Place } from '../diagnostics/place.js';
import { hasEnded } from '../model/ends.js';
import type { Group, Site } from '../model/site.js';
import { placeOfMember } from '../model/written.js';

/** A group as Atlassian has them, which knows none within another. Each name with the line that puts it there. */
export interface FlatGroup {
  readonly members: ReadonlyMap<string, Place>;
  /** The groups within, directly or not, whose members nobody can list: the identity provider's, and those that anybody may join. */
  readonly inclusions: ReadonlyMap<string, Place>;
}

/** Each group is worked out once; its own line of a member comes before one of a group within. */
export function flatGroups({ groups }: Pick<Site, 'groups'>, asOf: string): { of(group: string): FlatGroup } {
  const known = new Map<string, FlatGroup>();
  const of = (name: string): FlatGroup => {
    const done = known.get(name);
    if (done !== undefined) return done;
    const group = groups.get(name);
    const members = ownMembers(group, asOf);
    const inclusions = new Map<string, Place>();
    for (const { group: inner, at } of group?.includes ?? []) {
      if ((groups.get(inner)?.managedBy ?? 'git') !== 'git') addMissing(inclusions, inner, at);
      const within = of(inner);
      for (const [user, place] of within.members) addMissing(members, user, place);
      for (const [each, place] of within.inclusions) addMissing(inclusions, each, place);
    }
    const flat = { members, inclusions };
    known.set(name, flat);
    return flat;
  };
  return { of };
}

function ownMembers(group: Group | undefined, asOf: string): Map<string, Place> {
  const members = new Map<string, Place>();
  if (group === undefined) return members;
  const list = below(group.at, 'members');
  for (const member of group.members) if (!hasEnded(member, asOf)) addMissing(members, member.user, placeOfMember(member, list));
  return members;
}

function addMissing(map: Map<string, Place>, name: string, at: Place): void {
  if (!map.has(name)) map.set(name, at);
}
