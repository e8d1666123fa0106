import type { CoverageReport } from './coverage-report.js';

export function coverageJson(report: CoverageReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
