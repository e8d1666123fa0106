import type { Renames } from '../diff/renames.js';
import type { Declared, Site } from '../model/site.js';

/** A thing that the head calls by another name than the base. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

/** What `formerly` renames from one site to the other: subjects and resources, since only these have cells. In order of the old names. */
export function renamesBetween(before: Site | undefined, after: Site): readonly Rename[] {
  if (before === undefined) return [];
  const kinds: readonly (readonly [string, ReadonlyMap<string, Declared>, ReadonlyMap<string, Declared>])[] = [
    ['user', before.people, after.people],
    ['group', before.groups, after.groups],
    ['project', before.projects, after.projects],
    ['space', before.spaces, after.spaces],
    ['channel', before.channels, after.channels],
  ];
  return kinds
    .flatMap(([type, old, now]) =>
      [...now.values()].flatMap(({ name, formerly }) =>
        formerly !== undefined && old.has(formerly) && !old.has(name) ? [{ from: `${type}:${formerly}`, to: `${type}:${name}` }] : [],
      ),
    )
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

export function asMap(renames: readonly Rename[]): Renames {
  return new Map(renames.map(({ from, to }) => [from, to]));
}
