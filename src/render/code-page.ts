import type { CodePage } from '../diagnostics/code-page.js';
import { padded, wrapped } from './width.js';
import type { Style } from './style.js';

/** What `explain CODE` says. The texts are ours, so that nothing in them needs to be made harmless. */
export function codePageText({ code, title, severity, why, mend, bad, good }: CodePage, { paint, columns }: Style): string {
  const colour = severity === 'error' ? paint.red : paint.yellow;
  const blocks = [
    wrapped(`${code} (${severity}): ${title}`, columns).replace(/^(\S+) \((\w+)/, `${paint.bold('$1')} (${colour('$2')}`),
    wrapped(why, columns),
    wrapped(mend, columns),
    `${paint.red('Wrong:')}\n\n${indented(bad)}`,
    `${paint.green('Right:')}\n\n${indented(good)}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** All codes, each with its title beside it. */
export function codeListText(pages: readonly CodePage[], { paint, columns }: Style): string {
  const width = Math.max(...pages.map(({ code }) => code.length));
  const indent = ' '.repeat(width + 2);
  return pages.map(({ code, title }) => `${paint.bold(padded(code, width))}  ${wrapped(title, columns, indent).trimStart()}\n`).join('');
}

export function codePagesJson(pages: readonly CodePage[]): string {
  return `${JSON.stringify({ version: 1, pages }, undefined, 2)}\n`;
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
}
