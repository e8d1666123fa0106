import type { Path, Place } from '../diagnostics/place.js';

/**
 * The lines of everything in a document, in the shape of its value. A number is a leaf: how many lines it stands below what it is in.
 * Else: the same of its key, of its value, and what is in it.
 */
export type LineTree = number | readonly [key: number, value: number, inside: Inside];
type Inside = readonly LineTree[] | { readonly [key: string]: LineTree };

/** `lineOf` tells the line, counted from 1, of what a path leads to, or of its key. */
export function lineTree(value: unknown, lineOf: (path: Path, key?: true) => number): LineTree {
  return branch(value, [], 0, lineOf);
}

function branch(value: unknown, path: Path, above: number, lineOf: (path: Path, key?: true) => number): LineTree {
  const line = lineOf(path);
  const key = typeof path.at(-1) === 'string' ? lineOf(path, true) : line;
  const inside = insideOf(value, path, line, lineOf);
  return inside === undefined && key === line ? line - above : [key - above, line - above, inside ?? []];
}

function insideOf(value: unknown, path: Path, line: number, lineOf: (path: Path, key?: true) => number): Inside | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return value.map((each, index) => branch(each, [...path, index], line, lineOf));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, branch(each, [...path, key], line, lineOf)]));
}

/** The line of a place, or of the nearest thing around it that is written. */
export function lineIn(tree: LineTree, { path, key }: Pick<Place, 'path' | 'key'>): number {
  let at = tree;
  let line = typeof at === 'number' ? at : at[1];
  for (const [index, step] of path.entries()) {
    const next = typeof at === 'number' ? undefined : stepInto(at[2], step);
    if (next === undefined) return line;
    const isKey = key === true && index === path.length - 1;
    line += typeof next === 'number' ? next : next[isKey ? 0 : 1];
    at = next;
  }
  return line;
}

function stepInto(inside: Inside, step: string | number): LineTree | undefined {
  return Object.hasOwn(inside, step) ? (inside as Readonly<Record<string | number, LineTree>>)[step] : undefined;
}
