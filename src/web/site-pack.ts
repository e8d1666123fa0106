import type { Place } from '../diagnostics/place.js';
import type { Site } from '../model/site.js';
import { siteKinds, type SiteKind } from '../model/site-kinds.js';

/** A thing as plain JSON: maps are lists of pairs, and a place within the thing's own is what follows it. */
type PackedThing = { readonly [name: string]: unknown };

/** A linked site as plain JSON, with what repeats left out. */
export type PackedSite = { readonly about: PackedThing } & { readonly [K in SiteKind]: readonly PackedThing[] };

/** What another site has instead: things that are new or different, and the names of those that are not there. */
export interface SiteDifference {
  readonly about?: PackedThing;
  readonly changed: { readonly [K in SiteKind]?: readonly PackedThing[] };
  readonly absent: { readonly [K in SiteKind]?: readonly string[] };
}

export function packSite(site: Site): PackedSite {
  const things = siteKinds.map((kind) => [kind, Array.from((site[kind] as ReadonlyMap<string, { at: Place }>).values(), packThing)]);
  return { about: packThing(site.about), ...(Object.fromEntries(things) as Omit<PackedSite, 'about'>) };
}

/** What to do to a packed site to get another one. */
export function differenceTo(packed: PackedSite, other: Site): SiteDifference {
  const theirs = packSite(other);
  const changed: Partial<Record<SiteKind, readonly PackedThing[]>> = {};
  const absent: Partial<Record<SiteKind, readonly string[]>> = {};
  for (const kind of siteKinds) {
    const known = new Map(packed[kind].map((thing) => [nameOf(thing), JSON.stringify(thing)]));
    const different = theirs[kind].filter((thing) => known.get(nameOf(thing)) !== JSON.stringify(thing));
    const names = new Set(theirs[kind].map(nameOf));
    const gone = [...known.keys()].filter((name) => !names.has(name));
    if (different.length > 0) changed[kind] = different;
    if (gone.length > 0) absent[kind] = gone;
  }
  const sameAbout = JSON.stringify(theirs.about) === JSON.stringify(packed.about);
  return { ...(sameAbout ? {} : { about: theirs.about }), changed, absent };
}

export function isEmptyDifference({ about, changed, absent }: SiteDifference): boolean {
  return about === undefined && Object.keys(changed).length === 0 && Object.keys(absent).length === 0;
}

/** The packed site that a difference leads to. What is new comes last. */
export function withDifference(packed: PackedSite, { about, changed, absent }: SiteDifference): PackedSite {
  const things = siteKinds.map((kind) => {
    const other = new Map(changed[kind]?.map((thing) => [nameOf(thing), thing]));
    const gone = new Set(absent[kind]);
    const kept = packed[kind].filter((thing) => !gone.has(nameOf(thing))).map((thing) => other.get(nameOf(thing)) ?? thing);
    const names = new Set(kept.map(nameOf));
    return [kind, [...kept, ...[...other.values()].filter((thing) => !names.has(nameOf(thing)))]];
  });
  return { about: about ?? packed.about, ...(Object.fromEntries(things) as Omit<PackedSite, 'about'>) };
}

export function unpackSite(packed: PackedSite): Site {
  const maps = siteKinds.map((kind) => {
    const things = packed[kind].map((thing) => unpackThing(thing) as { readonly name: string });
    return [kind, new Map(things.map((thing) => [thing.name, thing]))];
  });
  return { about: unpackThing(packed.about), ...(Object.fromEntries(maps) as object) } as Site;
}

function nameOf({ name }: PackedThing): string {
  return String(name);
}

// ---- single things

/** Lists of people: who is nothing but a name stands there as that name. */
const peopleLists: ReadonlySet<string> = new Set(['members', 'guests']);

function packThing(thing: { readonly at: Place }): PackedThing {
  const { at, ...rest } = thing;
  return { at: [at.file, at.document, ...at.path], ...(pack(rest, at) as object) };
}

function unpackThing({ at, ...rest }: PackedThing): unknown {
  const [file, document, ...path] = at as readonly [string, number, ...(string | number)[]];
  const home = { file, document, path };
  return { at: home, ...(unpack(rest, home) as object) };
}

function pack(value: unknown, home: Place): unknown {
  if (Array.isArray(value)) return value.map((each) => pack(each, home));
  if (value instanceof Map) return Array.from(value, ([key, each]: [string, unknown]) => [key, pack(each, home)]);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, each]: [string, unknown]) => {
    if (key === 'at' && isPlace(each)) return [key, packPlace(each, home)];
    if (peopleLists.has(key) && Array.isArray(each)) return [key, each.map((member, index) => packMember(member, index, home))];
    return [key, pack(each, home)];
  });
  return Object.fromEntries(fields);
}

function unpack(value: unknown, home: Place): unknown {
  if (Array.isArray(value)) return value.map((each) => unpack(each, home));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, each]: [string, unknown]) => {
    if (key === 'at' && typeof each === 'object') return [key, unpackPlace(each as readonly (string | number)[] | Place, home)];
    if (key === 'roles' && Array.isArray(each)) return [key, new Map(each.map(([role, actors]) => [role as string, unpack(actors, home)]))];
    // What an import saw in a group is names and nothing else.
    if (key === 'observed') return [key, each];
    if (peopleLists.has(key) && Array.isArray(each)) return [key, each.map((member, index) => unpackMember(member, index, home))];
    return [key, unpack(each, home)];
  });
  return Object.fromEntries(fields);
}

function packMember(member: unknown, index: number, home: Place): unknown {
  const { user, index: own, ...rest } = member as { user?: string; index?: number };
  return user !== undefined && own === index && Object.keys(rest).length === 0 ? user : pack(member, home);
}

function unpackMember(member: unknown, index: number, home: Place): unknown {
  return typeof member === 'string' ? { user: member, index } : unpack(member, home);
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'document' in value && 'path' in value;
}

function packPlace(place: Place, home: Place): readonly (string | number)[] | Place {
  const isWithin =
    place.file === home.file &&
    place.document === home.document &&
    place.key === undefined &&
    place.offset === undefined &&
    home.path.every((step, index) => place.path[index] === step);
  return isWithin ? place.path.slice(home.path.length) : place;
}

function unpackPlace(packed: readonly (string | number)[] | Place, home: Place): Place {
  if (!isPlace(packed)) return { file: home.file, document: home.document, path: [...home.path, ...packed] };
  return packed;
}
