import { factOf, type FactChange } from '../diff/fact-change.js';
import { flatGroups } from '../diff/flat-groups.js';
import { factKey, factsOf, singleFacts, type Fact, type FactType } from '../diff/facts.js';
import { systemSpaceRoles } from '../model/bundles.js';
import { hasEnded } from '../model/ends.js';
import type { Site } from '../model/site.js';
import { spaceRoleOperations } from '../model/space-role-operations.js';
import { compareBytes } from '../text/compare.js';
import { align, type Aligned } from './align.js';
import { throughDefaultGroups } from './default-groups.js';
import type { NotLookedAt, Unmanaged } from './drift.js';
import type { LiveState } from './live-state.js';
import { ownProducts, withoutGivers } from './own-products.js';
import { withoutLesserRoles } from './lesser-roles.js';
import { managedThings, unmanagedIn } from './managed.js';
import { isOfChatAlone } from './without-account.js';
import { unseen, type Unseen } from './unseen.js';
import { nameOf } from '../text/reference.js';
import { addToList } from '../text/add-to-list.js';

/** The facts of both sides about what the policies manage, in the words of one site. */
export interface Comparable {
  readonly policies: readonly Fact[];
  readonly live: readonly Fact[];
  /** What must be there for the facts above to mean something, though no policy declares it: on both sides, and on the site alone. */
  readonly support: readonly Fact[];
  readonly liveSupport: readonly Fact[];
  readonly aligned: Aligned;
  readonly notLookedAt: readonly NotLookedAt[];
  readonly unmanaged: readonly Unmanaged[];
}

/** What is known beside the policies when a site is to be made as they say. */
export interface ToMake {
  /** Things that the last policies that were made real declared, as references: what is in no policy any more is still ours to take away. */
  readonly managed: ReadonlySet<string>;
}

/**
 * What the policies say and what a site says, so that equal facts mean that nothing differs. `toMake`: what differs is going to be written, so
 * that what was managed once counts, and a private channel that nobody tells of and that was never made is not there.
 */
export function comparable(policies: Site, live: LiveState, asOf: string, toMake?: ToMake): Comparable {
  const aligned = align(policies, live, asOf);
  const managed = new Set([...managedThings(policies), ...(toMake?.managed ?? [])]);
  const stated = spoken(policies, aligned.facts, asOf);
  const all = ownProducts(aligned.facts, live.site, managed);
  const inChat = all.filter((fact) => managed.has(fact.of) && isOfChatAlone(fact, aligned.withoutAccount));
  const held = all.filter((fact) => !isOfChatAlone(fact, aligned.withoutAccount) && isCompared(fact, managed));
  const leads = unsaidLeads(stated, held);
  const given = throughDefaultGroups(stated, held, { policies, live, names: aligned.names });
  const said = [...given.facts, ...leads];
  const { kept, taken } = settled(said, alike(said, held), unseen({ policies, live, asOf, said, aligned, made: toMake?.managed }));
  const support = supportOf(kept, withoutGivers(all, managed), (ref) => managed.has(ref));
  return {
    policies: said,
    live: kept,
    support: support.filter(({ type }) => shared.has(type)),
    liveSupport: [...support.filter(({ type }) => !shared.has(type)), ...inChat],
    aligned,
    notLookedAt: [...taken, ...endless(policies), ...unsaid(leads), ...given.told],
    unmanaged: unmanagedIn(aligned.facts, managed),
  };
}

function isCompared({ type, of }: Fact, managed: ReadonlySet<string>): boolean {
  return managed.has(of) || ((type === 'space-role' || type === 'space-role-permission') && isSystemRole(of));
}

/** All that holds on a site, in the words of the policies, with what somebody has through a group that no policy declares as their own. */
export function heldOn({ facts, withoutAccount }: Aligned, policies: Site, live: LiveState): readonly Fact[] {
  return ownProducts(facts, live.site, managedThings(policies)).filter((fact) => !isOfChatAlone(fact, withoutAccount));
}

/** The same where some changes are made, for a proof of what they give: what these are about counts as managed. */
export function provableOn({ aligned, policies, live }: Provable, changes: readonly FactChange[]): readonly Fact[] {
  const managed = new Set([...managedThings(policies), ...changes.map((change) => factOf(change).of)]);
  return withoutGivers(ownProducts(aligned.facts, live.site, managed), managed);
}

export interface Provable {
  readonly aligned: Aligned;
  readonly policies: Site;
  readonly live: LiveState;
}

/**
 * A site has a lead for each of its projects, and policies need not say who. Where they do not, it is nobody's difference, and whoever it is on
 * the site counts on both sides, so that guardrails are judged with them.
 */
