import type { FactChange } from '../diff/fact-change.js';
import { factKey, type Fact } from '../diff/facts.js';
import { isAppFor } from '../drift/apps.js';
import type { Compared } from '../drift/drift-between.js';
import { factOf } from './references.js';
import type { Click } from './manual.js';
import type { StepKind } from './step-kinds.js';

/**
 * What nobody can read and somebody has to click: it is asked for once, and again when the policies say something else than those that were
 * made real last.
 */
export function unreadClicks({ sides, policies }: Compared, applied: readonly Fact[], changes: readonly FactChange[]): readonly Click[] {
  const isApp = isAppFor(policies, sides.aligned);
  const codes = new Map(sides.notLookedAt.map(({ code, things }) => [code, new Set(things)]));
  const isUnread = (code: string, thing: string): boolean => codes.get(code)?.has(thing) === true;
  const known = new Set(applied.map(words));
  const live = new Set(sides.aligned.facts.map(words));
  const said = new Set(sides.policies.map(factKey));
  const asked = sides.policies.flatMap((fact): readonly Click[] => {
    const step = known.has(words(fact)) || live.has(words(fact)) ? undefined : stepFor(fact, isUnread, isApp);
    return step === undefined ? [] : [click(step, { after: fact })];
  });
  const noLonger = applied.flatMap((fact): readonly Click[] =>
    fact.type === 'global-permission' && !said.has(factKey(fact)) ? [click('global-permissions', { before: fact })] : [],
  );
  return [...asked, ...noLonger, ...firstGuests(sides, changes, isUnread)];
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
