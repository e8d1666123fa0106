import { compareBytes } from '../text/compare.js';
import { pathBelow, type SourceFile, type SourceTree } from './source-file.js';

export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified';
}

/** A file that differs; `before` and `after` are its paths on the sides that have it. */
interface PairedFile extends ChangedFile {
  readonly before?: string;
  readonly after?: string;
}

/**
 * Files that are not in both trees with the same bytes, sorted by path below the policy folder, so that two folders can be compared. A
 * file that moved is one removed and one added.
 */
export function changedFiles(base: SourceTree, head: SourceTree): readonly PairedFile[] {
  const before = new Map(base.files.map((file) => [pathBelow(base, file.path), file]));
  const after = new Map(head.files.map((file) => [pathBelow(head, file.path), file]));
  const removed = [...before]
    .filter(([key]) => !after.has(key))
    .map(([, { path }]): PairedFile => ({ path, before: path, status: 'removed' }));
  const others = [...after].flatMap(([key, file]): readonly PairedFile[] => {
    const old = before.get(key);
    if (old === undefined) return [{ path: file.path, after: file.path, status: 'added' }];
    return sameBytes(old, file) ? [] : [{ path: file.path, before: old.path, after: file.path, status: 'modified' }];
  });
  return [...removed, ...others].toSorted((a, b) => compareBytes(a.path, b.path));
}

/** Whether two files have the same bytes. */
export function sameBytes(a: SourceFile, b: SourceFile): boolean {
  if (a.bytes === b.bytes || (a.id !== undefined && a.id === b.id)) return true;
  return a.bytes.length === b.bytes.length && Buffer.compare(a.bytes, b.bytes) === 0;
}
