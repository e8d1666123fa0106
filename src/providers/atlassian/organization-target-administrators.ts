import type { Fact } from '../../diff/facts.js';
import { changesOf, notMade, refused, type ApiTarget, type Pen } from '../api-target.js';
import { ignored } from '../http/writer.js';
import { adminRoles } from '../live/access.js';
import { kindOf } from '../names.js';
import { eitherOf } from '../standing.js';
import { accessOf, findAccount, findGroup, productsOf, type Place } from './organization-place.js';
import { refuseOthers } from './organization-target-groups.js';
import { withSeats } from './organization-target-seats.js';
import { organizationWrites as writes } from './organization-write-endpoints.js';

const siteAdmin = 'atlassian/site-admin';
const admin = 'atlassian/admin';

/** A person administers by a role of the site, a group by a role of each of its products. */
export function administratorTarget(place: Place): ApiTarget {
  return {
    find: async ({ changes }, pen) => {
      const asked = changesOf(changes, 'administrator').map(eitherOf);
      const held = await Promise.all(asked.map(async (fact) => ((await isAdministrator(whoOf(fact), place, pen)) ? [fact] : [])));
      return held.flat();
    },
    calledNow: () => Promise.resolve(undefined),
    make: async ({ missing }, pen) => {
      for (const change of missing) {
        const fact = eitherOf(change);
        if (fact.type !== 'administrator') throw refused('Of the site nothing is written but who administers it.');
        const isGiven = change.after !== undefined;
        await (kindOf(whoOf(fact)) === 'group' ? setGroup(whoOf(fact), isGiven, place, pen) : setPerson(whoOf(fact), isGiven, place, pen));
      }
    },
  };
}

function whoOf({ says: [who = ''] }: Fact): string {
  return who;
}

async function isAdministrator(who: string, place: Place, pen: Pen): Promise<boolean> {
  if (kindOf(who) === 'user')
    return (await findAccount(who, place, pen))?.thing.platformRoles.some((role) => adminRoles.includes(role)) ?? false;
  return (await rolesOfGroup(who, place, pen)).length > 0;
}

/** The roles by which a group administers something here. */
async function rolesOfGroup(
  who: string,
  place: Place,
  pen: Pen,
): Promise<readonly { readonly resourceId: string; readonly roleId: string }[]> {
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
  const here = await productsOf(place, pen);
  const bodies = isGiven ? here.map(({ id }) => ({ roleId: admin, resourceId: id })) : await rolesOfGroup(who, place, pen);
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
