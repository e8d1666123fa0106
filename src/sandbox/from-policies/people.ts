import type { Product } from '../../model/permissions.js';
import type { Person, Site } from '../../model/site.js';
import { addAccount, addGroup } from '../seed.js';
import type { Group, GroupRole, World } from '../world.js';
import { flatMembers, standIns, stands, type Cast } from './cast.js';
import { fieldOf } from './field-of.js';
import { isMailAddress } from '../../text/mail-address.js';

/** Accounts and groups; product access comes through groups, as it does on a site: a person's own through the product's default group. */
export function addPeople(site: Site, asOf: string, world: World): Cast {
  const accounts = new Map([...site.people].map(([name, person]) => [name, addPerson(name, person, asOf, world)]));
  const groups = new Map([...site.groups.keys()].map((name) => [name, addGroup(world, name).id]));
  const cast: Cast = { site, asOf, world, accounts, groups };
  for (const name of site.groups.keys()) fillGroup(name, cast);
  for (const [name, { products }] of site.groups)
    for (const product of products) for (const id of standIns(name, cast)) give(groupWith(id, world), product, 'user');
  addOwnProducts(cast);
  return cast;
}

function addPerson(name: string, person: Person, asOf: string, world: World): string {
  const named = isMailAddress(name) && person.displayName !== undefined;
  const [isApp, isIn] = [person.type === 'app', stands(person, { asOf })];
  return addAccount(world, name, {
    ...(person.accountId === undefined ? {} : { accountId: person.accountId }),
    displayName: named ? person.displayName : name,
    type: isApp ? 'app' : 'atlassian',
    // The organization suspends people, and does not list apps: one that has gone is switched off where it is.
    active: person.active && (isIn || !isApp),
    membership: isIn || isApp ? 'active' : 'suspended',
  }).accountId;
}

function fillGroup(name: string, cast: Cast): void {
  const { managedBy, observed } = fieldOf(cast.site.groups, name, 'group');
  const id = fieldOf(cast.groups, name, 'group');
  const members =
    managedBy === 'idp' ? (observed?.members ?? []).flatMap((user) => cast.accounts.get(user) ?? []) : flatMembers(name, cast);
  cast.world.groups[id] = {
    ...groupWith(id, cast.world),
    managedBy: managedBy === 'idp' ? 'EXTERNAL' : managedBy === 'open' ? 'OPEN' : 'ADMINS',
    members: [...members],
  };
}

/** The groups that come with a product: of those who use it, and of its guests. */
function addOwnProducts(cast: Cast): void {
  for (const [name, person] of cast.site.people) {
    const id = fieldOf(cast.accounts, name, 'person');
    for (const own of person.products) if (stands(own, cast)) join(id, ownGroup(own.product, 'user', cast));
    for (const kind of person.guest) join(id, ownGroup(kind === 'jira' ? 'jira-software' : 'confluence', 'guest', cast));
  }
}

function join(accountId: string, group: Group): void {
  if (!group.members.includes(accountId)) group.members.push(accountId);
}

function ownGroup(product: Product, role: 'user' | 'guest', { world }: Cast): Group {
  const name = `${product}-${role}s-${world.site.name}`;
  const group = freeGroup(world, name, product, role);
  if (role === 'user') world.defaultGroups[product] ??= group.name;
  return group;
}

/** The group of this name that gives just this; where the policies have another of the name, one beside it. */
function freeGroup(world: World, name: string, product: Product, role: GroupRole): Group {
  for (let attempt = name; ; attempt += '-') {
    const group = Object.values(world.groups).find((each) => each.name === attempt);
    if (group === undefined) {
      const made = addGroup(world, attempt, { description: madeHere });
      made.roles.push({ product, role });
      return made;
    }
    if (group.description === madeHere) return group;
  }
}

const madeHere = 'Comes with the product';

function give(group: Group, product: Product, role: GroupRole): void {
  if (!group.roles.some((each) => each.product === product && each.role === role)) group.roles.push({ product, role });
}

function groupWith(id: string, world: World): Group {
  const group = world.groups[id];
  if (group === undefined) throw new Error(`The group ${id} is not in the sandbox.`);
  return group;
}
