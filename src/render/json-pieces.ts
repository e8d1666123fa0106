/** What is told piece by piece, and what is left out, in JSON. */
export interface JsonPieces {
  /** Keys whose lists may be too long for one text. Their items are told one by one; all else is made at once. */
  readonly long: ReadonlySet<string>;
  readonly replacer?: (key: string, value: unknown) => unknown;
}

/**
 * The same text as `JSON.stringify(value, replacer, 2)`, in pieces, since no text may be longer than half a gigabyte. A long list may be anything
 * that can be gone through.
 */
export function* jsonPieces(value: Readonly<Record<string, unknown>>, { long, replacer }: JsonPieces): Generator<string> {
  yield* objectPieces(value, '');

  function* objectPieces(object: Readonly<Record<string, unknown>>, indent: string): Generator<string> {
    const inner = `${indent}  `;
    let comma = '{';
    for (const [key, given] of Object.entries(object)) {
      const each = replacer === undefined ? given : replacer(key, given);
      if (each === undefined) continue;
      yield `${comma}\n${inner}${JSON.stringify(key)}: `;
      if (long.has(key) && isList(each)) yield* listPieces(each, inner);
      else if (isObject(each) && hasLong(each)) yield* objectPieces(each, inner);
      else yield whole(each, inner);
      comma = ',';
    }
    yield comma === '{' ? '{}' : `\n${indent}}`;
  }

  function* listPieces(list: Iterable<unknown>, indent: string): Generator<string> {
    const inner = `${indent}  `;
    let comma = '[';
    for (const each of list) {
      yield `${comma}\n${inner}`;
      if (isObject(each) && hasLong(each)) yield* objectPieces(each, inner);
      else yield whole(each, inner);
      comma = ',';
    }
    yield comma === '[' ? '[]' : `\n${indent}]`;
  }

  /** Line breaks within texts are escaped, so that every one in JSON is of its layout. */
  function whole(each: unknown, indent: string): string {
    return JSON.stringify(each, replacer, 2).replaceAll('\n', `\n${indent}`);
  }

  function hasLong(object: object): boolean {
    return Object.entries(object).some(([key, each]) => (long.has(key) && isList(each)) || (isObject(each) && hasLong(each)));
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !isList(value);
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
