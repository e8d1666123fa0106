import type { Path } from '../diagnostics/place.js';

/** Something wrong within one document; `validate` adds file and severity. */
export interface Finding {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly path: Path;
  /** The key at the end of the path is meant, not its value. */
  readonly key?: boolean;
}

/** What a value is, in the words of an author of YAML. */
export type ValueKind = 'nothing' | 'string' | 'number' | 'boolean' | 'list' | 'map';

export type PlainMap = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function kindOfValue(value: unknown): ValueKind {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'map';
  if (typeof value === 'string') return 'string';
  return typeof value === 'boolean' ? 'boolean' : 'number';
}

/** The value of a key of the map itself, never of its prototype. */
export function own(map: PlainMap, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
