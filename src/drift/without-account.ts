import { factsOf, type Fact, type FactType } from '../diff/facts.js';
import { isChatAccount } from '../model/chat-account.js';
import type { Person, Site } from '../model/site.js';
import type { Api } from '../providers/provider.js';

/** What somebody can have who is in the chat and nowhere else. */
const ofChat: ReadonlySet<FactType> = new Set(['person', 'active', 'channel-member', 'channel-guest']);

/**
 * People, as references, who are to have something for which an account of Atlassian is needed, and whom the chat alone knows: they are there,
 * and have to be invited all the same. Only the organization tells of all accounts with their addresses. `people`: of the site, by the names
 * of the policies.
 */
export function withoutAccount(
  policies: Site,
  people: ReadonlyMap<string, Person>,
  { apis, asOf }: { readonly apis: readonly Api[]; readonly asOf: string },
): ReadonlySet<string> {
  if (!apis.includes('organization')) return new Set();
  const inChat = new Set([...people].flatMap(([name, { accountId }]) => (isChatAccount(accountId) ? [`user:${name}`] : [])));
  if (inChat.size === 0) return inChat;
  const needed = factsOf(policies, asOf).flatMap(({ type, of, says }) => (ofChat.has(type) ? [] : [of, ...says]));
  return new Set(needed.filter((word) => inChat.has(word)));
}

/** Whether a fact says no more than that somebody is there, who is in the chat alone. */
export function isOfChatAlone({ type, of }: Fact, without: ReadonlySet<string>): boolean {
  return (type === 'person' || type === 'active') && without.has(of);
}
