const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Why a text that looks like a date is none, to follow "X is no day of the calendar: "; undefined if it does not even look like one. */
export function calendarFault(text: string): string | undefined {
  const written = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!written) return undefined;
  const { year, month, day } = dayOf(written[1], written[2], written[3]);
  const name = months[month - 1];
  if (name === undefined) return `there is no month ${String(month)}`;
  return day === 0 ? 'days count from 1' : `${name} ${String(year)} has ${String(daysIn(year, month))} days`;
}

/** The date that was probably meant, as year-month-day. */
export function mendedDate(text: string): string | undefined {
  const day = yearFirst(text) ?? dayFirst(text);
  if (!day) return undefined;
  // 2027-31-03: day and month changed places.
  if (day.month > 12 && day.day <= 12) return dateText({ ...day, month: day.day, day: day.month });
  if (day.month >= 1 && day.month <= 12 && day.day > daysIn(day.year, day.month)) {
    return day.day <= 31 ? dateText({ ...day, day: daysIn(day.year, day.month) }) : undefined;
  }
  return dateText(day);
}

function yearFirst(text: string): Day | undefined {
  const parts = /^\s*(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ]\d\d:\d\d.*)?\s*$/.exec(text) ?? /^\s*(\d{4})(\d\d)(\d\d)\s*$/.exec(text);
  return parts ? dayOf(parts[1], parts[2], parts[3]) : undefined;
}

// 03/04/2027 is March in one country and April in another: only points, or a day beyond 12, leave no doubt.
function dayFirst(text: string): Day | undefined {
  const parts = /^\s*(\d{1,2})([-/.])(\d{1,2})\2(\d{4})\s*$/.exec(text);
  if (!parts) return undefined;
  const day = dayOf(parts[4], parts[3], parts[1]);
  return parts[2] === '.' || day.day > 12 ? day : undefined;
}

function dayOf(year: string | undefined, month: string | undefined, day: string | undefined): Day {
  return { year: Number(year), month: Number(month), day: Number(day) };
}

function dateText({ year, month, day }: Day): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
