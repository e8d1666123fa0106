import { quote } from '../text/quote.js';
import { mendedDate } from '../validate/dates.js';
import { UsageError } from './usage-error.js';

/** The day of --as-of, or today in UTC: the only place where permafrost looks at the clock. */
export function asOfDay(written: string | undefined): string {
  if (written === undefined) return new Date().toISOString().slice(0, 10);
  const meant = mendedDate(written);
  if (meant === written && /^\d{4}-\d\d-\d\d$/.test(written)) return written;
  throw new UsageError(
    `${quote(written)} is no day of the calendar.`,
    meant === undefined ? 'Write it as 2027-03-31.' : `Did you mean ${meant}?`,
  );
}