function unsaidLeads(said: readonly Fact[], held: readonly Fact[]): readonly Fact[] {
  const known = new Set(said.flatMap(({ type, of }) => (type === 'lead' ? [of] : [])));
  return held.filter(({ type, of }) => type === 'lead' && !known.has(of));
}

function unsaid(leads: readonly Fact[]): readonly NotLookedAt[] {
  const things = leads.map(({ of }) => of).sort(compareBytes);
  return things.length === 0 ? [] : [{ code: 'lead-unsaid', what: 'Who leads these projects: the policies do not say.', things }];
}

function endless({ guardrails }: Site): readonly NotLookedAt[] {
  const things = [...guardrails.values()].flatMap(({ name, rule }) => (rule.type === 'expire' ? [`guardrail:${name}`] : []));
  return things.length === 0
    ? []
    : [{ code: 'last-days', what: 'These guardrails: no site tells the last day of anything.', things: things.sort(compareBytes) }];
}

/** What is known of people and groups holds on both sides, so that what they gain is told without what everybody has. */
const shared: ReadonlySet<FactType> = new Set(['person', 'active', 'product', 'guest', 'group', 'managed-by', 'member']);

function isSystemRole(ref: string): boolean {
  return ref.startsWith('space-role:') && Object.hasOwn(systemSpaceRoles, nameOf(ref));
}

/** Types of facts that name a group as the holder of something, and where in its words. */
const holderAt: Readonly<Partial<Record<FactType, number>>> = {
  grant: 0,
  actor: 1,
  'space-grant': 0,
  'space-role-grant': 0,
  'channel-member': 0,
  administrator: 0,
  'global-permission': 0,
};

/** The policies as a site can say it: groups are flat there, chats know none, and guests hold what each of them is given. */
function spoken(policies: Site, live: readonly Fact[], asOf: string): readonly Fact[] {
  const facts = new FactSet();
  const inner = new Map<string, string[]>();
  const all = factsOf(policies, asOf);
  for (const { type, of, says } of all) if (type === 'inclusion') addToList(inner, of, says[0] ?? '');
  const flat = flatGroups(policies, asOf);
  for (const fact of all) {
    const { type, of, says } = fact;
    if (type === 'inclusion') continue;
    if (type === 'space-grant' && says[0] === 'guests') {
      facts.add({ ...fact, type: 'guest-permission', says: says.slice(1) });
      continue;
    }
    if (type === 'space-role-grant' && says[0] === 'guests') {
      for (const operation of spaceRoleOperations(policies, nameOf(says[1] ?? '')))
        facts.add({ ...fact, type: 'guest-permission', says: [operation] });
      continue;
    }
    const at = holderAt[type];
    const holders = at === undefined ? [] : [says[at] ?? '', ...(inner.get(says[at] ?? '') ?? [])];
    if (type === 'channel-member') {
      for (const holder of holders) {
        if (!holder.startsWith('group:') || isOthers(policies, holder)) facts.add({ ...fact, says: [holder] });
        if (holder.startsWith('group:'))
          for (const user of flat.of(nameOf(holder)).members.keys())
            if (!isGone(policies, user, asOf)) facts.add({ ...fact, says: [`user:${user}`] });
      }
    } else if (at !== undefined) for (const holder of holders) facts.add({ ...fact, says: says.with(at, holder) });
    else if (type === 'group-product') for (const group of [of, ...(inner.get(of) ?? [])]) facts.add({ ...fact, of: group });
    else facts.add(fact);
  }
  const members = facts.list().filter(({ type }) => type === 'channel-member');
  const isMember = new Set(members.map(({ of, says }) => `${of}\t${says[0] ?? ''}`));
  const once = facts.list().filter(({ type, of, says }) => type !== 'channel-guest' || !isMember.has(`${of}\t${says[0] ?? ''}`));
  return withSystemRoles(withoutLesserRoles(policies, beyondRoles(policies, once), live), live);
}

/** Single permissions that a role of the same holder gives in the same space are not told apart. */
function beyondRoles(policies: Site, facts: readonly Fact[]): readonly Fact[] {
  const given = new Set(
    facts.flatMap(({ type, of, says: [holder = '', role = ''] }) =>
      type === 'space-role-grant'
        ? spaceRoleOperations(policies, nameOf(role)).map((operation) => JSON.stringify([of, holder, operation]))
        : [],
    ),
  );
  return facts.filter(({ type, of, says }) => type !== 'space-grant' || !given.has(JSON.stringify([of, ...says])));
}

