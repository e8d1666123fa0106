import type { Place, Position } from '../diagnostics/place.js';
import { LineStarts } from './line-starts.js';
import { parsePlain, type Writing } from './plain.js';

type Range = readonly [start: number, end: number];

/** Where the parts of a plain text are written. */
export interface PlainPlaces {
  /** Where the `#` of each comment stands. */
  readonly comments: readonly number[];
  /** The range of a value or key, or of the nearest parent that is written. */
  rangeOf(place: Place): Range;
}

/** Undefined for a text that is not plain. */
export function placesInPlain(text: string): PlainPlaces | undefined {
  const writing: Writing = { documents: [], collections: new Map(), comments: [] };
  const values = parsePlain(text, writing);
  return values === undefined ? undefined : { comments: writing.comments, rangeOf: (place) => rangeOf(place, values, writing) };
}

/**
 * Finds line and column of places in a text, exactly as the authority does but without its cost; undefined for a text that is not
 * plain, where only the authority knows.
 */
export function locatePlain(file: string, text: string): ((place: Place) => Position) | undefined {
  const places = placesInPlain(text);
  if (places === undefined) return undefined;
  const lines = new LineStarts(text);
  return (place) => {
    const [start, end] = place.offset === undefined ? places.rangeOf(place) : [place.offset, place.offset];
    // Of a block only the first line is marked: a frame over a whole map says nothing.
    const line = text.indexOf('\n', start);
    return lines.position(file, start, line === -1 || line > end ? end : line);
  };
}

function rangeOf(place: Place, values: readonly unknown[], writing: Writing): Range {
  const { document, path } = place;
  let value = values[document];
  let found = writing.documents[document] ?? [0, 0];
  if (path.length === 0) return firstKey(value, writing) ?? found;
  for (const [depth, step] of path.entries()) {
    const entry = entryOf(value, step, writing);
    if (entry === undefined) break;
    const isAbsent = entry.value[0] === -1;
    const isKey = isAbsent || (place.key === true && depth === path.length - 1);
    found = (isKey ? entry.key : undefined) ?? entry.value;
    value = entry.content;
  }
  return found;
}

/** A whole document is pointed at by its first key. */
function firstKey(value: unknown, { collections }: Writing): Range | undefined {
  const written = typeof value === 'object' && value !== null ? collections.get(value) : undefined;
  const [start, end] = written?.entries === undefined ? [] : written.offsets;
  return start === undefined || end === undefined ? undefined : [start, end];
}

interface Entry {
  readonly content: unknown;
  /** Of a map. */
  readonly key?: Range;
  readonly value: Range;
}

function entryOf(value: unknown, step: string | number, { collections }: Writing): Entry | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { offsets = [], entries } = collections.get(value) ?? {};
  const rangeAt = (index: number): Range => [offsets[index] ?? -1, offsets[index + 1] ?? -1];
  if (entries === undefined) {
    const index = Number(step);
    return index in value ? { content: Reflect.get(value, index), value: rangeAt(2 * index) } : undefined;
  }
  const index = entries.get(String(step));
  if (index === undefined) return undefined;
  return { content: Reflect.get(value, step), key: rangeAt(4 * index), value: rangeAt(4 * index + 2) };
}
