import { afterAll, expect, jest, test } from '@jest/globals';
import * as promises from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRepository, scratchFolder } from '../../load/scratch.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

let room = Infinity;

/** A disk with room for some bytes, and no more. */
jest.unstable_mockModule('node:fs/promises', () => ({
  ...promises,
  open: async (...words: Parameters<typeof promises.open>) => {
    const file = await promises.open(...words);
    const write = file.write.bind(file) as (bytes: Buffer, at: number, length: number) => Promise<{ bytesWritten: number }>;
    const bounded = async (bytes: Buffer, at: number): Promise<{ bytesWritten: number }> => {
      if (room <= 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      const done = await write(bytes, at, Math.min(room, bytes.length - at));
      room -= done.bytesWritten;
      return done;
    };
    return Object.assign(file, { write: bounded });
  },
}));

test('a disk that is full in the middle of a line is an error, and leaves a journal that can be gone on from', async () => {
  const { openJournal } = await import('../../../src/state/journal/journal.js');
  const options = { cwd: createRepository(join(scratch.root, 'r')), site: 'https://acme.atlassian.net', plan: 'a' };
  const entry = { write: '1', event: 'begin', at: '2026-11-29T10:00:00Z' } as const;
  const journal = await openJournal(options);
  await journal.record(entry);
  const before = readFileSync(journal.path);
  room = 20;
  await expect(journal.record({ ...entry, event: 'end' })).rejects.toMatchObject({ code: 'journal-failed' });
  expect(room).toBe(0);
  expect(readFileSync(journal.path)).toEqual(before);
  room = Infinity;
  await expect(journal.record(entry)).rejects.toThrow('the disk is full');
  await journal.close();
  const again = await openJournal(options);
  expect(again.entries).toEqual([entry]);
  await again.record({ ...entry, event: 'end' });
  await again.close();
});
