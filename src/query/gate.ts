import { jiraProducts, productOfPermission, type Product } from '../model/permissions.js';
import { bitOf, bitsOf } from './product-bits.js';

/** What has to be held to be let in at all: one of some products. */
export interface Gate {
  readonly needs: string;
  readonly products: readonly Product[];
  /** The same, each a bit. */
  readonly bits: number;
  /** Gates are counted from 0. */
  readonly number: number;
}

const single = (product: Product, number: number): Gate => ({ needs: product, products: [product], bits: bitOf(product), number });

const ofConfluence = single('confluence', 0);
const ofJira: Gate = { needs: 'a product of Jira', products: jiraProducts, bits: bitsOf(jiraProducts), number: 1 };
const certain: ReadonlyMap<string, Gate> = new Map(
  Object.entries(productOfPermission).map(([permission, product], index) => [permission, single(product, index + 2)]),
);

/** The gate in front of a permission on a project or in a space; elsewhere there is none. */
export function gateTo(type: string, permission: string): Gate | undefined {
  if (type === 'space') return ofConfluence;
  return type === 'project' ? gateOfProject(permission) : undefined;
}

/** The gate in front of a permission on a project. */
export function gateOfProject(permission: string): Gate {
  return certain.get(permission) ?? ofJira;
}
