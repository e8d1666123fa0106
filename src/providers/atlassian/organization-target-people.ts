import { factOf } from '../../diff/fact-change.js';
import { factKey, type Fact } from '../../diff/facts.js';
import type { Product } from '../../model/permissions.js';
import type { GuestKind } from '../../model/site.js';
import { changesOf, notMade, refused, wanted, type Making, type Pen } from '../api-target.js';
import { ignored } from '../http/writer.js';
import { guestKindOf } from '../live/access.js';
import { nameOf } from '../names.js';
import { keysOf } from '../standing.js';
import { invitations, type GroupAccess, type OrganizationAccount, type Workspace } from './organization-answers.js';
import {
  accessOf,
  findAccount,
  guestProduct,
  productAt,
  productNamed,
  productsOf,
  resourceOf,
  type In,
  type OfOneThing,
  type Place,
} from './organization-place.js';
import { userRole } from './organization-target-groups.js';
import { withSeats } from './organization-target-seats.js';
import { organizationWrites as writes } from './organization-write-endpoints.js';
import { isMailAddress } from '../../text/mail-address.js';
import { addToList } from '../../text/add-to-list.js';

const guestRole = 'atlassian/guest';

export const personTarget: OfOneThing = { find, make };

async function find(of: string, changes: Making['missing'], place: Place, pen: Pen): Promise<readonly Fact[]> {
  const account = await findAccount(of, place, pen);
  if (account === undefined) return [];
  const isWhole = changesOf(changes, 'person').length > 0;
  const asksProducts = isWhole || changesOf(changes, 'product').length > 0 || changesOf(changes, 'guest').length > 0;
  const own = asksProducts ? await ownAccess(account, place, pen) : { products: [], guest: [], isUser: false };
  const facts: readonly Fact[] = [
    { type: 'person', of, says: [] },
    { type: 'active', of, says: [String(account.thing.active)] },
    ...own.products.map((product): Fact => ({ type: 'product', of, says: [product] })),
    ...own.guest.map((kind): Fact => ({ type: 'guest', of, says: [kind] })),
  ];
  const touched = keysOf(changes);
  // Somebody who is both counts as a user, as in a reading; but a guest's role that is to be taken away is there as long as they have it.
  const taken = new Set(changes.flatMap(({ before, after }) => (before !== undefined && after === undefined ? [factKey(before)] : [])));
  const counts = (fact: Fact): boolean => fact.type !== 'guest' || fact.says[0] !== 'confluence' || !own.isUser || taken.has(factKey(fact));
  return facts.filter(counts).filter((fact) => touched.has(factKey(fact)) || (isWhole && ['product', 'guest'].includes(fact.type)));
}

interface OwnAccess {
  readonly products: readonly Product[];
  readonly guest: readonly GuestKind[];
  /** Of Confluence, by a group. */
  readonly isUser: boolean;
  /** Groups that no policy declares, by what they give. */
  readonly through?: ReadonlyMap<Product, readonly string[]>;
}

/** What somebody has beside what the groups of the policies give them: the organization gives a product by a group of its own. */
async function ownAccess({ directoryId, thing }: In<OrganizationAccount>, place: Place, pen: Pen): Promise<OwnAccess> {
  const [here, groups] = await Promise.all([
    productsOf(place, pen),
    Promise.all(thing.groupIds.map(async (id) => ({ id, access: await accessOf(id, directoryId, place, pen) }))),
  ]);
  const given = new Set<Product>();
  const through = new Map<Product, string[]>();
  const guest = new Set<GuestKind>();
  for (const { id, access } of groups) {
    const ref = pen.names.refOf('group', id);
    const isDeclared = ref !== undefined && pen.policies.groups.has(nameOf(ref));
    for (const product of held(access, userRole, here)) {
      given.add(product);
      if (!isDeclared) addToList(through, product, ref === undefined ? id : nameOf(ref));
    }
    for (const product of held(access, guestRole, here)) guest.add(guestKindOf(product));
  }
  const alone = thing.products.flatMap(({ id }) => {
    const product = productAt(id, here);
    const isGuest = product !== undefined && guest.has(guestKindOf(product));
    return product === undefined || given.has(product) || isGuest ? [] : [product];
  });
  return {
    products: [...new Set([...through.keys(), ...alone])].sort(),
    guest: [...guest].sort(),
    isUser: given.has('confluence'),
    through,
  };
}

function held(access: readonly GroupAccess[], role: string, here: readonly Workspace[]): readonly Product[] {
  return access.flatMap(({ resourceId, roles }) => (roles.includes(role) ? (productAt(resourceId, here) ?? []) : []));
}

