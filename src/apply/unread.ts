import type { FactChange } from '../diff/fact-change.js';
import { factKey, type Fact } from '../diff/facts.js';
import { isAppFor } from '../drift/apps.js';
import type { Compared } from '../drift/drift-between.js';
import { factOf, nameOf } from './references.js';
import type { Click } from './manual.js';
import type { StepKind } from './step-kinds.js';

/**
 * What nobody can read and somebody has to click: it is asked for once, and again when the policies say something else than those that were
 * made real last.
 */
export function unreadClicks(
  { sides, policies, live: site }: Compared,
  applied: readonly Fact[],
  changes: readonly FactChange[],
): readonly Click[] {
  const { people } = sides.aligned;
  const isApp = isAppFor(policies, sides.aligned, site);
  const codes = new Map(sides.notLookedAt.map(({ code, things }) => [code, new Set(things)]));
  const isUnread = (code: string, thing: string): boolean => codes.get(code)?.has(thing) === true;
  const known = new Set(applied.map(words));
  const live = new Set(sides.aligned.facts.map(words));
  const said = new Set(sides.policies.map(factKey));
  const asked = sides.policies.flatMap((fact): readonly Click[] => {
    const step = known.has(words(fact)) || live.has(words(fact)) ? undefined : stepFor(fact, isUnread, isApp);
    return step === undefined ? [] : [click(step, { after: fact })];
  });
  const noLonger = applied.flatMap((fact): readonly Click[] => {
    const step = said.has(factKey(fact)) || live.has(words(fact)) ? undefined : stepAway(fact);
    return step === undefined ? [] : [click(step, { before: fact })];
  });
  return [...asked, ...noLonger, ...firstGuests(sides, changes, isUnread)];

  /** What apps that are still there had by the policies: no reading tells whether they have it yet. A group that goes takes its members. */
  function stepAway({ type, of, says: [first = ''] }: Fact): StepKind | undefined {
    if (type === 'global-permission') return 'global-permissions';
    const isAppThere = (reference: string): boolean => site.apis.includes('organization') && people.get(nameOf(reference))?.type === 'app';
    if (type === 'member') return policies.groups.has(nameOf(of)) && isAppThere(first) ? 'app-member' : undefined;
    if (type === 'product') return isAppThere(of) ? 'app-product' : undefined;
    return type === 'administrator' && isAppThere(first) ? 'app-administrator' : undefined;
  }
}

function click(step: StepKind, change: FactChange): Click {
  return { step, of: factOf(change).of, change, unread: true };
}

function words({ type, of, says }: Fact): string {
  return JSON.stringify([type, of, ...says]);
}

function stepFor(
  { type, of, says }: Fact,
  isUnread: (code: string, thing: string) => boolean,
  isApp: (reference: string) => boolean,
): StepKind | undefined {
  const [first = ''] = says;
  switch (type) {
    case 'global-permission':
      return isUnread('global-permissions', of) ? 'global-permissions' : undefined;
    case 'member':
      return isUnread('apps-in-groups', of) && isApp(first) ? 'app-member' : undefined;
    case 'product':
      return isUnread('apps-in-groups', of) && isApp(of) ? 'app-product' : undefined;
    case 'administrator':
      return isUnread('app-administrators', of) && isApp(first) ? 'app-administrator' : undefined;
    case 'space-grant':
      return isUnread('anonymous-access', of) && (first === 'anyone' || first === 'logged-in') ? 'space-permissions' : undefined;
    case 'project-access':
      return isUnread('team-managed-access', of) ? 'project-access' : undefined;
    default:
      return undefined;
  }
}

/** What the first guests of a space hold there is set where they are placed: before that nobody can tell, or write it. */
function firstGuests(
  sides: Compared['sides'],
  changes: readonly FactChange[],
  isUnread: (code: string, thing: string) => boolean,
): readonly Click[] {
  const placed = new Set(changes.flatMap(({ before, after }) => (before === undefined && after?.type === 'space-guest' ? [after.of] : [])));
  return sides.policies.flatMap((fact): readonly Click[] =>
    fact.type === 'guest-permission' && isUnread('guest-permissions', fact.of) && placed.has(fact.of)
      ? [{ step: 'space-guests', of: fact.of, change: { after: fact } }]
      : [],
  );
}
