import { factKey, type Fact, type FactType } from '../diff/facts.js';
import { hasEnded } from '../model/ends.js';
import type { Site } from '../model/site.js';
import type { Aligned } from './align.js';
import { isAppFor } from './apps.js';
import { apiOf } from './fact-api.js';
import type { LiveState } from './live-state.js';
import { nameOf, referenceTo } from '../text/reference.js';
import { isMailAddress } from '../text/mail-address.js';

/** What a reading cannot tell, or what is no business of the policies. */
export interface Unseen {
  /** The code of why a fact is not compared; undefined where it is. */
  readonly reasonFor: (fact: Fact, side: 'policies' | 'live') => string | undefined;
  readonly words: Readonly<Record<string, string>>;
}

const words: Readonly<Record<string, string>> = {
  'jira-not-read': 'Jira was not read.',
  'confluence-not-read': 'Confluence was not read.',
  'slack-not-read': 'The team chat was not read.',
  'global-permissions': 'Who holds the global permissions of Jira: its API has no call for it.',
  'group-kind': 'Who keeps these groups, and who is in them if it is the identity provider: that needs the key of the organization.',
  'open-groups': 'Who has joined groups that anybody may join, and the products of these groups.',
  'team-managed-access': 'Whether these team-managed projects are open or limited.',
  'guest-permissions': 'What guests hold in these spaces: none is placed there, so that nothing is told of it.',
  'private-channels': 'These private channels: the owner of the chat token is not in them.',
  'public-channels': 'Who has joined these public channels, as anybody may.',
  'channel-groups': 'Members of these channels by a group of the identity provider or one that anybody may join.',
  'channel-apps': 'Apps in these channels: bots are not read.',
  'channel-inactive': 'People in these channels whose account is switched off.',
  'hidden-email': 'People in these channels whose e-mail address is hidden.',
  'left-unknown': 'Whether people who have left by the policies are switched off: that needs the key of the organization.',
  'own-administrators': 'Who administers the site by themselves rather than by a group: that needs the key of the organization.',
  products: 'Who has products of which neither the API nor the organization was read.',
  'jira-guests': 'Who is a guest of Jira without being placed in a project: that needs the key of the organization.',
  'guest-and-licensed': 'Guests of Confluence whom it treats as licensed, whatever the policies say.',
  apps: 'Programs: only Jira tells of them.',
  'apps-in-groups': 'Apps in these groups: the organization does not list them.',
  'app-administrators': 'Which apps administer the site: the organization does not list them.',
  'anonymous-access': 'What the public and whoever is logged in hold by single permissions in these spaces: it is not told everywhere.',
  'switched-off': 'People whom the policies switch off, and who have no account on the site: they can do nothing.',
  left: 'What is left of people who have left by the policies, and whose account is switched off: they can do nothing.',
};

interface Sides {
  readonly policies: Site;
  readonly live: LiveState;
  readonly asOf: string;
  /** The facts of the policies. */
  readonly said: readonly Fact[];
  readonly aligned: Aligned;
  /** Where what differs is going to be written: the things that were made before. */
  readonly made: ReadonlySet<string> | undefined;
}

