import { factKey, factsOf, singleFacts, type Fact, type FactType } from '../../diff/facts.js';
import { flatGroups } from '../../diff/flat-groups.js';
import type { Site } from '../../model/site.js';
import { hasEnded } from '../../model/ends.js';

export type ReadApi = 'jira' | 'confluence' | 'organization' | 'slack';

/** Policies beside a live site. Nothing stands in two of the lists. */
export interface ComparedFacts {
  /** On the site and not in policies. */
  readonly missing: readonly Fact[];
  /** On the site; in policies it has ended. */
  readonly ended: readonly Fact[];
  /** In policies and not on the site. */
  readonly extra: readonly Fact[];
  /** Of what a thing has one: it is another one on the site. */
  readonly differing: readonly { readonly written: Fact; readonly live: Fact }[];
  /** In policies, of a kind that this reading did not ask for. */
  readonly unread: readonly Fact[];
}

/** What policies and a live site say on a day. Nesting of groups and bundles count: what is there in another way is there. */
export function comparedFacts(written: Site, live: Site, asOf: string, apis: readonly ReadApi[]): ComparedFacts {
  const rooms = chatRooms(written, live, asOf);
  const isSaid = (fact: Fact): boolean => !isUsualOfNoGuests(fact, live) && !rooms.has(fact);
  const now = byKey(factsOf(written, asOf));
  const ever = byKey(factsOf(written, longAgo));
  const seen = byKey(factsOf(live, asOf).filter((fact) => isRead(fact, apis)));
  const missing: Fact[] = [];
  const ended: Fact[] = [];
  const differing: { written: Fact; live: Fact }[] = [];
  for (const [key, fact] of seen) {
    const known = now.get(key);
    if (known !== undefined) {
      if (singleFacts.has(fact.type) && known.says[0] !== fact.says[0] && !isGuess(known, fact))
        differing.push({ written: known, live: fact });
    } else if (!isSaid(fact)) continue;
    else if (ever.has(key) || namesGone(fact, written, asOf)) ended.push(fact);
    else missing.push(fact);
  }
  const extra = [...now].flatMap(([key, fact]) => (seen.has(key) || !isRead(fact, apis) || !isSaid(fact) ? [] : [fact]));
  const unread = [...now.values()].filter((fact) => !isRead(fact, apis));
  return { missing, ended, extra, differing, unread };
}

/** A day before every last day. */
const longAgo = '0001-01-01';

function byKey(facts: readonly Fact[]): ReadonlyMap<string, Fact> {
  return new Map(facts.map((fact) => [factKey(fact), fact]));
}

/** By the API that tells them; what is here is told by Jira, too, and by Confluence, if Jira is not read. */
const toldBy: Readonly<Partial<Record<FactType, readonly ReadApi[]>>> = {
  product: ['organization'],
  'managed-by': ['organization'],
  role: ['jira'],
  scheme: ['jira'],
  grant: ['jira'],
  project: ['jira'],
  'project-type': ['jira'],
  lead: ['jira'],
  'project-scheme': ['jira'],
  'project-access': ['jira'],
  archived: ['jira'],
  actor: ['jira'],
  'project-guest': ['jira'],
  'space-role': ['confluence'],
  'space-role-permission': ['confluence'],
  space: ['confluence'],
  'space-grant': ['confluence'],
  'space-role-grant': ['confluence'],
  'space-guest': ['confluence'],
  'guest-permission': ['confluence'],
  channel: ['slack'],
  private: ['slack'],
  'channel-member': ['slack'],
  'channel-guest': ['slack'],
  // No API has a call for it.
  'global-permission': [],
};

function isRead({ type }: Fact, apis: readonly ReadApi[]): boolean {
  return toldBy[type]?.some((api) => apis.includes(api)) ?? true;
}

/** Whether a team-managed project is open or limited no API tells. */
function isGuess(written: Fact, live: Fact): boolean {
  return live.type === 'project-access' && live.says[0] === 'open' && written.says[0] === 'limited';
}

/** Where there are no guests, nobody can see what they would hold. */
function isUsualOfNoGuests({ type, of }: Fact, live: Site): boolean {
  return type === 'guest-permission' && live.spaces.get(of.slice('space:'.length))?.guests.length === 0;
}

function namesGone({ of, says }: Fact, { people }: Site, asOf: string): boolean {
  return [of, ...says].some((word) => {
    const person = word.startsWith('user:') ? people.get(word.slice('user:'.length)) : undefined;
    return person !== undefined && hasEnded(person, asOf);
  });
}

/** Chat knows no groups of Atlassian: whoever is in a channel through one is in it by themselves on the site. */
function chatRooms(written: Site, live: Site, asOf: string): { has(fact: Fact): boolean } {
  const flat = flatGroups(written, asOf);
  const inPolicies = new Map<string, Set<string>>();
  for (const { name, members, guests } of written.channels.values()) {
    const groups = members.filter((entry) => entry.type === 'group' && !hasEnded(entry, asOf));
    const users = [...members.filter(({ type }) => type === 'user'), ...guests.map(({ user, until }) => ({ name: user, until }))];
    const ids = users.filter(({ until }) => !hasEnded(until === undefined ? {} : { until }, asOf)).map((user) => user.name);
    inPolicies.set(`channel:${name}`, new Set([...ids, ...groups.flatMap((group) => [...flat.of(group.name).members.keys()])]));
  }
  const onSite = new Map(
    Array.from(live.channels.values(), ({ name, members, guests }) => [
      `channel:${name}`,
      new Set([...members.map((entry) => entry.name), ...guests.map(({ user }) => user)]),
    ]),
  );
  return {
    has({ type, of, says: [who = ''] }) {
      if (type !== 'channel-member' && type !== 'channel-guest') return false;
      if (who.startsWith('user:')) {
        const name = who.slice('user:'.length);
        return inPolicies.get(of)?.has(name) === true && onSite.get(of)?.has(name) === true;
      }
      const within = flat.of(who.slice('group:'.length));
      return within.inclusions.size === 0 && [...within.members.keys()].every((name) => onSite.get(of)?.has(name) === true);
    },
  };
}
