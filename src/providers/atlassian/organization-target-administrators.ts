import { factOf } from '../../diff/fact-change.js';
import type { Fact } from '../../diff/facts.js';
import { changesOf, notMade, refused, type Pen } from '../api-target.js';
import { ignored } from '../http/writer.js';
import { adminRoles } from '../live/access.js';
import { kindOf } from '../names.js';
import type { OrganizationGroup } from './organization-answers.js';
import { accessOf, findAccount, findGroup, productsOf, type In, type OfOneThing, type Place } from './organization-place.js';
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
        const fact = factOf(change);
        return (await isAdministrator(whoOf(fact), change.after !== undefined, place, pen)) ? [fact] : [];
      }),
    );
    return held.flat();
  },
  async make(_, { missing }, place, pen) {
    for (const change of missing) {
      const fact = factOf(change);
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
  const group = await findGroup(who, place, pen);
  if (group === undefined) return false;
  const { held, lacking } = await administrationOf(group, place, pen);
  return held.length > 0 && (!isGiven || lacking.length === 0);
}

interface Administration {
  /** The roles by which a group administers something here. */
  readonly held: readonly { readonly resourceId: string; readonly roleId: string }[];
  /** The products of this site that it does not administer. */
  readonly lacking: readonly string[];
}

async function administrationOf({ directoryId, thing }: In<OrganizationGroup>, place: Place, pen: Pen): Promise<Administration> {
  const [access, products] = await Promise.all([accessOf(thing.id, directoryId, place, pen), productsOf(place, pen)]);
  const here = products.map(({ id }) => id);
  const held = access
    .filter(({ resourceId }) => here.includes(resourceId))
    .flatMap(({ resourceId, roles }) => roles.filter((role) => adminRoles.includes(role)).map((roleId) => ({ resourceId, roleId })));
  return { held, lacking: here.filter((id) => !held.some(({ resourceId }) => resourceId === id)) };
}

async function setGroup(who: string, isGiven: boolean, place: Place, pen: Pen): Promise<void> {
  const group = await findGroup(who, place, pen);
  if (group === undefined) throw notMade(`"${who}" is not on the site.`, 'It has to be made first.');
  refuseOthers(who, group.thing);
  const { held, lacking } = await administrationOf(group, place, pen);
  const bodies = isGiven ? lacking.map((resourceId) => ({ roleId: admin, resourceId })) : held;
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
