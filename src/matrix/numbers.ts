import { classes } from './subject-classes.js';
import { wholeList } from '../text/lazy-list.js';
import type { Tables } from './tables.js';

/** The numbers of all subjects by their full names: people, then groups, as in the tables; then the classes. */
export function subjectNumbers({ people, idpGroups }: Tables): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const add = (name: string): unknown => numbers.set(name, numbers.size);
  for (const name of wholeList(people)) add(named('user', name));
  for (const name of idpGroups) add(named('group', name));
  for (const name of classes) add(name);
  return numbers;
}

/**
 * The names of the same in the order of their bytes: people and groups are sorted already, and the five kinds follow one another by their
 * first letters. They are the texts by which the numbers are found, since a large site has no room for a second copy.
 */
export function sortedSubjects(numbers: ReadonlyMap<string, number>, { people, idpGroups }: Tables): readonly string[] {
  const names = [...numbers.keys()];
  const groupsEnd = people.length + idpGroups.length;
  const [groups, users] = [names.slice(people.length, groupsEnd), names.slice(0, people.length)];
  return Object.freeze(['anyone', ...groups, 'logged-in', 'portal-customers', ...users]);
}

/** Where each name stands in a list. */
export function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(wholeList(names).map((name, place) => [name, place]));
}

/** Written in one piece: a text that is put together from two is slower to compare. */
function named(type: string, name: string): string {
  return [type, name].join(':');
}
