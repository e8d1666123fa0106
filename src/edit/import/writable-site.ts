import { builtInBundles } from '../../model/bundles.js';
import type { About, Group, Person, Site } from '../../model/site.js';
import { visible } from '../../text/quote.js';
import { leftOuts, type LeftOut, type LeftOuts } from './left-out.js';
import { licencesOf, withoutImpossibleGuests } from './writable-guests.js';
import { writableSchemes, writableSpaces } from './writable-grants.js';

/** What a site does not tell of itself, and policies say. */
export interface SiteFrame {
  readonly internalDomains: readonly string[];
  /** `YYYY-MM-DD`: the day on which members of synced groups were seen. */
  readonly on: string;
}

export interface Writable {
  readonly site: Site;
  readonly leftOut: readonly LeftOut[];
}

/**
 * A live site as far as policies can say it. What they cannot is taken out or said in another way, and listed: one by one, never in silence.
 */
export function writableSite(live: Site, frame: SiteFrame): Writable {
  const spots = leftOuts();
  const framed: Site = {
    ...live,
    about: { ...live.about, internalDomains: frame.internalDomains },
    people: mapped(live.people, (person) => personOf(person, frame.internalDomains)),
    schemes: writableSchemes(live.schemes, spots),
    projects: keyed(live.projects, /^[A-Z][A-Z0-9_]{1,9}$/, 'project-key', spots),
    spaces: writableSpaces(keyed(live.spaces, /^[A-Za-z0-9~._-]{1,255}$/, 'space-key', spots), spots),
  };
  const guested = withoutImpossibleGuests(framed, spots);
  const site = {
    ...guested,
    about: aboutOf(guested, spots),
    groups: mapped(guested.groups, (group) => groupOf(group, guested.people, frame.on)),
    spaces: mapped(guested.spaces, (space) => (space.guests.length > 0 ? space : { ...space, ...usualGuests })),
  };
  return { site: described(site, spots), leftOut: spots.list() };
}

const usualGuests = { guestPermissions: ['guest'], guestOperations: [...(builtInBundles['guest'] ?? [])].sort() };

function mapped<T>(things: ReadonlyMap<string, T>, change: (thing: T) => T): ReadonlyMap<string, T> {
  return new Map(Array.from(things, ([name, thing]) => [name, change(thing)]));
}

function keyed<T>(
  things: ReadonlyMap<string, T>,
  pattern: RegExp,
  code: 'project-key' | 'space-key',
  spots: LeftOuts,
): ReadonlyMap<string, T> {
  return new Map(
    [...things].filter(([key]) => {
      const fits = pattern.test(key) && !reserved.includes(key);
      if (!fits) spots.note(code, key);
      return fits;
    }),
  );
}

const reserved = ['__proto__', 'constructor', 'prototype'];

/** Mail domains are ours to say, and they decide who is external. */
function personOf(person: Person, internalDomains: readonly string[]): Person {
  const { name, displayName, ...rest } = person;
  const domain = name.includes('@') ? name.slice(name.lastIndexOf('@') + 1) : undefined;
  const audience = domain !== undefined && internalDomains.includes(domain) ? 'internal' : 'external';
  const shown = displayName?.trim() === '' || displayName === name ? undefined : displayName;
  return { ...rest, name, audience, ...(shown === undefined ? {} : { displayName: shown }) };
}

/** Of a synced group one sees who is in it, and so of what kind they are. */
function groupOf(group: Group, people: ReadonlyMap<string, Person>, on: string): Group {
  if (group.managedBy !== 'idp') return group;
  const members = group.observed?.members ?? [];
  const isInternal = members.length > 0 && members.every((name) => people.get(name)?.audience === 'internal');
  return { ...group, observed: { on, members }, ...(isInternal ? { audience: 'internal' } : {}) };
}

function aboutOf(site: Site, spots: LeftOuts): About {
  const { about } = site;
  const { holders, guests, paid, isCountable } = licencesOf(site);
  const seats = Object.entries(about.seats).filter(([product, most]) => {
    const used = holders(product);
    if (used > most) spots.note('seats', `${product}: ${String(used)} people, ${String(most)} seats`);
    return used <= most;
  });
  const needed = (['confluence', 'jira'] as const).map((kind) => {
    if (guests(kind) <= paid(kind) * about.guestsPerPaidUser || !isCountable(kind)) return 0;
    spots.note('number-of-guests', `${kind}: ${String(guests(kind))} guests, ${String(paid(kind))} paid users`);
    return Math.ceil(guests(kind) / Math.max(1, paid(kind)));
  });
  return { ...about, seats: Object.fromEntries(seats), guestsPerPaidUser: Math.max(about.guestsPerPaidUser, ...needed) };
}

/** Descriptions on one line; what cannot be seen is written out. */
function described(site: Site, spots: LeftOuts): Site {
  const tidy = <T extends { readonly name: string; readonly description?: string }>(thing: T): T => {
    const { description, ...rest } = thing;
    const plain = description?.replaceAll(/\s+/gu, ' ').trim() ?? '';
    if (visible(plain) !== plain) spots.note('changed-description', thing.name);
    return { ...rest, ...(plain === '' || plain === thing.name ? {} : { description: visible(plain) }) } as T;
  };
  return {
    ...site,
    groups: mapped(site.groups, tidy),
    roles: mapped(site.roles, tidy),
    schemes: mapped(site.schemes, tidy),
    projects: mapped(site.projects, tidy),
    spaceRoles: mapped(site.spaceRoles, tidy),
    spaces: mapped(site.spaces, tidy),
    channels: mapped(site.channels, tidy),
  };
}
