import type { Place, Position } from '../diagnostics/place.js';
import { locatePlain } from './locate-plain.js';

/** A larger part of a text is no less work than all of it. */
const worthIt = 0.5;

/**
 * Finds places below one of the file's own keys by reading the text no further than to its next one: what follows may be a hundred thousand
 * lines. The text is known to be valid YAML, in which nothing that belongs to a key begins where keys of the file do. Undefined where a place leads
 * to anything else, or where reading all is no more.
 */
export function locateAbove(file: string, text: string, places: readonly Place[]): ((place: Place) => Position) | undefined {
  const [first] = places;
  const key = first?.path[0];
  if (typeof key !== 'string' || !places.every(({ document, path, offset }) => document === 0 && path[0] === key && offset === undefined))
    return undefined;
  const start = text.startsWith(`${key}:`) ? 0 : text.indexOf(`\n${key}:`);
  if (start < 0) return undefined;
  // Items of a list may stand as far left as the key that they are below.
  const next = /\n[^\s#-]/g;
  next.lastIndex = start + 1;
  const end = next.exec(text)?.index ?? text.length;
  return end > text.length * worthIt ? undefined : locatePlain(file, text.slice(0, end + 1));
}
