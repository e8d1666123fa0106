/** As the vendor advises those who call its APIs: start at two seconds, double, never above thirty, spread out, give up after four tries. */
export const tries = 4;
const firstDelay = 2_000;
const longestDelay = 30_000;

/** How long to wait after try number `tried` (from 1); `random` is from 0 up to 1. */
export function backoff(tried: number, random: number): number {
  const doubled = Math.min(firstDelay * 2 ** (tried - 1), longestDelay);
  return Math.round(doubled * (0.7 + 0.6 * random));
}

/** The wait a server asked for: never less, and a little more so that not all come back at once. */
export function asked(milliseconds: number, random: number): number {
  return Math.round(milliseconds + firstDelay * 0.3 * random);
}

/** When a server says to come back, in milliseconds from now; undefined if it does not say, or not so that one understands. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  return seconds(headers.get('retry-after')) ?? until(headers.get('retry-after'), now) ?? until(headers.get('x-ratelimit-reset'), now);
}

function seconds(text: string | null): number | undefined {
  return text !== null && /^\s*\d{1,9}(?:\.\d+)?\s*$/.test(text) ? Math.ceil(Number(text) * 1_000) : undefined;
}

/** An HTTP date, or a moment in ISO 8601. */
function until(text: string | null, now: number): number | undefined {
  if (text === null || !/[-:]/.test(text)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
}

/** A limit of this one way of asking, while others may go on; otherwise a limit of all calls. */
export function isBurst(reason: string | null): boolean {
  return reason?.includes('burst') === true;
}
