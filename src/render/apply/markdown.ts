import type { ApplyPlan, Guard } from '../../apply/apply-plan.js';
import type { ChangeClass } from '../../plan/plan.js';
import { count } from '../../text/plural.js';
import { brief, code } from '../escape-markdown.js';
import { names, section } from '../markdown-section.js';
import { permissionWords, who } from '../plan/words.js';
import { checkWords, headline, interimWords, shortCommit, verdictOf, waitWords } from './words.js';

const titles = { refused: 'Refused', nothing: 'Nothing to do', 'by-hand': 'By hand', ready: 'Ready to apply' } as const;

/** A plan to apply as Markdown; each name, and each sentence with one, is a span of code. */
export function applyPlanMarkdown(plan: ApplyPlan, takesBack?: number): string {
  const { access, manual, writes, left, interims, notUndone, guards, digest } = plan;
  const cells = (all: readonly ChangeClass[], verb: string): readonly string[] =>
    all.map(
      (each) =>
        `${who(each, access.subjects, brief)} ${verb} ${names(permissionWords(each, brief))} on ${names(each.resources.map(brief))}`,
    );
  return `${[
    `## ${titles[verdictOf(plan)]}`,
    `${headline(plan, brief(plan.site), brief(shortCommit(plan)), takesBack)}.`,
    ...section('Guards', [...guards.filter(({ ok }) => !ok), ...guards.filter(({ ok }) => ok)].map(guardLine)),
    ...section('Who gains', cells(access.more, 'can')),
    ...section('Who loses', cells(access.less, 'loses')),
    ...section('Who gets it otherwise, depending on the issue', cells(access.conditional, 'can')),
    ...section(
      'Without access for a while',
      interims.flatMap((interim) => cells(interim.classes, 'is without').map((line) => `${line}, ${interimWords(interim)}`)),
    ),
    ...section(
      'By hand',
      manual.map(({ number, what, clicks, before, checked }) =>
        [
          `**${String(number)}.** ${code(what)}`,
          ...clicks.map((each) => `    - ${code(each)}`),
          `    - ${[waitWords(before), checkWords(checked)].filter((each) => each !== '').join(' ')}`,
        ].join('\n'),
      ),
    ),
    ...section(
      'Writes',
      writes.map(({ id, what }) => `${id}: ${code(what)}`),
    ),
    ...section(
      'Stays as it is',
      left.map(({ why, changes }) => `${code(why)}${changes.length === 0 ? '' : ` (${count(changes.length, 'difference')})`}`),
    ),
    ...section('What an undo could not bring back', notUndone.map(code)),
    `Digest ${code(digest)}`,
  ].join('\n\n')}\n`;
}

function guardLine({ ok, name, message, hint, where }: Guard): string {
  const at = ok || where === undefined ? '' : ` (${brief(`${where.file}:${String(where.line)}`)})`;
  return `${ok ? '' : '**stops it** '}${name}: ${code(message)}${at}${hint === undefined ? '' : ` ${code(hint)}`}`;
}
