import { products, type Product } from '../../model/permissions.js';
import { accountByEmail, defaultGroupOf, forgetGroup, groupNamed } from '../directory.js';
import { isMailAddress } from '../../text/mail-address.js';
import { makeDefaultGroup } from '../organization/access.js';
import { addAccount, addGroup } from '../seed.js';
import type { Group, World } from '../world.js';
import type { Change } from './change.js';
import { accountIn, findAccount, findProject, groupIn, projectIn } from './find.js';
import { cannot, isKind, nameIn, type Clicks, type SaidFact } from './said.js';

const kinds: Readonly<Record<string, Group['managedBy']>> = { git: 'ADMINS', idp: 'EXTERNAL', open: 'OPEN' };

/** Groups that the identity provider keeps, or that anybody may join; others are made by the API. */
export const group: Change = {
  add({ of }, world, { add }) {
    const name = nameIn(of, 'group');
    if (groupNamed(name, world) !== undefined) return false;
    const kind = add.find((fact) => fact.type === 'managed-by' && fact.of === of)?.says[0];
    if (kind !== 'idp' && kind !== 'open')
      cannot(`"${of}" is to be managed by ${kind ?? 'nobody that was named'}: the API of the organization makes such groups.`);
    addGroup(world, name, { managedBy: kinds[kind] ?? 'ADMINS' });
    return true;
  },
  remove({ of }, world) {
    const found = groupNamed(nameIn(of, 'group'), world);
    if (found === undefined) return false;
    if (found.managedBy === 'ADMINS') cannot(`The API of the organization deletes "${of}".`);
    forgetGroup(found.id, world);
    return true;
  },
};

export const managedBy: Change = {
  add({ of, says: [kind = ''] }, world) {
    const found = groupIn(of, world);
    const wanted = kinds[kind] ?? cannot(`Groups are managed by git, idp or open, not by "${kind}".`);
    if (found.managedBy === wanted) return false;
    world.groups[found.id] = { ...found, managedBy: wanted };
    return true;
  },
  remove: goesWith('group', 'A group is managed by somebody as long as it is there.'),
};

/** Of groups that are not the API's to change; and apps, which it does not list. */
export const member: Change = {
  add({ of, says: [who] }, world, clicks) {
    const { accountId, type } = accountIn(who, world);
    const found = type === 'app' ? groupIn(of, world) : theirs(of, world, clicks);
    if (found.members.includes(accountId)) return false;
    found.members.push(accountId);
    return true;
  },
  remove(fact, world, clicks) {
    const { of, says } = fact;
    if (groupNamed(nameIn(of, 'group'), world) === undefined) return goesWith('group', `The site has no "${of}".`)(fact, world, clicks);
    const { accountId, type } = accountIn(says[0], world);
    const found = type === 'app' ? groupIn(of, world) : theirs(of, world, clicks);
    const isIn = found.members.includes(accountId);
    found.members = found.members.filter((each) => each !== accountId);
    return isIn;
  },
};

function theirs(reference: string, world: World, clicks: Clicks): Group {
  return keptByOthers(reference, world, 'changes the members of', clicks);
}

/** As it is, or as it was before the same clicks. */
function keptByOthers(reference: string, world: World, does: string, { add }: Clicks): Group {
  const found = groupIn(reference, world);
  const isHandedOver = add.some(({ type, of }) => type === 'managed-by' && of === reference);
  return found.managedBy === 'ADMINS' && !isHandedOver ? cannot(`The API of the organization ${does} "${reference}".`) : found;
}

/** What a group gives that is not the API's to make: it goes with the group, too. */
export const groupProduct: Change = {
  add({ of, says: [product] }, world, clicks) {
    const found = keptByOthers(of, world, 'gives products to', clicks);
    if (found.roles.some(gives(productIn(product)))) return false;
    found.roles.push({ product: productIn(product), role: 'user' });
    return true;
  },
  remove(fact, world, clicks) {
    const { of, says } = fact;
    if (groupNamed(nameIn(of, 'group'), world) === undefined) return goesWith('group', `The site has no "${of}".`)(fact, world, clicks);
    const found = keptByOthers(of, world, 'takes products from', clicks);
    const gone = gives(productIn(says[0]));
    const kept = found.roles.filter((each) => !gone(each));
    const isLess = kept.length < found.roles.length;
    found.roles = kept;
    return isLess;
  },
};

/** Whoever administers a product may not use it by that. */
function gives(product: Product): (each: Group['roles'][number]) => boolean {
  return (each) => each.product === product && each.role === 'user';
}

