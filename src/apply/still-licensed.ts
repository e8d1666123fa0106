import type { FactChange } from '../diff/fact-change.js';
import { withChanges } from '../diff/fact-change.js';
import type { Fact } from '../diff/facts.js';
import type { LeftAlone } from './apply-plan.js';
import { guestsMade, licencesOf } from './order/licences.js';
import { nameOf } from './references.js';

/** Without making somebody a guest again who keeps the product by a group of the site: nobody is let be a guest of what they use. */
export function withoutStillLicensed(
  changes: readonly FactChange[],
  live: readonly Fact[],
): { readonly changes: readonly FactChange[]; readonly left: readonly LeftAlone[] } {
  if (guestsMade(changes).length === 0) return { changes, left: [] };
  const licences = licencesOf(withChanges(live, changes));
  const isBarred = (change: FactChange): boolean => guestsMade([change]).some((key) => licences.has(key));
  const left = changes.filter(isBarred).map((change): LeftAlone => {
    const { of = '', says: [kind = ''] = [] } = change.after ?? {};
    return {
      changes: [change],
      why: `Not taken back is that ${nameOf(of)} is a guest of ${kind}: they use it by a group of the site, whose members are changed by hand, and nobody who does is made a guest.`,
    };
  });
  return { changes: changes.filter((change) => !isBarred(change)), left };
}
