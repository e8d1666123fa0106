import type { About, Site } from '../model/site.js';
import type { Image } from './image.js';
import type { SiteKind, ThingOf } from '../model/site-kinds.js';
import { knownOwner, type KnownOwner, type OwnedKind } from '../model/owners.js';
import { knownTraits } from '../model/traits.js';
import { LazyMap } from './lazy-map.js';

/** By kind and name, what things are now; undefined where they are no more. */
export type Replacements = { readonly [K in SiteKind]?: ReadonlyMap<string, ThingOf<K> | undefined> };

/** The site of an image, with some of its things replaced: whatever is asked for is read then. */
export function siteOf(image: Image, replaced: Replacements = {}): Site {
  const mapOf = <K extends SiteKind>(kind: K): ReadonlyMap<string, ThingOf<K>> => new LazyMap<ThingOf<K>>(image.of(kind), replaced[kind]);
  /** What the image knows of things of a kind; of those that were replaced it says nothing. */
  const unlessReplaced =
    <T>(kind: SiteKind, knownOf: (name: string) => T | undefined) =>
    (name: string): T | undefined =>
      replaced[kind]?.has(name) === true ? undefined : knownOf(name);
  const ownersIn = (kind: OwnedKind): ((name: string) => KnownOwner | undefined) =>
    unlessReplaced(kind, (name) => image.ownerOf(kind, name));
  return {
    get about(): About {
      return image.about;
    },
    people: knownTraits.tell(
      mapOf('people'),
      unlessReplaced('people', (name) => image.traitsOf(name)),
    ),
    groups: mapOf('groups'),
    roles: mapOf('roles'),
    bundles: mapOf('bundles'),
    schemes: mapOf('schemes'),
    projects: knownOwner.tell(mapOf('projects'), ownersIn('projects')),
    spaceRoles: mapOf('spaceRoles'),
    spaces: knownOwner.tell(mapOf('spaces'), ownersIn('spaces')),
    channels: knownOwner.tell(mapOf('channels'), ownersIn('channels')),
    collaborations: mapOf('collaborations'),
    guardrails: mapOf('guardrails'),
    tests: mapOf('tests'),
  };
}
