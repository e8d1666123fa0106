import { parseAllDocuments } from 'yaml';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import type { Document } from '../../src/parse/document.js';
import { validate } from '../../src/validate/validate.js';

/** Plain documents of a YAML text, without the checks of the parse phase. */
export function documents(yaml: string): readonly Document[] {
  const parsed = parseAllDocuments(yaml, { version: '1.2', merge: false });
  if (!Array.isArray(parsed)) return [];
  return parsed.map((document, index) => ({ file: 'policy.yaml', index, value: withoutPrototype(document.toJS()) }));
}

export function diagnose(yaml: string): readonly Diagnostic[] {
  return documents(yaml).flatMap((document) => validate(document).diagnostics);
}

/** `code path: message hint`; `~` marks a place that is a key. */
export function lines(yaml: string): string[] {
  return diagnose(yaml).map(
    ({ code, at, message, hint }) => `${code} ${place(at.path, at.key)}: ${message}${hint === undefined ? '' : ` ${hint}`}`,
  );
}

function place(path: readonly (string | number)[], key = false): string {
  return (key ? '~' : '') + (path.join('/') || '.');
}

/** As the parser makes maps: without a prototype. */
function withoutPrototype(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototype);
  if (typeof value !== 'object' || value === null) return value;
  const map = Object.create(null) as Record<string, unknown>;
  for (const [key, each] of Object.entries(value)) map[key] = withoutPrototype(each);
  return map;
}
