import type { Position } from '../diagnostics/place.js';

/** Where the lines of a text begin. */
export class LineStarts {
  private readonly starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
    this.starts = starts;
  }

  /** The line, counted from 1, that an offset is on. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** The offset of a line, counted from 1. */
  startOf(line: number): number {
    return this.starts[line - 1] ?? 0;
  }

  /** A range of offsets as people read it. */
  position(file: string, start: number, end: number): Position {
    const line = this.lineAt(start);
    const endLine = this.lineAt(end);
    return { file, line, column: start - this.startOf(line) + 1, endLine, endColumn: end - this.startOf(endLine) + 1 };
  }
}
