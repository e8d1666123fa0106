import { products, type Product } from '../../model/permissions.js';
import type { Account, Group, World } from '../world.js';

export type ClassName = 'anyone' | 'logged-in' | 'portal-customers';

/** Somebody whose access is asked for. */
export interface Subject {
  /** As it stands in a line: `user:…`, `group:…` or the name of a class. */
  readonly printed: string;
  readonly className?: ClassName;
  readonly account?: Account;
  /** Ids of the groups it is in. */
  readonly groups: ReadonlySet<string>;
  /** Products it has a licence for. */
  readonly products: ReadonlySet<Product>;
  /** Products it is a guest of: who has a licence too counts as a user. */
  readonly guestOf: ReadonlySet<Product>;
}

/**
 * Whether people count as members of the groups that the identity provider keeps. `apart`: such a group is asked for by itself, and what
 * people have through it is not said of them. `counted`: as on a site.
 */
export type Synced = 'apart' | 'counted';

/** Everybody who can be asked for: those who can log in, the classes, and groups that the identity provider keeps. */
export function subjectsOf(world: World, synced: Synced): readonly Subject[] {
  const memberships = membershipsOf(world, synced);
  const people = Object.values(world.accounts).filter((account) => account.type !== 'customer' && canLogIn(account));
  const groups = Object.values(world.groups).filter(({ managedBy }) => managedBy === 'EXTERNAL');
  return [
    classSubject('anyone'),
    classSubject('logged-in'),
    classSubject('portal-customers'),
    ...people.map((account) => personSubject(account, world, memberships.get(account.accountId) ?? new Set())),
    ...(synced === 'apart' ? groups.map((group) => groupSubject(group)) : []),
  ];
}

/** One person as the site sees them; undefined where they cannot log in. */
export function subjectOf(accountId: string, world: World): Subject | undefined {
  const account = world.accounts[accountId];
  if (account === undefined || !canLogIn(account)) return undefined;
  const groups = Object.values(world.groups).filter(({ members }) => members.includes(accountId));
  return personSubject(account, world, new Set(groups.map(({ id }) => id)));
}

export function canLogIn({ active, membership }: Account): boolean {
  return active && membership === 'active';
}

export function classSubject(className: ClassName): Subject {
  const everything = className === 'logged-in' ? products : [];
  return { printed: className, className, groups: new Set(), products: new Set(everything), guestOf: new Set() };
}

function personSubject(account: Account, world: World, groups: ReadonlySet<string>): Subject {
  const roles = [...groups].flatMap((id) => world.groups[id]?.roles ?? []);
  const licensed = new Set(roles.filter(({ role }) => role === 'user').map(({ product }) => product));
  const guestOf = new Set(roles.filter(({ role }) => role === 'guest').map(({ product }) => product));
  return { printed: `user:${nameOf(account)}`, account, groups, products: licensed, guestOf };
}

function groupSubject({ id, name, roles }: Group): Subject {
  const licensed = new Set(roles.filter(({ role }) => role === 'user').map(({ product }) => product));
  return { printed: `group:${name}`, groups: new Set([id]), products: licensed, guestOf: new Set() };
}

/** The address, or the name of who has none, as apps do. */
export function nameOf({ email, displayName, accountId }: Account): string {
  return email ?? (/^\S+$/u.test(displayName) ? displayName : accountId);
}

function membershipsOf(world: World, synced: Synced): ReadonlyMap<string, ReadonlySet<string>> {
  const memberships = new Map<string, Set<string>>();
  for (const { id, members, managedBy } of Object.values(world.groups)) {
    if (synced === 'apart' && managedBy === 'EXTERNAL') continue;
    for (const member of members) {
      const groups = memberships.get(member);
      if (groups === undefined) memberships.set(member, new Set([id]));
      else groups.add(id);
    }
  }
  return memberships;
}

/** Whether a grant to this group is one to the subject: a group that anyone may join is everybody who can log in. */
export function isInGroup(subject: Subject, id: string, world: World): boolean {
  return subject.groups.has(id) || world.groups[id]?.managedBy === 'OPEN';
}
