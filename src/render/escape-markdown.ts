import { visible } from '../text/quote.js';

/**
 * A text from a policy as a code span: nothing in it is markup, a mention or a link. The fence is longer than any run of backticks inside
 * (https://spec.commonmark.org/0.31.2/#code-spans). There is no escaping of names in prose: GitHub looks for mentions, issue numbers and
 * addresses in the rendered text, where entities and backslashes are gone.
 */
export function code(text: string): string {
  const shown = visible(text);
  const longest = Math.max(0, ...Array.from(shown.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') || (shown.startsWith(' ') && shown.endsWith(' ')) || shown === '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}
