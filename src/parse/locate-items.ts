import type { Place, Position } from '../diagnostics/place.js';
import { headOf, plainWord } from './simple-head.js';

/**
 * Finds items of a long list of plain words, by counting lines: a file of a hundred thousand of them need not be parsed for a few. The text
 * is known to be valid YAML. Undefined where a place leads to anything else, or the list is written in any other way.
 */
export function locateItems(file: string, text: string, places: readonly Place[]): ((place: Place) => Position | undefined) | undefined {
  const [first] = places;
  const key = first?.path[0];
  if (typeof key !== 'string' || !places.every((place) => isItemOf(key, place))) return undefined;
  const found = new ItemWalk(file, text).find(key, new Set(places.map(indexOf)));
  return found && ((place) => found.get(indexOf(place)));
}

const indexOf = ({ path }: Place): number => Number(path[1]);

function isItemOf(key: string, { document, path, key: isKey, offset }: Place): boolean {
  return (
    document === 0 && path.length === 2 && path[0] === key && typeof path[1] === 'number' && isKey === undefined && offset === undefined
  );
}

class ItemWalk {
  private readonly file: string;
  private readonly text: string;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  /** By index. */
  find(key: string, wanted: ReadonlySet<number>): ReadonlyMap<number, Position> | undefined {
    const found = new Map<number, Position>();
    const last = Math.max(...wanted);
    const head = headOf(this.text, key);
    if (head === undefined) return undefined;
    let { start } = head;
    const dash = /^ *- /.exec(this.text.slice(start, start + 40))?.[0];
    if (dash === undefined) return undefined;
    let number = head.line + 1;
    for (let index = 0; index <= last; index++, number++) {
      const end = this.text.indexOf('\n', start);
      // Whatever is no item with a single word, such as one with a date, a comment or a blank line, ends the walk.
      if (end < 0 || !this.text.startsWith(dash, start)) return undefined;
      if (wanted.has(index)) {
        const word = this.text.slice(start + dash.length, end);
        if (!plainWord.test(word)) return undefined;
        const column = dash.length + 1;
        found.set(index, { file: this.file, line: number, column, endLine: number, endColumn: column + word.length });
      }
      start = end + 1;
      while (this.isBelow(start, dash)) {
        const next = this.text.indexOf('\n', start);
        if (next < 0) return undefined;
        if (wanted.has(index)) return undefined;
        start = next + 1;
        number++;
      }
    }
    return found;
  }

  /** Whether a line is indented deeper than the dashes, so that it belongs to the item above. */
  private isBelow(start: number, dash: string): boolean {
    for (let at = start; at < start + dash.length; at++) if (this.text.charCodeAt(at) !== 32) return false;
    const first = this.text.charCodeAt(start + dash.length);
    return first > 32 && first !== 35;
  }
}
