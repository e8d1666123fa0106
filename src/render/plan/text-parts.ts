import type { Where } from '../../plan/plan.js';
import { list, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import type { Style } from '../style.js';
import { wrapped } from '../width.js';
import type { Section } from './words.js';

/** How a plan is told in a terminal. */
export interface PlanTextOptions extends Style {
  /** Every name of every list, instead of the first few with the number of the others. */
  readonly all: boolean;
}

/** Names and resources shown before the rest is counted. */
export const few = 6;

/** Below the head of an entry. */
export const indent = '     ';

/** What stands in front of an entry. */
export const signs: Readonly<Record<Section, string>> = { gain: '+', loss: '-', conditional: '~', lapse: '-' };

/** `on    project A, project B and 4 more (--all)`, wrapped under its word. */
export function fact(word: string, items: readonly string[], options: PlanTextOptions, show: (item: string) => string = asItIs): string {
  const label = word.padEnd(8);
  const under = indent + ' '.repeat(label.length);
  return `${indent}${options.paint.dim(label)}${wrapped(folded(items, options, show), options.columns, under).slice(under.length)}`;
}

/** The first of many, and how many more there are. Only what is shown is read. */
export function folded(items: readonly string[], { all }: PlanTextOptions, show: (item: string) => string = asItIs, last = 'and'): string {
  const shown = (all || items.length <= few + 1 ? items : items.slice(0, few)).map(show);
  const rest = items.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${thousands(rest)} more (--all lists them)` : list(shown, last);
}

function asItIs(text: string): string {
  return text;
}

/** The line of a file, below what stands there. */
export function whereLine(where: Where | undefined, { paint }: PlanTextOptions): string {
  return where === undefined ? '' : `\n${indent}${paint.dim(`${visible(where.file)}:${String(where.line)}`)}`;
}
