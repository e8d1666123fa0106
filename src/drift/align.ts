import { hasEnded } from '../model/ends.js';
import { factKey, factsOf, type Fact } from '../diff/facts.js';
import { appsByDisplayName } from '../model/apps-by-display-name.js';
import { isChatAccount } from '../model/chat-account.js';
import type { Declared, Person, Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import type { AccountFinding } from './drift.js';
import type { LiveState } from './live-state.js';
import { withoutAccount } from './without-account.js';
import { nameOf } from '../text/reference.js';

/** The facts of a site under the names that the policies use for its things. */
export interface Aligned {
  readonly facts: readonly Fact[];
  /** What is called otherwise on the site: its reference there → in the policies. */
  readonly names: ReadonlyMap<string, string>;
  /** People of the site, by those names. */
  readonly people: ReadonlyMap<string, Person>;
  /** These and the people of the policies, by name; whoever is on both sides as the policies describe them. */
  readonly everybody: ReadonlyMap<string, Person>;
  /** Those of the site, as references, who have to be invited, though they are in the chat. */
  readonly withoutAccount: ReadonlySet<string>;
  readonly findings: readonly AccountFinding[];
  /** Accounts with a hidden e-mail address that are nobody in the policies. */
  readonly unmatched: readonly string[];
}

/**
 * A person whose account id the policies know is that account, whatever it is called; anybody else is who has the name. What the site has
 * under a former name only is the same thing.
 */
export function align(policies: Site, { site: live, apis }: LiveState, asOf: string): Aligned {
  const facts = factsOf(live, asOf);
  const names = new Map<string, string>();
  const swapped = alignPeople(policies, live, names);
  for (const [kind, mine, theirs] of kindsOf(policies, live))
    for (const { name, formerly } of mine.values())
      if (formerly !== undefined && !theirs.has(name) && theirs.has(formerly) && !mine.has(formerly))
        names.set(`${kind}:${formerly}`, `${kind}:${name}`);
  const people = new Map<string, Person>();
  for (const person of live.people.values()) {
    const name = nameIn(names, `user:${person.name}`);
    if (!people.has(name) || person.name !== name) people.set(name, person);
  }
  return {
    facts: names.size === 0 ? facts : renamed(facts, names),
    names,
    people,
    everybody: new Map([...people, ...policies.people]),
    withoutAccount: withoutAccount(policies, people, { apis, asOf }),
    // Only the organization tells who was switched off.
    findings: [...swapped, ...(apis.includes('organization') ? stillActive(policies, people, asOf) : [])],
    unmatched: [...people]
      .flatMap(([name, { type }]) => (type === 'person' && !name.includes('@') && !policies.people.has(name) ? [name] : []))
      .sort(compareBytes),
  };
}

function stillActive(policies: Site, people: ReadonlyMap<string, Person>, asOf: string): readonly AccountFinding[] {
  return [...policies.people.values()].flatMap((person): readonly AccountFinding[] =>
    hasEnded(person, asOf) && people.get(person.name)?.active === true
      ? [{ code: 'left-and-active', person: person.name, at: person.at }]
      : [],
  );
}

function nameIn(names: ReadonlyMap<string, string>, ref: string): string {
  const name = names.get(ref) ?? ref;
  return nameOf(name);
}

type Things = ReadonlyMap<string, Declared>;

function kindsOf(a: Site, b: Site): readonly (readonly [kind: string, mine: Things, theirs: Things])[] {
  return [
    ['group', a.groups, b.groups],
    ['role', a.roles, b.roles],
    ['scheme', a.schemes, b.schemes],
    ['project', a.projects, b.projects],
    ['space-role', a.spaceRoles, b.spaceRoles],
    ['space', a.spaces, b.spaces],
    ['channel', a.channels, b.channels],
  ];
}

function alignPeople(policies: Site, live: Site, names: Map<string, string>): readonly AccountFinding[] {
  const byAccount = new Map(
    [...live.people.values()].flatMap((person) => (person.accountId === undefined ? [] : [[person.accountId, person] as const])),
  );
  const findings: AccountFinding[] = [];
  /** Names on the site, and in the policies, that are spoken for. */
  const taken = new Set<string>();
  const given = new Set<string>();
  const rename = (from: string, to: string): void => {
    taken.add(from);
    given.add(to);
    if (from !== to) names.set(`user:${from}`, `user:${to}`);
  };
  for (const person of policies.people.values()) {
    const { name, accountId } = person;
    if (accountId === undefined) continue;
    const account = byAccount.get(accountId);
    const namesake = live.people.get(name);
    if (account !== undefined) rename(account.name, name);
    if (namesake?.accountId === undefined || namesake.accountId === accountId) continue;
    // The chat tells the e-mail address of somebody who hides it elsewhere, or who has got an account only since.
    if (isChatAccount(namesake.accountId) || isChatAccount(accountId)) continue;
    findings.push({ code: 'identity-swap', person: name, declared: accountId, found: namesake.accountId, at: person.at });
  }
  // Whoever has the name of somebody they are not is called by the account, unless that is a name of somebody too.
  for (const { person, found = '' } of findings)
    if (!taken.has(person)) rename(person, policies.people.has(found) || live.people.has(found) ? `${found} (another account)` : found);
  for (const { name, formerly } of policies.people.values())
    if (formerly !== undefined && !taken.has(formerly) && live.people.has(formerly) && !policies.people.has(formerly))
      if (!live.people.has(name) && !given.has(name)) rename(formerly, name);
  for (const [name, app] of appsByDisplayName(policies.people, live.people))
    if (!taken.has(app.name) && !given.has(name)) rename(app.name, name);
  return findings;
}

function renamed(facts: readonly Fact[], names: ReadonlyMap<string, string>): readonly Fact[] {
  const all = new Map<string, Fact>();
  const isRenamed = ({ of }: Fact): boolean => names.has(of);
  // What an account says comes before what the chat says of the same person.
  for (const fact of [...facts.filter(isRenamed), ...facts.filter((each) => !isRenamed(each))]) {
    const one = { ...fact, of: names.get(fact.of) ?? fact.of, says: fact.says.map((word) => names.get(word) ?? word) };
    const key = factKey(one);
    if (!all.has(key)) all.set(key, one);
  }
  return [...all].sort(([a], [b]) => compareBytes(a, b)).map(([, fact]) => fact);
}
