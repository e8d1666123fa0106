import { afterAll, beforeEach, expect, jest, test } from '@jest/globals';
import * as fs from 'node:fs';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const room = mkdtempSync(join(tmpdir(), 'permafrost-full-'));
afterAll(() => {
  rmSync(room, { recursive: true, force: true });
});

/** How many bytes there is room for, and how many were written. */
let left = Infinity;
let written = 0;

/** A disk that writes fifty bytes at a time, as long as there is room. */
function writeSome(file: number, bytes: Uint8Array, at: number): number {
  if (left === 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  const done = fs.writeSync(file, bytes, at, Math.min(50, bytes.length - at));
  left -= done;
  written += done;
  return done;
}

jest.unstable_mockModule('node:fs', () => ({
  ...fs,
  writev: (file: number, [first = new Uint8Array(0)]: readonly Uint8Array[], done: (error: unknown, bytes?: number) => void) => {
    setImmediate(() => {
      try {
        done(null, writeSome(file, first, 0));
      } catch (error) {
        done(error);
      }
    });
  },
  writeSync: writeSome,
}));

const { cacheKey, openCache } = await import('../../src/state/cache.js');
const { largeEntriesIn } = await import('../../src/state/large-entries.js');
const [cache, large] = [openCache(room), largeEntriesIn(room)];
const key = cacheKey(['a']);
const payload = Uint8Array.from({ length: 1000 }, (_, at) => at & 255);
const pieces = [payload.subarray(0, 130), new Uint8Array(0), payload.subarray(130)];

beforeEach(() => {
  written = 0;
});

test('a cache on a full disk forgets, and leaves nothing half written', async () => {
  left = 50;
  await large.keep(key, pieces);
  expect([written, readdirSync(room), large.open(key)]).toEqual([50, [], undefined]);
  left = 50;
  cache.write(key, payload);
  expect([written, readdirSync(room), cache.read(key)]).toEqual([100, [], undefined]);
});

test('a cache on a disk that writes little at a time keeps all of it', async () => {
  left = Infinity;
  await large.keep(key, pieces);
  expect(Buffer.compare(large.open(key)?.part(0, 1000) ?? Buffer.of(), payload)).toBe(0);
  cache.write(key, payload);
  expect(Buffer.compare(cache.read(key) ?? Buffer.of(), payload)).toBe(0);
});
