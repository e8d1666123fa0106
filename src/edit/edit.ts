import type { Path, Place } from '../diagnostics/place.js';

/**
 * One change to policies, by places in the documents as they are before any of them. `remove` takes a list item, or a map entry with its
 * key; `add` puts a value at the end of a list, which it makes if there is none; `set` gives a map field or a list item another value, and
 * makes the field if there is none; `create` is a new file.
 */
export type Edit =
  | { readonly op: 'remove'; readonly at: Place }
  | { readonly op: 'add'; readonly at: Place; readonly value: unknown }
  | { readonly op: 'set'; readonly at: Place; readonly value: unknown }
  | { readonly op: 'create'; readonly file: string; readonly text: string };

export type PlacedEdit = Exclude<Edit, { readonly op: 'create' }>;
export type Creation = Extract<Edit, { readonly op: 'create' }>;

/** An edit that cannot be made: a place that is not there, or two edits that contradict each other. Nothing was changed. */
export class EditError extends Error {
  readonly at: Place;

  constructor(message: string, at: Place) {
    super(`${message} (${placeText(at)})`);
    this.name = 'EditError';
    this.at = at;
  }
}

/** A place in words, for messages that know no lines: `policies/people.yaml, users › ana@acme.example`. */
function placeText({ file, document, path }: Place): string {
  const steps = path.map((step) => (typeof step === 'number' ? `item ${step + 1}` : step));
  return [file, ...(document === 0 ? [] : [`document ${document + 1}`]), ...(steps.length === 0 ? [] : [steps.join(' › ')])].join(', ');
}

export function isPlaced(edit: Edit): edit is PlacedEdit {
  return edit.op !== 'create';
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** What stands at a path; undefined if nothing does. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (isList(value)) value = typeof step === 'number' ? value[step] : undefined;
    else value = isMap(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}
