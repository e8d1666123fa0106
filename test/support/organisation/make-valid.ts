import { readOrganisation } from '../naive/organisation.js';
import type { Organisation, Subject } from '../naive/organisation.js';
import { neverForPortalCustomers, systemSpaceRoles } from '../naive/permissions.js';
import { jiraProducts } from './cast.js';
import type { Draft, DraftCollaboration, DraftGrant, DraftItem, DraftPart, DraftPerson, DraftProject, DraftSpace } from './documents.js';
import { counts, drafts, drawnFor, oneOrMany, personOf } from './documents.js';
import { dropDangling } from './drop-dangling.js';

type GuestKind = 'confluence' | 'jira';

const neverForGuests = ['administer/space', 'export/space', 'restrict_content/space'];
const neverForAnyone = ['administer/space', 'restrict_content/space'];

/**
 * Takes out of drawn or changed documents whatever the language refuses, for the day they are drawn for and every later one.
 * Changes the documents given, and gives those that remain.
 */
export function makeValid(documents: readonly Draft[]): Draft[] {
  let remaining = dropDangling(documents);
  dropProductsOfOpenGroups(remaining);
  dropGuestsWhoAreLicensed(remaining);
  dropPlacements(remaining);
  remaining = dropDangling(remaining.filter((document) => document.kind !== 'Collaboration' || hasRooms(document)));
  dropForbiddenHolders(remaining);
  countSeats(remaining);
  return remaining;
}

/** "Neither gives `products` (error)." */
function dropProductsOfOpenGroups(documents: readonly Draft[]): void {
  const organisation = readOrganisation(documents, drawnFor);
  for (const group of drafts(documents, 'Group')) {
    if (organisation.isOpen(group.name)) delete group.products;
  }
}

/** "A guest who also has that product (for Jira any `jira-*`), from a user entry or a group, is an error." */
function dropGuestsWhoAreLicensed(documents: readonly Draft[]): void {
  const organisation = readOrganisation(documents, drawnFor);
  for (const users of drafts(documents, 'Users')) {
    for (const id of Object.keys(users.users)) {
      const held = organisation.productsOf(personSubject(id));
      const clash = (kind: GuestKind): boolean => (kind === 'jira' ? jiraProducts.some((product) => held.has(product)) : held.has(kind));
      const kept = declaredKinds(organisation, id).filter((kind) => !clash(kind));
      if (kept.length < declaredKinds(organisation, id).length) declareGuest(users, id, kept);
    }
  }
}

/** Says what kinds of guest one person is; a default of the document is first written into each entry. */
function declareGuest(users: { defaults?: DraftPerson; users: Record<string, DraftPerson> }, id: string, kinds: GuestKind[]): void {
  const usual = users.defaults?.guest;
  if (usual !== undefined) {
    for (const person of Object.values(users.users)) person.guest ??= usual;
    delete users.defaults?.guest;
  }
  const person = users.users[id];
  if (person === undefined) return;
  if (kinds.length === 0) delete person.guest;
  else person.guest = kinds;
}

function declaredKinds(organisation: Organisation, id: string): GuestKind[] {
  return (['confluence', 'jira'] as const).filter((kind) => organisation.isDeclaredGuest(personSubject(id), kind));
}

function personSubject(name: string): Subject {
  return { is: 'person', name, printed: `user:${name}` };
}

/** "A person can be a guest of one space and of one project only, and only if declared `guest: confluence`, `guest: jira`." */
function dropPlacements(documents: readonly Draft[]): void {
  const organisation = readOrganisation(documents, drawnFor);
  for (const kind of ['confluence', 'jira'] as const) {
    const roomOf = new Map<string, string>();
    const rooms: (DraftProject | DraftSpace)[] = kind === 'jira' ? drafts(documents, 'Project') : drafts(documents, 'Space');
    const fits = (guest: DraftItem, room: string): boolean => {
      const id = personOf(guest);
      if (!organisation.isDeclaredGuest(personSubject(id), kind)) return false;
      if (!counts(guest)) return true;
      if ((roomOf.get(id) ?? room) !== room) return false;
      roomOf.set(id, room);
      return true;
    };
    for (const room of rooms) if (room.guests !== undefined) room.guests = room.guests.filter((guest) => fits(guest, room.key));
    for (const collaboration of drafts(documents, 'Collaboration')) {
      const field = kind === 'jira' ? 'project' : 'space';
      keepParts(collaboration, field, (part) => part.as !== 'guest' || collaboration.members.every((guest) => fits(guest, part.key)));
    }
  }
}

