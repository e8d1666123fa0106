import { afterEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { bytesInMemory, ImageError } from '../../src/image/byte-source.js';
import { cacheKey } from '../../src/state/cache.js';
import { largeEntriesIn } from '../../src/state/large-entries.js';

const rooms: string[] = [];
const key = cacheKey(['image']);
/** Several pages, no two alike. */
const payload = Uint8Array.from({ length: 300_001 }, (_, at) => (at * 31 + (at >> 9)) & 255);
const whole = [payload];

/** The payload, cut at some bytes. */
function cutAt(cuts: readonly number[]): readonly Uint8Array[] {
  const ends = [0, ...cuts.toSorted((a, b) => a - b), payload.length];
  return ends.slice(1).map((end, index) => payload.subarray(ends[index], end));
}

function room(): string {
  const folder = mkdtempSync(join(tmpdir(), 'permafrost-pages-'));
  rooms.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of rooms.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('bytes that are read by parts', () => {
  test('come back as they were, whatever part is asked for first', async () => {
    const cache = largeEntriesIn(room());
    await cache.keep(key, whole);
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

  test('are the same file whatever pieces they are given in, and the same parts without a file', async () => {
    const folder = room();
    const cache = largeEntriesIn(folder);
    await cache.keep(key, whole);
    const written = readFileSync(join(folder, key));
    const byte = fc.oneof(fc.nat(payload.length), fc.constantFrom(0, 4096, 8192, payload.length));
    await fc.assert(
      fc.asyncProperty(fc.array(byte, { maxLength: 6 }), fc.array(fc.tuple(byte, byte), { maxLength: 5 }), async (cuts, parts) => {
        const pieces = cutAt(cuts);
        const source = bytesInMemory(pieces);
        expect(source.size).toBe(payload.length);
        for (const ends of parts) {
          const [start, end] = [Math.min(...ends), Math.max(...ends)];
          expect(Buffer.compare(source.part(start, end), payload.subarray(start, end))).toBe(0);
        }
        await cache.keep(key, pieces);
        expect(readFileSync(join(folder, key)).equals(written)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('are on their way while others work, several at once, and not there before they are whole', async () => {
    const folder = room();
    const cache = largeEntriesIn(folder);
    const kept = [cache.keep(key, whole), cache.keep(key, whole)];
    expect(cache.open(key)).toBeUndefined();
    await Promise.all(kept);
    expect(readdirSync(folder)).toEqual([key]);
    expect(Buffer.compare(cache.open(key)?.part(0, payload.length) ?? Buffer.of(), payload)).toBe(0);
  });

  test('are refused where a byte of the part is another, and only there', async () => {
    const folder = room();
    const cache = largeEntriesIn(folder);
    await cache.keep(key, whole);
    const file = join(folder, key);
    const bytes = readFileSync(file);
    bytes[200_000] = (bytes[200_000] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const source = cache.open(key);
    expect(Buffer.compare(source?.part(0, 65_536) ?? Buffer.of(), payload.subarray(0, 65_536))).toBe(0);
    expect(() => source?.part(199_999, 200_001)).toThrow(ImageError);
  });

  test('are not there at all where the file is cut short, or its checksums are damaged', async () => {
    const folder = room();
    const cache = largeEntriesIn(folder);
    const file = join(folder, key);
    for (const length of [0, 10, 100_000, 300_001, 300_080]) {
      await cache.keep(key, whole);
      truncateSync(file, length);
      expect(cache.open(key)).toBeUndefined();
    }
    await cache.keep(key, whole);
    const bytes = readFileSync(file);
    bytes[300_003] = (bytes[300_003] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(cache.open(key)).toBeUndefined();
  });

  test('are forgotten when told so', async () => {
    const cache = largeEntriesIn(room());
    await cache.keep(key, whole);
    cache.forget(key);
    expect(cache.open(key)).toBeUndefined();
  });

  test('stop at their end', async () => {
    const cache = largeEntriesIn(room());
    await cache.keep(key, whole);
    expect(() => cache.open(key)?.part(300_000, 300_002)).toThrow(ImageError);
  });
});
