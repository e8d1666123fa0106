import type { Channel, Group, Person, Project, Scheme, Site, Space } from './site.js';

/** The declared things that renames and last days are about. */
interface Things {
  readonly people: Person;
  readonly groups: Group;
  readonly schemes: Scheme;
  readonly projects: Project;
  readonly spaces: Space;
  readonly channels: Channel;
}

export type TouchedKind = keyof Things;
export type Thing<K extends TouchedKind> = Things[K];
type Maps = { readonly [K in TouchedKind]: ReadonlyMap<string, Thing<K>> };

/** By kind, the names on the new side of all that is not as it was; what is left out may have changed anywhere. */
export type Touched = Readonly<Partial<Record<TouchedKind, readonly string[]>>>;

/** The things of one kind by name. */
export function thingsOf<K extends TouchedKind>(site: Site, kind: K): ReadonlyMap<string, Thing<K>> {
  const maps: Maps = site;
  return maps[kind];
}

/** What can differ of one kind, as it is on the new side. */
export function* touchedIn<K extends TouchedKind>(after: Site, kind: K, touched: Touched = {}): Generator<Thing<K>> {
  const things = thingsOf(after, kind);
  const names = touched[kind];
  if (names === undefined) {
    yield* things.values();
    return;
  }
  for (const name of new Set(names)) {
    const thing = things.get(name);
    if (thing !== undefined) yield thing;
  }
}
