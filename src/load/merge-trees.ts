import { compareBytes } from '../text/compare.js';
import { sameBytes } from './changed.js';
import { mergeLines } from './merge-lines.js';
import { pathBelow, type SourceFile, type SourceTree } from './source-file.js';

export interface MergedTrees {
  readonly tree: SourceTree;
  /** Files that the two sides change in ways that do not go together, sorted; of these the tree has our version. */
  readonly conflicts: readonly string[];
}

/**
 * Merges two trees in memory, file by file. A file that one side moved or took away and the other changed is a conflict: nobody but a person
 * knows what was meant.
 */
export function mergeTrees(base: SourceTree, ours: SourceTree, theirs: SourceTree, label: string): MergedTrees {
  const [old, left, right] = [base, ours, theirs].map(
    (tree) => new Map(tree.files.map((file) => [pathBelow(tree, file.path), file] as const)),
  );
  const files: SourceFile[] = [];
  const conflicts: string[] = [];
  for (const key of [...new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])].sort(compareBytes)) {
    const merged = mergeFile(old?.get(key), left?.get(key), right?.get(key));
    if (merged === 'conflict') conflicts.push((left?.get(key) ?? right?.get(key))?.path ?? key);
    else if (merged !== undefined) files.push(merged);
  }
  const { root } = ours;
  const diagnostics = [...ours.diagnostics, ...theirs.diagnostics.filter((each) => !isKnown(each, ours))];
  return { tree: { label, files, diagnostics, ...(root === undefined ? {} : { root }) }, conflicts };
}

function mergeFile(
  old: SourceFile | undefined,
  ours: SourceFile | undefined,
  theirs: SourceFile | undefined,
): SourceFile | undefined | 'conflict' {
  if (isSame(ours, theirs) || isSame(old, theirs)) return ours;
  if (isSame(old, ours)) return theirs;
  if (old === undefined || ours === undefined || theirs === undefined) return 'conflict';
  // Byte by byte, whatever the encoding.
  const [before, left, right] = [old, ours, theirs].map(({ bytes }) => Buffer.from(bytes).toString('latin1'));
  const text = mergeLines(before ?? '', left ?? '', right ?? '');
  return text === undefined ? 'conflict' : { path: ours.path, bytes: Buffer.from(text, 'latin1') };
}

function isSame(a: SourceFile | undefined, b: SourceFile | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameBytes(a, b);
}

function isKnown(diagnostic: SourceTree['diagnostics'][number], { diagnostics }: SourceTree): boolean {
  return diagnostics.some(({ code, at }) => code === diagnostic.code && at.file === diagnostic.at.file);
}
