import { factKey, type Fact } from '../diff/facts.js';
import type { Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import { nameOf } from '../text/reference.js';
import type { NotLookedAt } from './drift.js';
import type { LiveState } from './live-state.js';

interface Known {
  readonly policies: Site;
  readonly live: Pick<LiveState, 'offers'>;
  /** What is called otherwise on the site: its reference there → in the policies. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * A site gives somebody a product by themselves by putting them into its default groups. Where the policies declare one that gives it, whoever they
 * give the product is a member of it, whether they list them or not: it is the only way to have both.
 */
export function throughDefaultGroups(
  said: readonly Fact[],
  held: readonly Fact[],
  known: Known,
): { readonly facts: readonly Fact[]; readonly told: readonly NotLookedAt[] } {
  const there = new Set(held.map(factKey));
  const stated = new Set(said.map(factKey));
  const told = new Set<string>();
  const facts = said.flatMap((fact): readonly Fact[] => {
    // Whoever has it otherwise needs no default group.
    if (fact.type !== 'product' || there.has(factKey(fact))) return [fact];
    const groups = defaultGroupsOf(fact.says[0] ?? '', known);
    const declared = groups.filter(
      (of) =>
        known.policies.groups.get(nameOf(of))?.managedBy === 'git' && stated.has(factKey({ type: 'group-product', of, says: fact.says })),
    );
    if (declared.length === 0) return [fact];
    const members = declared.map((of): Fact => ({ type: 'member', of, says: [fact.of] })).filter((each) => !stated.has(factKey(each)));
    for (const each of members) {
      stated.add(factKey(each));
      told.add(fact.of);
    }
    return declared.length < groups.length ? [fact, ...members] : members;
  });
  const things = [...told].sort(compareBytes);
  const what = 'Whether these people are to be members of a default group: it gives them a product that the policies say is their own.';
  return { facts, told: things.length === 0 ? [] : [{ code: 'default-groups', what, things }] };
}

function defaultGroupsOf(product: string, { live, names }: Known): readonly string[] {
  return (live.offers?.defaultGroups?.get(product) ?? []).map((name) => names.get(`group:${name}`) ?? `group:${name}`);
}
