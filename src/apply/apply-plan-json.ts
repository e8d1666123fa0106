import type { ApplyPlan } from './apply-plan.js';

/** A plan as a file, by `schemas/apply-plan.schema.json`; places are for looking lines up, and readers get `where`. */
export function applyPlanJson(plan: ApplyPlan): string {
  return `${JSON.stringify(plan, (key, value: unknown) => (key === 'at' ? undefined : value), 2)}\n`;
}
