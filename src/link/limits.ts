import { placeOfMember } from '../model/written.js';
import { below, keyOf, type Place } from '../diagnostics/place.js';
import { jiraProducts, products, type Product } from '../model/permissions.js';
import type { GuestKind, Member, Person, Site } from '../model/site.js';
import { count } from '../text/plural.js';
import { quote } from '../text/quote.js';
import { warnGone } from './entries.js';
import type { Linking } from './linking.js';

/** What Atlassian itself would refuse: guests in two places, guests with a licence, too few seats, what a free plan ignores. `isWhole`: nothing has errors yet. */
export function checkLimits(linking: Linking, site: Site, isWhole: boolean): void {
  const licences = licencesOf(linking, site);
  checkPlan(linking, site);
  checkGuestPlacements(linking, site);
  checkGuestsWithoutLicence(linking, site, licences);
  checkGuestsInAccess(linking, site);
  checkSeats(linking, site, licences);
  // People who pay may be in a document that has an error.
  if (isWhole) checkGuestNumbers(linking, site, licences);
  checkChannels(linking, site);
  checkReferences(linking, site);
}

/** Who holds each product, and where from; and whether an identity provider's group gives it, so that nobody can count. */
interface Licences {
  readonly holders: ReadonlyMap<Product, ReadonlyMap<string, Place>>;
  readonly uncountable: ReadonlySet<Product>;
}

function alive(linking: Linking, person: Person | undefined): person is Person {
  return person?.active === true && !linking.ended(person);
}

function licencesOf(linking: Linking, site: Site): Licences {
  const holders = new Map<Product, Map<string, Place>>(products.map((product) => [product, new Map<string, Place>()]));
  const uncountable = new Set<Product>();
  for (const person of site.people.values()) {
    if (!alive(linking, person)) continue;
    for (const access of person.products) if (!linking.ended(access)) holders.get(access.product)?.set(person.name, access.at);
  }
  for (const group of site.groups.values()) {
    if (group.products.length === 0) continue;
    const { people, idp } = within(linking, site, group.name);
    for (const product of group.products) {
      if (idp) uncountable.add(product);
      const known = holders.get(product);
      for (const [person, at] of people) if (known?.has(person) === false) known.set(person, at);
    }
  }
  return { holders, uncountable };
}

/** The living people in a group and in all it includes, with the place that puts them there. */
function within(linking: Linking, site: Site, name: string): { readonly people: ReadonlyMap<string, Place>; readonly idp: boolean } {
  const people = new Map<string, Place>();
  const seen = new Set<string>([name]);
  let idp = false;
  for (const each of seen) {
    const group = site.groups.get(each);
    if (group === undefined) continue;
    idp ||= group.managedBy === 'idp';
    for (const member of group.members) {
      if (!linking.ended(member) && alive(linking, site.people.get(member.user)) && !people.has(member.user))
        people.set(member.user, placeOfMember(member, below(group.at, 'members')));
    }
    for (const { group: included } of group.includes) seen.add(included);
  }
  return { people, idp };
}

function checkPlan(linking: Linking, { about, schemes, roles, projects, spaces, people }: Site): void {
  if (about.plan !== 'free') return;
  const refuse = (at: Place, what: string): void => {
    linking.error('free-plan', at, `On the free plan ${what}.`, { hint: 'Remove it, or change "plan" of the Site.' });
  };
  for (const { at } of schemes.values()) refuse(at, 'Jira ignores permission schemes');
  for (const { at } of roles.values()) refuse(at, 'Jira ignores project roles');
  for (const project of projects.values()) {
    if ([...project.roles.values()].some((actors) => actors.length > 0) && project.access !== undefined)
      refuse(below(project.at, 'roles'), 'Jira ignores project roles');
    if (project.guests.length > 0) refuse(below(project.at, 'guests'), 'there are no guests');
  }
  for (const space of spaces.values()) if (space.guests.length > 0) refuse(below(space.at, 'guests'), 'there are no guests');
  for (const person of people.values()) if (person.guest.length > 0) refuse(keyOf(person.at), 'there are no guests');
}

interface Room {
  readonly name: string;
  readonly at: Place;
  readonly guests: readonly Member[];
}

function placeOf(room: Room, guest: Member): Place {
  return placeOfMember(guest, below(room.at, 'guests'));
}

/** One space and one project for each guest, and only for people declared to be guests. */
function checkGuestPlacements(linking: Linking, site: Site): void {
  checkRooms(linking, site, 'confluence', 'space', site.spaces.values());
  checkRooms(linking, site, 'jira', 'project', site.projects.values());
  for (const project of site.projects.values()) warnUnsuitable(linking, site, project);
}

