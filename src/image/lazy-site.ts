import type { About, Site } from '../model/site.js';
import type { Image } from './image.js';
import type { SiteKind, ThingOf } from '../model/site-kinds.js';
import { tellOwners, type KnownOwner, type OwnedKind } from '../model/owners.js';
import { tellTraits } from '../model/traits.js';
import { LazyMap } from './lazy-map.js';

/** By kind and name, what things are now; undefined where they are no more. */
export type Replacements = { readonly [K in SiteKind]?: ReadonlyMap<string, ThingOf<K> | undefined> };

/** The site of an image, with some of its things replaced: whatever is asked for is read then. */
export function siteOf(image: Image, replaced: Replacements = {}): Site {
  const mapOf = <K extends SiteKind>(kind: K): ReadonlyMap<string, ThingOf<K>> => new LazyMap<ThingOf<K>>(image.of(kind), replaced[kind]);
  const ownersOf =
    (kind: OwnedKind) =>
    (name: string): KnownOwner | undefined =>
      replaced[kind]?.has(name) === true ? undefined : image.ownerOf(kind, name);
  return {
    get about(): About {
      return image.about;
    },
    people: tellTraits(mapOf('people'), (name) => (replaced.people?.has(name) === true ? undefined : image.traitsOf(name))),
    groups: mapOf('groups'),
    roles: mapOf('roles'),
    bundles: mapOf('bundles'),
    schemes: mapOf('schemes'),
    projects: tellOwners(mapOf('projects'), ownersOf('projects')),
    spaceRoles: mapOf('spaceRoles'),
    spaces: tellOwners(mapOf('spaces'), ownersOf('spaces')),
    channels: tellOwners(mapOf('channels'), ownersOf('channels')),
    collaborations: mapOf('collaborations'),
    guardrails: mapOf('guardrails'),
    tests: mapOf('tests'),
  };
}
