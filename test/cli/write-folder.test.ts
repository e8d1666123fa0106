import { afterAll, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFolder } from '../../src/cli/write-folder.js';
import { scratchFolder } from '../load/scratch.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const files = ['a.yaml', 'groups/b.yaml', 'groups/deep/c.yaml'].map((path) => ({ path, text: `# ${path}\n` }));
let count = 0;

function room(): { readonly around: string; readonly folder: string } {
  const around = join(scratch.root, `room-${String(count++)}`);
  mkdirSync(around);
  return { around, folder: join(around, 'policies') };
}

test('a folder is there with all its files', async () => {
  const { around, folder } = room();
  await writeFolder(folder, files);
  expect(readdirSync(around)).toEqual(['policies']);
  expect(readFileSync(join(folder, 'groups/deep/c.yaml'), 'utf8')).toBe('# groups/deep/c.yaml\n');
});

test.each([0, 1, 2])('whatever stops it at file %i leaves nothing, not even an empty folder', async (at) => {
  const { around, folder } = room();
  let done = 0;
  const failing = (path: string, text: string): Promise<void> => {
    if (done++ === at) return Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' }));
    return writeFile(path, text);
  };
  await expect(writeFolder(folder, files, failing)).rejects.toThrow('The files cannot be written (ENOSPC); nothing was left of them.');
  expect(readdirSync(around)).toEqual([]);
});

test('an empty folder is replaced, and one that is not empty is left as it is', async () => {
  const { around, folder } = room();
  mkdirSync(folder);
  await writeFolder(folder, files);
  expect(readdirSync(folder)).toEqual(['a.yaml', 'groups']);
  writeFileSync(join(folder, 'mine.txt'), 'mine');
  await expect(writeFolder(folder, [{ path: 'other.yaml', text: '' }])).rejects.toThrow('nothing was left of them');
  expect(existsSync(join(folder, 'other.yaml'))).toBe(false);
  expect(readFileSync(join(folder, 'mine.txt'), 'utf8')).toBe('mine');
  expect(readdirSync(around)).toEqual(['policies']);
});
