import { describe, expect, test } from '@jest/globals';
import { pauseAfter } from '../../src/forge/pause.js';

const now = Date.UTC(2026, 10, 29, 10, 0, 0);

function pause(status: number, headers: Record<string, string> = {}, message = ''): number | undefined {
  return pauseAfter({ status, headers: new Headers(headers), message }, now);
}

describe('the time to wait', () => {
  test.each([
    { name: 'is what Retry-After says, in seconds', given: pause(429, { 'retry-after': '7' }), wait: 7 },
    { name: 'or until the date it says', given: pause(503, { 'retry-after': 'Sun, 29 Nov 2026 10:00:30 GMT' }), wait: 30 },
    { name: 'and is over where that is past', given: pause(429, { 'retry-after': 'Sun, 29 Nov 2026 09:00:00 GMT' }), wait: 0 },
    { name: 'is a minute where nobody can read it', given: pause(429, { 'retry-after': 'soon' }), wait: 60 },
    { name: 'goes on until the limit starts anew, where nothing remains', given: pause(403, remaining(0, 90)), wait: 90 },
    { name: 'is a minute after a 429 that tells nothing', given: pause(429, remaining(4999, 90)), wait: 60 },
    { name: 'is a minute after a secondary limit', given: pause(403, {}, 'You have exceeded a secondary rate limit.'), wait: 60 },
    { name: 'is none where a right is missing', given: pause(403, remaining(4999, 90), 'Resource not accessible'), wait: undefined },
    { name: 'is none after a fault of the server', given: pause(503), wait: undefined },
    { name: 'is none after any other answer', given: pause(404, { 'retry-after': '7' }), wait: undefined },
  ])('$name', ({ given, wait }) => {
    expect(given).toBe(wait);
  });

  function remaining(calls: number, seconds: number): Record<string, string> {
    return { 'x-ratelimit-remaining': String(calls), 'x-ratelimit-reset': String(now / 1000 + seconds) };
  }
});
