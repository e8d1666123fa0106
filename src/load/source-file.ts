import type { Diagnostic } from '../diagnostics/diagnostic.js';

/** A policy file as it is stored, wherever it is stored. */
export interface SourceFile {
  /** Path with `/`, from the current folder (or from the folder named in the command), the same on every machine. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Git's id of the bytes, where they come from a commit: files of one id are the same bytes, and the same array. */
  readonly id?: string;
}

/** The policy files of one state, sorted by path, and what kept others from being read. */
export interface SourceTree {
  /** What people call this state: a folder, or a revision with its short id. */
  readonly label: string;
  /** The policy folder as it stands in front of every path; files of two trees are the same file if they agree below it. */
  readonly root?: string;
  /** Full commit id, where the state is a commit. */
  readonly commit?: string;
  readonly files: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The path of a file below the policy folder. */
export function pathBelow({ root }: SourceTree, path: string): string {
  return root !== undefined && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
