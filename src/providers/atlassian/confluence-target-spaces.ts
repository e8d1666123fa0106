import { factOf, type FactChange } from '../../diff/fact-change.js';
import type { Fact } from '../../diff/facts.js';
import { compareBytes } from '../../text/compare.js';
import { needId, notMade, refused, type Making, type Pen } from '../api-target.js';
import { nameOf } from '../names.js';
import type { Write } from '../target.js';
import { confluenceUser, madeId } from './confluence-answers.js';
import { confluenceEndpoints } from './confluence-endpoints.js';
import { principalOf, rolesHeld, singlesHeld, userPrincipal, type SpacePrincipal } from './confluence-principals.js';
import { hasSpaceRoles, readSpaceRoles, readSpaceState, type SpaceState } from './confluence-space-state.js';
import { addSingles, assignRoles, removeSingles } from './confluence-target-grants.js';
import { confluenceWrites as writes } from './confluence-write-endpoints.js';
import { addToList } from '../../text/add-to-list.js';

/** What the write speaks of, as far as it is there. */
export async function findInSpace(write: Write, pen: Pen): Promise<readonly Fact[]> {
  const ref = refOf(write);
  const state = await stateOf(ref, pen);
  if (state === undefined) return [];
  const guests = await guestsIn(state, write.changes, pen);
  return write.changes.flatMap((change) => {
    const fact = factOf(change);
    return isThere(fact, change.after === undefined, state, guests, pen) ? [{ type: fact.type, of: ref, says: fact.says }] : [];
  });
}

/**
 * What those have whom the write speaks of, beyond what it speaks of: permissions that came along with others. Of a space that is made
 * also what its maker was given.
 */
export async function besideSpace(write: Write, pen: Pen): Promise<readonly Fact[]> {
  const ref = refOf(write);
  const state = await stateOf(ref, pen);
  if (state === undefined) return [];
  const holders = new Set(write.changes.flatMap((change) => factOf(change).says[0] ?? []));
  if (write.changes.some(({ after }) => after?.type === 'space'))
    for (const { principal } of state.permissions) holders.add(pen.names.refOf(principal.type, principal.id ?? '') ?? '');
  const spoken = new Set(write.changes.map((change) => JSON.stringify(factOf(change).says)));
  return [...holders].sort(compareBytes).flatMap((written) => {
    const principal = principalOf(written, pen.names);
    if (principal === undefined) return [];
    const singles = [...singlesHeld(principal, state).keys()].sort(compareBytes);
    const roles = rolesHeld(principal, state).flatMap((id) => pen.names.refOf('space-role', id) ?? []);
    const facts: readonly Fact[] = [
      ...singles.map((operation): Fact => ({ type: 'space-grant', of: ref, says: [written, operation] })),
      ...roles.map((role): Fact => ({ type: 'space-role-grant', of: ref, says: [written, role] })),
    ];
    return facts.filter(({ says }) => !spoken.has(JSON.stringify(says)));
  });
}

/** Made if it is not there, then what is given in it: nobody loses anything before everybody has what is new. */
export async function makeInSpace({ write, missing }: Making, pen: Pen): Promise<void> {
  const ref = refOf(write);
  const state = (await readSpaceState(ref, pen.reader, pen.names)) ?? (await makeSpace(write, pen));
  pen.names.learn(ref, state.space.id);
  const guests = await guestsIn(state, missing, pen);
  const given = grantsIn(missing, guests, pen, (change) => change.after);
  const taken = grantsIn(missing, guests, pen, (change) => (change.after === undefined ? change.before : undefined));
  let now = state;
  for (const [principal, operations] of given.singles) now = await addSingles({ ref, principal, operations }, now, pen);
  if (given.roles.length + taken.roles.length > 0) now = await assignRoles({ ref, given: given.roles, taken: taken.roles }, now, pen);
  for (const [principal, operations] of taken.singles) now = await removeSingles({ ref, principal, operations }, now, pen);
}

/**
 * With roles the space has exactly those it is made with. Otherwise whoever makes it may do everything in it, which is theirs until a later
 * write takes it: without it they could give nothing to anybody.
 */
async function makeSpace(write: Write, pen: Pen): Promise<SpaceState> {
  const ref = refOf(write);
  if (!write.changes.some(({ before, after }) => after?.type === 'space' && before === undefined))
    throw refused(`"${ref}" is not on the site any more.`);
  const key = nameOf(ref);
  const name = pen.policies.spaces.get(key)?.description ?? key;
  const roleAssignments = await rolesFor(write, pen);
  const made =
    roleAssignments === undefined
      ? await pen.writer.write(writes.createOldSpace, { body: { key, name } }, madeId)
      : await pen.writer.write(writes.createSpace, { body: { key, name, roleAssignments } }, madeId);
  pen.names.learn(ref, made);
  const state = await readSpaceState(ref, pen.reader, pen.names);
  if (state === undefined)
    throw pen.writer.fail(
      roleAssignments === undefined ? writes.createOldSpace : writes.createSpace,
      {},
      'unknown',
      `made the space ${key}, which cannot be seen`,
      'Look at the site before it is made again.',
    );
  return state;
}

