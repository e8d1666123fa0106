import type { Plan } from '../../plan/plan.js';

/** The plan as data, by `schemas/plan.schema.json`; every list whole. */
export function planJson(plan: Plan): string {
  return `${JSON.stringify(plan, withoutPlaces, 2)}\n`;
}

/** Places are for looking lines up; readers of JSON get `where`. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'at' ? undefined : value;
}
