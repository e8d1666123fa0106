import { afterAll, describe, expect, test } from '@jest/globals';
import { chmodSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { openRepository } from '../../src/load/git.js';
import { answerStates, blobsOf, changesBetween, countFiles, handStates, statesOf } from '../../src/load/quick-git.js';
import { commit, createRepository, git, scratchFolder } from './scratch.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const folder = createRepository(join(scratch.root, 'clone'));
const none = commit(folder, { 'README.md': 'Nothing yet.' });
const first = commit(folder, { 'policies/a.yaml': 'a', 'policies/deep/b.yml': 'b', 'policies/notes.txt': 'n' });
const second = commit(folder, { 'policies/a.yaml': 'A', 'policies/c.yaml': 'c', 'policies/notes.txt': 'm' });
rmSync(join(folder, 'policies/deep/b.yml'));
const third = commit(folder, {});
chmodSync(join(folder, 'policies/a.yaml'), 0o755);
const fourth = commit(folder, {});
symlinkSync('a.yaml', join(folder, 'policies/link.yaml'));
const linked = commit(folder, {});
rmSync(join(folder, 'policies/link.yaml'));
const nearly = commit(folder, { 'policies/d.YAML': 'd' });

const treeOf = (name: string): string => statesOf(folder, [name], 'policies')?.[0]?.tree ?? '';

describe('git, asked directly', () => {
  test('tells the commits and trees that the library tells', async () => {
    const repository = await openRepository(folder);
    const states = statesOf(folder, ['HEAD~1', first], 'policies');
    expect(states?.map(({ commit: id, label }) => ({ commit: id, label }))).toEqual([
      await repository?.resolve('HEAD~1'),
      await repository?.resolve(first),
    ]);
    expect(states?.map(({ tree }) => tree)).toEqual([
      git(folder, 'rev-parse', 'HEAD~1:policies').trim(),
      git(folder, 'rev-parse', `${first}:policies`).trim(),
    ]);
  });

  test('takes an answer that was handed over for the same question, once', () => {
    const told = { ...answerStates(folder, [first], 'policies'), states: [] };
    handStates(told);
    expect(statesOf(folder, [first], 'policies')).toEqual([]);
    expect(statesOf(folder, [first], 'policies')).toHaveLength(1);
    for (const other of [answerStates(folder, [second], 'policies'), answerStates(scratch.root, [first], 'policies')]) {
      handStates({ ...other, states: [] });
      expect(statesOf(folder, [first], 'policies')).toHaveLength(1);
      expect(statesOf(folder, [second], 'policies')).toHaveLength(1);
    }
  });

  test('finds the folder from within it, and leaves one further up to the library', () => {
    expect(statesOf(join(folder, 'policies'), [first], '.')?.[0]?.tree).toBe(treeOf(first));
    expect(statesOf(join(folder, 'policies'), [first], '..')).toBeUndefined();
  });

  test.each([
    { name: 'a name that is not there', words: ['nowhere'] },
    { name: 'a range', words: [`${first}..${second}`] },
    { name: 'an option', words: ['--all'] },
    { name: 'a commit without the folder', words: [none] },
    { name: 'no name', words: [''] },
  ])('leaves $name to who has words for it', ({ words }) => {
    expect(statesOf(folder, words, 'policies')).toBeUndefined();
  });

  test('is not there outside of a repository', () => {
    expect(statesOf(scratch.root, ['HEAD'], 'policies')).toBeUndefined();
  });

  test('tells which policy files differ, whatever else does', () => {
    const changes = changesBetween(folder, treeOf(first), treeOf(third));
    expect(changes?.map(({ path, before, after }) => [path, before !== undefined, after !== undefined])).toEqual([
      ['a.yaml', true, true],
      ['c.yaml', false, true],
      ['deep/b.yml', true, false],
    ]);
    expect(changesBetween(folder, treeOf(third), treeOf(fourth))).toEqual([]);
    expect(changesBetween(folder, treeOf(first), treeOf(first))).toEqual([]);
  });

  test('counts the files of a tree, in folders too', () => {
    expect(countFiles(folder, treeOf(first))).toBe(3);
    expect(countFiles(folder, treeOf(third))).toBe(3);
    expect(countFiles(folder, '0'.repeat(40))).toBeUndefined();
  });

  test('leaves links, and names that are nearly those of policies, to who has words for them', () => {
    expect(changesBetween(folder, treeOf(fourth), treeOf(linked))).toBeUndefined();
    expect(changesBetween(folder, treeOf(fourth), treeOf(nearly))).toBeUndefined();
    expect(changesBetween(folder, treeOf(first), '0'.repeat(40))).toBeUndefined();
  });

  test('gives the bytes behind ids, or nothing if one is missing', () => {
    const changes = changesBetween(folder, treeOf(first), treeOf(second)) ?? [];
    const ids = changes.flatMap(({ after }) => after ?? []);
    expect(Array.from(blobsOf(folder, ids)?.values() ?? [], (bytes) => Buffer.from(bytes).toString())).toEqual(['A', 'c']);
    expect(blobsOf(folder, [...ids, '1'.repeat(40)])).toBeUndefined();
    expect(blobsOf(folder, [])?.size).toBe(0);
  });
});
