import type { Entry } from './entries.js';
import { lineStart, nextLine } from './splice.js';

/**
 * Where the lines of a removed entry begin, its comments included: comment lines directly above it, with no blank line between, go with it.
 * Where they begin a paragraph of several entries they are its heading, which stays until the last of them goes. What excuses a finding
 * belongs to the line below it in any case.
 */
export function ownStart(text: string, entries: readonly Entry[], index: number): number {
  const own = lineStart(text, entries[index]?.start ?? 0);
  const top = commentsAbove(text, own);
  const isHeading = index === 0 || isBlank(text, lineAbove(text, top), top);
  return isHeading && staysInPart(text, entries, index) ? (excuseAbove(text, own) ?? own) : top;
}

/** Whether another entry of the paragraph that begins here stays. */
function staysInPart(text: string, entries: readonly Entry[], index: number): boolean {
  const [entry, next] = [entries[index], entries[index + 1]];
  if (entry === undefined || next === undefined || nextLine(text, entry.end) !== lineStart(text, next.start)) return false;
  return next.change?.removed !== true || staysInPart(text, entries, index + 1);
}

/** The start of the first of the comment lines that end directly above a line. */
function commentsAbove(text: string, line: number): number {
  let top = line;
  for (let above = lineAbove(text, top); above !== undefined && /^[ \t]*#/.test(text.slice(above, top)); above = lineAbove(text, top))
    top = above;
  return top;
}

function excuseAbove(text: string, line: number): number | undefined {
  const above = lineAbove(text, line);
  return above !== undefined && /^[ \t]*# permafrost: allow /.test(text.slice(above, line)) ? above : undefined;
}

function isBlank(text: string, start: number | undefined, end: number): boolean {
  return start === undefined || text.slice(start, end).trim() === '';
}

function lineAbove(text: string, line: number): number | undefined {
  return line === 0 ? undefined : lineStart(text, line - 1);
}