function keepParts(collaboration: DraftCollaboration, field: 'project' | 'space', isKept: (part: DraftPart) => boolean): void {
  const parts = oneOrMany(collaboration[field]);
  const kept = parts.filter(isKept);
  if (kept.length === parts.length) return;
  if (kept.length > 0) collaboration[field] = kept;
  else if (field === 'project') delete collaboration.project;
  else delete collaboration.space;
}

function hasRooms(collaboration: DraftCollaboration): boolean {
  return [...oneOrMany(collaboration.project), ...oneOrMany(collaboration.space), ...oneOrMany(collaboration.channel)].length > 0;
}

function dropForbiddenHolders(documents: readonly Draft[]): void {
  const organisation = readOrganisation(documents, drawnFor);
  for (const scheme of drafts(documents, 'Scheme')) {
    scheme.grants = keepHolders(scheme.grants, (holder, grant) => {
      const granted = organisation.permissionsIn(grant.allow ?? [], 'jira', holder);
      return holder !== 'portal-customers' || !neverForPortalCustomers.some((permission) => granted.has(permission));
    });
  }
  for (const space of drafts(documents, 'Space')) dropForbiddenInSpace(space, documents, organisation);
}

function dropForbiddenInSpace(space: DraftSpace, documents: readonly Draft[], organisation: Organisation): void {
  const opened = (names: readonly string[]): ReadonlySet<string> => organisation.permissionsIn(names, 'confluence');
  if (neverForGuests.some((pair) => opened(space.guestPermissions ?? []).has(pair))) delete space.guestPermissions;
  if (space.access === undefined) return;
  const spaceRoles = drafts(documents, 'SpaceRole');
  const pairsOf = (grant: DraftGrant): ReadonlySet<string> => {
    const declared = spaceRoles.find(({ name }) => name === grant.as)?.permissions;
    return opened(grant.allow ?? declared ?? systemSpaceRoles.get(grant.as ?? '') ?? []);
  };
  space.access = keepHolders(space.access, (holder, grant) => {
    const refused = holder === 'guests' ? neverForGuests : holder === 'anyone' ? neverForAnyone : [];
    if (refused.some((pair) => pairsOf(grant).has(pair))) return false;
    return !(holder.startsWith('user:') && organisation.isDeclaredGuest(personSubject(holder.slice(5)), 'confluence'));
  });
  const holdersOfAllow = new Set([
    ...space.access.filter((grant) => grant.allow !== undefined).flatMap(({ to }) => to),
    ...teamsIn(space, documents),
  ]);
  space.access = keepHolders(space.access, (holder, grant) => grant.as === undefined || !counts(grant) || !holdersOfAllow.has(holder));
}

/** The groups of Collaborations that are `as: member` here, which is a grant by `allow`. */
function teamsIn(space: DraftSpace, documents: readonly Draft[]): string[] {
  return drafts(documents, 'Collaboration')
    .filter((collaboration) => oneOrMany(collaboration.space).some((part) => part.key === space.key && part.as === 'member'))
    .map(({ name }) => `group:ext-${name}`);
}

function keepHolders(grants: readonly DraftGrant[], isKept: (holder: string, grant: DraftGrant) => boolean): DraftGrant[] {
  for (const grant of grants) grant.to = grant.to.filter((holder) => isKept(holder, grant));
  return grants.filter((grant) => grant.to.length > 0);
}

/** Seats for everybody, and guests no more than the one person who is surely paid for brings. */
function countSeats(documents: readonly Draft[]): void {
  const people = drafts(documents, 'Users').flatMap(({ users }) => Object.keys(users)).length;
  for (const site of drafts(documents, 'Site')) {
    if (site.seats !== undefined) site.seats = Object.fromEntries(Object.keys(site.seats).map((product) => [product, people]));
    if (people > 5) site.guestsPerPaidUser = people;
  }
}
