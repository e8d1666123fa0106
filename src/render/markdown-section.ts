import { list } from '../text/plural.js';

/** Names and entries beyond these are counted: a comment has little room, and the JSON has all. */
const few = 20;

/** A list under a heading; nothing where there is nothing to list. */
export function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - few;
  const shown = lines.slice(0, few).map((each) => `- ${each}`);
  return [`### ${title}`, [...shown, ...(rest > 0 ? [`- ${String(rest)} more, which the JSON names`] : [])].join('\n')];
}

export function names(all: readonly string[]): string {
  return list([...all.slice(0, few), ...(all.length > few ? [`${String(all.length - few)} more`] : [])]);
}
