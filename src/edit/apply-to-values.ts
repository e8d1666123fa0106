import type { Place } from '../diagnostics/place.js';
import type { Document } from '../parse/document.js';
import type { Authority } from '../parse/parse.js';
import { parsePlain } from '../parse/plain.js';
import { changeTree, type Change } from './change-tree.js';
import { EditError, isList, isMap, isPlaced, type Creation, type Edit, type PlacedEdit } from './edit.js';

/**
 * The documents as they are after the edits; those that no edit touches are the same objects. Several removals in one list go by its
 * original indices; what is added stands at the end. `read` reads the text of new files; the default reads plain YAML only.
 * Throws EditError, and then nothing is changed.
 */
export function applyToValues(documents: readonly Document[], edits: readonly Edit[], read: Authority = readPlain): readonly Document[] {
  const byDocument = new Map<string, PlacedEdit[]>();
  for (const edit of edits.filter(isPlaced)) {
    const id = documentId(edit.at.file, edit.at.document);
    const others = byDocument.get(id);
    if (others === undefined) byDocument.set(id, [edit]);
    else others.push(edit);
  }
  const changed = documents.map((document) => {
    const id = documentId(document.file, document.index);
    const own = byDocument.get(id);
    byDocument.delete(id);
    return own === undefined ? document : { ...document, value: changedValue(document, own) };
  });
  const [homeless] = [...byDocument.values()].flat();
  if (homeless !== undefined) throw new EditError('There is no such document', homeless.at);
  const files = new Set(documents.map(({ file }) => file));
  const created = edits.flatMap((edit) => (isPlaced(edit) ? [] : createdDocuments(edit, files, read)));
  return [...changed, ...created];
}

const documentId = (file: string, index: number): string => `${index}:${file}`;

/** The value of one document after edits that are all about it. */
export function changedValue({ file, index, value }: Document, edits: readonly PlacedEdit[]): unknown {
  const at: Place = { file, document: index, path: [] };
  return rebuild(value, changeTree(value, at, edits));
}

/** What a value becomes by a change that does not remove it. */
export function rebuild(value: unknown, { replacement, added, inside }: Change): unknown {
  if (replacement !== undefined) return replacement.value;
  if (isList(value) || added.length > 0) return [...(isList(value) ? rebuildList(value, inside) : []), ...added];
  return rebuildMap(isMap(value) ? value : {}, inside);
}

function rebuildList(list: readonly unknown[], inside: Change['inside']): readonly unknown[] {
  return list.flatMap((item, index) => {
    const change = inside.get(index);
    if (change === undefined) return [item];
    return change.removed ? [] : [rebuild(item, change)];
  });
}

function rebuildMap(map: Readonly<Record<string, unknown>>, inside: Change['inside']): Record<string, unknown> {
  const fields = new Map(Object.entries(map));
  for (const [step, change] of inside) {
    const key = String(step);
    if (change.removed) fields.delete(key);
    else fields.set(key, rebuild(fields.get(key), change));
  }
  return Object.fromEntries(fields);
}

function createdDocuments({ file, text }: Creation, files: Set<string>, read: Authority): readonly Document[] {
  const at: Place = { file, document: 0, path: [] };
  if (files.has(file)) throw new EditError('There is a file of this name already', at);
  files.add(file);
  const { documents, diagnostics } = read(file, text);
  const [wrong] = diagnostics;
  if (wrong !== undefined) throw new EditError(`The new file is not in order: ${wrong.message}`, at);
  return documents;
}

function readPlain(file: string, text: string): ReturnType<Authority> {
  const values = parsePlain(text);
  if (values === undefined) throw new EditError('The new file uses more of YAML than its plain part', { file, document: 0, path: [] });
  return { documents: values.map((value, index) => ({ file, index, value })), diagnostics: [] };
}
