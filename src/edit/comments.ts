import type { Entry } from './entries.js';
import { leadsLine, lineStart } from './splice.js';

/**
 * Where the lines of an entry begin, its comments included: comment lines directly above it, with no blank line between, belong to it.
 * Above the first entry they are taken for a heading of the whole collection, which stays, unless other entries have such comments too.
 * What excuses a finding belongs to the line below it in any case.
 */
export function ownStart(text: string, entries: readonly Entry[], index: number): number {
  const entry = entries[index];
  if (entry === undefined) return 0;
  const own = lineStart(text, entry.start);
  const top = commentsAbove(text, own);
  if (index > 0 || entries.some((other, place) => place > 0 && hasComment(text, other))) return top;
  return excuseAbove(text, own) ?? own;
}

function hasComment(text: string, { start }: Entry): boolean {
  const own = lineStart(text, start);
  return leadsLine(text, start) && commentsAbove(text, own) < own;
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

function lineAbove(text: string, line: number): number | undefined {
  return line === 0 ? undefined : lineStart(text, line - 1);
}
