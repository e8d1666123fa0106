import { jiraProducts, productOfPermission, type Product } from '../model/permissions.js';
import { bitOf, bitsOf } from './product-bits.js';

/** What has to be held to be let in at all: one of some products. */
export interface Gate {
  readonly needs: string;
  readonly products: readonly Product[];
  /** The same, each a bit. */
  readonly bits: number;
}

const single = (product: Product): Gate => ({ needs: product, products: [product], bits: bitOf(product) });

const ofConfluence = single('confluence');
const ofJira: Gate = { needs: 'a product of Jira', products: jiraProducts, bits: bitsOf(jiraProducts) };
const certain: ReadonlyMap<string, Gate> = new Map(
  Object.entries(productOfPermission).map(([permission, product]) => [permission, single(product)]),
);

/** The gate in front of a permission on a project or in a space; elsewhere there is none. */
export function gateTo(type: string, permission: string): Gate | undefined {
  if (type === 'space') return ofConfluence;
  return type === 'project' ? (certain.get(permission) ?? ofJira) : undefined;
}