function checkRooms(linking: Linking, site: Site, kind: GuestKind, noun: string, rooms: Iterable<Room>): void {
  const first = new Map<string, { readonly room: Room; readonly at: Place }>();
  for (const room of rooms) {
    for (const guest of room.guests) {
      const person = site.people.get(guest.user);
      if (linking.ended(guest) || !alive(linking, person)) continue;
      const at = placeOf(room, guest);
      if (!person.guest.includes(kind)) {
        linking.error(
          'not-a-guest',
          at,
          `${quote(person.name)} is placed here as a guest but not declared to be a guest of ${kind === 'jira' ? 'Jira' : 'Confluence'}.`,
          {
            hint: `Write "guest: ${kind}" at the person.`,
            related: { message: 'The person is declared here.', at: keyOf(person.at) },
          },
        );
      }
      const earlier = first.get(person.name);
      if (earlier === undefined) first.set(person.name, { room, at });
      else if (earlier.room !== room) twice(linking, person.name, noun, earlier.room.name, at, earlier.at);
    }
  }
}

function twice(linking: Linking, person: string, noun: string, other: string, at: Place, earlier: Place): void {
  linking.error(
    'guest-in-two-places',
    at,
    `${quote(person)} is a guest of the ${noun} ${quote(other)} already; a guest can be in one ${noun} only.`,
    {
      hint: `Choose one of the two, or give the person a licence.`,
      related: { message: 'The other place.', at: earlier },
    },
  );
}

function warnUnsuitable(linking: Linking, site: Site, project: Site['projects'] extends ReadonlyMap<string, infer P> ? P : never): void {
  const why = project.archived
    ? 'is archived'
    : ['jira-servicedesk', 'jira-product-discovery'].includes(project.product)
      ? `is a ${project.product} project`
      : undefined;
  if (why === undefined) return;
  for (const guest of project.guests) {
    if (linking.ended(guest) || !alive(linking, site.people.get(guest.user))) continue;
    linking.warn(
      'guest-in-unsuitable-project',
      placeOf(project, guest),
      `${quote(guest.user)} is a guest of ${quote(project.name)}, which ${why}; Jira has no guests there.`,
      { hint: 'Take the guest out.' },
    );
  }
}

function checkGuestsWithoutLicence(linking: Linking, site: Site, { holders }: Licences): void {
  for (const person of site.people.values()) {
    if (!alive(linking, person)) continue;
    for (const kind of person.guest) {
      const licence = (kind === 'jira' ? jiraProducts : (['confluence'] as const)).find(
        (product) => holders.get(product)?.has(person.name) === true,
      );
      const source = licence === undefined ? undefined : holders.get(licence)?.get(person.name);
      if (licence === undefined || source === undefined) continue;
      refuseLicence(linking, person, kind, licence, source);
    }
  }
}

/** Pointed at where the product comes from: at the membership, or at the person if it is their own or a default. */
function refuseLicence(linking: Linking, person: Person, kind: GuestKind, licence: Product, source: Place): void {
  const own = person.products.some(({ at }) => at === source);
  const message = `${quote(person.name)} is a guest of ${kind === 'jira' ? 'Jira' : 'Confluence'} and also has ${licence}${own ? '' : ' from this group'}; Atlassian then treats them as a paid user.`;
  linking.error('guest-with-licence', own ? keyOf(person.at) : source, message, {
    hint: own ? `Take ${licence} or "guest" away from the person.` : `Take the person out of the group, or "guest" away from the person.`,
    related: own ? { message: `${licence} comes from here.`, at: source } : { message: 'Declared a guest here.', at: keyOf(person.at) },
  });
}

function checkGuestsInAccess(linking: Linking, site: Site): void {
  for (const space of site.spaces.values()) {
    for (const grant of space.access) {
      if (linking.ended(grant)) continue;
      for (const [index, { type, name }] of grant.to.entries()) {
        const person = type === 'user' ? site.people.get(name) : undefined;
        if (!alive(linking, person) || !person.guest.includes('confluence')) continue;
        linking.error('guest-in-access', below(grant.at, 'to', index), `${quote(name)} is a guest, so no access can be given by name.`, {
          hint: 'Place the person under "guests" of the space.',
        });
      }
    }
  }
}

