import { spaceOperations } from '../../model/permissions.js';
import { guestsOf } from '../directory.js';
import { isSame, unfitFor } from '../confluence/principals.js';
import { nextNumber, type Principal, type World } from '../world.js';
import type { Change } from './change.js';
import { accountIn, groupIn, spaceIn } from './find.js';
import { cannot, isKind } from './said.js';

/** What a guest is given who is placed in a space, where nobody says otherwise. */
const usual: readonly string[] = ['read/space', 'create/page', 'create/comment', 'create/attachment'];

/** One space for each guest. */
export const spaceGuest: Change = {
  add({ of, says: [who] }, world, { add }) {
    const space = spaceIn(of, world);
    const { accountId } = accountIn(who, world);
    const principal: Principal = { type: 'user', id: accountId };
    if (space.permissions.some((each) => isSame(each.principal, principal))) return false;
    if (!guestsOf('confluence', world).has(accountId))
      cannot(`"${who ?? ''}" is no guest of Confluence: the organization invites them as one.`);
    const ticked = add.filter((fact) => fact.type === 'guest-permission' && fact.of === of).flatMap(({ says }) => says);
    const operations = ticked.length === 0 ? usual : ticked;
    const unfit = unfitFor(principal, operations, space, world);
    if (unfit !== undefined) cannot(unfit);
    space.permissions.push(...operations.map((operation) => ({ id: String(nextNumber(world)), principal, operation })));
    return true;
  },
  remove({ of, says: [who] }, world) {
    const space = spaceIn(of, world);
    const principal: Principal = { type: 'user', id: accountIn(who, world).accountId };
    const kept = space.permissions.filter((each) => !isSame(each.principal, principal));
    const isGone = kept.length < space.permissions.length;
    space.permissions = kept;
    return isGone;
  },
};

const byApi: ReadonlySet<string> = new Set([...spaceOperations, 'update/page', 'update/blogpost']);
const classes: Readonly<Record<string, string>> = { anyone: 'anonymous-users', 'logged-in': 'all-licensed-users' };

/** What the API of single permissions does not know: whoever is logged in, and the finer permissions of newer sites. */
export const spaceGrant: Change = {
  add({ of, says: [who = '', operation = ''] }, world) {
    const space = spaceIn(of, world);
    if (who !== 'logged-in' && who !== 'anyone' && byApi.has(operation)) cannot(`The API of Confluence gives "${operation}" to "${who}".`);
    const principal = principalOf(who, world);
    if (space.permissions.some((each) => isSame(each.principal, principal) && each.operation === operation)) return false;
    const unfit = unfitFor(principal, [operation], space, world);
    if (unfit !== undefined) cannot(unfit);
    space.permissions.push({ id: String(nextNumber(world)), principal, operation });
    return true;
  },
};

function principalOf(who: string, world: World): Principal {
  const named = classes[who];
  if (named !== undefined) return { type: 'class', id: named };
  return isKind(who, 'group') ? { type: 'group', id: groupIn(who, world).id } : { type: 'user', id: accountIn(who, world).accountId };
}

/** The dialog asks for them when somebody is placed; afterwards they are single permissions, which the API writes. */
export const guestPermission: Change = {
  add({ of }, _, { add }) {
    if (!add.some((fact) => fact.type === 'space-guest' && fact.of === of))
      cannot('The API of Confluence gives single permissions: by hand they come only with a guest who is placed.');
    return false;
  },
};
