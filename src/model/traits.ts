import { Foreknown } from './foreknown.js';
import type { Audience, Person } from './site.js';

/** What is asked of very many people at once. */
export interface Traits {
  /** Active, no app, and without a last day, as most people are. */
  readonly isPlain: boolean;
  readonly audience: Audience;
  readonly company?: string;
}

/** The traits of people who are read one by one. */
export const knownTraits = new Foreknown<ReadonlyMap<string, Person>, Traits>();

export function traitsOf({ type, active, until, audience, company }: Person): Traits {
  return {
    isPlain: type === 'person' && active && until === undefined,
    audience,
    ...(company === undefined ? {} : { company }),
  };
}
