import type { BrokenGuardrail } from '../../plan/plan.js';

/** An earlier guardrail that the same cells break: they need to be told only once. */
export function alike(all: readonly BrokenGuardrail[], index: number): BrokenGuardrail | undefined {
  const each = all[index];
  if (each === undefined || each.classes.length === 0) return undefined;
  return all.slice(0, index).find((earlier) => cellsOf(earlier) === cellsOf(each));
}

function cellsOf({ classes }: BrokenGuardrail): string {
  return JSON.stringify(classes.map(({ subjects, resources, permissions }) => [subjects, resources, permissions]));
}
