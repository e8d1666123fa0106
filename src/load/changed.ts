import { compareBytes } from '../text/compare.js';
import type { SourceFile, SourceTree } from './source-file.js';

export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified';
}

/** Files that are not in both trees with the same bytes, sorted by path. A file that moved is one removed and one added. */
export function changedFiles(base: SourceTree, head: SourceTree): readonly ChangedFile[] {
  const before = new Map(base.files.map((file) => [file.path, file]));
  const after = new Set(head.files.map(({ path }) => path));
  const removed = base.files.filter(({ path }) => !after.has(path)).map(({ path }): ChangedFile => ({ path, status: 'removed' }));
  const others = head.files.flatMap((file): readonly ChangedFile[] => {
    const old = before.get(file.path);
    if (old === undefined) return [{ path: file.path, status: 'added' }];
    return equal(old, file) ? [] : [{ path: file.path, status: 'modified' }];
  });
  return [...removed, ...others].toSorted((a, b) => compareBytes(a.path, b.path));
}

function equal(a: SourceFile, b: SourceFile): boolean {
  if (a.bytes === b.bytes || (a.id !== undefined && a.id === b.id)) return true;
  return a.bytes.length === b.bytes.length && Buffer.compare(a.bytes, b.bytes) === 0;
}