async function make(of: string, { write: { changes }, missing }: Making, place: Place, pen: Pen): Promise<void> {
  const [itself] = changesOf(changes, 'person');
  if (itself !== undefined && itself.after === undefined)
    throw refused(`The account of "${of}" is not deleted.`, 'Take its access away, or suspend it.');
  const account = await findAccount(of, place, pen);
  if (account === undefined) {
    if (itself === undefined) throw notMade(`"${of}" has no account.`, 'The person has to be invited first.');
    return invite(of, changes, place, pen);
  }
  const active = wanted(missing, 'active');
  if (active === 'true') await switchOn(of, account, place, pen);
  const losing = missing.filter(({ after }) => after === undefined);
  for (const change of [...losing, ...missing.filter(({ after }) => after !== undefined)]) {
    const fact = factOf(change);
    if (fact.type === 'product' || fact.type === 'guest') await setRole(of, account.thing, fact, change.after !== undefined, place, pen);
  }
  if (active === 'false') await suspend(of, account, place, pen);
}

/** The account and what it is to have in one call, so that nobody is there without it in between. */
async function invite(of: string, changes: Making['missing'], place: Place, pen: Pen): Promise<void> {
  const email = nameOf(of);
  if (!isMailAddress(email)) throw refused(`"${of}" cannot be invited: there is no e-mail address.`, 'Make the account by hand.');
  const here = await productsOf(place, pen);
  const rules = changes.flatMap(({ after }) => (after === undefined ? [] : ruleOf(after, here)));
  const body = { emails: [email], permissionRules: rules };
  const writing = pen.writer.write(writes.invite, { path: { orgId: place.orgId }, body }, invitations);
  const invited = (await withSeats(writing, place, pen)).find((one) => one.email.toLowerCase() === email);
  if (invited?.accountId !== undefined) pen.names.learn(of, invited.accountId);
  if (invited !== undefined && invited.failures.length > 0)
    throw pen.writer.fail(
      writes.invite,
      { path: { orgId: place.orgId } },
      'refused',
      `invited "${email}", but not to all: ${invited.failures.join('; ')}`,
    );
  if (wanted(changes, 'active') === 'false') {
    const account = await findAccount(of, place, pen);
    if (account !== undefined) await suspend(of, account, place, pen);
  }
}

function ruleOf({ type, says: [what] }: Fact, here: readonly Workspace[]): readonly { readonly resource: string; readonly role: string }[] {
  if (type === 'product') return [{ resource: resourceOf(productNamed(what), here), role: userRole }];
  if (type === 'guest') return [{ resource: resourceOf(guestProduct(kindNamed(what), here), here), role: guestRole }];
  return [];
}

function kindNamed(name: string | undefined): GuestKind {
  if (name === 'jira' || name === 'confluence') return name;
  throw refused(`There are no guests of "${name ?? ''}".`);
}

async function setRole(
  of: string,
  { accountId }: OrganizationAccount,
  fact: Fact,
  isGiven: boolean,
  place: Place,
  pen: Pen,
): Promise<void> {
  const here = await productsOf(place, pen);
  const path = { orgId: place.orgId, userId: accountId };
  for (const body of ruleOf(fact, here))
    await withSeats(pen.writer.write(isGiven ? writes.assignToUser : writes.revokeFromUser, { path, body }, ignored), place, pen);
  if (isGiven || fact.type !== 'product') return;
  const after = await findAccount(of, place, pen);
  const product = productNamed(fact.says[0]);
  const left = after === undefined ? [] : ((await ownAccess(after, place, pen)).through?.get(product) ?? []);
  if (left.length > 0)
    throw refused(
      `"${of}" keeps ${product} by ${left.map((name) => `"${name}"`).join(', ')}, which no policy declares.`,
      'Declare the group, or take the person out of it by hand.',
    );
}

async function suspend(of: string, { directoryId, thing }: In<OrganizationAccount>, { orgId }: Place, pen: Pen): Promise<void> {
  refuseSynced(of, thing);
  await pen.writer.write(writes.suspend, { path: { orgId, directoryId, accountId: thing.accountId } }, ignored);
}

/** A suspended one is restored; one that was deactivated can be activated by the organization that has claimed its address alone. */
async function switchOn(of: string, { directoryId, thing }: In<OrganizationAccount>, place: Place, pen: Pen): Promise<void> {
  refuseSynced(of, thing);
  const { accountId, membership, enabled, managed } = thing;
  if (!enabled) {
    if (!managed)
      throw refused(
        `The account of "${of}" is closed or deactivated, and is not the organization's to activate.`,
        'Its owner can, or Atlassian.',
      );
    await pen.writer.write(writes.enable, { path: { account_id: accountId } }, ignored);
  }
  if (membership === 'suspended')
    await withSeats(pen.writer.write(writes.restore, { path: { orgId: place.orgId, directoryId, accountId } }, ignored), place, pen);
  if (membership === 'no_membership') await invite(of, [], place, pen);
}

function refuseSynced(of: string, { synced }: OrganizationAccount): void {
  if (synced) throw refused(`The account of "${of}" is kept by the identity provider, and is not written.`, 'Switch it on or off there.');
}
