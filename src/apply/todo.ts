import { reversed, type FactChange } from '../diff/fact-change.js';
import { existenceFacts, factKey, type Fact } from '../diff/facts.js';
import { isAppFor } from '../drift/apps.js';
import type { Compared } from '../drift/drift-between.js';
import { abilitiesOf, groupsOfOthers, type Abilities } from './abilities.js';
import type { ApplyPlan, LeftAlone } from './apply-plan.js';
import { Left } from './left.js';
import { guestMoves } from './guest-places.js';
import type { Click } from './manual.js';
import type { Ground } from './means.js';
import { missingProducts } from './products.js';
import { leftNames, renameClicks } from './renames.js';
import { sortChanges, type SortedChanges } from './sort-changes.js';
import { spaceRolesBeyond } from './space-roles.js';
import { unreadClicks } from './unread.js';

/** What a plan to apply is made of. */
export interface ApplyInput {
  /** The policies against the site as it is, with what was managed before. */
  readonly compared: Compared;
  /** Indices of the differences that a comment excuses, and its words. */
  readonly excused: ReadonlyMap<number, string>;
  /** The commit of the policies, and the digest of their matrix. */
  readonly policies: ApplyPlan['policies'];
  /** What the policies said that were made real last. */
  readonly applied?: readonly Fact[];
  /** The name of the person whose rights the writes are made with. */
  readonly caller?: string;
  readonly givesUpOwnRights?: boolean;
  /** Where the policies and the reading do not tell it. */
  readonly abilities?: Partial<Abilities>;
}

/** What is to be done, by who does it, before it is in an order. */
export interface Todo {
  readonly abilities: Abilities;
  /** What APIs write. */
  readonly writes: readonly FactChange[];
  /** What somebody clicks. */
  readonly clicks: readonly Click[];
  /** What both do, but for what no reading tells. */
  readonly done: readonly FactChange[];
  /** What no reading tells, and somebody is asked to see to. */
  readonly unread: readonly FactChange[];
  /** What the next plan does once projects are of the other kind. */
  readonly next: readonly FactChange[];
  readonly left: readonly LeftAlone[];
}

/** The differences of a site from its policies, sorted by the means there are. */
export function todoOf(input: ApplyInput): Todo {
  const { compared } = input;
  const { policies, live, asOf, sides } = compared;
  const { aligned } = sides;
  const { names } = aligned;
  const abilities = { ...abilitiesOf(policies.about, live, names), ...input.abilities };
  const others = groupsOfOthers(policies, live.site, names);
  const wanted = wantedChanges(input);
  const sorted = sortChanges({
    changes: wanted.changes,
    live: aligned.facts,
    policies,
    asOf,
    abilities,
    others,
    ground: groundOf(compared, abilities, others),
    wanted: sides.policies,
  });
  const byHand: readonly Click[] = [
    ...guestMoves(sorted.manual, sorted.meant, aligned.facts),
    ...unreadClicks(compared, input.applied ?? [], sorted.meant),
    ...renameClicks(names),
  ];
  const clicked = byHand.flatMap(({ change }) => change ?? []);
  const clicks = [...missingProducts([...sorted.writes, ...clicked], abilities), ...byHand];
  const changesOf = (isUnread: boolean): readonly FactChange[] =>
    clicks.flatMap(({ change, unread = false }) => (change !== undefined && unread === isUnread ? [change] : []));
  return {
    abilities,
    writes: sorted.writes,
    clicks,
    done: [...sorted.writes, ...changesOf(false)],
    unread: changesOf(true),
    next: inTurnedProjects(sorted),
    left: [...wanted.left, ...sorted.left, ...leftNames(names)],
  };
}

/** Who is to be in the roles of projects that somebody has to make ones of the other kind before. */
function inTurnedProjects({ manual, impossible }: SortedChanges): readonly FactChange[] {
  const turned = new Set(manual.flatMap(({ step, of }) => (step === 'project-style' ? [of] : [])));
  return impossible.flatMap(({ change }) => (change.after?.type === 'actor' && turned.has(change.after.of) ? [change] : []));
}

/** From the site to the policies, without what comments excuse. */
function wantedChanges({ compared, excused }: ApplyInput): {
  readonly changes: readonly FactChange[];
  readonly left: readonly LeftAlone[];
} {
  const turned = compared.changes.map(reversed);
  const left = new Left();
  for (const [index, why] of [...excused].sort(([a], [b]) => a - b)) {
    const change = turned[index];
    if (change !== undefined) left.add(why, change);
  }
  return {
    changes: turned.filter((_, index) => !excused.has(index)),
    left: left.list(),
  };
}

function groundOf({ policies, live, sides: { aligned } }: Compared, abilities: Abilities, others: Ground['others']): Ground {
  const there = new Set(aligned.facts.flatMap(({ type, of }) => (existenceFacts.has(type) && !aligned.withoutAccount.has(of) ? [of] : [])));
  const own = new Set(aligned.facts.flatMap((fact) => (fact.type === 'product' ? [factKey(fact)] : [])));
  return {
    policies,
    abilities,
    others,
    isOwnProduct: (user, product) => own.has(factKey({ type: 'product', of: user, says: [product] })),
    spacesWithGuests: new Set(aligned.facts.flatMap(({ type, of }) => (type === 'space-guest' ? [of] : []))),
    isApp: isAppFor(policies, aligned, live),
    isThere: (thing) => there.has(thing),
    spaceRolesBeyond: spaceRolesBeyond([...policies.spaceRoles.keys()], there),
    swapped: new Set(
      aligned.findings.flatMap(({ code, person, declared = '' }) => {
        const isElsewhere = [...live.site.people.values()].some(({ accountId }) => accountId === declared);
        return code === 'identity-swap' && !isElsewhere ? [`user:${person}`] : [];
      }),
    ),
  };
}
