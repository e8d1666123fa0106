import { hasErrors } from '../diagnostics/diagnostic.js';
import type { Repository, Revision } from '../load/git.js';
import type { Site } from '../model/site.js';
import type { AuthorClaim } from '../plan/author.js';
import type { Plan } from '../plan/plan.js';
import { compilePolicies, type Policies } from '../pipeline.js';
import { planPolicies } from '../planning.js';
import type { Call } from './call.js';
import { commitsOf, quickPlan } from './image-plan.js';
import { judge } from './states.js';

/** A plan of two commits, and the sites of both. */
export interface PlannedCommits {
  readonly plan: Plan;
  readonly before: Site | undefined;
  readonly after: Site;
}

interface Question {
  readonly repository: Repository;
  readonly base: Revision;
  readonly head: Revision;
  readonly author?: AuthorClaim;
}

/**
 * What `read` reads from the plan of two commits, from what is kept where that can tell; the policies of the head, as they are, where they
 * have errors. `read` must take all it wants at once: what is kept may turn out to be damaged, and is then read anew.
 */
export async function readFromPlan<T>(call: Call, question: Question, read: (found: PlannedCommits) => T): Promise<Answer<T>> {
  const { repository, base, head, author } = question;
  const { policies } = call.flags;
  const about: Call = { ...call, words: [base.commit, head.commit], options: {} };
  const commits = commitsOf(about);
  const quick =
    commits &&
    (await quickPlan(
      about,
      commits,
      async ({ commit, label }) => judge(call, await repository.comingTree({ commit, label }, policies)),
      async (kept) => {
        const plan = await kept.plan({ withoutFixes: true });
        kept.settle();
        return plan && { answer: read({ plan, before: kept.before.site, after: kept.after.site }) };
      },
      author,
    ));
  if (quick !== undefined) return quick;
  const [older, newer] = await repository.readTrees([base, head], policies);
  if (older === undefined || newer === undefined) throw new Error('Fewer trees than commits.');
  const headPolicies = await judge(call, newer);
  const compiled = hasErrors(headPolicies.diagnostics) ? undefined : compilePolicies(headPolicies);
  if (compiled === undefined) return { invalid: headPolicies };
  const basePolicies = await judge(call, older, policies, headPolicies);
  const plan = await planPolicies({ base: basePolicies, head: compiled, withoutFixes: true, ...(author === undefined ? {} : { author }) });
  return { answer: read({ plan, before: basePolicies.site, after: compiled.site }) };
}

export type Answer<T> = { readonly answer: T } | { readonly invalid: Policies };
