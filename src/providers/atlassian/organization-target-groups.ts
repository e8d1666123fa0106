import { factOf } from '../../diff/fact-change.js';
import { factKey, type Fact } from '../../diff/facts.js';
import { changesOf, needId, notMade, refused, wanted, type Making, type Pen } from '../api-target.js';
import { fields, type Decode } from '../http/decode.js';
import { ignored, RefusedWrite } from '../http/writer.js';
import { nameOf } from '../names.js';
import { keysOf } from '../standing.js';
import { searchMembers } from './organization.js';
import type { OrganizationGroup } from './organization-answers.js';
import {
  accessOf,
  directoriesOf,
  findGroup,
  productAt,
  productNamed,
  productsOf,
  resourceOf,
  type In,
  type OfOneThing,
  type Place,
} from './organization-place.js';
import { isFull, withSeats } from './organization-target-seats.js';
import { organizationWrites as writes } from './organization-write-endpoints.js';

export const userRole = 'atlassian/user';

export const groupTarget: OfOneThing = { find, make };

async function find(of: string, changes: Making['missing'], place: Place, pen: Pen): Promise<readonly Fact[]> {
  const group = await findGroup(of, place, pen);
  if (group === undefined) return [];
  const isWhole = changesOf(changes, 'group').length > 0;
  const has = (type: 'member' | 'group-product'): boolean => isWhole || changesOf(changes, type).length > 0;
  const named = changesOf(changes, 'member').map((change) => factOf(change).says[0] ?? '');
  const [members, given] = await Promise.all([
    has('member') ? memberFacts(of, group, isWhole ? undefined : named, place, pen) : [],
    has('group-product') ? productFacts(of, group, place, pen) : [],
  ]);
  const facts: readonly Fact[] = [
    { type: 'group', of, says: [] },
    { type: 'managed-by', of, says: [managedBy(group.thing)] },
    ...members,
    ...given,
  ];
  const touched = keysOf(changes);
  return facts.filter((fact) => touched.has(factKey(fact)) || (isWhole && ['member', 'group-product'].includes(fact.type)));
}

export function managedBy({ synced, managedBy: by }: OrganizationGroup): 'git' | 'idp' | 'open' {
  if (synced || by === 'EXTERNAL') return 'idp';
  return by === 'OPEN' ? 'open' : 'git';
}

/** The most accounts that one question can name. */
const mostNamed = 10;

/** All members, or which of those that are named are members: of a large group that is one call instead of hundreds. */
async function memberFacts(
  of: string,
  group: In<OrganizationGroup>,
  named: readonly string[] | undefined,
  place: Place,
  pen: Pen,
): Promise<readonly Fact[]> {
  const found = named === undefined ? undefined : await membersAmong(named, group, place, pen);
  const members = found ?? (await searchIn(group, {}, place, pen));
  return members.map((id) => ({ type: 'member', of, says: [pen.names.refOf('user', id) ?? `user:${id}`] }));
}

/** Undefined if the answer names somebody who was not asked for, so that it is no answer to the question. */
async function membersAmong(
  named: readonly string[],
  group: In<OrganizationGroup>,
  place: Place,
  pen: Pen,
): Promise<readonly string[] | undefined> {
  const ids = [...new Set(named.flatMap((who) => pen.names.idOf(who) ?? []))];
  const found: string[] = [];
  for (let start = 0; start < ids.length; start += mostNamed)
    found.push(...(await searchIn(group, { accountIds: ids.slice(start, start + mostNamed) }, place, pen)));
  return found.every((id) => ids.includes(id)) ? found : undefined;
}

function searchIn(
  { directoryId, thing }: In<OrganizationGroup>,
  more: Readonly<Record<string, readonly string[]>>,
  { orgId }: Place,
  { reader }: Pen,
): Promise<readonly string[]> {
  return searchMembers(reader, { orgId, directoryId }, { groupIds: [thing.id], ...more });
}

async function productFacts(of: string, { directoryId, thing }: In<OrganizationGroup>, place: Place, pen: Pen): Promise<readonly Fact[]> {
  const [access, here] = await Promise.all([accessOf(thing.id, directoryId, place, pen), productsOf(place, pen)]);
  return access.flatMap(({ resourceId, roles }): readonly Fact[] => {
    const product = roles.includes(userRole) ? productAt(resourceId, here) : undefined;
    return product === undefined ? [] : [{ type: 'group-product', of, says: [product] }];
  });
}

