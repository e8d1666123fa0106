import type { Witness } from './plan.js';

/** A class with its witness, which is looked up when it is read for the first time: there may be very many, of which few are shown. */
export function withWitness<T extends object>(each: T, look: () => Witness | undefined): T & { readonly witness?: Witness } {
  let found: { readonly witness: Witness | undefined } | undefined;
  const whole = {
    ...each,
    get witness() {
      return (found ??= { witness: look() }).witness;
    },
  };
  return whole as T & { readonly witness?: Witness };
}
