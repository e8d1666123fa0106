import { afterEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { ImageError } from '../../src/image/byte-source.js';
import { cacheKey } from '../../src/state/cache.js';
import { largeEntriesIn } from '../../src/state/large-entries.js';

const rooms: string[] = [];
const key = cacheKey(['image']);
/** Several pages, no two alike. */
const payload = Uint8Array.from({ length: 300_001 }, (_, at) => (at * 31 + (at >> 9)) & 255);

function room(): string {
  const folder = mkdtempSync(join(tmpdir(), 'permafrost-pages-'));
  rooms.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of rooms.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('bytes that are read by parts', () => {
  test('come back as they were, whatever part is asked for first', () => {
    const cache = largeEntriesIn(room());
    cache.keep(key, payload);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(payload.length), fc.nat(payload.length)), { maxLength: 5 }), (parts) => {
        const source = cache.open(key);
        expect(source?.size).toBe(payload.length);
        for (const ends of parts) {
          const [start, end] = [Math.min(...ends), Math.max(...ends)];
          expect(Buffer.compare(source?.part(start, end) ?? Buffer.of(), payload.subarray(start, end))).toBe(0);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('are refused where a byte of the part is another, and only there', () => {
    const folder = room();
    const cache = largeEntriesIn(folder);
    cache.keep(key, payload);
    const file = join(folder, key);
    const whole = readFileSync(file);
    whole[200_000] = (whole[200_000] ?? 0) ^ 1;
    writeFileSync(file, whole);
    const source = cache.open(key);
    expect(Buffer.compare(source?.part(0, 65_536) ?? Buffer.of(), payload.subarray(0, 65_536))).toBe(0);
    expect(() => source?.part(199_999, 200_001)).toThrow(ImageError);
  });

  test('are not there at all where the file is cut short, or its checksums are damaged', () => {
    const folder = room();
    const cache = largeEntriesIn(folder);
    const file = join(folder, key);
    for (const length of [0, 10, 100_000, 300_001, 300_080]) {
      cache.keep(key, payload);
      truncateSync(file, length);
      expect(cache.open(key)).toBeUndefined();
    }
    cache.keep(key, payload);
    const whole = readFileSync(file);
    whole[300_003] = (whole[300_003] ?? 0) ^ 1;
    writeFileSync(file, whole);
    expect(cache.open(key)).toBeUndefined();
  });

  test('are forgotten when told so', () => {
    const cache = largeEntriesIn(room());
    cache.keep(key, payload);
    cache.forget(key);
    expect(cache.open(key)).toBeUndefined();
  });

  test('stop at their end', () => {
    const cache = largeEntriesIn(room());
    cache.keep(key, payload);
    expect(() => cache.open(key)?.part(300_000, 300_002)).toThrow(ImageError);
  });
});
