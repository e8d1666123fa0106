import type { Entry, GuestKind, Ref } from '../../model/site.js';
import { compareBytes } from '../../text/compare.js';
import { isGuestGroup, type ConfluenceFacts } from '../atlassian/confluence.js';
import type { JiraFacts } from '../atlassian/jira.js';
import type { OrganizationFacts } from '../atlassian/organization.js';
import type { GroupAccess, OrganizationGroup, Workspace } from '../atlassian/organization-answers.js';
import { ReadError } from '../read-error.js';
import type { BlindSpots } from './blind-spots.js';
import { placeAt, type Frame } from './frame.js';
import type { Groups } from './groups.js';
import { sorted } from './naming.js';
import type { People } from './people.js';
import { isProduct } from './schemes.js';

interface Context {
  readonly people: People;
  readonly groups: Groups;
  readonly frame: Frame;
  readonly spots: BlindSpots;
}

export interface Parts {
  readonly jira?: JiraFacts;
  readonly confluence?: ConfluenceFacts;
  readonly organization?: OrganizationFacts;
}

/** Which groups give which product, said by the products themselves and by the organization. */
export function giveProducts(parts: Parts, { groups, people, frame, spots }: Context): void {
  for (const { key, groups: named } of parts.jira?.applicationRoles ?? []) {
    if (!isProduct(key)) spots.note('unknown-product', key);
    else for (const { groupId, name } of named) groups.gives(groups.nameOf({ id: groupId, name }), key);
  }
  for (const group of parts.confluence?.licensed ?? []) groups.gives(groups.nameOf(group), 'confluence');
  const { organization } = parts;
  if (organization === undefined) return;
  const here = resourcesOf(organization, frame);
  for (const { group, access } of organization.groups)
    for (const { owner } of access.filter((one) => isHere(one, here, 'atlassian/user'))) {
      if (isProduct(owner)) groups.gives(groups.nameOf(group), owner);
      else spots.note('unknown-product', owner);
    }
  giveOwnProducts(organization, here, groups, people);
}

/** Products that somebody has here and none of their groups gives. */
function giveOwnProducts({ users, groups: listed }: OrganizationFacts, here: ReadonlySet<string>, groups: Groups, people: People): void {
  const given = new Map<string, Set<string>>();
  for (const { group, members } of listed) {
    const products = groups.productsOf(groups.nameOf(group));
    if (products.size === 0) continue;
    for (const accountId of members) {
      const held = given.get(accountId) ?? new Set();
      for (const product of products) held.add(product);
      given.set(accountId, held);
    }
  }
  // A guest of a product is listed with it as well, and has no licence.
  const guests = { jira: guestsIn(listed, here, 'jira'), confluence: guestsIn(listed, here, 'confluence') };
  for (const { accountId, products } of users)
    for (const { id, key } of products)
      if (here.has(id) && isProduct(key) && given.get(accountId)?.has(key) !== true)
        if (!guests[guestKindOf(key)].has(accountId)) people.own(accountId, key);
}

function guestsIn(groups: OrganizationFacts['groups'], here: ReadonlySet<string>, kind: GuestKind): ReadonlySet<string> {
  return new Set(
    groups.flatMap(({ members, access }) =>
      access.some((one) => isHere(one, here, 'atlassian/guest') && guestKindOf(one.owner) === kind) ? members : [],
    ),
  );
}

/** Groups that make a guest of whoever is in them, and nothing else. */
export function guestGroups(organization: OrganizationFacts, frame: Frame): readonly OrganizationGroup[] {
  const here = resourcesOf(organization, frame);
  const isGuests = ({ resourceId, roles }: GroupAccess): boolean =>
    !here.has(resourceId) || roles.every((role) => role === 'atlassian/guest');
  return organization.groups.flatMap(({ group, access }) =>
    access.every(isGuests) && access.some((one) => isHere(one, here, 'atlassian/guest')) ? [group] : [],
  );
}

/** As what somebody is a guest who is one of a product. */
export function guestKindOf(product: string): GuestKind {
  return product === 'confluence' ? 'confluence' : 'jira';
}

function isHere({ resourceId, roles }: GroupAccess, here: ReadonlySet<string>, role: string): boolean {
  return here.has(resourceId) && roles.includes(role);
}

