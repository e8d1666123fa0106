import { afterEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, cacheKey, clearCache, entriesOf, openCache } from '../../src/state/cache.js';

const rooms: string[] = [];
const key = cacheKey(['a']);
const bytes = (text: string): Uint8Array => Buffer.from(text);

function room(): string {
  const folder = mkdtempSync(join(tmpdir(), 'permafrost-cache-'));
  rooms.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of rooms.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('a cache', () => {
  test('gives back what was put in, and nothing for other keys', () => {
    const cache = openCache(room());
    cache.write(key, bytes('payload'));
    expect(Buffer.from(cache.read(key) ?? []).toString()).toBe('payload');
    expect(cache.read(cacheKey(['b']))).toBeUndefined();
  });

  test.each([
    {
      name: 'one byte is another',
      spoil: (entry: Buffer) => Buffer.from(entry.map((byte, index) => (index === entry.length - 1 ? byte ^ 1 : byte))),
    },
    { name: 'it is cut short', spoil: (entry: Buffer) => entry.subarray(0, entry.length - 3) },
    { name: 'it is empty', spoil: () => Buffer.alloc(0) },
    {
      name: 'it is of another version',
      spoil: (entry: Buffer) => Buffer.from(entry.toString('latin1').replace('cache-1', 'cache-2'), 'latin1'),
    },
  ])('forgets an entry when $name', ({ spoil }) => {
    const folder = room();
    const cache = openCache(folder);
    cache.write(key, bytes('payload'));
    const file = join(folder, key);
    writeFileSync(file, spoil(readFileSync(file)));
    expect(cache.read(key)).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('does nothing where it cannot write', () => {
    const blocked = join(room(), 'file');
    writeFileSync(blocked, '');
    const cache = openCache(join(blocked, 'below'));
    expect(() => cache.write(key, bytes('payload'))).not.toThrow();
    expect(cache.read(key)).toBeUndefined();
  });

  test('leaves no draft behind, and clears what is its own only', () => {
    const folder = room();
    openCache(folder).write(key, bytes('payload'));
    writeFileSync(join(folder, 'letter.txt'), 'mine');
    expect(readdirSync(folder).sort()).toEqual([key, 'letter.txt'].sort());
    expect(clearCache(folder).entries).toBe(1);
    expect(readdirSync(folder)).toEqual(['letter.txt']);
    expect(entriesOf(join(folder, 'nowhere'))).toEqual([]);
  });

  test('lies where the environment says', () => {
    expect(cacheFolder({ PERMAFROST_CACHE_DIR: '/somewhere' })).toBe('/somewhere');
    expect(cacheFolder({})).toContain('permafrost');
  });
});

describe('a key', () => {
  test('tells its parts apart', () => {
    expect(cacheKey(['ab', 'c'])).not.toBe(cacheKey(['a', 'bc']));
    expect(cacheKey(['a', bytes('b')])).toBe(cacheKey(['a', 'b']));
  });
});
