import type { Path } from '../diagnostics/place.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Document } from '../parse/document.js';
import type { RawDocument } from './raw.js';
import { validate } from './validate.js';

/** What is wrong with the form of a document, and what of it can be used all the same. */
export function mistakes(document: Document): { readonly diagnostics: readonly Diagnostic[]; readonly sound?: RawDocument } {
  const { diagnostics } = validate(document);
  const sound = soundPart(document, diagnostics);
  return { diagnostics, ...(sound === undefined ? {} : { sound }) };
}

/** A document with more mistakes than this is wrong as a whole; each cut copies what is left. */
const mostCuts = 50;

/**
 * What is left of a document with errors when every field that has one is cut out, if that is well-formed: good for looking up the names
 * in it, so that all its mistakes are told at once, and for nothing else. Lists are cut whole: what is left keeps its places.
 */
function soundPart(document: Document, diagnostics: readonly Diagnostic[]): RawDocument | undefined {
  if (diagnostics.length > mostCuts) return undefined;
  const value = diagnostics.reduce<unknown>((left, { at: { path } }) => without(left, fieldOf(path)), document.value);
  return validate({ ...document, value }).raw;
}

/** Up to the last field: items of lists cannot go without moving the others. */
function fieldOf(path: Path): Path {
  let end = path.length;
  while (end > 0 && typeof path[end - 1] === 'number') end--;
  return path.slice(0, end);
}

function without(value: unknown, [step, ...rest]: Path): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? without(item, rest) : item));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
      key !== step ? [[key, each]] : rest.length === 0 ? [] : [[key, without(each, rest)]],
    ),
  );
}
