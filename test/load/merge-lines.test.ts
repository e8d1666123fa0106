import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { mergeLines } from '../../src/load/merge-lines.js';
import { mergeTrees } from '../../src/load/merge-trees.js';
import { treeOf } from '../support/tree.js';
import { scratchFolder, write } from './scratch.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const old = 'a\nb\nc\nd\ne\n';

describe('two versions of a text', () => {
  test.each([
    { name: 'changes apart', ours: 'A\nb\nc\nd\ne\n', theirs: 'a\nb\nc\nd\nE\n', merged: 'A\nb\nc\nd\nE\n' },
    { name: 'the same change', ours: 'a\nB\nc\nd\ne\n', theirs: 'a\nB\nc\nd\ne\n', merged: 'a\nB\nc\nd\ne\n' },
    { name: 'a line more and one less', ours: 'a\nx\nb\nc\nd\ne\n', theirs: 'a\nb\nc\ne\n', merged: 'a\nx\nb\nc\ne\n' },
    { name: 'no newline at the end', ours: 'A\nb\nc\nd\ne\n', theirs: 'a\nb\nc\nd\ne', merged: 'A\nb\nc\nd\ne' },
    { name: 'the same line', ours: 'a\nB\nc\nd\ne\n', theirs: 'a\nX\nc\nd\ne\n', merged: undefined },
    { name: 'lines side by side', ours: 'a\nB\nc\nd\ne\n', theirs: 'a\nb\nC\nd\ne\n', merged: undefined },
    { name: 'other lines in one place', ours: 'a\nx\nb\nc\nd\ne\n', theirs: 'a\ny\nb\nc\nd\ne\n', merged: undefined },
    { name: 'a line gone that the other changes', ours: 'a\nc\nd\ne\n', theirs: 'a\nB\nc\nd\ne\n', merged: undefined },
  ])('$name', ({ ours, theirs, merged }) => {
    expect(mergeLines(old, ours, theirs)).toBe(merged);
    expect(mergeLines(old, theirs, ours)).toBe(merged);
  });

  const text = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', 'd\n'), { maxLength: 8 }).map((lines) => lines.join(''));

  test('come to the one that differs, where one alone does', () => {
    fc.assert(
      fc.property(text, text, (base, side) => {
        expect([mergeLines(base, side, base), mergeLines(base, base, side), mergeLines(base, side, side)]).toEqual([side, side, side]);
      }),
    );
  });

  test('come to what git makes of them, where git merges them', () => {
    // Lines that are all different, so that nobody can take one for another.
    const lines = Array.from({ length: 12 }, (_, index) => `line ${String(index)}\n`);
    const edit = fc.array(fc.tuple(fc.nat(11), fc.constantFrom('gone', 'other', 'more')), { minLength: 1, maxLength: 3 });
    const edited = (edits: readonly (readonly [number, string])[], who: string): string =>
      lines
        .map((line, at) => {
          const [, how] = edits.find(([index]) => index === at) ?? [];
          return how === 'gone' ? '' : how === 'other' ? `${who} ${line}` : how === 'more' ? `${line}${who} after ${line}` : line;
        })
        .join('');
    let clean = 0;
    fc.assert(
      fc.property(edit, edit, (left, right) => {
        const [ours, theirs] = [edited(left, 'ours'), edited(right, 'theirs')];
        write(scratch.root, { old: lines.join(''), ours, theirs });
        const ran = spawnSync('git', ['merge-file', '-p', 'ours', 'old', 'theirs'], { cwd: scratch.root, encoding: 'utf8' });
        const merged = mergeLines(lines.join(''), ours, theirs);
        if (ran.status === 0) clean++;
        expect(merged).toBe(ran.status === 0 ? ran.stdout : undefined);
      }),
      { numRuns: 150 },
    );
    expect(clean).toBeGreaterThan(20);
  });
});

describe('two trees', () => {
  const merge = (base: Record<string, string>, ours: Record<string, string>, theirs: Record<string, string>): unknown => {
    const [a, b, c] = [base, ours, theirs].map((files) => treeOf(Object.entries(files)));
    if (a === undefined || b === undefined || c === undefined) throw new Error('Three trees.');
    const { tree, conflicts } = mergeTrees(a, b, c, 'merged');
    return { files: Object.fromEntries(tree.files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)])), conflicts };
  };

  test.each([
    {
      name: 'new files of both',
      base: {},
      ours: { a: '1\n' },
      theirs: { b: '2\n' },
      merged: { files: { a: '1\n', b: '2\n' }, conflicts: [] },
    },
    { name: 'a file gone', base: { a: '1\n' }, ours: { a: '1\n' }, theirs: {}, merged: { files: {}, conflicts: [] } },
    {
      name: 'a file gone that the other changes',
      base: { a: '1\n' },
      ours: { a: '2\n' },
      theirs: {},
      merged: { files: {}, conflicts: ['a'] },
    },
    { name: 'one new file, otherwise', base: {}, ours: { a: '1\n' }, theirs: { a: '2\n' }, merged: { files: {}, conflicts: ['a'] } },
    {
      name: 'letters beyond ASCII',
      base: { a: 'é\nb\nc\n' },
      ours: { a: 'è\nb\nc\n' },
      theirs: { a: 'é\nb\nç\n' },
      merged: { files: { a: 'è\nb\nç\n' }, conflicts: [] },
    },
  ])('$name', ({ base, ours, theirs, merged }) => {
    expect(merge(base as Record<string, string>, ours as Record<string, string>, theirs as Record<string, string>)).toEqual(merged);
  });
});
