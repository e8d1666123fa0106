import { products, type Product } from '../model/permissions.js';

export function bitOf(product: Product): number {
  return 1 << products.indexOf(product);
}

/** Some products as bits of one number. */
export function bitsOf(some: Iterable<Product>): number {
  let bits = 0;
  for (const product of some) bits |= bitOf(product);
  return bits;
}
