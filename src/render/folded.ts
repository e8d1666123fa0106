import { wrapped } from './width.js';

/** Breaks lines that are longer than so many columns, each under its own indent. Breaks that are there stay. */
export function folded(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => {
      const indent = /^ */.exec(line)?.[0] ?? '';
      return line.length <= columns ? line : wrapped(line.slice(indent.length), columns, indent);
    })
    .join('\n');
}
