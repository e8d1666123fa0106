import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { Path } from '../diagnostics/place.js';
import type { Document } from '../parse/document.js';
import type { CompiledValidator, ShapeError } from './compiled-validator.js';
import { documentKind } from './document-kind.js';
import type { Finding } from './finding.js';
import { findings } from './findings.js';
import * as compiled from './generated/validators.js';
import type { RawDocument, RawKind } from './raw.js';

const validators: Readonly<Record<RawKind, CompiledValidator>> = compiled;

export interface Validated {
  /** The document as its kind's type; missing if it has an error, or nothing in it. */
  readonly raw?: RawDocument;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether a document is well-formed: of a known kind and of that kind's shape. Names it refers to are not looked up here. Never throws. */
export function validate(document: Document): Validated {
  const { value } = document;
  // Nothing between two `---`, or only comments.
  if (value === null || value === undefined) return { diagnostics: [] };
  const kind = documentKind(value);
  if (typeof kind !== 'string') return { diagnostics: [diagnostic(document, kind)] };
  const isValid = validators[kind];
  if (isValid(value)) return { raw: asRaw(value), diagnostics: [] };
  const errors: readonly ShapeError[] = isValid.errors ?? [];
  const diagnostics = findings(value, kind, errors).map((finding) => diagnostic(document, finding));
  return { diagnostics: diagnostics.sort(compareDiagnostics) };
}

/** Paths of the fields that must be there and are not; none where the kind is not known. */
export function missingFields(value: unknown): readonly Path[] {
  const kind = documentKind(value);
  if (typeof kind !== 'string' || validators[kind](value)) return [];
  return (validators[kind].errors ?? []).flatMap(({ keyword, instancePath, params }) =>
    keyword === 'required' && params.missingProperty !== undefined ? [[...pathOf(value, instancePath), params.missingProperty]] : [],
  );
}

/** A JSON pointer (https://www.rfc-editor.org/rfc/rfc6901) as a path: steps into lists are numbers. */
function pathOf(value: unknown, pointer: string): Path {
  let at = value;
  return pointer
    .split('/')
    .slice(1)
    .map((step) => {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      const index = Array.isArray(at) ? Number(key) : key;
      at = typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[index] : undefined;
      return index;
    });
}

// The types are generated from the schema that the value was just found to follow.
function asRaw(value: unknown): RawDocument {
  return value as RawDocument;
}

function diagnostic({ file, index }: Document, { code, message, hint, path, key }: Finding): Diagnostic {
  const at = { file, document: index, path, ...(key === true ? { key } : {}) };
  return { code, severity: 'error', message, at, ...(hint === undefined ? {} : { hint }) };
}
