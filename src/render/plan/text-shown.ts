import type { ChangeClass, Plan } from '../../plan/plan.js';
import { shownOf } from './text-changes.js';
import { outside } from './text-outsiders.js';
import type { PlanTextOptions } from './text-parts.js';

/** The classes whose witnesses `planText` tells; of all others it tells numbers and names. */
export function shownInText(plan: Plan, options: Pick<PlanTextOptions, 'all'>): ReadonlySet<ChangeClass> {
  const { gains, losses, conditional } = plan;
  return new Set([
    ...outside(plan).shown.map(({ each }) => each),
    ...[gains, losses, conditional].flatMap((classes) => shownOf(classes, options)),
  ]);
}
