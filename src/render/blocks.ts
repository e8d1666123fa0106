import { list, thousands } from '../text/plural.js';
import { visible } from '../text/quote.js';
import type { Style } from './style.js';
import { widthOf, wrapped } from './width.js';
import type { Step, Where } from './why-report.js';
import { nameOf } from '../text/reference.js';

/** How blocks of facts look; with `all` no list is shortened. */
export interface BlockStyle extends Style {
  readonly all: boolean;
}

/** Names shown before the rest is counted. */
const few = 6;

/** `who    ana, bo and 4 more (--all lists them)`, wrapped under its word. */
export function fact(word: string, items: readonly string[], style: BlockStyle, indent = '    '): string {
  const { columns, paint } = style;
  const label = word.padEnd(9);
  const under = indent + ' '.repeat(label.length);
  return `${indent}${paint.dim(label)}${wrapped(some(items, style), columns, under).slice(under.length)}`;
}

/** The first of some items in a sentence, and how many more there are. */
export function some(items: readonly string[], { all }: Pick<BlockStyle, 'all'>): string {
  const shown = all || items.length <= few + 1 ? items : items.slice(0, few);
  const rest = items.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${thousands(rest)} more (--all lists them)` : list(shown);
}

/** A sentence whose further lines stand further in. */
export function hanging(text: string, columns: number, indent: string): string {
  const lead = /^ */.exec(text)?.[0] ?? '';
  const [first = '', ...rest] = wrapped(text.slice(lead.length), columns, lead).split('\n');
  return rest.length === 0 ? first : [first, wrapped(rest.map((line) => line.slice(lead.length)).join(' '), columns, indent)].join('\n');
}

/** A way, step by step, each with its line on the right, or below where there is no room. */
export function stepLines(steps: readonly Step[], { columns, paint }: BlockStyle, indent = '      '): readonly string[] {
  return steps.map(({ what, until, where }, index) => {
    const left = `${indent}${index === 0 ? '  ' : '→ '}`;
    const text = `${visible(what)}${until === undefined ? '' : ` until ${until}`}`;
    const place = where === undefined ? '' : placeText(where);
    const room = columns - widthOf(left) - widthOf(text) - widthOf(place);
    if (place !== '' && room >= 2) return `${left}${text}${' '.repeat(room)}${paint.dim(place)}`;
    const under = ' '.repeat(widthOf(left));
    const said = `${left}${wrapped(text, columns, under).slice(under.length)}`;
    return place === '' ? said : `${said}\n${under}${paint.dim(place)}`;
  });
}

export function placeText({ file, line }: Where): string {
  return `${visible(file)}:${String(line)}`;
}

/** The name without its type word. */
export function bareName(subject: string): string {
  return visible(subject.includes(':') ? nameOf(subject) : subject);
}
