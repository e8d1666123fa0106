import type { Plan } from '../../plan/plan.js';
import { count } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { hanging } from '../blocks.js';
import { widthOf, wrapped } from '../width.js';
import { needsLine } from './approval-words.js';
import { approvals } from './text-approvals.js';
import { section } from './text-changes.js';
import { lapses, movedEnds } from './text-dates.js';
import { guardrails } from './text-guardrails.js';
import { outsiders } from './text-outsiders.js';
import { type PlanTextOptions, folded } from './text-parts.js';
import { seats } from './text-seats.js';
import { externalsLine, guardrailsLine, headline, people, stateNote, verdictWords } from './words.js';

/** A plan for the terminal: the verdict first, then what changes by risk, then what is not shown. `together`: what only the merge of branches does. */
export function planText(plan: Plan, options: PlanTextOptions, together = ''): string {
  const blocks = [
    verdict(plan, options),
    ...outsiders(plan, options),
    ...guardrails(plan, options),
    ...approvals(plan, options),
    together,
    ...section('GAINS', plan.gains, 'gain', plan, options),
    ...section('LOSSES', plan.losses, 'loss', plan, options),
    ...section('CONDITIONAL  it depends on the issue', plan.conditional, 'conditional', plan, options),
    ...seats(plan.seats, options),
    ...renamed(plan, options),
    ...movedEnds(plan.movedEnds, options),
    ...lapses(plan, options),
    unchanged(plan, options),
    blindSpots(plan, options),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function verdict(plan: Plan, { paint, columns }: PlanTextOptions): string {
  const word = verdictWords[plan.verdict];
  const colour = plan.verdict === 'same' ? paint.green : plan.verdict === 'narrower' ? paint.cyan : paint.yellow;
  const note = stateNote(plan);
  const under = ' '.repeat(word.length + 2);
  const sides = `${visible(plan.base.label)} → ${visible(plan.head.label)}`;
  const parts = [externalsLine(plan), guardrailsLine(plan), needsLine(plan)];
  return [
    `${paint.bold(colour(word))}${wrapped(headline(plan), columns, under).slice(word.length)}`,
    paint.dim(segments(parts, columns)),
    paint.dim(segments([sides, `as of ${plan.asOf}`], columns)),
    ...(note === undefined ? [] : [paint.red(hanging(`! ${note}`, columns, '  '))]),
  ].join('\n');
}

/** Parts of a line with a dot between them; each that does not fit begins a line. */
function segments(parts: readonly string[], columns: number): string {
  return parts.reduce((text, part) => {
    const last = text.slice(text.lastIndexOf('\n') + 1);
    return widthOf(`${last} · ${part}`) <= columns ? `${text} · ${wrapped(part, columns)}` : `${text}\n${wrapped(part, columns)}`;
  });
}

function renamed({ renames }: Plan, { paint, columns }: PlanTextOptions): readonly string[] {
  if (renames.length === 0) return [];
  const lines = renames.map(({ from, to }) => hanging(`  ${visible(from)} is called ${visible(to)} now`, columns, '    '));
  return [[`${paint.bold('RENAMED')}  told under the new name`, ...lines].join('\n')];
}

function unchanged({ counts }: Plan, { paint }: PlanTextOptions): string {
  return `${paint.bold('UNCHANGED')}  ${people(counts.peopleUnchanged)} and ${count(counts.resourcesUnchanged, 'place')}`;
}

function blindSpots({ notJudged }: Plan, options: PlanTextOptions): string {
  const { paint, columns } = options;
  const spots = notJudged.map(({ what, names }) => (names.length === 0 ? what : `${what}: ${folded(names.map(visible), options)}`));
  if (notJudged.length === 0) return '';
  const title = 'NOT JUDGED  ';
  const text = `for it is not in the policies: ${spots.join('; ')}.`;
  return paint.bold(title) + wrapped(text, columns, ' '.repeat(title.length)).slice(title.length);
}
