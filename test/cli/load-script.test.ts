import { afterAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRepository, scratchFolder, write } from '../load/scratch.js';
import { openCache } from '../../src/state/cache.js';
import { run, type Ran } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

let rooms = 0;
const newRoom = (): string => join(scratch.root, `room-${String(rooms++)}`);

/** A question whose answer no cache knows, so that nothing but code is kept. */
const ask = (room: string, ...more: readonly string[]): Ran =>
  run(['can', 'nobody@acme.example', 'BROWSE_PROJECTS', 'project:NONE', ...more], { env: { PERMAFROST_CACHE_DIR: room } });
const expected = ask(newRoom(), '--no-cache');

function entries(room: string): readonly (readonly [name: string, bytes: Buffer])[] {
  return readdirSync(room).map((name) => [name, readFileSync(join(room, name))]);
}

function onlyEntry(room: string): { readonly name: string; readonly path: string; readonly bytes: Buffer } {
  const [[name, bytes] = ['', Buffer.alloc(0)], ...others] = entries(room);
  expect([name, others]).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.code$/), []]);
  return { name, path: join(room, name), bytes };
}

describe('compiled code', () => {
  test('is kept for each command by itself, and changes no answer', () => {
    const room = newRoom();
    expect(expected).toMatchObject({ code: 2, stderr: expect.stringContaining('nobody@acme.example') });
    expect(ask(room)).toEqual(expected);
    expect(onlyEntry(room).bytes.length).toBeGreaterThan(100_000);
    expect(ask(room)).toEqual(expected);
    run(['cache', 'info'], { env: { PERMAFROST_CACHE_DIR: room } });
    expect(entries(room)).toHaveLength(2);
  });

  test('is kept of each part of the code that a command needs', () => {
    const room = newRoom();
    const help = (): Ran => run(['can', '--help'], { env: { PERMAFROST_CACHE_DIR: room } });
    const told = help();
    expect(told).toMatchObject({ code: 0, stdout: expect.stringContaining('Usage: permafrost can') });
    expect(entries(room)).toHaveLength(2);
    for (let turn = 0; turn < 3; turn++) expect(help()).toEqual(told);
    expect(entries(room).map(([name]) => openCache(room).read(name)?.[0])).toEqual([3, 3]);
  });

  test('is written in the first three runs, and then only read', () => {
    const room = newRoom();
    for (let turn = 0; turn < 3; turn++) ask(room);
    const { bytes, path } = onlyEntry(room);
    // Were it written again, the checksum would be mended.
    const payload = openCache(room).read(onlyEntry(room).name) ?? new Uint8Array();
    expect(payload[0]).toBe(3);
    ask(room);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test('is taken again after a run that read a large site, where V8 is told to optimise earlier', () => {
    const room = newRoom();
    const cwd = write(newRoom(), {
      'policies/site.yaml': 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n',
      'policies/large.yaml': `kind: Role\nname: Team\n${`# ${'x'.repeat(1000)}\n`.repeat(9_000)}`,
    });
    const compile = (): Ran => run(['compile', '--as-of', '2026-11-21'], { cwd, env: { PERMAFROST_CACHE_DIR: room } });
    const told = compile();
    expect(told).toMatchObject({ code: 0, stdout: expect.stringContaining('sha256:') });
    // Of what is kept the second run makes no use, but the third does; code that V8 rejects would be counted from the beginning.
    for (let turn = 0; turn < 2; turn++) expect(compile()).toEqual(told);
    expect(entries(room).map(([name]) => openCache(room).read(name)?.[0])).toEqual([3]);
  });

  test('is without what only the first run needed, which filled the other caches', () => {
    const room = newRoom();
    const validate = (): number => {
      const { stdout } = run(['validate', '--as-of', '2026-11-21'], { env: { PERMAFROST_CACHE_DIR: room } });
      expect(stdout).toBe(validated);
      return entries(room).find(([name]) => name.endsWith('.code'))?.[1].length ?? 0;
    };
    const { stdout: validated } = run(['validate', '--as-of', '2026-11-21', '--no-cache']);
    const [first, second, third] = [validate(), validate(), validate()];
    expect(second).toBeLessThan(first * 0.8);
    expect(third).toBeLessThan(first * 0.8);
  });

  test.each([
    {
      what: 'a byte of it is another',
      spoil: (bytes: Buffer) => bytes.fill((bytes[bytes.length >> 1] ?? 0) ^ 1, bytes.length >> 1, (bytes.length >> 1) + 1),
    },
    { what: 'it is cut short', spoil: (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1) },
    { what: 'it is empty', spoil: () => Buffer.alloc(0) },
  ])('is not used, and made anew, where $what', ({ spoil }) => {
    const room = newRoom();
    for (let turn = 0; turn < 3; turn++) ask(room);
    const { name, path, bytes } = onlyEntry(room);
    writeFileSync(path, spoil(Buffer.from(bytes)));
    expect(ask(room)).toEqual(expected);
    expect(openCache(room).read(name)?.[0]).toBe(1);
  });

  test.each([
    { what: 'nothing', payload: () => Buffer.alloc(0) },
    { what: 'a count alone', payload: () => Buffer.from([3]) },
    { what: 'no code', payload: () => Buffer.from('\u0003rubbish that V8 has never seen') },
    { what: 'code of another V8', payload: (code: Buffer) => Buffer.from(code.map((byte, at) => (at > 4 && at < 9 ? byte ^ 0xff : byte))) },
    {
      what: 'code of another text',
      payload: (code: Buffer) => Buffer.from(code.map((byte, at) => (at > 8 && at < 13 ? byte ^ 0xff : byte))),
    },
  ])('is not used, and made anew, where an entry that is whole holds $what', ({ payload }) => {
    const room = newRoom();
    for (let turn = 0; turn < 3; turn++) ask(room);
    const { name } = onlyEntry(room);
    openCache(room).write(name, payload(Buffer.from(openCache(room).read(name) ?? [])));
    expect(ask(room)).toEqual(expected);
    expect(openCache(room).read(name)?.[0]).toBe(1);
    expect(ask(room)).toEqual(expected);
  });

  test('is neither read nor written without a cache, nor where there is no room for one', () => {
    const room = newRoom();
    expect(ask(room, '--no-cache')).toEqual(expected);
    expect(() => entries(room)).toThrow('ENOENT');
    const blocked = join(scratch.root, 'blocked');
    writeFileSync(blocked, '');
    expect(ask(blocked)).toEqual(expected);
  });

  test('is neither taken from nor put where a change of policies could bring it along', () => {
    const clone = createRepository(join(scratch.root, 'clone'));
    const inside = join(clone, '.cache');
    expect(ask(inside)).toEqual(expected);
    expect(() => entries(inside)).toThrow('ENOENT');
    const work = write(join(scratch.root, 'unpacked'), { 'a.txt': '' });
    run(['can', '--help'], { cwd: work, env: { PERMAFROST_CACHE_DIR: './cache' } });
    expect(readdirSync(work)).toEqual(['a.txt']);
  });

  test('is for the flags of Node that it was made with', () => {
    const room = newRoom();
    ask(room);
    const options = { env: { PERMAFROST_CACHE_DIR: room, NODE_OPTIONS: '--stack-trace-limit=5' } };
    run(['can', 'nobody@acme.example', 'BROWSE_PROJECTS', 'project:NONE'], options);
    expect(entries(room)).toHaveLength(2);
  });
});
