import type { Edit } from '../edit/edit.js';
import type { SourceFile, SourceTree } from '../load/source-file.js';
import { compareBytes } from '../text/compare.js';
import { quote } from '../text/quote.js';
import { UsageError } from './usage-error.js';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The files as the edits would leave them, comments and layout kept; nothing is written. Edits that cannot be made are told as such. */
export async function editedTree(tree: SourceTree, edits: readonly Edit[], label = tree.label): Promise<SourceTree> {
  const [{ applyToText }, { EditError }] = await Promise.all([import('../edit/apply-to-text.js'), import('../edit/edit.js')]);
  const encoder = new TextEncoder();
  const created = edits.flatMap((edit) => (edit.op === 'create' ? [{ path: edit.file, bytes: encoder.encode(edit.text) }] : []));
  const taken = created.find(({ path }) => tree.files.some((file) => file.path === path));
  if (taken !== undefined) throw new UsageError(`There is a file ${quote(taken.path)} already.`);
  const touched = new Set(edits.flatMap((edit) => (edit.op === 'create' ? [] : [edit.at.file])));
  const edited = (file: SourceFile): SourceFile =>
    touched.has(file.path)
      ? { path: file.path, bytes: encoder.encode(applyToText({ path: file.path, text: utf8.decode(file.bytes) }, edits)) }
      : file;
  try {
    const files = [...tree.files.map(edited), ...created].sort((a, b) => compareBytes(a.path, b.path));
    const { root } = tree;
    return { label, files, diagnostics: tree.diagnostics, ...(root === undefined ? {} : { root }) };
  } catch (error) {
    if (error instanceof EditError) throw new UsageError(`${error.message}.`);
    throw error;
  }
}
