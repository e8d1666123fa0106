import type { Fact } from '../../diff/facts.js';

/** Whether some group is within itself, through others or at once. */
export function hasCircle(facts: readonly Fact[]): boolean {
  const within = new Map<string, string[]>();
  for (const { type, of, says } of facts) if (type === 'inclusion') within.set(of, [...(within.get(of) ?? []), ...says]);
  const done = new Set<string>();
  const open = new Set<string>();
  const goesRound = (group: string): boolean => {
    if (open.has(group)) return true;
    if (done.has(group)) return false;
    open.add(group);
    const found = (within.get(group) ?? []).some(goesRound);
    open.delete(group);
    done.add(group);
    return found;
  };
  return [...within.keys()].some(goesRound);
}
