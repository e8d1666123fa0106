import { findingsNotices } from './findings-notices.js';
import type { FindingsReport } from './findings-report.js';
import { noticesSarif, type Tool } from './notices-sarif.js';

/** SARIF 2.1.0, for code scanning: each finding a result. */
export function findingsSarif({ findings }: FindingsReport, tool: Tool): string {
  return noticesSarif(findingsNotices(findings), tool);
}
