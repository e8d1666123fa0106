import type { ApproveCheck } from './approve-check-text.js';

/** The same as data, by `schemas/approve-check.schema.json`. */
export function approveCheckJson({ isCovered, digest, author, needed, approvals }: ApproveCheck): string {
  return `${JSON.stringify({ version: 1, covered: isCovered, digest, author, needed, approvals }, null, 2)}\n`;
}
