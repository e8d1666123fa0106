import { placeOfMember } from '../model/written.js';
import { below, keyOf, type Place } from '../diagnostics/place.js';
import { jiraProducts, products, type Product } from '../model/permissions.js';
import { listedPeople } from '../model/listed-people.js';
import type { Declared, Entry, Grant, Group, GuestKind, Member, Person, Site } from '../model/site.js';
import { count } from '../text/plural.js';
import { quote } from '../text/quote.js';
import { warnGone } from './entries.js';
import type { Linking } from './linking.js';

/** What Atlassian itself would refuse: guests in two places, guests with a licence, too few seats, what a free plan ignores. `isWhole`: nothing has errors yet. */
export function checkLimits(linking: Linking, site: Site, isWhole: boolean): void {
  const people = toldApart(linking, site);
  const licences = licencesOf(linking, site, people);
  checkPlan(linking, site);
  checkGuestPlacements(linking, site);
  checkGuestsWithoutLicence(linking, people, licences);
  checkGuestsInAccess(linking, site, people);
  checkSeats(linking, site, licences);
  // People who pay may be in a document that has an error.
  if (isWhole) checkGuestNumbers(linking, site, people, licences);
  checkChannels(linking, site);
  checkReferences(linking, site, people);
}

/** The few of very many people that limits are about, told apart once; each in the order of the site. */
interface ToldApart {
  /** People who are not active, or have ended. */
  readonly gone: ReadonlyMap<string, Person>;
  /** Living people with products of their own. */
  readonly licensed: readonly Person[];
  /** Living people who are declared to be guests. */
  readonly guests: readonly Person[];
}

function toldApart(linking: Linking, { people }: Site): ToldApart {
  const gone = new Map<string, Person>();
  const licensed: Person[] = [];
  const guests: Person[] = [];
  for (const person of people.values()) {
    if (!person.active || linking.ended(person)) gone.set(person.name, person);
    else {
      if (person.products.length > 0) licensed.push(person);
      if (person.guest.length > 0) guests.push(person);
    }
  }
  return { gone, licensed, guests };
}

/** Who holds which product; and whether an identity provider's group gives it, so that nobody can count. */
interface Licences {
  /** The products of each living person who has any, as bits in the order of the catalogue. */
  readonly masks: ReadonlyMap<string, number>;
  /** Of those who are guests, where each product comes from. */
  readonly sources: ReadonlyMap<string, ReadonlyMap<Product, Place>>;
  readonly uncountable: ReadonlySet<Product>;
}

function alive(linking: Linking, person: Person | undefined): person is Person {
  return person?.active === true && !linking.ended(person);
}

const bitOf = (product: Product): number => 1 << products.indexOf(product);

function licencesOf(linking: Linking, site: Site, { licensed }: ToldApart): Licences {
  const masks = new Map<string, number>();
  const sources = new Map<string, Map<Product, Place>>();
  const uncountable = new Set<Product>();
  /** Where the products of a guest come from, if this one is new. */
  const give = (person: Person, product: Product): Map<Product, Place> | undefined => {
    const mask = masks.get(person.name) ?? 0;
    if ((mask & bitOf(product)) !== 0) return undefined;
    masks.set(person.name, mask | bitOf(product));
    if (person.guest.length === 0) return undefined;
    const known = sources.get(person.name) ?? new Map<Product, Place>();
    sources.set(person.name, known);
    return known;
  };
  for (const person of licensed)
    for (const access of person.products) if (!linking.ended(access)) give(person, access.product)?.set(access.product, access.at);
  for (const group of site.groups.values()) {
    if (group.products.length === 0) continue;
    const idp = within(linking, site, group.name, (person, member, from) => {
      for (const product of group.products) give(person, product)?.set(product, placeOfMember(member, below(from.at, 'members')));
    });
    if (idp) for (const product of group.products) uncountable.add(product);
  }
  return { masks, sources, uncountable };
}

/**
 * Visits the living people in a group and in all it includes, some more than once, with the place that puts them there. Whether an
 * identity provider says who else is in it.
 */
function within(linking: Linking, site: Site, name: string, visit: (person: Person, member: Member, group: Group) => void): boolean {
  const seen = new Set<string>([name]);
  let idp = false;
  for (const each of seen) {
    const group = site.groups.get(each);
    if (group === undefined) continue;
    idp ||= group.managedBy === 'idp';
    for (const member of group.members) {
      const person = linking.ended(member) ? undefined : site.people.get(member.user);
      if (alive(linking, person)) visit(person, member, group);
    }
    for (const { group: included } of group.includes) seen.add(included);
  }
  return idp;
}

