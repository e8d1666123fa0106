import { existenceFacts, type Fact } from '../../diff/facts.js';
import { kindOf } from '../references.js';

/** In the order in which things are made: what names others comes after them. */
const order = ['user', 'group', 'role', 'scheme', 'project', 'space-role', 'space', 'channel'];

/** Whether a fact only says that a thing is there. */
export function isThing({ type }: Fact): boolean {
  return existenceFacts.has(type);
}

/** What a fact names: what it is about, and whoever stands in what it says. */
export function namedIn({ of, says }: Fact): readonly string[] {
  return [of, ...says].filter((word) => order.includes(kindOf(word)));
}

export function rankOf(of: string): number {
  const rank = order.indexOf(kindOf(of));
  return rank < 0 ? order.length : rank;
}

/** A place with cells of its own, which no other place's facts change; undefined for whatever reaches further. */
export function roomOf(of: string): string | undefined {
  return ['project', 'space', 'channel'].includes(kindOf(of)) ? of : undefined;
}
