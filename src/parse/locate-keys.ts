import type { Place, Position } from '../diagnostics/place.js';
import { headOf, plainWord } from './simple-head.js';

/**
 * Finds keys of a map that stands under one of the file's own keys, such as people under `users`, by their lines: a file of hundreds of
 * them need not be parsed for one. The text is known to be valid YAML. Undefined where a place leads to anything else, or where the lines
 * leave a doubt.
 */
export function locateKeys(file: string, text: string, places: readonly Place[]): ((place: Place) => Position | undefined) | undefined {
  const [first] = places;
  const map = first?.path[0];
  if (typeof map !== 'string' || !places.every((place) => isKeyIn(map, place))) return undefined;
  const head = headOf(text, map)?.start;
  const indent = head === undefined ? undefined : /^ +(?=[^\s#])/.exec(text.slice(head, head + 80))?.[0];
  if (head === undefined || indent === undefined) return undefined;
  const found = new Map<string, Position>();
  for (const name of new Set(places.map(nameOf))) {
    const start = lineOfKey(text, head, `${indent}${name}:`);
    if (start === undefined) return undefined;
    const line = lineNumber(text, start);
    const column = indent.length + 1;
    found.set(name, { file, line, column, endLine: line, endColumn: column + name.length });
  }
  return (place) => found.get(nameOf(place));
}

const nameOf = ({ path }: Place): string => String(path[1]);

function isKeyIn(map: string, place: Place): boolean {
  const { document, path, key, offset } = place;
  return document === 0 && path.length === 2 && path[0] === map && plainWord.test(nameOf(place)) && key === true && offset === undefined;
}

/** The one line that begins with a key, before anything else stands at the file's own level. */
function lineOfKey(text: string, head: number, key: string): number | undefined {
  const start = text.indexOf(`\n${key}`, head - 1) + 1;
  if (start === 0 || text.includes(`\n${key}`, start)) return undefined;
  const next = text.charAt(start + key.length);
  return (next === ' ' || next === '\n') && !/\n[^\s#]/.test(text.slice(head - 1, start)) ? start : undefined;
}

function lineNumber(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
