import type { Place } from '../diagnostics/place.js';
import { commentsAt, type Comment } from './comments.js';
import { LineStarts } from './line-starts.js';
import { placesInPlain } from './locate-plain.js';

/** A text by its lines: what suits questions about many places of valid files, and needs no slow parser. */
export interface Lines {
  readonly comments: readonly Comment[];
  /** The line, counted from 1, on which what a place leads to begins, or the nearest thing around it that is written. */
  lineOf(place: Place): number;
}

/** Undefined for a text that is no YAML. */
export async function linesOf(text: string): Promise<Lines | undefined> {
  const places = placesInPlain(text);
  if (places === undefined) return (await import('./event-lines.js')).eventLines(text);
  const lines = new LineStarts(text);
  return {
    comments: commentsAt(places.comments, text, lines),
    lineOf: (place) => lines.lineAt(place.offset ?? places.rangeOf(place)[0]),
  };
}
