import { hasErrors } from '../diagnostics/diagnostic.js';
import type { Image } from '../image/image.js';
import type { SiteKind, ThingOf } from '../model/site-kinds.js';
import { siteOf } from '../image/lazy-site.js';
import { linkChannel } from '../link/channels.js';
import { expand } from '../link/collaborations.js';
import { linkDeclared } from '../link/declared.js';
import { linkedBefore, type LinkedBefore } from '../link/entries.js';
import { linkGroup } from '../link/groups.js';
import { placeOf } from '../link/judged.js';
import { Linking } from '../link/linking.js';
import { linkPeople } from '../link/people.js';
import { PermissionLists } from '../link/permission-lists.js';
import { linkProject } from '../link/projects.js';
import { linkScheme } from '../link/schemes.js';
import { checkSpaceRoles, linkSpace } from '../link/spaces.js';
import type { Collaboration, Site } from '../model/site.js';
import { areSeparate, reallyChanged, thingsBefore, type Changed, type Kept, type SeparateThing } from './changed-documents.js';
import { keepsWhatOthersRelyOn } from './dependence.js';
import { KeptNames } from './kept-names.js';

/** By kind and name, what changed documents declare now; undefined for what they declared before and declare no more. */
export type Replaced = { readonly [K in SeparateThing]: ReadonlyMap<string, ThingOf<K> | undefined> };

/** A site that differs from that of an image by some things. */
export interface Relinked {
  readonly site: Site;
  readonly replaced: Replaced;
}

/**
 * Links the documents that changed against all that stayed. Undefined where only linking everything can tell what they mean, or whether
 * they are free of errors: then nothing is known yet. Limits of Atlassian's are left to who compiles.
 */
export function relink(image: Image, written: Changed, asOf: string): Relinked | undefined {
  const changed = reallyChanged(written);
  const before = thingsBefore(image, changed);
  if (before === undefined || !areSeparate(changed) || image.about.plan === 'free') return undefined;
  const names = new KeptNames(image, changed, before);
  if (names.hasDuplicates) return undefined;
  const linking = new Linking(names, asOf);
  const replaced = new Documents(image, linking, before).link(changed, names.keepsPeople() ? groupsIn(image, changed.before) : new Map());
  if (hasErrors(linking.diagnostics) || !keepsWhatOthersRelyOn(image, before, replaced, asOf)) return undefined;
  return { site: siteOf(image, replaced), replaced };
}

/**
 * By name, the members of groups as they were written before the change. The image is told of them: what is read already need not be read
 * in it again.
 */
function groupsIn(image: Image, documents: Changed['before']): ReadonlyMap<string, LinkedBefore> {
  const found = new Map<string, LinkedBefore>();
  for (const { raw } of documents) {
    if (raw?.kind !== 'Group') continue;
    const before = linkedBefore(raw.members);
    if (image.tellMembers(raw.name, before.members)) found.set(raw.name, before);
  }
  return found;
}

type Mutable = { readonly [K in SeparateThing]: Map<string, ThingOf<K> | undefined> };

class Documents {
  private readonly image: Image;
  private readonly linking: Linking;
  private readonly site: Site;
  private readonly replaced: Mutable = {
    people: new Map(),
    groups: new Map(),
    schemes: new Map(),
    projects: new Map(),
    spaces: new Map(),
    channels: new Map(),
  };

  constructor(image: Image, linking: Linking, before: readonly Kept[]) {
    this.image = image;
    this.linking = linking;
    this.site = siteOf(image);
    for (const [kind, thing] of before) this.of(kind).set(image.of(kind).nameOf(thing), undefined);
  }

  link({ documents }: Changed, groups: ReadonlyMap<string, LinkedBefore>): Replaced {
    const { linking, image, site, replaced } = this;
    const lists = new PermissionLists(linking, site.bundles);
    const internalDomains = new Set(image.about.internalDomains);
    for (const judged of documents) {
      const { raw } = judged;
      const at = placeOf(judged);
      switch (raw?.kind) {
        case 'Users':
          linkDeclared(linking, raw.name, raw, at);
          for (const person of linkPeople(linking, raw, at, internalDomains)) replaced.people.set(person.name, person);
          break;
        case 'Group':
          replaced.groups.set(raw.name, linkGroup(linking, raw, at, groups.get(raw.name)));
          break;
        case 'Scheme':
          replaced.schemes.set(raw.name, linkScheme(linking, lists, raw, at));
          break;
        case 'Project':
          replaced.projects.set(raw.key, linkProject(linking, raw, at));
          break;
        case 'Space':
          replaced.spaces.set(raw.key, linkSpace(linking, lists, site.spaceRoles, raw, at));
          break;
        case 'Channel':
          replaced.channels.set(raw.name, linkChannel(linking, raw, at));
          break;
        default:
      }
    }
    this.expandCollaborations(lists);
    for (const space of replaced.spaces.values()) if (space !== undefined) checkSpaceRoles(linking, space);
    return replaced;
  }

  /** What Collaborations add to the things that were linked anew; what else they make stays as it is. */
  private expandCollaborations(lists: PermissionLists): void {
    const { projects, spaces, channels } = this.replaced;
    for (const collaboration of this.site.collaborations.values()) {
      if (!reaches(collaboration, this.replaced)) continue;
      const only = { projects: present(projects), spaces: present(spaces), channels: present(channels) };
      expand(this.linking, lists, collaboration, {
        knowsDomains: true,
        people: this.site.people,
        groups: new Map(),
        guardrails: new Map(),
        ...only,
      });
      for (const [name, project] of only.projects) projects.set(name, project);
      for (const [name, space] of only.spaces) spaces.set(name, space);
      for (const [name, channel] of only.channels) channels.set(name, channel);
    }
  }

  private of(kind: SiteKind): Map<string, unknown> {
    return (this.replaced as Readonly<Record<string, Map<string, unknown>>>)[kind] ?? new Map<string, unknown>();
  }
}

function reaches({ projects, spaces, channels }: Collaboration, replaced: Mutable): boolean {
  return (
    projects.some(({ key }) => replaced.projects.has(key)) ||
    spaces.some(({ key }) => replaced.spaces.has(key)) ||
    channels.some(({ name }) => replaced.channels.has(name))
  );
}

/** Those that there are. */
export function present<T>(things: ReadonlyMap<string, T | undefined>): Map<string, T> {
  return new Map([...things].flatMap(([name, thing]) => (thing === undefined ? [] : [[name, thing]])));
}
