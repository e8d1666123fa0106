import type { Path } from '../diagnostics/place.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Document } from '../parse/document.js';
import type { RawDocument } from './raw.js';
import { missingFields, validate } from './validate.js';

/** What is wrong with the form of a document, and what of it can be used all the same. */
export function mistakes(document: Document): { readonly diagnostics: readonly Diagnostic[]; readonly sound?: Sound } {
  const { diagnostics } = validate(document);
  const sound = soundPart(document, diagnostics);
  return { diagnostics, ...(sound === undefined ? {} : { sound }) };
}

/** What is well-formed of a document with errors. */
export interface Sound {
  readonly raw: RawDocument;
  /** Fields that stand in for missing ones: nothing is to be said about them. */
  readonly standIns: readonly Path[];
}

/** A document with more mistakes than this is wrong as a whole; each cut copies what is left. */
const mostCuts = 50;

/**
 * What is left of a document with errors when every field that has one is cut out, if that is well-formed: good for looking up the names
 * in it, so that all its mistakes are told at once, and for nothing else. Lists are cut whole: what is left keeps its places.
 */
function soundPart(document: Document, diagnostics: readonly Diagnostic[]): Sound | undefined {
  if (diagnostics.length > mostCuts) return undefined;
  let value = diagnostics.reduce<unknown>((left, { at: { path } }) => without(left, fieldOf(path)), document.value);
  const standIns: Path[] = [];
  // What was cut may have been required, and so may what stands in its place.
  for (let round = 0; round < 3; round++) {
    const { raw } = validate({ ...document, value });
    if (raw !== undefined) return { raw, standIns };
    for (const path of missingFields(value)) {
      const standIn = standInFor(path, value);
      if (standIn === undefined) return undefined;
      value = withValue(value, path, standIn);
      standIns.push(path);
    }
  }
  return undefined;
}

/** Something well-formed for a field that must be there. */
function standInFor(path: Path, document: unknown): unknown {
  const inSpace = typeof document === 'object' && document !== null && 'kind' in document && document.kind === 'Space';
  switch (path.at(-1)) {
    case 'to':
      return ['anyone'];
    case 'allow':
    case 'can':
      return [inSpace ? 'space-viewer' : 'viewer'];
    case 'user':
    case 'sponsor':
      return 'nobody';
    case 'subject':
    case 'owner':
      return 'user:nobody';
    case 'who':
      return ['anyone'];
    case 'on':
      return ['site'];
    case 'key':
      return 'ZZZ';
    case 'name':
    case 'scheme':
      return 'nothing';
    case 'members':
    case 'grants':
    case 'permissions':
      return [];
    default:
      return undefined;
  }
}

function withValue(value: unknown, [step, ...rest]: Path, put: unknown): unknown {
  if (step === undefined) return put;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? withValue(item, rest, put) : item));
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : {};
  return { ...value, [step]: withValue(known, rest, put) };
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
