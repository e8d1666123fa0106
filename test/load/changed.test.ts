import { describe, expect, test } from '@jest/globals';
import { changedFiles } from '../../src/load/changed.js';
import type { SourceFile, SourceTree } from '../../src/load/source-file.js';

const tree = (...files: readonly SourceFile[]): SourceTree => ({ label: 'state', files, diagnostics: [] });
const file = (path: string, text: string, id?: string): SourceFile => ({
  path,
  bytes: Buffer.from(text),
  ...(id === undefined ? {} : { id }),
});

describe('changed files', () => {
  test('are those that came, went or have other bytes, sorted by the bytes of their paths', () => {
    const base = tree(file('a', '1'), file('gone', '1'), file('same', '1'), file('\u{1f600}', '1'));
    const head = tree(file('a', '2'), file('new', '1'), file('same', '1'), file('\uff5e', '1'));
    expect(changedFiles(base, head).map(({ path, status }) => ({ path, status }))).toEqual([
      { path: 'a', status: 'modified' },
      { path: 'gone', status: 'removed' },
      { path: 'new', status: 'added' },
      { path: '\uff5e', status: 'added' },
      { path: '\u{1f600}', status: 'removed' },
    ]);
  });

  test('are the same file in two folders if they agree below the policy folder', () => {
    const base = { ...tree(file('before/a', '1'), file('before/b', '1')), root: 'before' };
    const head = { ...tree(file('after/a', '2'), file('after/b', '1')), root: 'after' };
    expect(changedFiles(base, head)).toEqual([{ path: 'after/a', before: 'before/a', after: 'after/a', status: 'modified' }]);
  });

  test('are none where a commit is compared with the same files on the disk', () => {
    expect(changedFiles(tree(file('a', '1', 'id')), tree(file('a', '1')))).toEqual([]);
  });
});
