import { withChanges, type FactChange } from '../diff/fact-change.js';
import type { Fact } from '../diff/facts.js';
import { administratorsOf } from './administering.js';
import { changeKey, factOf, nameOf } from './references.js';

/**
 * What whoever administers a space would lose there by some changes, by its key, where these leave nobody who administers it: Confluence keeps
 * the last one. With each why it stays.
 */
export function lastAdministrators(changes: readonly FactChange[], live: readonly Fact[]): ReadonlyMap<string, string> {
  const [now, later] = [administratorsOf(live), administratorsOf(withChanges(live, changes))];
  const kept = new Map<string, string>();
  for (const change of changes) {
    const { type, of, says } = factOf(change);
    const isLoss = change.after === undefined && (type === 'space-grant' || type === 'space-role-grant');
    if (isLoss && now.isBy(says[0] ?? '', of) && !later.isAny(of))
      kept.set(
        changeKey(change),
        `Confluence keeps the last administrator of a space, and by the policies space ${nameOf(of)} would have none.`,
      );
  }
  return kept;
}
