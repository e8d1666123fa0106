import { visible } from '../text/quote.js';

/**
 * A text from a policy as a code span: nothing in it is markup, a mention or a link. The fence is longer than any run of backticks inside
 * (https://spec.commonmark.org/0.31.2/#code-spans).
 */
export function code(text: string): string {
  const shown = visible(text);
  const longest = Math.max(0, ...Array.from(shown.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') || (shown.startsWith(' ') && shown.endsWith(' ')) || shown === '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Words of a sentence that may carry names: every sign that means something in Markdown or HTML is written so that it does not. */
export function prose(text: string): string {
  return visible(text)
    .replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)
    .replace(/[\\`*_{}[\]()#+!|~-]/g, '\\$&')
    .replaceAll('@', '&#64;')
    .replace(/:(?=\S)/g, '&#58;');
}
