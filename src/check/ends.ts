import { below, keyOf, type Place } from '../diagnostics/place.js';
import type { Site, Timed } from '../model/site.js';

/** Something with a last day, and where that is written. */
export interface End {
  readonly until: string;
  readonly at: Place;
}

const known = new WeakMap<Site, readonly End[]>();

/** Every last day that a site names, waivers included. Made once for each site. */
export function endsIn(site: Site): readonly End[] {
  const made = known.get(site);
  if (made !== undefined) return made;
  const ends = [...collect(site)];
  known.set(site, ends);
  return ends;
}

/** Whether anything ends from one day to another, both included. */
export function anythingEnds(site: Site, first: string, last: string): boolean {
  return endsIn(site).some(({ until }) => until >= first && until <= last);
}

function* collect(site: Site): Generator<End> {
  yield* dated(site.about.globalPermissions);
  for (const person of site.people.values()) {
    if (person.until !== undefined) yield { until: person.until, at: keyOf(person.at) };
    yield* dated(person.products);
  }
  for (const { members, at } of site.groups.values()) yield* listed(members, at, 'members');
  for (const { grants } of site.schemes.values()) yield* dated(grants);
  for (const { roles, guests, at } of site.projects.values()) {
    for (const actors of roles.values()) yield* dated(actors);
    yield* listed(guests, at, 'guests');
  }
  for (const { access, guests, at } of site.spaces.values()) {
    yield* dated(access);
    yield* listed(guests, at, 'guests');
  }
  for (const { members, guests, at } of site.channels.values()) {
    yield* dated(members);
    yield* listed(guests, at, 'guests');
  }
  for (const { except } of site.guardrails.values()) yield* dated(except);
}

function* dated(things: readonly (Timed & { readonly at: Place })[]): Generator<End> {
  for (const { until, at } of things) if (until !== undefined) yield { until, at };
}

function* listed(members: readonly (Timed & { readonly index: number; readonly at?: Place })[], home: Place, list: string): Generator<End> {
  for (const { until, at, index } of members) if (until !== undefined) yield { until, at: at ?? below(home, list, index) };
}
