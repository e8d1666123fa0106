import type { Together, TogetherCells } from '../../plan/together.js';
import { list } from '../../text/plural.js';
import { code } from '../escape-markdown.js';

/** Names beyond these are counted: a comment has little room, and the JSON has all. */
const few = 20;

/** The same section as Markdown; of each list so much that it stays short, and the rest counted. */
export function togetherMarkdown({ branches, gained, lost, broken }: Together): string {
  const names = list(branches.map(({ label }) => code(label)));
  const isNothing = gained.length === 0 && lost.length === 0 && broken.length === 0;
  const lines = [
    `### Together`,
    '',
    isNothing ? `Nothing that none of ${names} does alone.` : `What none of ${names} does alone:`,
    '',
    ...branches.flatMap(({ label, invalidAlone }) =>
      invalidAlone === true ? [`- ${code(label)} has errors without the others, so what it does alone is not known.`] : [],
    ),
    ...some(broken, (name) => `- **the guardrail ${code(name)} breaks**`, 'guardrails'),
    ...some(gained, (cells) => entry('gain', cells), 'gains'),
    ...some(lost, (cells) => entry('lose', cells), 'losses'),
  ];
  return `\n${lines.join('\n')}\n`;
}

function entry(verb: string, { subjects, resources, permissions }: TogetherCells): string {
  return `- ${names(subjects)} ${verb} ${names(permissions)} on ${names(resources)}`;
}

function names(all: readonly string[]): string {
  return list([...all.slice(0, few).map(code), ...(all.length > few ? [`${String(all.length - few)} more`] : [])]);
}

function some<T>(all: readonly T[], text: (each: T) => string, what: string): readonly string[] {
  const shown = all.slice(0, few).map(text);
  return all.length > few ? [...shown, `- ${String(all.length - few)} more ${what}, which the JSON names`] : shown;
}
