import type { ApplyResult } from '../../apply/result.js';

/** What came of an apply as data, by `schemas/apply-result.schema.json`; every list whole. Places are of no use without their files. */
export function appliedJson(result: ApplyResult): string {
  return `${JSON.stringify(result, (key, value: unknown) => (key === 'at' ? undefined : value), 2)}\n`;
}
