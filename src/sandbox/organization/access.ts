import type { Product } from '../../model/permissions.js';
import {
  accountByEmail,
  defaultGroupOf,
  findGroup,
  guestsOf,
  hasSeatFor,
  join,
  leave,
  productOfResource,
  seatHolders,
} from '../directory.js';
import { done, type Call, type Reply, type Route } from '../exchange.js';
import { fieldsOf, listOf, textOf, textsOf } from '../given.js';
import { refuseOrganization } from '../refusals.js';
import { addAccount, addGroup } from '../seed.js';
import type { Account, Group, GroupRole, World } from '../world.js';
import { accountIn, checkPath, refuseFull, refuseRequest, roleNamed } from './shapes.js';
import { isMailAddress } from '../../text/mail-address.js';

export const access: readonly Route[] = [
  {
    method: 'POST',
    path: '/admin/v1/orgs/{orgId}/users/{userId}/roles/assign',
    system: 'organization',
    directory: true,
    answer: (call) => setRole(call, true),
  },
  {
    method: 'POST',
    path: '/admin/v1/orgs/{orgId}/users/{userId}/roles/revoke',
    system: 'organization',
    directory: true,
    answer: (call) => setRole(call, false),
  },
  {
    method: 'POST',
    path: '/admin/v1/orgs/{orgId}/users/{userId}/role-assignments/assign',
    system: 'organization',
    directory: true,
    answer: (call) => setOrgAdmin(call, true),
  },
  {
    method: 'POST',
    path: '/admin/v1/orgs/{orgId}/users/{userId}/role-assignments/revoke',
    system: 'organization',
    directory: true,
    answer: (call) => setOrgAdmin(call, false),
  },
  { method: 'POST', path: '/admin/v2/orgs/{orgId}/users/invite', system: 'organization', directory: true, answer: invite },
];

/** A role of a product comes by its default group, a role of the platform by itself. */
function setRole(call: Call, isGiven: boolean): Reply {
  const account = accountIn(call);
  const { role, resource } = fieldsOf(call.body);
  if (role === 'atlassian/site-admin') {
    account.siteAdmin = isGiven;
    return done();
  }
  if (role === 'atlassian/org-admin') return setOrgAdmin(call, isGiven);
  const product = productOfResource(textOf(resource) ?? '', call.world);
  if (product === undefined) refuseOrganization(404, 'ADMIN-UAM-404-3', 'Not Found', 'Resource not found');
  const named = roleNamed(role);
  if (isGiven) {
    const wrong = give(account, product, named, call.world);
    if (wrong === 'no seats') refuseFull(product);
    if (wrong !== undefined) refuseRequest(wrong);
  } else takeAway(account, product, named, call.world);
  return done();
}

function setOrgAdmin(call: Call, isGiven: boolean): Reply {
  const account = accountIn(call);
  if (fieldsOf(call.body)['role'] !== 'atlassian/org-admin') refuseRequest('The role is atlassian/org-admin.');
  account.orgAdmin = isGiven;
  return done();
}

function give(account: Account, product: Product, role: GroupRole, world: World): string | undefined {
  const paid = seatHolders(product, world);
  if (role === 'guest') {
    if (paid.has(account.accountId)) return 'The person uses the product already: take that role away first.';
    if (guestsOf(product, world).size >= world.site.guestsPerPaidUser * paid.size) return 'no seats';
  } else if (!hasSeatFor(account, product, world)) return 'no seats';
  const group = defaultGroupOf(product, role, world) ?? makeDefaultGroup(product, role, world);
  join(group, account, world);
  return undefined;
}

/** Comes with the first of a product’s people. */
export function makeDefaultGroup(product: Product, role: GroupRole, world: World): Group {
  const group = addGroup(world, `${product}-${role}s-${world.site.name}`);
  group.roles.push({ product, role });
  if (role === 'user') world.defaultGroups[product] = group.name;
  return group;
}

/** What other groups give stays. */
function takeAway({ accountId }: Account, product: Product, role: GroupRole, world: World): void {
  const group = defaultGroupOf(product, role, world);
  if (group !== undefined) leave(group, accountId);
}

interface Rule {
  readonly resource: string;
  readonly product: Product;
  readonly role: GroupRole;
}

/** Makes accounts, gives roles and groups; what fails for one address is told beside it, with 206. */
function invite(call: Call): Reply {
  checkPath(call);
  const { world } = call;
  if (world.site.plan === 'free') refuseOrganization(402, 'ADMIN-402-1', 'Payment Required', 'You don’t have a paid subscription.');
  const given = fieldsOf(call.body);
  const emails = textsOf(given['emails']);
  if (emails === undefined || emails.length < 1 || emails.length > 25) refuseRequest('emails needs 1 to 25 addresses.');
  const rules = (listOf(given['permissionRules']) ?? []).map((each) => ruleOf(each, world));
  const groups = (textsOf(given['additionalGroups']) ?? []).map(
    (id) => findGroup(id, world) ?? refuseOrganization(404, 'ADMIN-404-4', 'Not Found', 'We couldn’t find the group.'),
  );
  const data = emails.map((email) => inviteOne(email.toLowerCase(), rules, groups, world));
  const failed = data.some(({ results }) =>
    results.some((result) => [...result.roleAssignmentResult, ...result.groupAssignmentResult].some(({ status }) => status === 'ERROR')),
  );
  return { status: failed ? 206 : 200, body: { data } };
}

function ruleOf(value: unknown, world: World): Rule {
  const { resource, role } = fieldsOf(value);
  const named = textOf(resource) ?? '';
  const product = productOfResource(named, world);
  if (product === undefined) refuseOrganization(404, 'ADMIN-404-5', 'Not Found', 'We couldn’t find the resource.');
  return { resource: named, product, role: roleNamed(role) };
}

interface Result {
  readonly status: 'INVITED' | 'ERROR';
  readonly statusReason?: string;
}

function inviteOne(email: string, rules: readonly Rule[], groups: readonly Group[], world: World) {
  if (!isMailAddress(email)) {
    const wrong: Result = { status: 'ERROR', statusReason: 'The address is not valid.' };
    return {
      email,
      results: [
        {
          roleAssignmentResult: rules.map(({ resource, role }) => ({ resource, role: `atlassian/${role}`, ...wrong })),
          groupAssignmentResult: groups.map(({ id }) => ({ group: id, ...wrong })),
        },
      ],
    };
  }
  const account = accountByEmail(email, world) ?? addAccount(world, email);
  if (account.membership === 'no_membership') account.membership = 'active';
  const roleAssignmentResult = rules.map(({ resource, product, role }) => ({
    resource,
    role: `atlassian/${role}`,
    ...resultOf(give(account, product, role, world)),
  }));
  const groupAssignmentResult = groups.map((group) => {
    const joined = join(group, account, world);
    return { group: group.id, ...resultOf(joined === 'joined' || joined === 'already' ? undefined : joined) };
  });
  return { email, id: account.accountId, results: [{ roleAssignmentResult, groupAssignmentResult }] };
}

function resultOf(wrong: string | undefined): Result {
  return wrong === undefined ? { status: 'INVITED' } : { status: 'ERROR', statusReason: wrong };
}