/** How many people hold one of these products. */
function holdersOf({ masks }: Licences, wanted: readonly Product[]): number {
  const bits = wanted.reduce((sum, product) => sum | bitOf(product), 0);
  let holders = 0;
  for (const mask of masks.values()) if ((mask & bits) !== 0) holders++;
  return holders;
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

function checkGuestsWithoutLicence(linking: Linking, { guests }: ToldApart, { sources }: Licences): void {
  for (const person of guests) {
    const held = sources.get(person.name);
    if (held === undefined) continue;
    for (const kind of person.guest) {
      const licence = payingFor(kind).find((product) => held.has(product));
      const source = licence === undefined ? undefined : held.get(licence);
      if (licence !== undefined && source !== undefined) refuseLicence(linking, person, kind, licence, source);
    }
  }
}

function payingFor(kind: GuestKind): readonly Product[] {
  return kind === 'jira' ? jiraProducts : ['confluence'];
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

function checkGuestsInAccess(linking: Linking, site: Site, people: ToldApart): void {
  const guests = new Set(people.guests.filter(({ guest }) => guest.includes('confluence')).map(({ name }) => name));
  if (guests.size === 0) return;
  for (const space of site.spaces.values()) {
    for (const grant of space.access) {
      if (linking.ended(grant)) continue;
      for (const [index, { type, name }] of grant.to.entries()) {
        if (type !== 'user' || !guests.has(name)) continue;
        linking.error('guest-in-access', below(grant.at, 'to', index), `${quote(name)} is a guest, so no access can be given by name.`, {
          hint: 'Place the person under "guests" of the space.',
        });
      }
    }
  }
}

function checkSeats(linking: Linking, { about }: Site, licences: Licences): void {
  for (const product of products) {
    const seats = about.seats[product];
    if (seats === undefined) continue;
    const used = holdersOf(licences, [product]);
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
    else if (licences.uncountable.has(product))
      linking.warn('cannot-count', at, `Nobody can count the holders of ${product}: a group managed by the identity provider gives it.`);
  }
}

function checkGuestNumbers(linking: Linking, { about }: Site, people: ToldApart, licences: Licences): void {
  const at = below(about.at, 'guestsPerPaidUser');
  for (const kind of ['confluence', 'jira'] as const) {
    const guests = people.guests.filter(({ guest }) => guest.includes(kind)).length;
    const paying = payingFor(kind);
    const paid = holdersOf(licences, paying);
    if (guests <= paid * about.guestsPerPaidUser) continue;
    const noun = kind === 'jira' ? 'Jira' : 'Confluence';
    if (paying.some((product) => licences.uncountable.has(product)))
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

/** References to people who are gone; most sites have few of these, and none has to be looked up where there are none. */
function checkReferences(linking: Linking, site: Site, { gone }: ToldApart): void {
  if (gone.size === 0) return;
  // Asked about everybody in every list, so that no place is made, nor a function that makes one, before there is something to say.
  const warn = (name: string, at: Place): void => warnGone(linking, gone.get(name), at);
  const warnEntries = (entries: readonly Entry[]): void => {
    for (const entry of entries) if (entry.type === 'user' && gone.has(entry.name) && !linking.ended(entry)) warn(entry.name, entry.at);
  };
  const listed = listedPeople.get(site);
  const isGone = listed?.byNumber((name) => (gone.has(name) ? 1 : 0));
  const warnMembers = (members: readonly Member[], holder: Declared, field: string): void => {
    const numbers = listed?.of(members);
    for (let index = 0; index < members.length; index++) {
      if (numbers !== undefined && isGone?.[numbers[index] ?? -1] === 0) continue;
      const member = members[index];
      if (member !== undefined && gone.has(member.user) && member.at === undefined && !linking.ended(member))
        warn(member.user, below(holder.at, field, member.index));
    }
  };
  const warnHolders = (grants: readonly Grant[]): void => {
    for (const grant of grants)
      for (let index = 0; index < grant.to.length; index++) {
        const holder = grant.to[index];
        if (holder?.type === 'user' && gone.has(holder.name) && !linking.ended(grant)) warn(holder.name, below(grant.at, 'to', index));
      }
  };
  for (const group of site.groups.values()) if (group.madeBy === undefined) warnMembers(group.members, group, 'members');
  for (const project of site.projects.values()) {
    if (project.lead !== undefined && gone.has(project.lead)) warn(project.lead, below(project.at, 'lead'));
    for (const actors of project.roles.values()) warnEntries(actors);
  }
  for (const rooms of [site.projects, site.spaces, site.channels])
    for (const room of rooms.values()) warnMembers(room.guests, room, 'guests');
  for (const channel of site.channels.values()) warnEntries(channel.members);
  for (const entry of site.about.admins) if (entry.type === 'user') warn(entry.name, entry.at);
  for (const collaboration of site.collaborations.values())
    if (!linking.ended(collaboration)) warnMembers(collaboration.members, collaboration, 'members');
  for (const { grants } of site.schemes.values()) warnHolders(grants);
  for (const { access } of site.spaces.values()) warnHolders(access);
}