/** A group that is not the API's to change, or an app, is let administer the site, or no more. */
export const administrator: Change = {
  add({ says: [who = ''] }, world, clicks) {
    if (isKind(who, 'user')) return letAdminister(who, world);
    const found = keptByOthers(who, world, 'lets administer the site', clicks);
    if (found.siteAdmin === true) return false;
    found.siteAdmin = true;
    return true;
  },
  remove(fact, world, clicks) {
    const [who = ''] = fact.says;
    if (isKind(who, 'user')) return takeOrganization(who, world);
    if (groupNamed(nameIn(who, 'group'), world) === undefined)
      return goesWith('group', `The site has no "${who}".`)({ ...fact, of: who }, world, clicks);
    const found = keptByOthers(who, world, 'takes the administration of the site from', clicks);
    const wasOne = found.siteAdmin === true || found.roles.some(({ role }) => role === 'admin');
    Reflect.deleteProperty(found, 'siteAdmin');
    found.roles = found.roles.filter(({ role }) => role !== 'admin');
    return wasOne;
  },
};

function letAdminister(who: string, world: World): boolean {
  const account = accountIn(who, world);
  if (account.type !== 'app') cannot(`The API of the organization makes "${who}" an administrator.`);
  if (account.siteAdmin === true) return false;
  account.siteAdmin = true;
  return true;
}

function productIn(word = ''): Product {
  return products.find((each) => each === word) ?? cannot(`There is no product "${word}". There are: ${products.join(', ')}.`);
}

/** A product by the group that the vendor made for it: an app or somebody invited is put into it, and whoever has it so leaves the group. */
export const ownProduct: Change = {
  add({ of, says: [name] }, world, clicks) {
    const { accountId, type } = accountIn(of, world);
    if (type !== 'app' && !isInvited(of, clicks)) cannot(`The API of the organization gives "${of}" products.`);
    const product = productIn(name);
    const giving = Object.values(world.groups).filter(({ roles }) => roles.some(gives(product)));
    if (giving.some(({ members }) => members.includes(accountId))) return false;
    if (giving.length === 0 && world.seats[product] === undefined) cannot(`The site has no product "${product}".`);
    const own = giving.find((each) => each.name === world.defaultGroups[product]) ?? makeDefaultGroup(product, 'user', world);
    own.members.push(accountId);
    return true;
  },
  remove(fact, world, clicks) {
    const found = findAccount(fact.of, world);
    const giving = Object.entries(world.defaultGroups).flatMap(([product, name]) =>
      product === fact.says[0] ? (groupNamed(name, world) ?? []) : [],
    );
    const own = giving.filter(({ members }) => found !== undefined && members.includes(found.accountId));
    if (own.length === 0)
      return goesWith('person', `"${fact.of}" has no "${fact.says[0] ?? ''}" by a group of the vendor's.`)(fact, world, clicks);
    for (const group of own) group.members = group.members.filter((each) => each !== found?.accountId);
    return true;
  },
};

/** The role of the whole organization, which the administration of a site does not touch. */
function takeOrganization(who: string, world: World): boolean {
  const found = findAccount(who, world);
  if (found === undefined) return false;
  const isOne = found.orgAdmin === true || found.siteAdmin === true;
  if (isOne && found.orgAdmin !== true && found.type !== 'app')
    cannot(`The API of the organization takes the administration of the site from "${who}".`);
  found.orgAdmin = false;
  found.siteAdmin = false;
  return isOne;
}

/** A product comes with a group of the vendor's that gives it. */
export function addProduct(name: string, world: World): boolean {
  const product = productIn(name);
  const isThere = Object.values(world.groups).some(({ roles }) => roles.some((each) => each.product === product));
  if (isThere || world.seats[product] !== undefined) return false;
  const { name: group } = addGroup(world, `${product}-users-${world.site.name}`, { roles: [{ product, role: 'user' }] });
  world.defaultGroups[product] ??= group;
  return true;
}

/** Somebody who is invited is made a guest of a product, or of Jira by its first one. */
export const guest: Change = {
  add({ of, says: [kind] }, world, clicks) {
    const { accountId } = accountIn(of, world);
    if (!isInvited(of, clicks)) cannot(`The API of the organization makes "${of}" a guest.`);
    const product = productIn(kind === 'jira' ? 'jira-software' : kind);
    const group = defaultGroupOf(product, 'guest', world) ?? makeDefaultGroup(product, 'guest', world);
    if (group.members.includes(accountId)) return false;
    group.members.push(accountId);
    return true;
  },
};

/**
 * Accounts of apps come with the app and go with it; people are invited by the API, but not on the Free plan, and not by a name that is no e-mail
 * address: whoever clicks knows the address.
 */
export const person: Change = {
  add({ of }, world, clicks) {
    if (findAccount(of, world) !== undefined) return false;
    const name = nameIn(of, 'user');
    if (isMailAddress(name) && world.site.plan !== 'free') cannot(`The API of the organization invites "${of}".`);
    addAccount(world, name, { type: isPerson(of, clicks) ? 'atlassian' : 'app' });
    return true;
  },
  remove({ of }, world) {
    const found = findAccount(of, world);
    if (found === undefined) return false;
    if (found.type !== 'app') cannot(`The API of the organization suspends "${of}"; the account stays.`);
    forgetAccount(found.accountId, world);
    return true;
  },
};

