import { judge } from '../check/judge.js';
import type { Subject } from '../check/rule.js';
import { subjectOf } from '../check/subject.js';
import { compile } from '../compile/compile.js';
import { diffMatrices } from '../diff/access-change.js';
import { withChanges } from '../diff/fact-change.js';
import type { Fact } from '../diff/facts.js';
import { siteOfFacts } from '../diff/site-of-facts.js';
import { provableOn } from '../drift/comparable.js';
import { subjectFor } from '../drift/drift-between.js';
import type { Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import { accessBetween, subjectsOf } from './access.js';
import type { ApplyPlan } from './apply-plan.js';
import { liveDigest, planDigest } from './digests.js';
import { guardrail, maxRemoval, minAdmins, orderGuard, ownRights, seats } from './guards.js';
import { inOrder } from './in-order.js';
import { withJoined } from './joined.js';
import type { PutInOrder } from './ordering.js';
import { bare } from './references.js';
import { renameWrites } from './renames.js';
import { todoOf, type ApplyInput } from './todo.js';
import { companionsGuard, notUndone } from './unasked.js';

/** What makes a site as the policies say: pure, and the same for the same input. */
export function makeApplyPlan(input: ApplyInput, putInOrder: PutInOrder): ApplyPlan {
  const { policies, live, asOf, sides } = input.compared;
  const { aligned } = sides;
  const { names } = aligned;
  const { about } = policies;
  const todo = todoOf(input);
  const before = withJoined([...sides.live, ...sides.support, ...sides.liveSupport], aligned.facts, policies);
  const { writes, manual, interims, ordering, pieces, written } = inOrder(input, todo, before, putInOrder);
  const siteOf = (facts: readonly Fact[]): Site => siteOfFacts(facts, { about, people: aligned.everybody });
  const subject = (facts: readonly Fact[]): Subject => subjectFor(siteOf(facts), policies, asOf);
  const [was, is] = [subject(before), subject(withChanges(before, todo.done))];
  const change = diffMatrices(was.matrix, is.matrix);
  const access = accessBetween(was, is, change);
  const between = interims.flatMap(({ classes }) => classes);
  // Whether a policy knows them or not: seats are taken by all.
  const everybody = subjectIn(siteOf(withChanges(provableOn({ aligned, policies, live }, todo.done), todo.done)), asOf);
  const plan: Omit<ApplyPlan, 'digest'> = {
    version: 1,
    site: about.url,
    asOf,
    policies: input.policies,
    live: { digest: liveDigest([...todo.done, ...todo.unread]) },
    writes,
    manual,
    left: todo.left.map(({ changes, why }) => ({ why, changes: changes.map(bare) })),
    notLookedAt: sides.notLookedAt,
    names: Object.fromEntries([...names].sort(([a], [b]) => compareBytes(a, b))),
    access: { ...access, subjects: { ...access.subjects, ...subjectsOf(between, was, is) } },
    interims,
    guards: [
      orderGuard(ordering),
      companionsGuard(written),
      maxRemoval(change, was.matrix, policies, access.less),
      minAdmins(is, policies),
      ownRights(was, is, input.caller, input.givesUpOwnRights ?? false),
      seats(everybody, live.site, policies),
      guardrail(judge(subjectIn(policies, asOf))),
    ],
    notUndone: notUndone(pieces, renameWrites(names), manual.length),
  };
  return { ...plan, digest: planDigest(plan) };
}

function subjectIn(site: Site, asOf: string): Subject {
  return subjectOf({ site, matrix: compile(site, asOf), asOf });
}
