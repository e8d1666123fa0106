import type { Audience, Person } from './site.js';

type People = ReadonlyMap<string, Person>;

/** What is asked of very many people at once. */
export interface Traits {
  /** Active, no app, and without a last day, as most people are. */
  readonly isPlain: boolean;
  readonly audience: Audience;
  readonly company?: string;
}

const known = new WeakMap<People, (name: string) => Traits | undefined>();

/** Whoever knows the traits of people that are read one by one tells them here, so that nobody has to be read for them alone. */
export function tellTraits<T extends People>(people: T, traitsOf: (name: string) => Traits | undefined): T {
  known.set(people, traitsOf);
  return people;
}

/** Undefined says nothing. */
export function knownTraits(people: People, name: string): Traits | undefined {
  return known.get(people)?.(name);
}

export function traitsOf({ type, active, until, audience, company }: Person): Traits {
  return {
    isPlain: type === 'person' && active && until === undefined,
    audience,
    ...(company === undefined ? {} : { company }),
  };
}
