import type { Product } from '../../model/permissions.js';
import type { GuestKind } from '../../model/site.js';
import type { Fact } from '../../diff/facts.js';
import { refused, type Making, type Pen } from '../api-target.js';
import { byCursor } from '../http/pages.js';
import { workspacesAt } from '../live/access.js';
import { nameOf } from '../names.js';
import { organizationPages } from './organization.js';
import {
  directory,
  groupAccess,
  organizationAccount,
  organizationGroup,
  workspace,
  type GroupAccess,
  type OrganizationAccount,
  type OrganizationGroup,
  type Workspace,
} from './organization-answers.js';
import { organizationEndpoints as asks } from './organization-endpoints.js';

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
  const found = await byCursor(reader, {
    endpoint: asks.directories,
    parameters: { path: { orgId: place.orgId } },
    size: organizationPages.directories,
    item: directory,
    key: ({ directoryId }) => directoryId,
  });
  const ids = found.map(({ directoryId }) => directoryId);
  directories.set(place, ids);
  return ids;
}

/** The products of this site. */
export async function productsOf(place: Place, { reader }: Pen): Promise<readonly Workspace[]> {
  const all = await byCursor(reader, {
    endpoint: asks.workspaces,
    parameters: { path: { orgId: place.orgId } },
    size: organizationPages.workspaces,
    item: workspace,
    key: ({ id }) => id,
  });
  return workspacesAt(all, place);
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
  if (id === undefined && !email.includes('@')) return undefined;
  const body = { ...(id === undefined ? { emails: [email] } : { accountIds: [id] }), expand: ['platformRoles', 'productAccess', 'groups'] };
  const found = await inDirectories(place, pen, (directoryId) =>
    byCursor(pen.reader, {
      endpoint: asks.users,
      parameters: { path: { orgId: place.orgId, directoryId }, body },
      size: organizationPages.users,
      item: organizationAccount,
      key: ({ accountId }) => accountId,
    }),
  );
  const own = found.find(({ thing }) => (id === undefined ? thing.email?.toLowerCase() === email : thing.accountId === id));
  if (own !== undefined) pen.names.learn(ref, own.thing.accountId);
  return own;
}

/** A group by its id, else by its name. */
export async function findGroup(ref: string, place: Place, pen: Pen): Promise<In<OrganizationGroup> | undefined> {
  const id = pen.names.idOf(ref);
  const body = { ...(id === undefined ? { groupNames: [nameOf(ref)] } : { groupIds: [id] }), expand: ['counts.users', 'counts.resources'] };
  const found = await inDirectories(place, pen, (directoryId) =>
    byCursor(pen.reader, {
      endpoint: asks.groups,
      parameters: { path: { orgId: place.orgId, directoryId }, body },
      size: organizationPages.groups,
      item: organizationGroup,
      key: (group) => group.id,
    }),
  );
  const own = found.find(({ thing }) => (id === undefined ? thing.name === nameOf(ref) : thing.id === id));
  if (own !== undefined) pen.names.learn(ref, own.thing.id);
  return own;
}

async function inDirectories<T>(place: Place, pen: Pen, ask: (directoryId: string) => Promise<readonly T[]>): Promise<readonly In<T>[]> {
  const ids = await directoriesOf(place, pen);
  const found = await Promise.all(ids.map(async (directoryId) => (await ask(directoryId)).map((thing): In<T> => ({ directoryId, thing }))));
  return found.flat();
}

export function accessOf(groupId: string, directoryId: string, { orgId }: Place, { reader }: Pen): Promise<readonly GroupAccess[]> {
  return byCursor(reader, {
    endpoint: asks.groupAccess,
    parameters: { path: { orgId, directoryId, groupId } },
    size: organizationPages.access,
    item: groupAccess,
    key: ({ resourceId }) => resourceId,
  });
}
