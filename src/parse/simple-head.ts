/** A word that YAML takes as it stands: nothing in it can end it, or begin anything else. */
export const plainWord = /^[A-Za-z][\w.@+-]*$/;

/** A key alone, or with a value that ends where the line does: plain words, or a list of such in brackets. */
const simpleLine = /^[A-Za-z]+:(?: [^\s'"[{|>&*!#][^#]*| \[[\w.@+-]*(?:, [\w.@+-]+)*\])?$/;

/** Where the lines below one of a file's own keys begin. */
export interface Head {
  readonly start: number;
  /** Of the key, counted from 1. */
  readonly line: number;
}

/**
 * Finds a key that stands alone on its line at the level of the file, in a text that is known to be valid YAML. Undefined where there is
 * none, or where a line before it is not simple: texts and brackets over several lines may hold anything.
 */
export function headOf(text: string, key: string): Head | undefined {
  if (/^---|\n---/.test(text)) return undefined;
  let start = 0;
  for (let number = 1; start < text.length; number++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return undefined;
    const line = text.slice(start, end);
    if (line === `${key}:`) return { start: end + 1, line: number };
    if (!simpleLine.test(line)) return undefined;
    start = end + 1;
  }
  return undefined;
}
