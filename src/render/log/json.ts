import type { LogReport, VerifyReport } from './report.js';

export function logJson(report: LogReport | VerifyReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
