import { findGroup } from '../directory.js';
import type { Call } from '../exchange.js';
import { fieldsOf, textsOf } from '../given.js';
import { refuseJira } from '../refusals.js';
import type { Actors } from '../world.js';

/** Actors as the body of a request names them: either people or groups; unknown and inactive ones are not found. */
export function givenActors({ body, world }: Call): Actors {
  const given = fieldsOf(body);
  const [user, group, groupId] = [textsOf(given['user']), textsOf(given['group']), textsOf(given['groupId'])];
  if (group !== undefined && groupId !== undefined) refuseJira(400, 'Only one of group and groupId can be used.');
  if (user === undefined && group === undefined && groupId === undefined) refuseJira(400, 'No users or groups are given.');
  return { users: (user ?? []).map((id) => activeUser(id, world)), groups: (group ?? groupId ?? []).map((id) => knownGroup(id, world)) };
}

export function activeUser(id: string, { accounts }: Call['world']): string {
  const account = accounts[id];
  if (account?.active !== true || account.membership !== 'active')
    refuseJira(404, `We can't find the user '${id}' in any accessible user directory.`);
  return id;
}

export function knownGroup(idOrName: string, world: Call['world']): string {
  return findGroup(idOrName, world)?.id ?? refuseJira(404, `We can't find '${idOrName}' in any accessible user directory.`);
}

/** The actors without the one that a query names. */
export function withoutActor({ users, groups }: Actors, { query, world }: Call): Actors {
  const [user, group, groupId] = [query.get('user'), query.get('group'), query.get('groupId')];
  if ([user, group, groupId].filter((each) => each !== null).length !== 1)
    refuseJira(400, 'Exactly one of user, group and groupId is needed.');
  const id = user ?? findGroup(groupId ?? group ?? '', world)?.id ?? '';
  const known = user === null ? groups : users;
  if (!known.includes(id)) refuseJira(404, 'The actor is not in the role.');
  return { users: users.filter((each) => each !== id), groups: groups.filter((each) => each !== id) };
}
