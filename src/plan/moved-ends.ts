import { writtenHolder } from '../model/written.js';
import { below, keyOf, type Place } from '../diagnostics/place.js';
import type { Entry, Grant, Member, Site, Timed } from '../model/site.js';
import { holderName } from '../query/edge.js';
import { compareBytes } from '../text/compare.js';
import { list } from '../text/plural.js';
import type { MovedEnd } from './plan.js';

/** Something with a last day. */
interface Term {
  /** Made only where it is told: a site has many terms, and few move. */
  readonly what: () => string;
  readonly until: string | undefined;
  readonly at: Place;
}

/** What holds today on both sides, but until another day: the change reaches into the future, and no matrix of today shows it. */
export function movedEnds(before: Site, after: Site, asOf: string): readonly MovedEnd[] {
  const lives = ({ until }: Term): boolean => until === undefined || until >= asOf;
  const old = terms(before);
  return [...terms(after)]
    .flatMap(([key, now]): readonly MovedEnd[] => {
      const was = old.get(key);
      if (was === undefined || was.until === now.until || !lives(was) || !lives(now)) return [];
      const ends = { ...(was.until === undefined ? {} : { before: was.until }), ...(now.until === undefined ? {} : { after: now.until }) };
      return [{ what: now.what(), ...ends, at: now.at }];
    })
    .sort((a, b) => compareBytes(a.what, b.what) || compareBytes(a.at.file, b.at.file));
}

/** All that may have an end, by what it is; of what is written twice, the later end counts. */
function terms(site: Site): ReadonlyMap<string, Term> {
  const found = new Map<string, Term>();
  const add = (key: readonly string[], what: () => string, { until }: Timed, at: Place): void => {
    const id = key.join('\t');
    const known = found.get(id);
    if (known === undefined || isLater(until, known.until)) found.set(id, { what, until, at });
  };
  const members = (all: readonly Member[], room: string, words: string, home: Place): void => {
    for (const each of all) add(['member', each.user, room], () => `${each.user} ${words}`, each, each.at ?? below(home, each.index));
  };
  const entries = (all: readonly Entry[], room: string, words: string): void => {
    for (const each of all)
      add(['entry', each.type, each.name, room], () => `${holderName(`${each.type}:${each.name}`)} ${words}`, each, each.at);
  };
  const grants = (all: readonly Grant[], room: string, words: string): void => {
    for (const each of all) {
      const holders = each.to.map((holder) => holderName(writtenHolder(holder)));
      add(['grant', room, ...holders, ...each.permissions], () => `${each.allow.join(', ')} for ${list(holders)} ${words}`, each, each.at);
    }
  };
  for (const { name, until, products, at } of site.people.values()) {
    add(['person', name], () => name, until === undefined ? {} : { until }, keyOf(at));
    for (const each of products) add(['product', name, each.product], () => `${each.product} of ${name}`, each, each.at);
  }
  for (const { name, at, members: all } of site.groups.values()) members(all, `group:${name}`, `in group ${name}`, below(at, 'members'));
  for (const { name, grants: all } of site.schemes.values()) grants(all, `scheme:${name}`, `in scheme ${name}`);
  grants(site.about.globalPermissions, 'site', 'on the site');
  for (const { name, at, roles, guests } of site.projects.values()) {
    for (const [role, actors] of roles) entries(actors, `project:${name} role:${role}`, `as role ${role} in project ${name}`);
    members(guests, `project:${name}`, `as guest of project ${name}`, below(at, 'guests'));
  }
  for (const { name, at, access, guests } of site.spaces.values()) {
    grants(access, `space:${name}`, `in space ${name}`);
    members(guests, `space:${name}`, `as guest of space ${name}`, below(at, 'guests'));
  }
  for (const { name, at, members: all, guests } of site.channels.values()) {
    entries(all, `channel:${name}`, `in channel ${name}`);
    members(guests, `channel:${name}`, `as guest of channel ${name}`, below(at, 'guests'));
  }
  return found;
}

function isLater(until: string | undefined, known: string | undefined): boolean {
  return known !== undefined && (until === undefined || until > known);
}
