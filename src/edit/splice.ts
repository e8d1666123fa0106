/** Replaces the text from `start` to `end` by `text`; offsets are those of the text before any splice. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** All splices at once. They must not overlap; at one offset insertions come in the order given, before what is cut there. */
export function splice(text: string, splices: readonly Splice[]): string {
  const ordered = splices.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let position = 0;
  for (const { start, end, text: part } of ordered) {
    if (start < position) throw new RangeError('Two splices overlap.');
    parts.push(text.slice(position, start), part);
    position = end;
  }
  return [...parts, text.slice(position)].join('');
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the next line begins. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** The end of the line, before its line end. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end === -1) return text.length;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** The line end in use around an offset. */
export function newlineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  const near = end === -1 ? text.lastIndexOf('\n') : end;
  return near > 0 && text[near - 1] === '\r' ? '\r\n' : '\n';
}

/** Whether nothing but blanks stands before it on its line. */
export function leadsLine(text: string, offset: number): boolean {
  return /^[ \t]*$/.test(text.slice(lineStart(text, offset), offset));
}
