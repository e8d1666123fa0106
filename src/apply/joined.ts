import type { Fact } from '../diff/facts.js';
import type { Site } from '../model/site.js';
import { nameOf } from './references.js';

/**
 * What holds on a site, with those who have really joined the groups that anybody may join. Policies list some, nobody writes them, and nothing
 * differs for it: but who gets something by such a group, and who had better be switched off before, is told by who is in it.
 */
export function withJoined(facts: readonly Fact[], live: readonly Fact[], { groups }: Pick<Site, 'groups'>): readonly Fact[] {
  const isOpen = ({ type, of }: Fact): boolean => type === 'member' && groups.get(nameOf(of))?.managedBy === 'open';
  const there = new Set(live.flatMap(({ type, of }) => (type === 'group' ? [of] : [])));
  const people = new Set(facts.flatMap(({ type, of }) => (type === 'person' ? [of] : [])));
  const joined = live.filter((fact) => isOpen(fact) && people.has(fact.says[0] ?? ''));
  return [...facts.filter((fact) => !isOpen(fact) || !there.has(fact.of)), ...joined];
}