export function unseen(sides: Sides): Unseen {
  const { policies, live, asOf, aligned } = sides;
  const guestSpaces = thingsWith(aligned.facts, 'space-guest');
  const openTeams = thingsWith(aligned.facts, 'project-access', 'open');
  const knowsKinds = live.apis.includes('organization');
  const ofChannel = channelReasons(sides);
  const knowsApps = live.apis.includes('jira');
  const isLicensedGuest = licensedGuests(sides);
  const kindOf = (group: string): string | undefined => policies.groups.get(nameOf(group))?.managedBy;
  /** Somebody who has left and cannot come in. */
  const leftAs = (word: string): string | undefined => {
    const person = word.startsWith('user:') ? policies.people.get(nameOf(word)) : undefined;
    if (person === undefined || !hasEnded(person, asOf)) return undefined;
    if (aligned.people.get(person.name)?.active === false) return 'left';
    return knowsKinds ? undefined : 'left-unknown';
  };
  /** Somebody whom the policies switch off, and who is not there at all. */
  const isNobody = (word: string): boolean => {
    const person = word.startsWith('user:') ? policies.people.get(nameOf(word)) : undefined;
    return person?.active === false && person.type === 'person' && !hasEnded(person, asOf) && !aligned.people.has(person.name);
  };
  const isApp = isAppFor(policies, aligned, live);
  const known = new Set(aligned.facts.map(factKey));
  const canTell = (product: string): boolean => knowsKinds || live.apis.includes(product === 'confluence' ? 'confluence' : 'jira');

  return {
    words,
    reasonFor(fact, side) {
      const { type, of, says } = fact;
      const api = apiOf(type);
      // Others tell of people and groups too, and nobody of global permissions: they have reasons of their own.
      if (api !== 'organization' && type !== 'global-permission' && !live.apis.includes(api)) return `${api}-not-read`;
      if (isLicensedGuest(fact, side)) return 'guest-and-licensed';
      if (side === 'policies' && !knowsApps && [of, says[0] ?? ''].some(isApp) && !known.has(factKey(fact))) return 'apps';
      const left = [of, ...says].map(leftAs).find((code) => code !== undefined);
      if (left !== undefined) return left;
      if (side === 'policies' && [of, ...says].some(isNobody)) return 'switched-off';
      switch (type) {
        case 'global-permission':
          return 'global-permissions';
        case 'managed-by':
          return knowsKinds ? undefined : 'group-kind';
        case 'member':
          if (kindOf(of) === 'open') return 'open-groups';
          if (knowsKinds && isApp(says[0] ?? '')) return 'apps-in-groups';
          return !knowsKinds && kindOf(of) === 'idp' ? 'group-kind' : undefined;
        case 'group-product':
          // One that is still to be made open is told with what it gives.
          if (kindOf(of) === 'open' && !knowsKinds) return 'open-groups';
          return canTell(says[0] ?? '') ? undefined : 'products';
        case 'product':
          if (knowsKinds && isApp(of)) return 'apps-in-groups';
          return canTell(says[0] ?? '') ? undefined : 'products';
        case 'guest':
          if (side === 'policies' && says[0] === 'jira' && !knowsKinds && !known.has(factKey(fact))) return 'jira-guests';
          return canTell(says[0] ?? '') ? undefined : 'products';
        case 'administrator':
          if (knowsKinds && side === 'policies' && isApp(says[0] ?? '') && !known.has(factKey(fact))) return 'app-administrators';
          return !knowsKinds && says[0]?.startsWith('user:') === true ? 'own-administrators' : undefined;
        case 'space-grant':
          return side === 'policies' && (says[0] === 'anyone' || says[0] === 'logged-in') && !known.has(factKey(fact))
            ? 'anonymous-access'
            : undefined;
        case 'project-access':
          return openTeams.has(of) && policies.projects.get(nameOf(of))?.access === 'limited' ? 'team-managed-access' : undefined;
        case 'guest-permission':
          return guestSpaces.has(of) ? undefined : 'guest-permissions';
        default:
          return api === 'slack' ? ofChannel(fact, side) : undefined;
      }
    },
  };
}

