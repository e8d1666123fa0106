import type { Person } from './site.js';

type People = ReadonlyMap<string, Person>;

const known = new WeakMap<People, (name: string) => boolean>();

/**
 * Most people are: active, no app, and without a last day. Whoever knows it of people that are read one by one tells it here, so that
 * nobody has to be read for that alone; `false` says nothing.
 */
export function tellPlain<T extends People>(people: T, isPlainPerson: (name: string) => boolean): T {
  known.set(people, isPlainPerson);
  return people;
}

/** Whether somebody is known to be there and plain; `false` says nothing. */
export function isPlain(people: People, name: string): boolean {
  return known.get(people)?.(name) === true;
}
