import { appsByDisplayName } from '../../model/apps-by-display-name.js';
import type { Entry, Grant, Holder, Member, Person, Project, Site, Space, Channel } from '../../model/site.js';
import { compareBytes } from '../../text/compare.js';

/**
 * A live site in which people have the names that policies know them by: an account is the same person, even if the site hides the e-mail
 * address that the policies have, or shows another one; and a program is the one that alone has its display name.
 */
export function renamedPeople(live: Site, known: ReadonlyMap<string, Person>): Site {
  const byAccount = new Map(
    Array.from(known.values()).flatMap(({ accountId, name }) => (accountId === undefined ? [] : [[accountId, name]])),
  );
  const renames = new Map<string, string>();
  for (const { name, accountId } of live.people.values()) {
    const own = accountId === undefined ? undefined : byAccount.get(accountId);
    if (own !== undefined && own !== name && !live.people.has(own) && !known.has(name)) renames.set(name, own);
  }
  const given = new Set(renames.values());
  for (const [own, { name }] of appsByDisplayName(known, live.people)) if (!renames.has(name) && !given.has(own)) renames.set(name, own);
  return renames.size === 0 ? live : withNames(live, (name) => renames.get(name) ?? name);
}

type Rename = (name: string) => string;

function withNames(site: Site, rename: Rename): Site {
  const entry = (each: Entry): Entry => (each.type === 'user' ? { ...each, name: rename(each.name) } : each);
  const member = (each: Member): Member => ({ ...each, user: rename(each.user) });
  const holder = (each: Holder): Holder => (each.type === 'user' ? { ...each, name: rename(each.name) } : each);
  const grant = (each: Grant): Grant => ({ ...each, to: each.to.map(holder) });
  const project = (each: Project): Project => ({
    ...each,
    ...(each.lead === undefined ? {} : { lead: rename(each.lead) }),
    roles: new Map(Array.from(each.roles, ([role, actors]) => [role, actors.map(entry)])),
    guests: each.guests.map(member),
  });
  const space = (each: Space): Space => ({ ...each, access: each.access.map(grant), guests: each.guests.map(member) });
  const channel = (each: Channel): Channel => ({ ...each, members: each.members.map(entry), guests: each.guests.map(member) });
  const people = Array.from(site.people.values(), (person) => ({ ...person, name: rename(person.name) }));
  return {
    ...site,
    about: { ...site.about, admins: site.about.admins.map(entry) },
    people: new Map(people.sort((a, b) => compareBytes(a.name, b.name)).map((person) => [person.name, person])),
    groups: mapped(site.groups, ({ observed, ...group }) => ({
      ...group,
      members: group.members.map(member),
      ...(observed === undefined ? {} : { observed: { ...observed, members: observed.members.map(rename).sort(compareBytes) } }),
    })),
    roles: mapped(site.roles, (role) => ({ ...role, defaultActors: role.defaultActors.map(entry) })),
    schemes: mapped(site.schemes, (scheme) => ({ ...scheme, grants: scheme.grants.map(grant) })),
    projects: mapped(site.projects, project),
    spaces: mapped(site.spaces, space),
    channels: mapped(site.channels, channel),
  };
}

function mapped<T>(things: ReadonlyMap<string, T>, change: (thing: T) => T): ReadonlyMap<string, T> {
  return new Map(Array.from(things, ([name, thing]) => [name, change(thing)]));
}
