import { afterAll, expect, jest, test } from '@jest/globals';
import * as fs from 'node:fs';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const room = mkdtempSync(join(tmpdir(), 'permafrost-full-'));
afterAll(() => {
  rmSync(room, { recursive: true, force: true });
});

let written = 0;

/** A disk with room for some bytes, and no more. */
jest.unstable_mockModule('node:fs', () => ({
  ...fs,
  writeSync: (file: number, bytes: Uint8Array, at: number) => {
    if (written > 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    written += fs.writeSync(file, bytes, at, Math.min(50, bytes.length - at));
    return written;
  },
}));

test('a cache on a full disk forgets, and leaves nothing half written', async () => {
  const { cacheKey, openCache } = await import('../../src/state/cache.js');
  const { largeEntriesIn } = await import('../../src/state/large-entries.js');
  const [cache, large] = [openCache(room), largeEntriesIn(room)];
  const key = cacheKey(['a']);
  large.keep(key, new Uint8Array(1000));
  expect([written, readdirSync(room), large.open(key)]).toEqual([50, [], undefined]);
  written = 0;
  cache.write(key, new Uint8Array(1000));
  expect([written, readdirSync(room), cache.read(key)]).toEqual([50, [], undefined]);
});
