import { isUtf8 } from 'node:buffer';
import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.js';
import { compareBytes } from '../text/compare.js';
import { quote } from '../text/quote.js';
import type { SourceFile, SourceTree } from './source-file.js';

export type PolicyName = 'policy' | 'nearly' | 'other';

/** Whether a file of this name is read; `nearly` is one whose author must have thought so. */
export function classifyName(name: string): PolicyName {
  if (name.endsWith('.yaml') || name.endsWith('.yml')) return 'policy';
  return /\.ya?ml$/i.test(name) ? 'nearly' : 'other';
}

const pointerStart = new TextEncoder().encode('version https://git-lfs.github.com/spec/');

/** Whether the bytes only say where Git LFS keeps the real ones. */
export function isLfsPointer(bytes: Uint8Array): boolean {
  return bytes.length < 1024 && bytes.length > pointerStart.length && pointerStart.every((byte, index) => bytes[index] === byte);
}

/**
 * The name of a file as text. Bytes that are no UTF-8 are written `\xE9`, so that two such names stay two; the same bytes give the same text
 * from the disk and from a commit.
 */
export function decodeName(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return Buffer.from(bytes).toString('utf8');
  let text = '';
  for (let start = 0; start < bytes.length;) {
    const character = characterAt(bytes, start);
    text += character.length === 0 ? escaped(bytes[start] ?? 0) : Buffer.from(character).toString('utf8');
    start += Math.max(1, character.length);
  }
  return text;
}

/** The bytes of the character that starts there, none if none does. */
function characterAt(bytes: Uint8Array, start: number): Uint8Array {
  const length = [1, 2, 3, 4].find((size) => start + size <= bytes.length && isUtf8(bytes.subarray(start, start + size))) ?? 0;
  return bytes.subarray(start, start + length);
}

function escaped(byte: number): string {
  return `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** A tree with its files and findings in their order, and without files that cannot be what they are taken for. */
export function sortedTree(tree: SourceTree): SourceTree {
  const pointers = tree.files.filter(({ bytes }) => isLfsPointer(bytes));
  const files = pointers.length === 0 ? tree.files : tree.files.filter((file) => !pointers.includes(file));
  return {
    ...tree,
    files: files.toSorted(byPath),
    diagnostics: [...tree.diagnostics, ...pointers.map(({ path }) => lfsPointer(path))].toSorted(compareDiagnostics),
  };
}

function byPath(a: SourceFile, b: SourceFile): number {
  return compareBytes(a.path, b.path);
}

export function symbolicLink(path: string): Diagnostic {
  return error('symbolic-link', path, `${quote(path)} is a symbolic link, which is not followed.`, 'Put the file or folder itself there.');
}

export function submodule(path: string): Diagnostic {
  const message = `${quote(path)} is a repository of its own (a submodule), which is not read.`;
  return error('submodule', path, message, 'Keep all policies in one repository.');
}

export function ignoredFile(path: string): Diagnostic {
  const message = `${quote(path)} is not read: names of policy files end in ".yaml" or ".yml", in lower case.`;
  return { ...error('ignored-file', path, message, 'Rename the file.'), severity: 'warning' };
}

export function unreadableFile(path: string, reason: string): Diagnostic {
  return error('unreadable-file', path, `${quote(path)} cannot be read: ${reason}.`);
}

/** `state` is where the folder was looked for, if not on the disk. */
export function missingFolder(path: string, state?: string): Diagnostic {
  const message = `The policy folder ${quote(path)} does not exist${state === undefined ? '' : ` in ${state}`}.`;
  return error('missing-folder', path, message, 'Name the folder that holds the policies with --policies.');
}

export function notFolder(path: string): Diagnostic {
  const message = `${quote(path)} is a file, not a folder of policies.`;
  return error('missing-folder', path, message, 'Name the folder that holds the policies with --policies.');
}

function lfsPointer(path: string): Diagnostic {
  const message = `${quote(path)} holds a pointer of Git LFS instead of policies.`;
  return error(
    'lfs-pointer',
    path,
    message,
    'Take policies out of Git LFS: "git lfs untrack" the pattern in .gitattributes, then add the files again.',
  );
}

// Nothing of these files is parsed, so that they are pointed at by their very start.
function error(code: string, file: string, message: string, hint?: string): Diagnostic {
  return { code, severity: 'error', message, at: { file, document: 0, path: [], offset: 0 }, ...(hint === undefined ? {} : { hint }) };
}
