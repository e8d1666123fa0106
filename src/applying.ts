import type { ApplyPlan, Guard, ManualStep } from './apply/apply-plan.js';
import { makeApplyPlan } from './apply/make-apply-plan.js';
import { orderPieces } from './apply/order-pieces.js';
import type { Place } from './diagnostics/place.js';
import type { Fact } from './diff/facts.js';
import { comparable } from './drift/comparable.js';
import { compareWithSite } from './drift/drift-between.js';
import type { LiveState } from './drift/live-state.js';
import { managedThings } from './drift/managed.js';
import { excusesFor, linesIn, withWay, withWhere, type Lookup } from './drifting.js';
import type { SourceTree } from './load/source-file.js';
import type { Site } from './model/site.js';
import type { Compiled } from './pipeline.js';
import type { ChangeClass } from './plan/plan.js';

/** What is known beside the policies and the site. */
export interface Applying {
  /** The commit that holds the policies. */
  readonly commit: string;
  /** What the policies said, and declared as references, that were made real last. */
  readonly applied?: { readonly facts: readonly Fact[]; readonly things: readonly string[] };
  /** The name of the person whose rights the writes are made with. */
  readonly caller?: string;
  readonly givesUpOwnRights?: boolean;
  /** Whether an API invites people to the chat, where that is known. */
  readonly invitesToChat?: boolean;
}

/** What policies that were made real before leave to be known: what they said, in the words of the site as it is now, and what is ours since. */
export function appliedBy(earlier: Site, live: LiveState, asOf: string): NonNullable<Applying['applied']> {
  return { facts: comparable(earlier, live, asOf).policies, things: [...managedThings(earlier)] };
}

/** The policies of a commit and a site that was read, as a plan to apply, with the lines of everything that the policies write. */
export async function applyPlanFor(policies: Compiled, live: LiveState, known: Applying): Promise<ApplyPlan> {
  const { site, asOf, tree, matrix } = policies;
  const { applied, commit, caller, givesUpOwnRights, invitesToChat } = known;
  const compared = compareWithSite(site, live, asOf, { managed: new Set(applied?.things ?? []) });
  const { excused } = await excusesFor(policies, compared);
  const plan = makeApplyPlan(
    {
      compared,
      excused: new Map(
        excused.map(
          ({ item, by: { reason, owner, until } }) => [item, `Excused by a comment until ${until}, ${owner}: ${reason}`] as const,
        ),
      ),
      policies: { commit, digest: matrix.digest },
      ...(applied === undefined ? {} : { applied: applied.facts }),
      ...(caller === undefined ? {} : { caller }),
      ...(givesUpOwnRights === undefined ? {} : { givesUpOwnRights }),
      ...(invitesToChat === undefined ? {} : { abilities: { enterpriseChat: invitesToChat } }),
    },
    orderPieces,
  );
  return withLines(plan, tree);
}

/** A plan with the line of everything in it that is written in a tree. */
export async function withLines(plan: ApplyPlan, tree: SourceTree): Promise<ApplyPlan> {
  return located(plan, await linesIn(tree, placesIn(plan)));
}

function located(plan: ApplyPlan, line: Lookup): ApplyPlan {
  const ways = (classes: readonly ChangeClass[]): readonly ChangeClass[] => classes.map((each) => withWay(each, line));
  const { more, less, conditional, subjects } = plan.access;
  return {
    ...plan,
    manual: plan.manual.map((each): ManualStep => withWhere(each, line)),
    guards: plan.guards.map((each): Guard => withWhere(each, line)),
    access: { more: ways(more), less: ways(less), conditional: ways(conditional), subjects },
  };
}

function placesIn(plan: ApplyPlan): readonly (Place | undefined)[] {
  const places: (Place | undefined)[] = [];
  located(plan, (place) => {
    places.push(place);
    return undefined;
  });
  return places;
}
