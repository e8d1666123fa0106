import type { Image } from '../image/image.js';
import type { Site } from '../model/site.js';
import { separateThings, type SeparateThing } from './changed-documents.js';
import { present, type Replaced } from './relink.js';

/** Every day from `first` to `last` on which something ends, sorted; of what was replaced `endsIn` tells. */
export function endDatesOf(
  image: Image,
  site: Site,
  replaced: Replaced,
  { first, last }: { readonly first: string; readonly last: string },
  endsIn: (site: Site, first: string, last: string) => readonly string[],
): readonly string[] {
  const kept = image.endsBetween(first, last).flatMap(([until, kind, thing]) => {
    if (kind === 'about') return [until];
    const counts = separateThings.find((each) => each === kind);
    return counts !== undefined && !replaced[counts].has(image.of(counts).nameOf(thing)) ? [until] : [];
  });
  const fresh = endsIn({ ...site, about: { ...site.about, globalPermissions: [] }, ...presentIn(replaced) }, first, last);
  return [...new Set([...kept, ...fresh])].sort();
}

function presentIn(replaced: Replaced): Pick<Site, SeparateThing> {
  return {
    people: present(replaced.people),
    groups: present(replaced.groups),
    schemes: present(replaced.schemes),
    projects: present(replaced.projects),
    spaces: present(replaced.spaces),
    channels: present(replaced.channels),
  };
}
