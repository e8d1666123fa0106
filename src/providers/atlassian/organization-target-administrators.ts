import type { Fact } from '../../diff/facts.js';
import { changesOf, notMade, refused, type Pen } from '../api-target.js';
import { ignored } from '../http/writer.js';
import { adminRoles } from '../live/access.js';
import { kindOf } from '../names.js';
import { eitherOf } from '../standing.js';
import { accessOf, findAccount, findGroup, productsOf, type OfOneThing, type Place } from './organization-place.js';
import { refuseOthers } from './organization-target-groups.js';
import { withSeats } from './organization-target-seats.js';
import { organizationWrites as writes } from './organization-write-endpoints.js';

const siteAdmin = 'atlassian/site-admin';
const admin = 'atlassian/admin';

/** A person administers by a role of the site, a group by a role of each of its products. */
export const administratorTarget: OfOneThing = {
  async find(_, changes, place, pen) {
    const asked = changesOf(changes, 'administrator');
    const held = await Promise.all(
      asked.map(async (change) => {
        const fact = eitherOf(change);
        return (await isAdministrator(whoOf(fact), change.after !== undefined, place, pen)) ? [fact] : [];
      }),
    );
    return held.flat();
  },
  async make(_, { missing }, place, pen) {
    for (const change of missing) {
      const fact = eitherOf(change);
      if (fact.type !== 'administrator') throw refused('Of the site nothing is written but who administers it.');
      const isGiven = change.after !== undefined;
      await (kindOf(whoOf(fact)) === 'group' ? setGroup(whoOf(fact), isGiven, place, pen) : setPerson(whoOf(fact), isGiven, place, pen));
    }
  },
};

function whoOf({ says: [who = ''] }: Fact): string {
  return who;
}

/** Whoever is to administer does so when nothing is lacking; whoever is not to, until nothing is left. */
async function isAdministrator(who: string, isGiven: boolean, place: Place, pen: Pen): Promise<boolean> {
  if (kindOf(who) === 'user') {
    const account = await findAccount(who, place, pen);
    return account?.thing.platformRoles.some((role) => adminRoles.includes(role)) ?? false;
  }
  const held = await rolesOfGroup(who, place, pen);
  return held.length > 0 && (!isGiven || (await lackingProducts(held, place, pen)).length === 0);
}

type Held = readonly { readonly resourceId: string; readonly roleId: string }[];

/** The products of this site that these roles do not administer. */
async function lackingProducts(held: Held, place: Place, pen: Pen): Promise<readonly string[]> {
  const here = await productsOf(place, pen);
  return here.map(({ id }) => id).filter((id) => !held.some(({ resourceId }) => resourceId === id));
}

/** The roles by which a group administers something here. */
async function rolesOfGroup(who: string, place: Place, pen: Pen): Promise<Held> {
  const group = await findGroup(who, place, pen);
  if (group === undefined) return [];
  const [access, here] = await Promise.all([accessOf(group.thing.id, group.directoryId, place, pen), productsOf(place, pen)]);
  return access
    .filter(({ resourceId }) => here.some(({ id }) => id === resourceId))
    .flatMap(({ resourceId, roles }) => roles.filter((role) => adminRoles.includes(role)).map((roleId) => ({ resourceId, roleId })));
}

async function setGroup(who: string, isGiven: boolean, place: Place, pen: Pen): Promise<void> {
  const group = await findGroup(who, place, pen);
  if (group === undefined) throw notMade(`"${who}" is not on the site.`, 'It has to be made first.');
  refuseOthers(who, group.thing);
  const held = await rolesOfGroup(who, place, pen);
  const bodies = isGiven ? (await lackingProducts(held, place, pen)).map((resourceId) => ({ roleId: admin, resourceId })) : held;
  const path = { orgId: place.orgId, directoryId: group.directoryId, groupId: group.thing.id };
  for (const body of bodies)
    await withSeats(pen.writer.write(isGiven ? writes.assignToGroup : writes.revokeFromGroup, { path, body }, ignored), place, pen);
}

async function setPerson(who: string, isGiven: boolean, place: Place, pen: Pen): Promise<void> {
  const account = await findAccount(who, place, pen);
  if (account === undefined) throw notMade(`"${who}" has no account.`, 'The person has to be invited first.');
  const held = account.thing.platformRoles.filter((role) => adminRoles.includes(role));
  if (!isGiven && held.includes('atlassian/org-admin'))
    throw refused(
      `"${who}" administers the whole organization, which is more than this site.`,
      'Take that role away by hand, in the administration of the organization.',
    );
  const path = { orgId: place.orgId, userId: account.thing.accountId };
  for (const role of isGiven ? [siteAdmin] : held)
    await withSeats(pen.writer.write(isGiven ? writes.assignToUser : writes.revokeFromUser, { path, body: { role } }, ignored), place, pen);
}
