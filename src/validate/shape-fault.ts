import type { Path } from '../diagnostics/place.js';
import { quote } from '../text/quote.js';
import type { Shape, ShapeError } from './compiled-validator.js';
import { isMap, own, type PlainMap } from './finding.js';

/** A shape error with the values around it, ready to be worded. */
export interface ShapeFault {
  readonly keyword: string;
  /** Whether a rule about several fields together asks for it, rather than the field itself. */
  readonly conditional: boolean;
  /** To the value, or for a wrong key to that key. */
  readonly path: Path;
  readonly value: unknown;
  /** The map that holds the value, if a map does. */
  readonly holder: PlainMap | undefined;
  readonly shape: Shape;
  readonly missing?: string | undefined;
  readonly unknown?: string | undefined;
  /** Set where the key itself is wrong. */
  readonly wrongKey?: string | undefined;
}

export function shapeFault(root: unknown, error: ShapeError): ShapeFault {
  const { keyword, params, propertyName, schemaPath, parentSchema } = error;
  const { path, value, holder } = follow(root, error.instancePath);
  return {
    keyword,
    // `if: {type: …}` tells forms of one value apart; it is no rule about several fields.
    conditional: keyword === 'false schema' || (keyword === 'required' && /\/(?:then|else)\/required$/.test(schemaPath)),
    path: propertyName === undefined ? path : [...path, propertyName],
    value,
    holder,
    shape: parentSchema === false ? {} : parentSchema,
    missing: params.missingProperty,
    unknown: params.additionalProperty,
    wrongKey: propertyName,
  };
}

function follow(root: unknown, pointer: string): Pick<ShapeFault, 'path' | 'value' | 'holder'> {
  const path: (string | number)[] = [];
  let value: unknown = root;
  let holder: PlainMap | undefined;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    holder = isMap(value) ? value : undefined;
    if (Array.isArray(value)) {
      path.push(Number(key));
      value = value[Number(key)];
    } else {
      path.push(key);
      value = isMap(value) ? own(value, key) : undefined;
    }
  }
  return { path, value, holder };
}

/** What stands at a path, as the subject of a sentence: `"members"`, or `Entry 2 of "members"`. */
export function subjectAt(path: Path): string {
  const last = path.at(-1);
  if (typeof last === 'string') return quote(last);
  if (last === undefined) return 'This document';
  const rest = subjectAt(path.slice(0, -1));
  return `Entry ${String(last + 1)} of ${rest.startsWith('Entry') ? `e${rest.slice(1)}` : rest}`;
}

/** The map at a path, as the subject of a sentence: `A Group`, `"limits"`, or `Entry 2 of "grants"`. */
export function mapAt(path: Path, kind: string): string {
  if (path.length > 0) return subjectAt(path);
  return kind === 'Users' ? 'A Users document' : `A ${kind}`;
}

/** Where to point when something is missing in a map: at the line that begins it. */
export function startOf(path: Path): { readonly path: Path; readonly key?: boolean } {
  if (path.length === 0) return { path: ['kind'] };
  return typeof path.at(-1) === 'string' ? { path, key: true } : { path };
}
