import type { LineStarts } from './line-starts.js';

/** A `#` comment of a file. */
export interface Comment {
  /** Counted from 1. */
  readonly line: number;
  /** Where its `#` stands. */
  readonly offset: number;
  /** What follows the `#`, without blanks around. */
  readonly text: string;
  /** Nothing else stands on its line. */
  readonly alone: boolean;
}

/** The comments whose `#` stand at these offsets. */
export function commentsAt(offsets: readonly number[], text: string, lines: LineStarts): readonly Comment[] {
  return offsets.map((offset) => {
    const line = lines.lineAt(offset);
    const end = text.indexOf('\n', offset);
    const said = text.slice(offset + 1, end === -1 ? text.length : end).trim();
    return { line, offset, text: said, alone: text.slice(lines.startOf(line), offset).trim() === '' };
  });
}