/** By what a name and the same clicks tell: an app has no address, and what it may use comes when it is there. */
function isPerson(of: string, { add }: Clicks): boolean {
  return of.includes('@') || add.some((fact) => (fact.type === 'product' || fact.type === 'guest') && fact.of === of);
}

/** Whether somebody is invited by the same clicks, with whatever they are to have. */
function isInvited(of: string, { add }: Clicks): boolean {
  return add.some((fact) => fact.type === 'person' && fact.of === of);
}

/** Says something that is so as soon as the person is there. */
export const active: Change = {
  add({ of, says: [said] }, world, clicks) {
    const found = accountIn(of, world);
    if (found.type !== 'app' && said === 'true' && isInvited(of, clicks)) return false;
    if (found.type !== 'app') cannot(`The API of the organization suspends and restores "${of}".`);
    const wanted = said === 'true';
    if (found.active === wanted) return false;
    found.active = wanted;
    return true;
  },
  remove: goesWith('person', 'Whoever is there is active or is not.'),
};

/** Goes with something that goes by the same clicks, and not by itself. */
export function goesWith(type: string, otherwise: string): NonNullable<Change['remove']> {
  return ({ of }: SaidFact, _: World, { remove }: Clicks) =>
    remove.some((fact) => fact.type === type && fact.of === of) ? false : cannot(otherwise);
}

function forgetAccount(id: string, world: World): void {
  Reflect.deleteProperty(world.accounts, id);
  const without = (ids: readonly string[]): string[] => ids.filter((each) => each !== id);
  for (const each of Object.values(world.groups)) each.members = without(each.members);
  for (const { roles } of Object.values(world.projects)) for (const actors of Object.values(roles)) actors.users = without(actors.users);
  for (const { defaultActors } of Object.values(world.projectRoles)) defaultActors.users = without(defaultActors.users);
  for (const scheme of Object.values(world.schemes))
    scheme.grants = scheme.grants.filter(({ holder }) => holder.type !== 'user' || holder.value !== id);
  for (const space of Object.values(world.spaces)) {
    space.permissions = space.permissions.filter(({ principal }) => principal.type !== 'user' || principal.id !== id);
    space.roles = space.roles.filter(({ principal }) => principal.type !== 'user' || principal.id !== id);
  }
}

/** Groups, e-mail addresses and keys of projects are changed by hand alone. */
export function rename({ from, to }: NonNullable<Clicks['rename']>, world: World): boolean {
  if (isKind(from, 'group')) return renameGroup(from, nameIn(to, 'group'), world);
  if (isKind(from, 'project')) return changeKey(from, nameIn(to, 'project'), world);
  if (isKind(from, 'user')) return renamePerson(from, nameIn(to, 'user'), world);
  return cannot(`"${from}" is no group, no person and no project: where anything else can have another name, an API gives it.`);
}

function renameGroup(from: string, name: string, world: World): boolean {
  if (groupNamed(nameIn(from, 'group'), world) === undefined && groupNamed(name, world) !== undefined) return false;
  const found = groupIn(from, world);
  if (groupNamed(name, world) !== undefined) cannot(`There is a "group:${name}" already.`);
  world.groups[found.id] = { ...found, name };
  for (const [product, named] of Object.entries(world.defaultGroups))
    if (named === found.name) Object.assign(world.defaultGroups, { [product]: name });
  return true;
}

/** The key alone: its id, its work and its people stay. */
function changeKey(from: string, key: string, world: World): boolean {
  if (findProject(from, world) === undefined && findProject(`project:${key}`, world) !== undefined) return false;
  const found = projectIn(from, world);
  if (findProject(`project:${key}`, world) !== undefined) cannot(`There is a "project:${key}" already.`);
  world.projects[found.id] = { ...found, key };
  return true;
}

function renamePerson(from: string, email: string, world: World): boolean {
  if (findAccount(from, world) === undefined && accountByEmail(email, world) !== undefined) return false;
  const found = accountIn(from, world);
  if (accountByEmail(email, world) !== undefined) cannot(`There is a "user:${email}" already.`);
  world.accounts[found.accountId] = { ...found, email };
  for (const [id, user] of Object.entries(world.chat.users)) if (user.email === found.email) world.chat.users[id] = { ...user, email };
  return true;
}

/** Customers of the service portal, who sign up themselves or are added to a project's list. */
export function changeCustomers({ add, remove }: Clicks['customers'], world: World): number {
  const joining = add.filter((email) => accountByEmail(email, world) === undefined);
  for (const email of joining) addAccount(world, email, { type: 'customer' });
  const leaving = remove.flatMap((email) => accountByEmail(email, world) ?? []);
  for (const { accountId, email, type } of leaving) {
    if (type !== 'customer') cannot(`"${email ?? ''}" is no customer of the portal.`);
    forgetAccount(accountId, world);
  }
  return joining.length + leaving.length;
}
