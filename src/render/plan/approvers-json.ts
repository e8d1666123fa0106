import type { PlanApprovals } from '../../plan/approvals.js';

/** Who must agree, as data, by `schemas/approvers.schema.json`. */
export function approversJson({ digest, needed, author }: PlanApprovals): string {
  return `${JSON.stringify({ version: 1, digest, needed, author }, null, 2)}\n`;
}
