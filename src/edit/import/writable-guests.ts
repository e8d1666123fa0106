import { jiraProducts, type Product } from '../../model/permissions.js';
import type { GuestKind, Member, Person, Site } from '../../model/site.js';
import type { LeftOuts } from './left-out.js';

export interface Licences {
  readonly of: (person: string) => ReadonlySet<Product>;
  /** Active people with a product. */
  readonly holders: (product: string) => number;
  readonly guests: (kind: GuestKind) => number;
  readonly paid: (kind: GuestKind) => number;
  /** Whether no synced group gives it, in which case nobody can count. */
  readonly isCountable: (kind: GuestKind) => boolean;
}

/** Who holds which product on a live site, whose groups are flat and whose accesses have no end. */
export function licencesOf({ people, groups }: Pick<Site, 'people' | 'groups'>): Licences {
  const held = new Map<string, Set<Product>>();
  const give = (name: string, product: Product): void => {
    if (people.get(name)?.active !== true) return;
    held.set(name, (held.get(name) ?? new Set<Product>()).add(product));
  };
  const synced = new Set<Product>();
  for (const { name, products } of people.values()) for (const { product } of products) give(name, product);
  for (const { products, members, managedBy } of groups.values()) {
    for (const product of products) {
      if (managedBy === 'idp') synced.add(product);
      for (const { user } of members) give(user, product);
    }
  }
  const countOf = (wanted: readonly Product[]): number =>
    [...held.values()].filter((products) => wanted.some((product) => products.has(product))).length;
  return {
    of: (name) => held.get(name) ?? new Set(),
    holders: (product) => countOf([product as Product]),
    guests: (kind) => [...people.values()].filter(({ active, guest }) => active && guest.includes(kind)).length,
    paid: (kind) => countOf(payingFor(kind)),
    isCountable: (kind) => !payingFor(kind).some((product) => synced.has(product)),
  };
}

function payingFor(kind: GuestKind): readonly Product[] {
  return kind === 'jira' ? jiraProducts : ['confluence'];
}

/** A guest has no licence, one space and one project, and no access by name. */
export function withoutImpossibleGuests(site: Site, spots: LeftOuts): Site {
  const licences = licencesOf(site);
  const people = new Map(Array.from(site.people, ([name, person]) => [name, guestOf(person, licences, spots)]));
  const placedOnce = <T extends Room>(rooms: ReadonlyMap<string, T>, kind: GuestKind): ReadonlyMap<string, T> => {
    const first = new Map<string, string>();
    return new Map(
      Array.from(rooms, ([key, room]) => {
        const guests = room.guests.filter(({ user }) => isPlaceable(people.get(user), kind, { first, key, spots }));
        return [key, { ...room, guests: guests.map((guest, index) => ({ ...guest, index })) }];
      }),
    );
  };
  const spaces = placedOnce(site.spaces, 'confluence');
  return {
    ...site,
    people,
    projects: placedOnce(site.projects, 'jira'),
    spaces: new Map(
      Array.from(spaces, ([key, space]) => [
        key,
        {
          ...space,
          access: space.access.filter(({ to: [holder] }) => {
            const isGuest = holder?.type === 'user' && isGuestOf(people.get(holder.name), 'confluence');
            if (isGuest) spots.note('guest-in-access', `${key}: ${holder.name}`);
            return !isGuest;
          }),
        },
      ]),
    ),
  };
}

interface Room {
  readonly guests: readonly Member[];
}

function isGuestOf(person: Person | undefined, kind: GuestKind): boolean {
  return person?.active === true && person.guest.includes(kind);
}

function guestOf(person: Person, licences: Licences, spots: LeftOuts): Person {
  const held = licences.of(person.name);
  const guest = person.guest.filter((kind) => !payingFor(kind).some((product) => held.has(product)));
  if (guest.length < person.guest.length) spots.note('guest-with-licence', person.name);
  return { ...person, guest };
}

/** Whoever is not active has no access, so that Atlassian's limits do not count them, and neither do policies. */
function isPlaceable(
  person: Person | undefined,
  kind: GuestKind,
  { first, key, spots }: { readonly first: Map<string, string>; readonly key: string; readonly spots: LeftOuts },
): boolean {
  if (person?.active !== true) return true;
  if (!person.guest.includes(kind)) {
    spots.note('guest-with-licence', `${person.name} in ${key}`);
    return false;
  }
  const earlier = first.get(person.name);
  if (earlier === undefined) first.set(person.name, key);
  else spots.note('guest-in-two-places', `${person.name}: ${earlier}, and ${key}`);
  return earlier === undefined;
}
