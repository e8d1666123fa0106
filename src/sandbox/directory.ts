import { products, type Product } from '../model/permissions.js';
import { canLogIn } from './evaluate/subjects.js';
import type { Account, Group, GroupRole, World } from './world.js';

/** What the APIs of Jira, Confluence and the organization have in common: accounts, groups and the products that groups give. */

export type Joined = 'joined' | 'already' | 'no seats' | 'synced' | 'open';

export function groupNamed(name: string, world: World): Group | undefined {
  return Object.values(world.groups).find((group) => group.name === name);
}

/** A group by its id, or by its name where an API still takes that. */
export function findGroup(idOrName: string, world: World): Group | undefined {
  return world.groups[idOrName] ?? groupNamed(idOrName, world);
}

export function accountByEmail(email: string, world: World): Account | undefined {
  return Object.values(world.accounts).find((account) => account.email === email);
}

/** Adds somebody to a group, if it is ours to change and each product that it gives has a seat for them. */
export function join(group: Group, account: Account, world: World): Joined {
  if (group.managedBy === 'EXTERNAL') return 'synced';
  if (group.members.includes(account.accountId)) return 'already';
  const full = group.roles.some(({ product, role }) => role === 'user' && !hasSeatFor(account, product, world));
  if (full) return 'no seats';
  group.members.push(account.accountId);
  return 'joined';
}

export function leave(group: Group, accountId: string): boolean {
  const place = group.members.indexOf(accountId);
  if (place < 0) return false;
  group.members.splice(place, 1);
  return true;
}

/** Accounts that take a seat of a product. */
export function seatHolders(product: Product, world: World): ReadonlySet<string> {
  const giving = Object.values(world.groups).filter(({ roles }) => roles.some((each) => each.product === product && each.role === 'user'));
  const members = new Set(giving.flatMap(({ members: all }) => all));
  return new Set([...members].filter((id) => isSeated(world.accounts[id])));
}

export function guestsOf(product: Product, world: World): ReadonlySet<string> {
  const giving = Object.values(world.groups).filter(({ roles }) => roles.some((each) => each.product === product && each.role === 'guest'));
  const paid = seatHolders(product, world);
  return new Set(giving.flatMap(({ members }) => members).filter((id) => !paid.has(id)));
}

function isSeated(account: Account | undefined): boolean {
  return account?.type === 'atlassian' && canLogIn(account);
}

export function hasSeatFor({ accountId }: Account, product: Product, world: World): boolean {
  const seats = world.seats[product];
  if (seats === undefined) return true;
  const holders = seatHolders(product, world);
  return holders.has(accountId) || holders.size < seats;
}

/** Whether all who would newly hold a product through a group find a seat. */
export function hasSeatsFor(group: Group, product: Product, world: World): boolean {
  const seats = world.seats[product];
  if (seats === undefined) return true;
  const holders = seatHolders(product, world);
  const newcomers = group.members.filter((id) => !holders.has(id) && isSeated(world.accounts[id]));
  return holders.size + newcomers.length <= seats;
}

/** The group through which people get a role of a product by default; made where there is none. */
export function defaultGroupOf(product: Product, role: GroupRole, world: World): Group | undefined {
  const named = world.defaultGroups[product];
  if (role === 'user') return named === undefined ? undefined : groupNamed(named, world);
  return Object.values(world.groups).find(({ roles }) => roles.some((each) => each.product === product && each.role === role));
}

/** Takes a group out of everything that names it. */
export function forgetGroup(id: string, world: World): void {
  Reflect.deleteProperty(world.groups, id);
  const without = (ids: readonly string[]): string[] => ids.filter((each) => each !== id);
  for (const project of Object.values(world.projects))
    for (const actors of Object.values(project.roles)) actors.groups = without(actors.groups);
  for (const role of Object.values(world.projectRoles)) role.defaultActors.groups = without(role.defaultActors.groups);
  for (const scheme of Object.values(world.schemes))
    scheme.grants = scheme.grants.filter(({ holder }) => holder.type !== 'group' || holder.value !== id);
  for (const space of Object.values(world.spaces)) {
    space.permissions = space.permissions.filter(({ principal }) => principal.type !== 'group' || principal.id !== id);
    space.roles = space.roles.filter(({ principal }) => principal.type !== 'group' || principal.id !== id);
  }
  for (const [permission, groups] of Object.entries(world.globalPermissions)) world.globalPermissions[permission] = without(groups);
}

/** Products that the site has. */
export function productsOf(world: World): readonly Product[] {
  const given = new Set(Object.values(world.groups).flatMap(({ roles }) => roles.map(({ product }) => product)));
  return products.filter((product) => world.seats[product] !== undefined || given.has(product));
}

/** The roles of a group: one that administers the site administers each of its products. */
export function rolesOf({ roles, siteAdmin }: Group, world: World): Group['roles'] {
  if (siteAdmin !== true) return roles;
  const lacking = productsOf(world).filter((product) => !roles.some((each) => each.product === product && each.role === 'admin'));
  return [...roles, ...lacking.map((product) => ({ product, role: 'admin' as const }))];
}

/** `ari:cloud:jira-software::site/…`: what the organization calls a product of this site. */
export function resourceOf(product: Product, world: World): string {
  return `ari:cloud:${product}::site/${world.site.cloudId}`;
}

export function productOfResource(resource: string, world: World): Product | undefined {
  return products.find((product) => resourceOf(product, world) === resource);
}
