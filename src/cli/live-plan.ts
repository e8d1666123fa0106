import { applyBudget } from '../drift/budget.js';
import { compareWithSite } from '../drift/drift-between.js';
import { driftFrom } from '../drifting.js';
import { compilePolicies, type Compiled, type Policies } from '../pipeline.js';
import type { LivePlan } from '../render/drift/live-plan.js';
import { UsageError } from './usage-error.js';
import type { Call } from './call.js';
import { readLiveSite } from './live-site.js';

export function requireLiveFormat({ flags: { format }, options }: Call): void {
  if (!['text', 'markdown', 'json'].includes(format))
    throw new UsageError('What differs on the site is told as text, Markdown or JSON.', 'Write --format json for other programs.');
  if (options['mergeWith'] !== undefined || options['approvers'] === true)
    throw new UsageError('--live goes with a plan of two states.', 'Leave --merge-with and --approvers out.');
}

/** What the site has that the base does not say, and what it would take to make the site as the head says. */
export async function livePlan(call: Call, base: Policies, head: Compiled): Promise<LivePlan> {
  const before = compilePolicies(base);
  const live = await readLiveSite(call, head.site);
  call.talk.step('Comparing with the site');
  return {
    comparedWith: before === undefined ? 'head' : 'base',
    drift: await driftFrom(before ?? head, live),
    budget: applyBudget(compareWithSite(head.site, live, head.asOf).changes),
  };
}