/** Whoever is a guest of Confluence by the policies and has a licence on the site is not told as a guest, but holds the same there. */
function licensedGuests({ policies, live, said, aligned }: Sides): (fact: Fact, side: 'policies' | 'live') => boolean {
  const both = new Set(live.blindSpots.find(({ code }) => code === 'guest-and-licensed')?.things ?? []);
  // Without the organization Confluence alone says who is from outside, and of some it says otherwise.
  if (!live.apis.includes('organization'))
    for (const [name, person] of aligned.people)
      if (!person.guest.includes('confluence') && policies.people.get(name)?.guest.includes('confluence') === true) both.add(person.name);
  const known = new Set(aligned.facts.map(factKey));
  const placed = new Set(said.map(factKey));
  return ({ type, of, says }, side) => {
    if (both.size === 0) return false;
    if (type === 'guest' || type === 'space-guest') {
      const name = nameOf(type === 'guest' ? of : (says[0] ?? ''));
      return side === 'policies' && both.has(liveNameOf(name)) && !known.has(factKey({ type, of, says }));
    }
    const [who = '', operation = ''] = says;
    return (
      type === 'space-grant' &&
      side === 'live' &&
      both.has(liveNameOf(nameOf(who))) &&
      placed.has(factKey({ type: 'space-guest', of, says: [who] })) &&
      policies.spaces.get(nameOf(of))?.guestOperations.includes(operation) === true
    );
  };

  function liveNameOf(name: string): string {
    return aligned.people.get(name)?.name ?? name;
  }
}

/** Chats know no groups, tell of bots apart, and let people join public channels by themselves. */
function channelReasons({ policies, live, said, aligned, made }: Sides): Unseen['reasonFor'] {
  const there = thingsWith(aligned.facts, 'channel');
  const closed = thingsWith(aligned.facts, 'private', 'true');
  const known = new Set(said.map(factKey));
  const inChannel = (channel: string): readonly string[] =>
    said.flatMap(({ type, of, says }) =>
      (type === 'channel-member' || type === 'channel-guest') && of === channel ? [says[0] ?? ''] : [],
    );
  const roster = new Map<string, readonly string[]>();
  const rosterOf = (channel: string): readonly string[] => {
    const list = roster.get(channel) ?? inChannel(channel);
    roster.set(channel, list);
    return list;
  };
  const nameless = new Map<string, number>();
  const isApp = isAppFor(policies, aligned, live);
  return (fact, side) => {
    const { type, of, says } = fact;
    const channel = policies.channels.get(nameOf(of));
    if (channel?.private === true && !there.has(of) && made?.has(of) !== false) return 'private-channels';
    const who = says[0] ?? '';
    if (type !== 'channel-member' && type !== 'channel-guest') return undefined;
    if (who.startsWith('group:')) return 'channel-groups';
    const name = nameOf(who);
    const person = policies.people.get(name);
    if (isApp(who)) return 'channel-apps';
    if (person !== undefined && (!person.active || aligned.people.get(name)?.active === false)) return 'channel-inactive';
    if (person !== undefined && !isMailAddress(name)) return 'hidden-email';
    if (side === 'policies' || known.has(factKey(fact))) return undefined;
    // Whoever is in one that is private still did not join it by themselves.
    if (channel?.private === false && !closed.has(of) && type === 'channel-member') return 'public-channels';
    const groups = rosterOf(of).filter((each) => each.startsWith('group:'));
    if (groups.some((group) => explains(group, name))) return 'channel-groups';
    // Of so many in the channel the address is hidden by the policies as well: which of them they are cannot be told.
    const listed = [...(channel?.members ?? []).map(referenceTo), ...(channel?.guests ?? []).map(({ user }) => `user:${user}`)];
    const left =
      nameless.get(of) ??
      new Set([...rosterOf(of), ...listed].filter((each) => each.startsWith('user:') && !isMailAddress(nameOf(each)))).size;
    if (person !== undefined || isMailAddress(name) || left === 0) return undefined;
    nameless.set(of, left - 1);
    return 'hidden-email';
  };

  function explains(group: string, user: string): boolean {
    const name = nameOf(group);
    return policies.groups.get(name)?.managedBy === 'open' || (live.site.groups.get(name)?.observed?.members.includes(user) ?? false);
  }
}

function thingsWith(facts: readonly Fact[], wanted: FactType, word?: string): ReadonlySet<string> {
  return new Set(facts.flatMap(({ type, of, says }) => (type === wanted && (word === undefined || says[0] === word) ? [of] : [])));
}
