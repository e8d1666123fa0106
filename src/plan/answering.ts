import type { Declared, Ref, Site } from '../model/site.js';
import { thingCalled } from './changed-things.js';
import type { Rename } from './renames.js';

/** Who answers for what. What was there before the change is answered for by whom it named then: no change appoints who approves it. */
export interface Answering {
  /** The owner of a thing, by its reference; else the lead of a project; else the owner of the site. */
  ownerOf(thing: string): readonly Ref[];
  /** Whether an owner, or the lead of a project, is named. */
  isOwned(thing: string): boolean;
  /** The owner of the site, or else its administrators. */
  siteOwner(): readonly Ref[];
  /** What a name from before the change is now. */
  currentName(subject: string): string;
}

interface Sides {
  readonly asOf: string;
  readonly before: Site | undefined;
  readonly after: Site;
  readonly renames: readonly Rename[];
}

export function answering({ asOf, before, after, renames }: Sides): Answering {
  const now = new Map(renames.map(({ from, to }) => [from, to]));
  const then = new Map(renames.map(({ from, to }) => [to, from]));
  const siteOwner = (): readonly Ref[] => {
    const { owner, admins } = (before ?? after).about;
    if (owner !== undefined) return [owner];
    return admins.filter(({ until }) => until === undefined || until >= asOf).map(({ type, name }) => ({ type, name }));
  };
  const named = (reference: string): Ref | undefined => {
    const thing = (before && thingCalled(before, then.get(reference) ?? reference)) ?? thingBefore(before, after, reference);
    return thing === undefined ? undefined : ownOwner(thing);
  };
  return {
    ownerOf(reference) {
      const owner = reference === 'site' ? undefined : named(reference);
      return owner === undefined ? siteOwner() : [owner];
    },
    isOwned: (reference) => reference !== 'site' && named(reference) !== undefined,
    siteOwner,
    currentName: (subject) => now.get(subject) ?? subject,
  };
}

/** What else can be renamed has no cells of its own, so that its old name stands on the thing alone. */
function thingBefore(before: Site | undefined, after: Site, reference: string): Declared | undefined {
  const thing = thingCalled(after, reference);
  if (before === undefined || thing?.formerly === undefined) return thing;
  return thingCalled(before, `${reference.slice(0, reference.indexOf(':'))}:${thing.formerly}`) ?? thing;
}

function ownOwner({ owner, lead }: Declared & { readonly lead?: string }): Ref | undefined {
  return owner ?? (lead === undefined ? undefined : { type: 'user', name: lead });
}
