/** Keys and list indices from the document's root to a value. */
export type Path = readonly (string | number)[];

/**
 * Where something is written, without line or column: those are looked up by parsing that one file again when a message
 * needs them, so that nothing else has to carry positions around.
 */
export interface Place {
  readonly file: string;
  /** Number of the `---` document in the file, from 0. */
  readonly document: number;
  readonly path: Path;
  /** The key of the last path step rather than its value. */
  readonly key?: true;
  /** Offset in UTF-16 units, where no path exists: text that is not YAML. */
  readonly offset?: number;
}

/** A place as people read it; line and column count from 1, columns in UTF-16 units. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The same file and document, further down the path. */
export function below(place: Place, ...steps: Path): Place {
  const start = place.path;
  // Made of its length from the start, since there are very many places: a list that grows reserves room for many more.
  const path = new Array<string | number>(start.length + steps.length);
  for (let index = 0; index < start.length; index++) path[index] = start[index] ?? '';
  for (let index = 0; index < steps.length; index++) path[start.length + index] = steps[index] ?? '';
  return { file: place.file, document: place.document, path };
}

/** The place of the key itself instead of its value. */
export function keyOf(place: Place): Place {
  const { file, document, path, offset } = place;
  return { file, document, path, key: true, ...(offset === undefined ? {} : { offset }) };
}

export function comparePlaces(a: Place, b: Place): number {
  return (
    compare(a.file, b.file) || compare(a.document, b.document) || compare(a.offset ?? -1, b.offset ?? -1) || comparePaths(a.path, b.path)
  );
}

function comparePaths(a: Path, b: Path): number {
  for (const [index, step] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order = typeof step === typeof other ? compare(step, other) : compare(String(step), String(other));
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
