import { factKey, type Fact } from '../diff/facts.js';
import type { Site } from '../model/site.js';
import { addToList } from '../text/add-to-list.js';

/** A product that comes through a group which no policy declares is, to the policies, somebody's own. */
export function ownProducts(facts: readonly Fact[], live: Site, managed: ReadonlySet<string>): readonly Fact[] {
  const products = new Map<string, string[]>();
  for (const { type, of, says } of facts) if (type === 'group-product' && !managed.has(of)) addToList(products, of, says[0] ?? '');
  const found = new Map<string, Fact>();
  const add = (fact: Fact): void => {
    const key = factKey(fact);
    if (!found.has(key)) found.set(key, fact);
  };
  for (const fact of facts) {
    add(fact);
    if (fact.type === 'member')
      for (const product of products.get(fact.of) ?? []) add({ ...fact, type: 'product', of: fact.says[0] ?? '', says: [product] });
  }
  for (const { name, observed } of live.groups.values())
    for (const user of observed?.members ?? [])
      for (const product of products.get(`group:${name}`) ?? []) add({ type: 'product', of: `user:${user}`, says: [product] });
  return [...found.values()];
}

/**
 * Facts in which nobody has as their own what such a group gives them besides: whoever is to have a product no more leaves the group. A group of
 * the identity provider has a product still, for whoever is in it without a fact that tells so.
 */
export function withoutGivers(facts: readonly Fact[], managed: ReadonlySet<string>): readonly Fact[] {
  const synced = new Set(facts.flatMap(({ type, of, says }) => (type === 'managed-by' && says[0] === 'idp' ? [of] : [])));
  return facts.filter(({ type, of }) => type !== 'group-product' || managed.has(of) || synced.has(of));
}
