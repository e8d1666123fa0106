import { visible } from '../text/quote.js';

/**
 * A text from a policy as a code span: nothing in it is markup, a mention or a link. The fence is longer than any run of backticks inside
 * (https://spec.commonmark.org/0.31.2/#code-spans). There is no escaping of names in prose: GitHub looks for mentions, issue numbers and
 * addresses in the rendered text, where entities and backslashes are gone.
 */
export function code(text: string): string {
  return span(visible(text));
}

function span(shown: string): string {
  const fence = '`'.repeat(longestRun(shown) + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') || (shown.startsWith(' ') && shown.endsWith(' ')) || shown === '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}

/** Of a longer name the beginning and the end are shown, with the number of its characters between them. */
const longest = 120;

/** The same for documents that have to stay small: a very long text is shortened, and says so. The end is kept, since it tells a mail domain. */
export function brief(text: string): string {
  const shown = visible(text);
  if (shown.length <= longest) return span(shown);
  const characters = Array.from(shown);
  const [head, tail] = [characters.slice(0, 60).join(''), characters.slice(-40).join('')];
  return span(`${head}…(${String(text.length)} characters)…${tail}`);
}

/** Lines as a block of code; nothing in them ends the block. */
export function fenced(lines: readonly string[], language = ''): string {
  const shown = lines.map((line) => visible(line.replaceAll('\t', '    ')));
  const fence = '`'.repeat(Math.max(3, longestRun(shown.join('\n')) + 1));
  return `${fence}${language}\n${shown.join('\n')}\n${fence}`;
}

/** Words of ours, or a code span, as a link; the address must be one that holds nothing but what addresses hold. */
export function link(words: string, address: string): string {
  return `[${words}](${address})`;
}
