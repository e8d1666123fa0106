import type { Witness, WitnessEdge } from '../../plan/plan.js';
import { visible } from '../../text/quote.js';
import { widthOf, wrapped } from '../width.js';
import { type PlanTextOptions, indent } from './text-parts.js';
import { nameWords, place } from './words.js';

/** The way of one cell, step by step; the step that is new (or that goes) is marked. */
export function how({ subject, permission, resource, side, edges, because }: Witness, options: PlanTextOptions): string {
  const { paint, columns } = options;
  const cell = `${nameWords(subject)}, ${visible(permission)}, ${place(resource)}`;
  const title = (text: string): string => paint.dim(wrapped(text, columns, indent));
  const mark = side === 'base' ? { sign: '-', word: 'GONE' } : { sign: '+', word: 'NEW' };
  const steps = (some: readonly WitnessEdge[]): readonly string[] => some.map((edge, index) => step(edge, index === 0, mark, options));
  return [
    title(`${side === 'base' ? 'how it was' : 'how'}, for ${cell}:`),
    ...steps(edges),
    ...(because === undefined ? [] : [title(`which ${visible(because.what)}:`), ...steps(because.edges)]),
  ].join('\n');
}

export function step(
  edge: WitnessEdge,
  first: boolean,
  mark: { readonly sign: string; readonly word: string },
  options: PlanTextOptions,
): string {
  const { paint, columns } = options;
  const left = `${indent}${edge.fresh ? mark.sign : ' '} ${first ? '  ' : '→ '}`;
  const under = ' '.repeat(widthOf(left));
  const until = edge.until === undefined ? '' : ` until ${edge.until}`;
  const marked = edge.fresh ? `  ${mark.word}` : '';
  const lines = wrapped(`${visible(edge.label)}${until}`, columns, under)
    .slice(under.length)
    .split('\n');
  const last = lines.at(-1) ?? '';
  const isRoom = (lines.length === 1 ? widthOf(under) : 0) + widthOf(last) + widthOf(marked) <= columns;
  const label = isRoom ? [...lines.slice(0, -1), last + marked] : [...lines, under + marked.trimStart()];
  const strong = (text: string): string => (!edge.fresh ? text : paint.bold(mark.word === 'GONE' ? paint.cyan(text) : paint.yellow(text)));
  const shown = strong([left + (label[0] ?? ''), ...label.slice(1)].join('\n'));
  if (edge.where === undefined) return shown;
  const where = `${visible(edge.where.file)}:${String(edge.where.line)}`;
  const taken = (label.length === 1 ? widthOf(under) : 0) + widthOf(label.at(-1) ?? '');
  const gap = columns - taken - widthOf(where);
  return gap >= 2 ? `${shown}${' '.repeat(gap)}${paint.dim(where)}` : `${shown}\n${under}${paint.dim(where)}`;
}