async function make(of: string, { write: { changes }, missing }: Making, place: Place, pen: Pen): Promise<void> {
  const [itself] = changesOf(changes, 'group');
  const there = await findGroup(of, place, pen);
  if (there !== undefined) refuseOthers(of, there.thing);
  if (itself !== undefined && itself.after === undefined) {
    if (there !== undefined) await deleteGroup(of, there, place, pen);
    return;
  }
  if (wanted(changes, 'managed-by') !== undefined && wanted(changes, 'managed-by') !== 'git')
    throw refused(
      `No API makes a group as "${of}" is to be: others decide who is in it.`,
      'Set it up in the identity provider or by hand.',
    );
  const group = there ?? (itself === undefined ? undefined : await createGroup(of, place, pen));
  if (group === undefined) throw notMade(`"${of}" is not on the site.`, 'It has to be made first.');
  for (const change of changesOf(missing, 'group-product')) await setProduct(group, factOf(change), change.after !== undefined, place, pen);
  for (const change of changesOf(missing, 'member')) await setMember(group, factOf(change), change.after !== undefined, place, pen);
}

/** Who is in these is decided elsewhere. */
export function refuseOthers(of: string, group: OrganizationGroup): void {
  const by = managedBy(group);
  if (by === 'idp') throw refused(`"${of}" is filled by the identity provider, and is not written.`, 'Change it there.');
  if (by === 'open') throw refused(`Anybody may join "${of}", so that it is not written.`, 'Make it a closed group first, by hand.');
}

const createdGroup: Decode<{ readonly id?: string; readonly directoryId?: string }> = (value, at) => {
  if (value === undefined) return {};
  const answer = fields(value, at);
  const group = answer.maybeValue('data', fields) ?? answer;
  const [id, directoryId] = [group.maybeId('id'), group.maybeId('directoryId')];
  return { ...(id === undefined ? {} : { id }), ...(directoryId === undefined ? {} : { directoryId }) };
};

async function createGroup(of: string, place: Place, pen: Pen): Promise<In<OrganizationGroup> | undefined> {
  const [directoryId, ...others] = await directoriesOf(place, pen);
  if (directoryId === undefined || others.length > 0)
    throw refused(
      `The organization has ${directoryId === undefined ? 'no directory' : 'several directories'}, so that it is not clear where to make "${of}".`,
      'Make the group by hand.',
    );
  const name = nameOf(of);
  const description = pen.policies.groups.get(name)?.description;
  const body = { name, ...(description === undefined ? {} : { description }) };
  const { id } = await pen.writer.write(writes.createGroup, { path: { orgId: place.orgId, directoryId }, body }, createdGroup);
  if (id === undefined) return findGroup(of, place, pen);
  pen.names.learn(of, id);
  return { directoryId, thing: { id, name, synced: false } };
}

async function deleteGroup(of: string, { directoryId, thing }: In<OrganizationGroup>, { orgId }: Place, pen: Pen): Promise<void> {
  await pen.writer.write(writes.deleteGroup, { path: { orgId, directoryId, groupId: thing.id } }, ignored);
  pen.names.forget(of);
}

async function setProduct(
  { directoryId, thing }: In<OrganizationGroup>,
  { says: [product] }: Fact,
  isGiven: boolean,
  place: Place,
  pen: Pen,
): Promise<void> {
  const here = await productsOf(place, pen);
  const path = { orgId: place.orgId, directoryId, groupId: thing.id };
  const body = { roleId: userRole, resourceId: resourceOf(productNamed(product), here) };
  await withSeats(pen.writer.write(isGiven ? writes.assignToGroup : writes.revokeFromGroup, { path, body }, ignored), place, pen);
}

async function setMember(
  { directoryId, thing }: In<OrganizationGroup>,
  { says: [who = ''] }: Fact,
  isMember: boolean,
  place: Place,
  pen: Pen,
): Promise<void> {
  const path = { orgId: place.orgId, directoryId, groupId: thing.id };
  const accountId = needId(pen.names, who);
  if (!isMember) {
    await pen.writer.write(writes.removeMember, { path: { ...path, accountId } }, ignored);
    return;
  }
  try {
    await withSeats(pen.writer.write(writes.addMember, { path, body: { accountId } }, ignored), place, pen);
  } catch (error) {
    // Somebody was quicker: a member is what was wanted.
    if (!(error instanceof RefusedWrite) || error.failure.status !== 409 || isFull(error)) throw error;
  }
}