/** Its members are not ours to list. */
function isOthers({ groups }: Site, ref: string): boolean {
  return (groups.get(nameOf(ref))?.managedBy ?? 'git') !== 'git';
}

function isGone({ people }: Site, user: string, asOf: string): boolean {
  const person = people.get(user);
  return person !== undefined && hasEnded(person, asOf);
}

/** Confluence's own roles are told where they are not as usual; where one side tells of one, so must the other. */
function withSystemRoles(facts: readonly Fact[], live: readonly Fact[]): readonly Fact[] {
  const told = new Set(facts.flatMap(({ type, of }) => (type === 'space-role' ? [of] : [])));
  const roles = live.flatMap(({ type, of }) => (type === 'space-role' && isSystemRole(of) && !told.has(of) ? [of] : []));
  return [...facts, ...roles.flatMap(usualRole)];
}

function usualRole(of: string): readonly Fact[] {
  const operations = systemSpaceRoles[nameOf(of)] ?? [];
  return [
    { type: 'space-role', of, says: [] },
    ...operations.map((operation): Fact => ({ type: 'space-role-permission', of, says: [operation] })),
  ];
}

/** Chats do not tell a member from a guest of one channel: whoever is in it is in it. */
function alike(said: readonly Fact[], held: readonly Fact[]): readonly Fact[] {
  const other = { 'channel-member': 'channel-guest', 'channel-guest': 'channel-member' } as const;
  const known = new Set(said.map(factKey));
  const found = new FactSet();
  for (const fact of held) {
    const { type } = fact;
    const turned: Fact | undefined = type === 'channel-member' || type === 'channel-guest' ? { ...fact, type: other[type] } : undefined;
    found.add(turned !== undefined && !known.has(factKey(fact)) && known.has(factKey(turned)) ? turned : fact);
  }
  const roles = new Set(held.flatMap(({ type, of }) => (type === 'space-role' ? [of] : [])));
  for (const { type, of } of said)
    if (type === 'space-role' && isSystemRole(of) && !roles.has(of)) for (const fact of usualRole(of)) found.add(fact);
  return found.list();
}

/**
 * What the reading cannot tell is taken from the policies, whatever the site seems to say. Where a thing has one of something, what the site has
 * counts if what the policies say can be told: it is what that replaces, be it somebody of whom nothing else is looked at.
 */
function settled(
  said: readonly Fact[],
  held: readonly Fact[],
  { reasonFor, words }: Unseen,
): { readonly kept: readonly Fact[]; readonly taken: readonly NotLookedAt[] } {
  const things = new Map<string, Set<string>>();
  const facts = new FactSet();
  const isUnseen = (fact: Fact, side: 'policies' | 'live'): boolean => {
    const code = reasonFor(fact, side);
    if (code !== undefined) things.set(code, (things.get(code) ?? new Set()).add(fact.of));
    return code !== undefined;
  };
  const replaced = new Set(said.flatMap((fact) => (singleFacts.has(fact.type) && !isUnseen(fact, 'policies') ? [factKey(fact)] : [])));
  for (const fact of held) if ((singleFacts.has(fact.type) && replaced.has(factKey(fact))) || !isUnseen(fact, 'live')) facts.add(fact);
  for (const fact of said) if (isUnseen(fact, 'policies')) facts.put(fact);
  return {
    kept: facts.list(),
    taken: [...things]
      .sort(([a], [b]) => compareBytes(a, b))
      .map(([code, of]) => ({ code, what: words[code] ?? code, things: [...of].sort(compareBytes) })),
  };
}

/** The facts about what the facts that are compared name, and so on; of unmanaged things only. */
function supportOf(facts: readonly Fact[], all: readonly Fact[], isManaged: (ref: string) => boolean): readonly Fact[] {
  const byThing = new Map<string, Fact[]>();
  for (const fact of all) if (!isManaged(fact.of)) addToList(byThing, fact.of, fact);
  const reached = new Set<string>();
  const queue = [...facts];
  const support: Fact[] = [];
  for (const { says } of queue)
    for (const word of says) {
      const own = byThing.get(word);
      if (own === undefined || reached.has(word)) continue;
      reached.add(word);
      support.push(...own);
      queue.push(...own);
    }
  return support;
}

/** Facts, each once. */
class FactSet {
  private readonly all = new Map<string, Fact>();

  add(fact: Fact): void {
    const key = factKey(fact);
    if (!this.all.has(key)) this.all.set(key, fact);
  }

  put(fact: Fact): void {
    this.all.set(factKey(fact), fact);
  }

  list(): readonly Fact[] {
    return [...this.all.values()];
  }
}
