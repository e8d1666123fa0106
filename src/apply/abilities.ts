import type { LiveState } from '../drift/live-state.js';
import type { About, Site } from '../model/site.js';
import type { Api } from '../providers/provider.js';

/** What can be written on a site: it differs by what is bought, by what is read, and by who is where. */
export interface Abilities {
  readonly apis: readonly Api[];
  /** On the Free plan schemes, roles and invitations are refused. */
  readonly isFree: boolean;
  /** Projects are archived from the Premium plan on. */
  readonly archives: boolean;
  /** Confluence knows space roles unless it is still before them. */
  readonly spaceRoles: boolean;
  /** Products of the site; undefined where nobody told. */
  readonly products?: ReadonlySet<string>;
  /** Whoever administers the whole organization, as references: that role is more than this site, and nothing to write. */
  readonly organizationAdmins: ReadonlySet<string>;
  /** Groups that make a guest of whoever is in them, as references. */
  readonly guestGroups: ReadonlySet<string>;
  /** Only there does an API invite members and guests of the chat. */
  readonly enterpriseChat: boolean;
  /** People of the chat, as references; undefined where nobody told. */
  readonly inChat?: ReadonlySet<string>;
  /** Those of them who are guests there, and everywhere in it. */
  readonly chatGuests: ReadonlySet<string>;
}

/** What the policies and the reading tell of it; of the chat no reading says that it is an Enterprise one, so that it is taken for none. */
export function abilitiesOf({ plan }: Pick<About, 'plan'>, live: LiveState, names: ReadonlyMap<string, string> = new Map()): Abilities {
  const { ids, apis, offers } = live;
  const knownAs = (name: string): string => names.get(`user:${name}`) ?? `user:${name}`;
  return {
    apis,
    isFree: plan === 'free',
    archives: plan === 'premium' || plan === 'enterprise',
    spaceRoles: offers?.spaceRoles ?? (!apis.includes('confluence') || ids === undefined || ids.spaceRoles.size > 0),
    ...(offers?.products === undefined ? {} : { products: new Set(offers.products) }),
    organizationAdmins: new Set((offers?.organizationAdmins ?? []).map(knownAs)),
    guestGroups: new Set((offers?.guestGroups ?? []).map((name) => names.get(`group:${name}`) ?? `group:${name}`)),
    enterpriseChat: false,
    chatGuests: new Set([...live.site.channels.values()].flatMap(({ guests }) => guests.map(({ user }) => knownAs(user)))),
    ...(ids === undefined ? {} : { inChat: new Set(Array.from(ids.chatPeople.keys(), knownAs)) }),
  };
}

/** Groups that are not kept in git: those of the identity provider, and those that anybody may join; on either side. */
export function groupsOfOthers(policies: Site, live: Site, names: ReadonlyMap<string, string>): ReadonlyMap<string, 'idp' | 'open'> {
  const found = new Map<string, 'idp' | 'open'>();
  for (const { name, managedBy } of live.groups.values())
    if (managedBy !== 'git') found.set(names.get(`group:${name}`) ?? `group:${name}`, managedBy);
  for (const { name, managedBy } of policies.groups.values()) if (managedBy !== 'git') found.set(`group:${name}`, managedBy);
  return found;
}