function resourcesOf({ workspaces }: OrganizationFacts, frame: Frame): ReadonlySet<string> {
  return new Set(workspacesAt(workspaces, frame).map(({ id }) => id));
}

/** The products of this site, out of all those of the organization. */
export function workspacesAt(workspaces: readonly Workspace[], { url, readAt = url }: Pick<Frame, 'url' | 'readAt'>): readonly Workspace[] {
  const hosts = [url, readAt].map((address) => new URL(address).host);
  const here = workspaces.filter((workspace) => hosts.includes(hostOf(workspace) ?? ''));
  if (here.length > 0) return here;
  throw new ReadError({
    kind: 'bad-settings',
    message: `The organization has no product at ${hosts[0] ?? ''}.`,
    hint: 'Set PERMAFROST_ORG_ID to the organization that this site belongs to.',
  });
}

function hostOf({ hostUrl }: Workspace): string | undefined {
  try {
    return hostUrl === undefined ? undefined : new URL(hostUrl).host;
  } catch {
    return undefined;
  }
}

/** Accounts that are guests of Confluence and no more; those with a licence are said to be both. */
export function confluenceGuests(parts: Parts, { groups, people, frame, spots }: Context): ReadonlySet<string> {
  const byGroup = (parts.confluence?.directory ?? [])
    .filter(({ name }) => isGuestGroup(name))
    .flatMap(({ members }) => members.filter(({ external }) => external !== false).map(({ accountId }) => accountId));
  const { organization } = parts;
  const here = organization === undefined ? new Set<string>() : resourcesOf(organization, frame);
  const byRole = organization === undefined ? [] : [...guestsIn(organization.groups, here, 'confluence')];
  const licensed = new Set(
    [...groups.names()].flatMap((name) => (groups.productsOf(name).has('confluence') ? groups.membersOf(name) : [])),
  );
  const guests = new Set<string>();
  for (const accountId of [...byGroup, ...byRole]) {
    if (licensed.has(accountId)) spots.note('guest-and-licensed', people.nameOf(accountId));
    else {
      guests.add(accountId);
      people.nameOf(accountId);
      people.guest(accountId, 'confluence');
    }
  }
  return guests;
}

export function jiraGuests(parts: Parts, { people, frame }: Context): void {
  for (const { accountId, guest } of parts.jira?.users ?? []) if (guest) people.guest(accountId, 'jira');
  const { organization } = parts;
  if (organization === undefined) return;
  for (const accountId of guestsIn(organization.groups, resourcesOf(organization, frame), 'jira')) people.guest(accountId, 'jira');
}

/** Roles of the organization, of the site or of a product by which somebody administers. */
export const adminRoles: readonly string[] = [
  'atlassian/admin',
  'atlassian/site-admin',
  'atlassian/org-admin',
  'atlassian/user-access-admin',
];

/** Whoever administers the organization, the site or a product of it. */
export function adminsOf(parts: Parts, { people, groups, frame }: Context): readonly Entry[] {
  const { organization } = parts;
  const here = organization === undefined ? new Set<string>() : resourcesOf(organization, frame);
  const named = [
    ...(parts.jira?.directory?.admins ?? []).map(({ groupId, name }) => groups.nameOf({ id: groupId, name })),
    ...(parts.confluence?.admins ?? []).map((group) => groups.nameOf(group)),
    ...(organization?.groups ?? [])
      .filter(({ access }) => access.some((one) => adminRoles.some((role) => isHere(one, here, role))))
      .map(({ group }) => groups.nameOf(group)),
  ];
  const alone = (organization?.users ?? [])
    .filter(({ platformRoles }) => platformRoles.some((role) => adminRoles.includes(role)))
    .map(({ accountId }) => people.nameOf(accountId));
  const keyed = sorted<Ref>([
    ...named.map((name) => [`group:${name}`, { type: 'group', name }] as const),
    ...alone.map((name) => [`user:${name}`, { type: 'user', name }] as const),
  ]);
  return [...keyed.values()].map((ref, index) => ({ ...ref, at: placeAt(frame, 'admins', index) }));
}

export function seatsOf(jira: JiraFacts | undefined): Readonly<Record<string, number>> {
  const seats = (jira?.applicationRoles ?? []).flatMap(({ key, seats: most }) =>
    most !== undefined && isProduct(key) ? [[key, most] as const] : [],
  );
  return Object.fromEntries(seats.sort(([a], [b]) => compareBytes(a, b)));
}
