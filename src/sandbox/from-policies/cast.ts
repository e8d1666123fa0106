import type { Site, Timed } from '../../model/site.js';
import { fieldOf } from './field-of.js';
import type { Actors, World } from '../world.js';

/** The people and groups of policies, by the names that the policies use, as the sandbox knows them. */
export interface Cast {
  readonly site: Site;
  readonly asOf: string;
  readonly world: World;
  /** Account id by the person's id in the policies. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Group id by name. */
  readonly groups: ReadonlyMap<string, string>;
}

/** Whether an entry still counts on the day. */
export function stands({ until }: Timed, { asOf }: Pick<Cast, 'asOf'>): boolean {
  return until === undefined || until >= asOf;
}

export function accountOf(name: string, { accounts }: Cast): string {
  return fieldOf(accounts, name, 'person');
}

/**
 * The groups that stand on a site where policies name one: groups are flat there, so that those within it whose members are not ours, or
 * are whoever likes, stand beside it.
 */
export function standIns(name: string, cast: Cast): readonly string[] {
  const reached = new Set([name]);
  for (const each of reached) for (const { group } of fieldOf(cast.site.groups, each, 'group').includes) reached.add(group);
  return [...reached]
    .filter((each) => each === name || fieldOf(cast.site.groups, each, 'group').managedBy !== 'git')
    .map((each) => fieldOf(cast.groups, each, 'group'));
}

/** Everybody listed in a group or in one that it includes. */
export function flatMembers(name: string, cast: Cast): readonly string[] {
  const reached = new Set([name]);
  const members = new Set<string>();
  for (const each of reached) {
    const group = fieldOf(cast.site.groups, each, 'group');
    for (const { group: inner } of group.includes) reached.add(inner);
    for (const member of group.members) if (stands(member, cast)) members.add(accountOf(member.user, cast));
  }
  return [...members];
}

export function actorsOf(entries: readonly (Timed & { readonly type: 'user' | 'group'; readonly name: string })[], cast: Cast): Actors {
  const standing = entries.filter((entry) => stands(entry, cast));
  const users = standing.filter(({ type }) => type === 'user').map(({ name }) => accountOf(name, cast));
  const groups = standing.filter(({ type }) => type === 'group').flatMap(({ name }) => standIns(name, cast));
  return { users: [...new Set(users)], groups: [...new Set(groups)] };
}
