import type { FactChange } from '../diff/fact-change.js';
import type { Fact } from '../diff/facts.js';
import { compareBytes } from '../text/compare.js';
import type { Abilities } from './abilities.js';
import type { Click } from './manual.js';

/** The product that has to be on the site for a fact to hold. */
export function productIn({ type, says: [first = ''] }: Fact): string | undefined {
  if (type === 'product' || type === 'group-product') return first;
  // Jira has business projects and software projects alike.
  if (type === 'project-type') return first === 'jira-servicedesk' || first === 'jira-product-discovery' ? first : undefined;
  return type === 'guest' && first === 'confluence' ? first : undefined;
}

/** Products that the policies give and the site has not: somebody adds them. */
export function missingProducts(changes: readonly FactChange[], { products }: Pick<Abilities, 'products'>): readonly Click[] {
  if (products === undefined) return [];
  const needed = new Set(changes.flatMap(({ after }) => (after === undefined ? [] : (productIn(after) ?? []))));
  return [...needed]
    .filter((product) => !products.has(product))
    .sort(compareBytes)
    .map((product) => ({ step: 'site-product', of: 'site', product }));
}
