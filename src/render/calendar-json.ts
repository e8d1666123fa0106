import type { CalendarReport } from './calendar-report.js';

export function calendarJson(report: CalendarReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
