import { withChanges, type FactChange } from '../../../src/diff/fact-change.js';
import { factsOf } from '../../../src/diff/facts.js';
import { flatGroups } from '../../../src/diff/flat-groups.js';
import { siteOfFacts } from '../../../src/diff/site-of-facts.js';
import type { ApplyPlan } from '../../../src/apply/apply-plan.js';
import type { Group, Site } from '../../../src/model/site.js';
import type { World } from '../../../src/sandbox/world.js';

/** What a plan says that it does not look at, so that it takes it to be as the policies say, and what it leaves as it is. */
export type Told = Pick<ApplyPlan, 'notLookedAt' | 'left'>;

/**
 * Policies with what is on the site besides, and stays by the plan: a group in no policy any more that something still uses gives what it gave.
 * And without who is not put into a group, or given a product, that the site keeps by itself.
 */
export function withStaying(site: Site, { left }: Told, asOf: string): Site {
  const stay = left.flatMap(({ changes }): readonly FactChange[] =>
    changes.flatMap(({ before, after }): readonly FactChange[] => {
      if (before !== undefined) return [{ after: before }];
      return after?.type === 'member' || after?.type === 'product' ? [{ before: after }] : [];
    }),
  );
  return siteOfFacts(withChanges(factsOf(site, asOf), stay), site);
}

export function thingsTold({ notLookedAt }: Told, code: string): ReadonlySet<string> {
  return new Set(notLookedAt.flatMap((each) => (each.code === code ? each.things : [])));
}

/**
 * Policies with the members that their open groups have on the site, where a plan told that it does not look at these. Groups kept in git have
 * all members that the policies say, those of an open group within among them.
 */
export function withJoined(site: Site, world: World, told: Told, asOf: string): Site {
  const open = thingsTold(told, 'open-groups');
  if (open.size === 0) return site;
  const flat = flatGroups(site, asOf);
  const made = new Map(Object.values(world.groups).map(({ name, members }) => [name, members] as const));
  const people = new Map([...site.people.values()].map(({ name, accountId }) => [accountId ?? name, name] as const));
  const nameOf = (id: string): string | undefined => people.get(id) ?? people.get(world.accounts[id]?.email ?? '');
  const own = (group: Group): Group => {
    const isJoined = group.managedBy === 'open' && open.has(`group:${group.name}`) && made.has(group.name);
    const { members, inclusions } = flat.of(group.name);
    const named = isJoined ? (made.get(group.name) ?? []).flatMap((id) => nameOf(id) ?? []) : [...members.keys()];
    return {
      ...group,
      members: named.map((user, index) => ({ user, index })),
      // Whatever names the group was given to these as well, since a site knows no groups within groups.
      includes: [...inclusions.keys()].map((each) => ({ group: each, at: group.at })),
    };
  };
  return { ...site, groups: new Map([...site.groups].map(([name, group]) => [name, own(group)])) };
}
