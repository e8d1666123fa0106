/** Of an answer, as far as it says when to come back. */
export interface Refusal {
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
  /** What the body says. */
  readonly message: string;
}

/** What GitHub asks for where it names no time. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const aMinute = 60;

/**
 * Seconds to wait before the same request may be sent again; undefined where waiting is not what was asked for. A 403 is a limit only where
 * the answer says so: without, it is a right that is missing. `now` in milliseconds.
 */
export function pauseAfter({ status, headers, message }: Refusal, now: number): number | undefined {
  if (![403, 429, 503].includes(status)) return undefined;
  const asked = headers.get('retry-after');
  if (asked !== null) return secondsUntil(asked, now);
  if (status === 503) return undefined;
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
  if (headers.get('x-ratelimit-remaining') === '0' && Number.isFinite(reset)) return Math.max(0, Math.ceil(reset - now / 1000));
  return status === 429 || /secondary rate limit|abuse detection/i.test(message) ? aMinute : undefined;
}

/** `Retry-After` is a number of seconds or a date; whatever else it may be, a minute. */
function secondsUntil(asked: string, now: number): number {
  if (/^\d+$/.test(asked.trim())) return Number(asked);
  const date = Date.parse(asked);
  return Number.isNaN(date) ? aMinute : Math.max(0, Math.ceil((date - now) / 1000));
}
