import { visible } from '../text/quote.js';
import type { Style } from './style.js';
import { widthOf } from './width.js';

/** The part of a text to point at; lines and columns count from 1, in UTF-16 units, the end excluded. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

const around = 1;

/**
 * The lines of a source around a span, with a mark below it. Made for policies and not taken from a library: whatever a hostile file
 * holds is made visible, long lines are cut to a window around the mark, and the mark stands right below letters of any width.
 */
export function codeFrame(source: string, span: Span, { paint, columns }: Style, indent = '  '): string {
  const first = Math.max(1, span.line - around);
  const lines = linesFrom(source, first, span.line + around);
  const gutter = String(first + lines.length - 1).length;
  const room = Math.max(20, columns - indent.length - gutter - 5);
  const from = windowStart(lines[span.line - first] ?? '', span.column - 1, room);
  const shown = lines.flatMap((line, index) => {
    const number = first + index;
    const isMarked = number === span.line;
    const cut = cutLine(line, from, room);
    const numbered = `${indent}${isMarked ? paint.red('>') : ' '} ${paint.dim(`${String(number).padStart(gutter)} |`)} ${cut}`.trimEnd();
    return isMarked
      ? [numbered, `${indent}  ${paint.dim(`${' '.repeat(gutter)} |`)} ${paint.red(mark(line, span, from, room))}`]
      : [numbered];
  });
  return shown.join('\n');
}

/** Without splitting the whole text, which may be large. */
function linesFrom(source: string, first: number, last: number): readonly string[] {
  const lines: string[] = [];
  let start = 0;
  for (let number = 1; number <= last && start <= source.length; number++) {
    const end = source.indexOf('\n', start);
    const line = source.slice(start, end === -1 ? undefined : end).replace(/\r$/, '');
    if (number >= first) lines.push(line);
    if (end === -1) break;
    start = end + 1;
  }
  while (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}

/** Where the part of a line begins that is shown, so that the mark is in it. */
function windowStart(line: string, column: number, room: number): number {
  return line.length <= room ? 0 : Math.max(0, Math.min(column - Math.floor(room / 3), line.length - room));
}

function cutLine(line: string, from: number, room: number): string {
  const head = from > 0 ? '…' : '';
  const body = plain(line.slice(from, from + room * 2));
  let shown = head;
  for (const character of body) {
    if (widthOf(shown) + widthOf(character) > room - 1) return `${shown}…`;
    shown += character;
  }
  return shown;
}

function mark(line: string, { line: row, column, endLine, endColumn }: Span, from: number, room: number): string {
  const end = endLine === row ? endColumn : line.length + 1;
  const before = (from > 0 ? 1 : 0) + widthOf(plain(line.slice(from, column - 1)));
  const length = widthOf(plain(line.slice(column - 1, Math.min(end - 1, column - 1 + room))));
  return ' '.repeat(before) + '^'.repeat(Math.max(1, Math.min(length, room - 1 - before)));
}

/** A tab is one blank wide, so that marks stand where they should. */
function plain(text: string): string {
  return visible(text.replaceAll('\t', ' '));
}
