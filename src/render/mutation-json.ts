import type { MutationReport } from './mutation-report.js';

export function mutationJson(report: MutationReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
