import type { Person, Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import type { PlanAuthor } from './approvals.js';
import type { Plan } from './plan.js';
import type { Rename } from './renames.js';

/** What a platform says of somebody. */
export interface AuthorClaim {
  /** Name of a person in the policies. */
  readonly person?: string;
  readonly login?: string;
  readonly email?: string;
}

/** Somebody who wrote a change, as far as the policies know them. */
export interface KnownAuthor {
  readonly told: PlanAuthor;
  /** Names of the people who stand behind the claim: a login and an address may lead to two. */
  readonly people: readonly string[];
  /** What they gain access to, or may gain through a group of which nothing is known; sorted. */
  readonly gained: readonly string[];
}

interface Ground extends Sides, Pick<Plan, 'gains' | 'conditional' | 'seats'> {}

interface Sides {
  readonly before: Site | undefined;
  readonly after: Site;
  readonly renames: readonly Rename[];
}

/** Who wrote the change, and whether they gain by it: by name, with everybody, or through a group of the identity provider. */
export function authorOf(ground: Ground, claim: AuthorClaim): KnownAuthor {
  const people = peopleBehind(ground, claim);
  const [first] = people;
  if (first === undefined) return { told: { subject: claimText(claim), gains: false, unknown: true }, people, gained: [] };
  const subjects = new Set(people.map((name) => `user:${name}`));
  const surely = new Set<string>();
  const perhaps = new Map<string, readonly string[]>();
  for (const { effect, subjects: names, covers, resources } of [...ground.gains, ...ground.conditional]) {
    if (effect === 'narrower') continue;
    for (const name of [...names, ...covers]) {
      const isIn = subjects.has(name) || (name.startsWith('group:') && hasMember(ground.after, name, people));
      if (isIn) for (const resource of resources) surely.add(resource);
      else if (isIn === undefined) perhaps.set(name, [...(perhaps.get(name) ?? []), ...resources]);
    }
  }
  if (ground.seats.some(({ gained }) => gained.some((name) => subjects.has(name)))) surely.add('site');
  const perhapsThrough = [...perhaps.keys()].sort(compareBytes);
  return {
    told: { subject: `user:${first}`, gains: surely.size > 0, ...(perhapsThrough.length === 0 ? {} : { perhapsThrough }) },
    people,
    gained: [...new Set([...surely, ...[...perhaps.values()].flat()])].sort(compareBytes),
  };
}

/** Undefined where nobody knows who is in the group. */
function hasMember({ groups }: Site, reference: string, people: readonly string[]): boolean | undefined {
  const group = groups.get(reference.slice('group:'.length));
  if (group?.observed === undefined) return undefined;
  return group.observed.members.some((name) => people.includes(name));
}

/**
 * The people whom a claim leads to, by their names now. Somebody has the login or the address that they had before the change, where they
 * were there: a change hands nobody's login to somebody else.
 */
export function peopleBehind({ before, after, renames }: Sides, { person, login, email }: AuthorClaim): readonly string[] {
  const now = new Map(renames.map(({ from, to }) => [from, to]));
  const current = (name: string): string => (now.get(`user:${name}`) ?? `user:${name}`).slice('user:'.length);
  const isKnown = (name: string): boolean => after.people.has(name) || before?.people.has(name) === true;
  const found = new Set<string>();
  const address = email?.toLowerCase();
  for (const name of [person, address]) if (name !== undefined && isKnown(name)) found.add(current(name));
  for (const each of [login, loginIn(address)]) {
    if (each === undefined) continue;
    const earlier = before === undefined ? [] : withLogin(before, each);
    for (const name of earlier.length > 0 ? earlier : withLogin(after, each)) found.add(current(name));
  }
  return [...found].sort(compareBytes);
}

/**
 * The same for somebody who approves: a login that a change gives to somebody who was there before leads to nobody. Else its author could
 * make an account of their own that of an approver. Who is new has the login that they come with.
 */
export function approversBehind(sides: Sides, claim: AuthorClaim): readonly string[] {
  const { before, renames } = sides;
  const then = new Map(renames.map(({ from, to }) => [to, from]));
  const found = peopleBehind(sides, claim);
  if (before === undefined || claim.login === undefined) return found;
  const held = new Set(withLogin(before, claim.login));
  return found.filter((name) => {
    const earlier = (then.get(`user:${name}`) ?? `user:${name}`).slice('user:'.length);
    return !before.people.has(earlier) || held.has(earlier);
  });
}

/** GitHub takes no notice of letter case in logins. */
function withLogin({ people }: Site, login: string): readonly string[] {
  const wanted = login.toLowerCase();
  const found: string[] = [];
  for (const { name, labels } of people.values() as Iterable<Person>) if (labels['github']?.toLowerCase() === wanted) found.push(name);
  return found;
}

/** GitHub hides an address behind the login: `ID+LOGIN@users.noreply.github.com`. */
function loginIn(address: string | undefined): string | undefined {
  return /^(?:\d+\+)?([^@+]+)@users\.noreply\.github\.com$/.exec(address ?? '')?.[1];
}

function claimText({ person, login, email }: AuthorClaim): string {
  if (person !== undefined) return `user:${person}`;
  return login === undefined ? (email ?? '') : `github:${login}`;
}
