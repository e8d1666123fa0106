import type { Ref, Site } from '../model/site.js';
import { ownOwner, type KnownOwner } from '../model/owners.js';
import { ownerCalled, thingCalled } from './changed-things.js';
import type { Rename } from './renames.js';
import { kindOf } from '../text/reference.js';

/** Who answers for what. What was there before the change is answered for by whom it named then: no change appoints who approves it. */
export interface Answering {
  /** The owner of a thing, by its reference; else the lead of a project; else the owner of the site. Mostly the same list for the same owner. */
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
    const known = (before && ownerCalled(before, then.get(reference) ?? reference)) ?? ownerBefore(before, after, reference);
    return known?.owner;
  };
  let ofSite: readonly Ref[] | undefined;
  const lists = new Map<Ref, readonly Ref[]>();
  const alone = (owner: Ref): readonly Ref[] => {
    const list = lists.get(owner) ?? [owner];
    lists.set(owner, list);
    return list;
  };
  return {
    ownerOf(reference) {
      const owner = reference === 'site' ? undefined : named(reference);
      return owner === undefined ? (ofSite ??= siteOwner()) : alone(owner);
    },
    isOwned: (reference) => reference !== 'site' && named(reference) !== undefined,
    siteOwner,
    currentName: (subject) => now.get(subject) ?? subject,
  };
}

/** What else can be renamed has no cells of its own, so that its old name stands on the thing alone. */
function ownerBefore(before: Site | undefined, after: Site, reference: string): KnownOwner | undefined {
  const thing = thingCalled(after, reference);
  if (thing === undefined) return undefined;
  const was = before && thing.formerly !== undefined ? `${kindOf(reference)}:${thing.formerly}` : undefined;
  return (was === undefined ? undefined : before && ownerCalled(before, was)) ?? { owner: ownOwner(thing) };
}
