import { isUtf8 } from 'node:buffer';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { classifyName, decodeName, ignoredFile, notFolder, submodule, symbolicLink } from './policy-file.js';

export interface TreeEntry {
  readonly id: string;
  /** As it is shown. */
  readonly path: string;
}

/** The policy files that a commit holds below a folder, not yet read. */
export interface TreeListing {
  readonly entries: readonly TreeEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads what `git ls-tree -r -z` says: `MODE TYPE ID⇥PATH␀` for everything below `folder`, or for `folder` itself if it is no folder.
 * `show` makes the path below the folder one to be shown, `shown` is the folder as it is shown.
 */
export function listTree(output: Uint8Array, folder: string, show: (below: string) => string, shown: string): TreeListing {
  const entries: TreeEntry[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const record of recordsOf(output)) {
    const tab = record.indexOf('\t');
    const [mode = '', , id = ''] = record.slice(0, tab).split(' ');
    const path = record.slice(tab + 1);
    const isRoot = path === folder;
    const finding = judge(mode, isRoot, isRoot ? shown : show(folder === '' ? path : path.slice(folder.length + 1)));
    if (finding === 'read') entries.push({ id, path: show(folder === '' ? path : path.slice(folder.length + 1)) });
    else if (finding !== 'skip') diagnostics.push(finding);
  }
  return { entries, diagnostics };
}

function judge(mode: string, isRoot: boolean, path: string): Diagnostic | 'read' | 'skip' {
  if (mode === '120000') return symbolicLink(path);
  if (mode === '160000') return submodule(path);
  if (isRoot) return notFolder(path);
  const name = classifyName(path);
  if (name === 'nearly') return ignoredFile(path);
  return name === 'policy' ? 'read' : 'skip';
}

function recordsOf(output: Uint8Array): readonly string[] {
  const bytes = Buffer.from(output.buffer, output.byteOffset, output.length);
  if (isUtf8(bytes)) return bytes.toString('utf8').split('\0').slice(0, -1);
  const records: string[] = [];
  for (let start = 0, end = bytes.indexOf(0); end !== -1; start = end + 1, end = bytes.indexOf(0, start)) {
    records.push(decodeName(bytes.subarray(start, end)));
  }
  return records;
}