function checkSeats(linking: Linking, { about }: Site, { holders, uncountable }: Licences): void {
  for (const product of products) {
    const seats = about.seats[product];
    if (seats === undefined) continue;
    const used = holders.get(product)?.size ?? 0;
    const at = below(about.at, 'seats', product);
    if (used > seats)
      linking.error(
        'seats-exceeded',
        at,
        `${count(used, 'person holds', 'people hold')} ${product}, but there ${isOrAre(seats)} ${count(seats, 'seat')}.`,
        {
          hint: 'Take the product from somebody, or buy seats and raise the number.',
        },
      );
    else if (uncountable.has(product))
      linking.warn('cannot-count', at, `Nobody can count the holders of ${product}: a group managed by the identity provider gives it.`);
  }
}

function checkGuestNumbers(linking: Linking, site: Site, { holders, uncountable }: Licences): void {
  const { about } = site;
  const at = below(about.at, 'guestsPerPaidUser');
  for (const kind of ['confluence', 'jira'] as const) {
    const guests = [...site.people.values()].filter((person) => alive(linking, person) && person.guest.includes(kind)).length;
    const paying = kind === 'jira' ? jiraProducts : (['confluence'] as const);
    const paid = new Set(paying.flatMap((product) => [...(holders.get(product)?.keys() ?? [])])).size;
    if (guests <= paid * about.guestsPerPaidUser) continue;
    const noun = kind === 'jira' ? 'Jira' : 'Confluence';
    if (paying.some((product) => uncountable.has(product)))
      linking.warn(
        'cannot-count',
        at,
        `There ${isOrAre(guests)} ${count(guests, 'guest')} of ${noun}; whether ${about.guestsPerPaidUser} for each paid user ${isOrAre(about.guestsPerPaidUser)} enough cannot be counted, since a group managed by the identity provider gives the product.`,
      );
    else
      linking.error(
        'too-many-guests',
        at,
        `There ${isOrAre(guests)} ${count(guests, 'guest')} of ${noun} for ${count(paid, 'paid user')}; ${about.guestsPerPaidUser} for each ${isOrAre(about.guestsPerPaidUser)} allowed.`,
        { hint: 'Take guests out, or license somebody.' },
      );
  }
}

function isOrAre(amount: number): string {
  return amount === 1 ? 'is' : 'are';
}

function checkChannels(linking: Linking, site: Site): void {
  for (const channel of site.channels.values()) {
    const members = new Set(channel.members.filter((entry) => entry.type === 'user' && !linking.ended(entry)).map(({ name }) => name));
    for (const guest of channel.guests) {
      if (!linking.ended(guest) && members.has(guest.user))
        linking.warn('member-and-guest', placeOf(channel, guest), `${quote(guest.user)} is a member and a guest of this channel.`, {
          hint: 'Keep one of the two.',
        });
    }
  }
}

/** References to people who are gone. */
function checkReferences(linking: Linking, site: Site): void {
  const warn = (name: string, at: Place): void => {
    warnGone(linking, site.people.get(name), at);
  };
  for (const group of site.groups.values()) {
    if (group.madeBy !== undefined) continue;
    for (const member of group.members) if (!linking.ended(member)) warn(member.user, below(group.at, 'members', member.index));
  }
  for (const project of site.projects.values()) {
    if (project.lead !== undefined) warn(project.lead, below(project.at, 'lead'));
    for (const actors of project.roles.values())
      for (const actor of actors) if (actor.type === 'user' && !linking.ended(actor)) warn(actor.name, actor.at);
  }
  for (const room of [...site.projects.values(), ...site.spaces.values(), ...site.channels.values()]) {
    for (const guest of room.guests) if (guest.at === undefined && !linking.ended(guest)) warn(guest.user, placeOf(room, guest));
  }
  for (const channel of site.channels.values())
    for (const entry of channel.members) if (entry.type === 'user' && !linking.ended(entry)) warn(entry.name, entry.at);
  for (const entry of site.about.admins) if (entry.type === 'user') warn(entry.name, entry.at);
  for (const collaboration of site.collaborations.values()) {
    if (linking.ended(collaboration)) continue;
    for (const member of collaboration.members)
      if (!linking.ended(member)) warn(member.user, below(collaboration.at, 'members', member.index));
  }
  for (const { grants } of site.schemes.values()) warnHolders(linking, site, grants);
  for (const { access } of site.spaces.values()) warnHolders(linking, site, access);
}

function warnHolders(linking: Linking, site: Site, grants: Site['about']['globalPermissions']): void {
  for (const grant of grants) {
    if (linking.ended(grant)) continue;
    for (const [index, { type, name }] of grant.to.entries())
      if (type === 'user') warnGone(linking, site.people.get(name), below(grant.at, 'to', index));
  }
}
