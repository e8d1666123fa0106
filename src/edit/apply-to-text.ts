import { isNode, parseAllDocuments, type Document as YamlDocument } from 'yaml';
import type { Place } from '../diagnostics/place.js';
import { parseWithAuthority } from '../parse/authority.js';
import type { Document } from '../parse/document.js';
import { applyToValues } from './apply-to-values.js';
import { changeTree, same } from './change-tree.js';
import { EditError, isPlaced, type Edit, type PlacedEdit } from './edit.js';
import { splicesOf } from './splices-of.js';
import { newlineAt, splice, type Splice } from './splice.js';

/** A file of policies as text. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The text of a file after the edits that are about it. All else stays as it is, byte for byte: comments, blank lines, quotes, block or flow
 * style, line ends. A comment on the line of what is removed goes with it, and so do comment lines directly above it; a comment that heads
 * several entries stays until the last of them goes. New lists and maps are written on one line. The result is read again and must mean what `applyToValues` says;
 * throws EditError if it does not, or if an edit cannot be made.
 */
export function applyToText({ path, text: whole }: TextFile, edits: readonly Edit[]): string {
  const mark = whole.startsWith('\ufeff') ? '\ufeff' : '';
  const text = whole.slice(mark.length);
  const own = edits.filter(isPlaced).filter(({ at }) => at.file === path);
  const [first] = own;
  if (first === undefined) return whole;
  const before = readAll(path, text, first.at);
  const wanted = applyToValues(before, own);
  const edited = edit(path, text, before, own);
  prove(path, edited, wanted, own);
  return mark + edited;
}

function readAll(path: string, text: string, at: Place): readonly Document[] {
  const { documents, diagnostics } = parseWithAuthority(path, text);
  const [wrong] = diagnostics;
  if (wrong !== undefined) throw new EditError(`The file has errors: ${wrong.message}`, at);
  return documents;
}

function edit(path: string, text: string, documents: readonly Document[], edits: readonly PlacedEdit[]): string {
  // Without a last line end, what is added after the last line would have to be written in another way.
  const isOpen = text !== '' && !text.endsWith('\n');
  const newline = newlineAt(text, text.length);
  const whole = isOpen ? text + newline : text;
  const yamls = parseAllDocuments(whole, { version: '1.2', merge: false, uniqueKeys: false, keepSourceTokens: true });
  const splices = (yamls as readonly YamlDocument[]).flatMap((yaml, index): readonly Splice[] => {
    const own = edits.filter(({ at }) => at.document === index);
    const document = documents[index];
    if (own.length === 0 || document === undefined) return [];
    const tree = changeTree(document.value, { file: path, document: index, path: [] }, own);
    return splicesOf(whole, isNode(yaml.contents) ? yaml.contents : null, document.value, tree);
  });
  const edited = splice(whole, splices);
  return isOpen && edited.endsWith(newline) ? edited.slice(0, -newline.length) : edited;
}

/** What was written must say what was meant, and nothing else may have changed its meaning. */
function prove(path: string, text: string, wanted: readonly Document[], edits: readonly PlacedEdit[]): void {
  const { documents, diagnostics } = parseWithAuthority(path, text);
  const wrong = wanted.findIndex((document, index) => !same(document.value, documents[index]?.value));
  if (wrong === -1 && diagnostics.length === 0 && documents.length === wanted.length) return;
  const culprit = edits.find(({ at }) => at.document === wanted[wrong]?.index) ?? edits[0];
  if (culprit === undefined) throw new Error('Nothing was edited, and yet the text changed.');
  throw new EditError('The file is written in a way that this edit cannot keep; make it by hand', culprit.at);
}
