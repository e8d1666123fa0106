import type { Renames } from '../diff/pairing.js';
import type { Declared, Site } from '../model/site.js';
import { touchedIn, type Touched, type TouchedKind } from '../model/touched.js';

/** A thing that the head calls by another name than the base. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

const kinds = [
  ['user', 'people'],
  ['group', 'groups'],
  ['project', 'projects'],
  ['space', 'spaces'],
  ['channel', 'channels'],
] as const satisfies readonly (readonly [type: string, kind: TouchedKind])[];

/** What `formerly` renames from one site to the other: subjects and resources, since only these have cells. In order of the old names. */
export function renamesBetween(before: Site | undefined, after: Site, touched?: Touched): readonly Rename[] {
  if (before === undefined) return [];
  const found: Rename[] = [];
  for (const [type, kind] of kinds) {
    const old: ReadonlyMap<string, Declared> = before[kind];
    for (const { name, formerly } of touchedIn(after, kind, touched))
      if (formerly !== undefined && old.has(formerly) && !old.has(name)) found.push({ from: `${type}:${formerly}`, to: `${type}:${name}` });
  }
  return found.sort((a, b) => (a.from < b.from ? -1 : 1));
}

export function asMap(renames: readonly Rename[]): Renames {
  return new Map(renames.map(({ from, to }) => [from, to]));
}