/** The assignments that a new space can be made with; undefined where it takes single permissions, or roles that give nobody its administration. */
async function rolesFor({ changes }: Write, pen: Pen): Promise<readonly unknown[] | undefined> {
  const grants = changes.flatMap(({ after }) => (after?.type === 'space-grant' || after?.type === 'space-role-grant' ? [after] : []));
  if (grants.length === 0 || grants.some(({ type }) => type === 'space-grant') || !(await hasSpaceRoles(pen.reader))) return undefined;
  const roles = await readSpaceRoles(pen.reader);
  const assignments = grants.map(({ says: [holder = '', role = ''] }) => ({
    principal: needPrincipal(holder, pen).principal,
    roleId: needId(pen.names, role),
  }));
  const administering = roles.filter(({ permissions }) => permissions.includes('administer/space')).map(({ id }) => id);
  return assignments.some(({ roleId }) => administering.includes(roleId)) ? assignments : undefined;
}

interface Grants {
  /** Operations by whom they are given to, each principal once. */
  readonly singles: ReadonlyMap<SpacePrincipal, readonly string[]>;
  readonly roles: readonly { readonly principal: SpacePrincipal; readonly roleId: string }[];
}

function grantsIn(
  changes: readonly FactChange[],
  guests: readonly SpacePrincipal[],
  pen: Pen,
  side: (change: FactChange) => Fact | undefined,
): Grants {
  const principals = new Map<string, SpacePrincipal>();
  const singles = new Map<SpacePrincipal, string[]>();
  const roles: { readonly principal: SpacePrincipal; readonly roleId: string }[] = [];
  const known = (one: SpacePrincipal): SpacePrincipal => {
    const key = JSON.stringify(one.principal);
    const first = principals.get(key) ?? one;
    principals.set(key, first);
    return first;
  };
  for (const fact of changes.flatMap((change) => side(change) ?? [])) {
    const [holder = '', word = ''] = fact.says;
    if (fact.type === 'space-role-grant') roles.push({ principal: known(needPrincipal(holder, pen)), roleId: needId(pen.names, word) });
    else if (fact.type === 'space-guest') throw refused(`"${holder}" is placed in "${fact.of}" by hand: no API does it for guests alone.`);
    else if (fact.type !== 'space')
      for (const principal of isOfGuests(fact) ? guests : [needPrincipal(holder, pen)]) {
        const operation = fact.type === 'guest-permission' ? holder : word;
        addToList(singles, known(principal), operation);
      }
    else if (changes.some(({ before, after }) => before === fact && after === undefined))
      throw refused(`"${fact.of}" is not deleted: what people made in it would go with it.`);
  }
  return { singles, roles };
}

function needPrincipal(written: string, { names }: Pen): SpacePrincipal {
  const found = principalOf(written, names);
  if (found === undefined) throw notMade(`"${written}" is not on the site.`, 'It has to be made first.');
  return found;
}

function isThere(fact: Fact, isTaken: boolean, state: SpaceState, guests: readonly SpacePrincipal[], { names }: Pen): boolean {
  const [holder = '', word = ''] = fact.says;
  if (fact.type === 'space') return true;
  if (isOfGuests(fact)) {
    const operation = fact.type === 'guest-permission' ? holder : word;
    const has = guests.map((guest) => singlesHeld(guest, state).has(operation));
    // Of what is given, that all have it; of what is taken, that anybody still does.
    return isTaken ? has.includes(true) : !has.includes(false);
  }
  const principal = principalOf(holder, names);
  if (principal === undefined) return false;
  if (fact.type === 'space-role-grant') return rolesHeld(principal, state).includes(names.idOf(word) ?? '');
  if (fact.type === 'space-guest') return singlesHeld(principal, state).size > 0;
  return singlesHeld(principal, state).has(word);
}

function isOfGuests({ type, says: [holder] }: Fact): boolean {
  return type === 'guest-permission' || (type === 'space-grant' && holder === 'guests');
}

/** Everybody in the space who is a guest of Confluence, where the changes speak of guests. */
async function guestsIn(
  { permissions }: SpaceState,
  changes: readonly FactChange[],
  { reader, names }: Pen,
): Promise<readonly SpacePrincipal[]> {
  if (!changes.some((change) => isOfGuests(factOf(change)))) return [];
  const ids = permissions.flatMap(({ principal: { type, id } }) => (type === 'user' && id !== undefined && id !== 'anonymous' ? [id] : []));
  const people = await Promise.all(
    [...new Set(ids)]
      .sort(compareBytes)
      .map((accountId) => reader.call(confluenceEndpoints.user, { query: { accountId } }, confluenceUser)),
  );
  return people
    .filter(({ external }) => external === true)
    .map(({ accountId }) => userPrincipal(accountId, names.refOf('user', accountId) ?? `user:${accountId}`));
}

/** Read once for each look at the site. */
const looks = new WeakMap<Pen, Promise<SpaceState | undefined>>();

function stateOf(ref: string, pen: Pen): Promise<SpaceState | undefined> {
  const look = looks.get(pen) ?? readSpaceState(ref, pen.reader, pen.names);
  looks.set(pen, look);
  return look;
}

function refOf({ changes: [change] }: Write): string {
  return change === undefined ? '' : factOf(change).of;
}
