import type { Channel, Entry, Member } from '../../model/site.js';
import { chatAccountOf, isChatAccount } from '../../model/chat-account.js';
import { compareBytes } from '../../text/compare.js';
import type { SlackFacts } from '../slack/slack.js';
import type { SlackUser } from '../slack/slack-answers.js';
import type { BlindSpots } from './blind-spots.js';
import { placeAt, type Frame } from './frame.js';
import { nameAll, sorted } from './naming.js';
import type { Account, People } from './people.js';

/**
 * The people of a chat as accounts: whoever has the e-mail address of somebody known is that person; others are people of their own.
 */
export function chatAccounts({ users }: SlackFacts, accounts: readonly Account[]): ReadonlyMap<string, Account> {
  const byEmail = new Map<string, string>();
  for (const { email, accountId } of [...accounts].sort((a, b) => compareBytes(a.accountId, b.accountId)))
    if (email !== undefined && !byEmail.has(email.toLowerCase())) byEmail.set(email.toLowerCase(), accountId);
  return new Map(
    users
      .filter(({ bot }) => !bot)
      .map(({ id, email, name, deleted }) => {
        const accountId = (email === undefined ? undefined : byEmail.get(email.toLowerCase())) ?? chatAccountOf(id);
        // Whoever left the chat has not left the site.
        const own = isChatAccount(accountId) ? { active: !deleted, type: 'atlassian' } : {};
        return [id, { accountId, email, displayName: name, ...own }] as const;
      }),
  );
}

interface Context {
  readonly people: People;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly frame: Frame;
  readonly spots: BlindSpots;
}

export interface Channels {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly ids: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
}

export function channelsOf({ users, channels }: SlackFacts, { people, accounts, frame, spots }: Context): Channels {
  spots.noteUncounted('chat-private-channels');
  const byId = new Map(users.map((user) => [user.id, user]));
  const names = nameAll('channel', channels, spots);
  const chatPeople: [string, string][] = [];

  const made = channels.map((channel): [string, Channel] => {
    const name = names.get(channel.id) ?? channel.name;
    if (channel.shared) spots.note('chat-shared-channel', name);
    const inside = { members: new Set<string>(), guests: new Set<string>() };
    for (const id of channel.members) {
      const user = byId.get(id) ?? stranger(id);
      if (user.bot) {
        spots.note('chat-bots', `${name}: ${id}`);
        continue;
      }
      if (user.deleted) {
        spots.note('chat-switched-off', `${name}: ${id}`);
        continue;
      }
      const person = people.nameOf(accounts.get(id)?.accountId ?? chatAccountOf(id));
      chatPeople.push([person, id]);
      inside[user.guest || user.stranger ? 'guests' : 'members'].add(person);
    }
    const listed = (what: 'members' | 'guests'): readonly (Entry & Member)[] =>
      [...inside[what]].sort(compareBytes).map((user, index) => ({
        type: 'user',
        name: user,
        user,
        index,
        at: placeAt(frame, 'channels', name, what, index),
      }));
    return [
      name,
      {
        name,
        at: placeAt(frame, 'channels', name),
        labels: {},
        private: channel.private,
        members: listed('members'),
        guests: listed('guests'),
      },
    ];
  });
  return {
    channels: sorted(made),
    ids: sorted(channels.map(({ id, name }) => [names.get(id) ?? name, id] as const)),
    people: sorted(chatPeople),
  };
}

/** Somebody of another company, of whom the list of people knows nothing. */
function stranger(id: string): SlackUser {
  return { id, deleted: false, bot: false, guest: false, stranger: true };
}
