import { products, type Product } from '../../model/permissions.js';
import type { GuestKind } from '../../model/site.js';
import type { Fact } from '../../diff/facts.js';
import { refused, type Making, type Pen } from '../api-target.js';
import { workspacesAt } from '../live/access.js';
import { nameOf } from '../names.js';
import { readAccess, readDirectories, readWorkspaces, searchGroups, searchUsers, type Where } from './organization.js';
import {
  organizationAccount,
  type GroupAccess,
  type OrganizationAccount,
  type OrganizationGroup,
  type Workspace,
} from './organization-answers.js';
import { isMailAddress } from '../../text/mail-address.js';

/** Where a site is in its organization. */
export interface Place {
  readonly orgId: string;
  /** The address of the site in policies, and where it is read if a server stands for it. */
  readonly url: string;
  readonly readAt?: string;
}

/** How what is written to one thing of the organization is found and made: `of` is its reference. */
export interface OfOneThing {
  readonly find: (of: string, changes: Making['missing'], place: Place, pen: Pen) => Promise<readonly Fact[]>;
  readonly make: (of: string, making: Making, place: Place, pen: Pen) => Promise<void>;
}

/** A thing of one directory of the organization. */
export interface In<T> {
  readonly directoryId: string;
  readonly thing: T;
}

/** Where things are looked for does not change while a plan is carried out, and is asked once. */
const directories = new WeakMap<Place, readonly string[]>();

export async function directoriesOf(place: Place, { reader }: Pen): Promise<readonly string[]> {
  const known = directories.get(place);
  if (known !== undefined) return known;
  const ids = (await readDirectories(reader, place.orgId)).map(({ directoryId }) => directoryId);
  directories.set(place, ids);
  return ids;
}

/** The products of this site. */
export async function productsOf(place: Place, { reader }: Pen): Promise<readonly Workspace[]> {
  return workspacesAt(await readWorkspaces(reader, place.orgId), place);
}

/** The product that a fact names. */
export function productNamed(name: string | undefined): Product {
  const product = products.find((one) => one === name);
  if (product === undefined) throw refused(`There is no product "${name ?? ''}".`);
  return product;
}

/** The product that is at a resource of this site. */
export function productAt(resourceId: string, here: readonly Workspace[]): Product | undefined {
  const type = here.find(({ id }) => id === resourceId)?.type;
  return products.find((product) => product === type);
}

export function resourceOf(product: Product, here: readonly Workspace[]): string {
  const found = here.find(({ type }) => type === product);
  if (found === undefined) throw refused(`The site has no product "${product}".`, 'Add the product to the site first, by hand.');
  return found.id;
}

const jiraProducts: readonly Product[] = ['jira-software', 'jira-core', 'jira-product-discovery', 'jira-servicedesk'];

/** The product that somebody is a guest of. */
export function guestProduct(kind: GuestKind, here: readonly Workspace[]): Product {
  if (kind === 'confluence') return 'confluence';
  return jiraProducts.find((product) => here.some(({ type }) => type === product)) ?? 'jira-software';
}

/** A person by the account that is known, else by the address; undefined if the organization has nobody of the kind. */
export async function findAccount(ref: string, place: Place, pen: Pen): Promise<In<OrganizationAccount> | undefined> {
  const id = pen.names.idOf(ref);
  const email = nameOf(ref);
  if (id === undefined && !isMailAddress(email)) return undefined;
  const sought = id === undefined ? { emails: [email] } : { accountIds: [id] };
  const found = await inDirectories(place, pen, (where) => searchUsers(pen.reader, where, sought, organizationAccount));
  const own = found.find(({ thing }) => (id === undefined ? thing.email?.toLowerCase() === email : thing.accountId === id));
  if (own !== undefined) pen.names.learn(ref, own.thing.accountId);
  return own;
}

/** A group by its id, else by its name. */
export async function findGroup(ref: string, place: Place, pen: Pen): Promise<In<OrganizationGroup> | undefined> {
  const id = pen.names.idOf(ref);
  const sought = id === undefined ? { groupNames: [nameOf(ref)] } : { groupIds: [id] };
  const found = await inDirectories(place, pen, (where) => searchGroups(pen.reader, where, sought));
  const own = found.find(({ thing }) => (id === undefined ? thing.name === nameOf(ref) : thing.id === id));
  if (own !== undefined) pen.names.learn(ref, own.thing.id);
  return own;
}

async function inDirectories<T>(place: Place, pen: Pen, ask: (where: Where) => Promise<readonly T[]>): Promise<readonly In<T>[]> {
  const { orgId } = place;
  const ids = await directoriesOf(place, pen);
  const found = await Promise.all(
    ids.map(async (directoryId) => (await ask({ orgId, directoryId })).map((thing): In<T> => ({ directoryId, thing }))),
  );
  return found.flat();
}

export function accessOf(groupId: string, directoryId: string, { orgId }: Place, { reader }: Pen): Promise<readonly GroupAccess[]> {
  return readAccess(reader, { orgId, directoryId }, groupId);
}
