import type { ApplyBudget } from '../../drift/budget.js';
import type { Drift } from '../../drift/drift.js';
import { bytesOf } from '../markdown-room.js';
import { count, thousands } from '../../text/plural.js';
import { hanging, type BlockStyle } from '../blocks.js';
import { wrapped } from '../width.js';
import type { Plan } from '../../plan/plan.js';
import { lapses } from '../plan/markdown.js';
import { lapseLines } from '../plan/text-dates.js';
import { planText } from '../plan/text.js';
import { driftData } from './json.js';
import { driftMarkdownSections } from './markdown.js';
import { differing } from './text.js';

/** Beside a plan: what differs on the site already, and what carrying the plan out would take. */
export interface LivePlan {
  /** The side of the plan that the site is compared with: the base, unless that does not compile. */
  readonly comparedWith: 'base' | 'head';
  readonly drift: Drift;
  /** From the site as it is to the head. */
  readonly budget: ApplyBudget;
}

/**
 * Three lists, each under its own heading and never mixed: what the change does, what differs on the site already, what changes by date. Each
 * heading stands there for an empty list too, for what is not told could as well not have been looked for.
 */
export function livePlanText(plan: Plan, { drift, comparedWith, budget }: LivePlan, style: BlockStyle): string {
  const { bold } = style.paint;
  const sections = differing(drift, style);
  const head = sections.length === 0 ? 'nothing' : `not by this change; compared with the ${comparedWith}`;
  const ends = lapseLines(plan, style);
  return `${[
    `${bold('THIS CHANGE')}${isNothing(plan) ? '  nothing' : ''}`,
    planText({ ...plan, lapses: [] }, style).trimEnd(),
    hanging(`${bold('ALREADY DIFFERENT ON THE SITE')}  ${head}`, style.columns, '  '),
    ...sections,
    [`${bold('WILL CHANGE BY DATE')}  ${ends.length === 0 ? 'nothing' : 'within 30 days, with no further change'}`, ...ends].join('\n'),
    [bold('CALLS TO CARRY IT OUT'), ...budgetLines(budget).map((line) => wrapped(line, style.columns, '  '))].join('\n'),
  ].join('\n\n')}\n`;
}

/** Before and after the change itself. */
export function livePlanMarkdown(
  plan: Plan,
  { drift, comparedWith, budget }: LivePlan,
): { readonly before: string; readonly after: string } {
  const sections = driftMarkdownSections(drift);
  const isSame = drift.clean && drift.known.length === 0;
  const head = isSame ? 'Nothing.' : `Not by this change; compared with the ${comparedWith}.`;
  const lines = budgetLines(budget).map((line) => `- ${line}`);
  const told = (differences: readonly string[], ends: string): string =>
    `\n${[
      '## Already different on the site',
      head,
      ...differences,
      '## Will change by date',
      ends,
      '## Calls to carry it out',
      lines.join('\n'),
    ].join('\n\n')}\n`;
  const whole = told(sections, endsMarkdown(plan));
  return {
    before: `## This change\n\n${isNothing(plan) ? 'Nothing.\n\n' : ''}`,
    after: bytesOf(whole) <= liveRoom ? whole : told([tooMuch], endingTooMuch),
  };
}

function isNothing({ gains, losses, conditional }: Plan): boolean {
  return gains.length + losses.length + conditional.length === 0;
}

/** Entries beyond these are counted: a comment has little room, and the JSON has all. */
const few = 20;

function endsMarkdown(plan: Plan): string {
  const ends = lapses(plan);
  if (ends.length === 0) return 'Nothing.';
  // The last rendition is the short one.
  const shown = ends.slice(0, few).flatMap((renditions) => renditions.slice(ends.length > few / 2 ? -1 : 0)[0]?.() ?? []);
  const rest = ends.length - shown.length;
  return [
    'Within 30 days, with no further change:\n',
    ...shown,
    ...(rest > 0 ? [`- ${String(rest)} more, which the JSON names`] : []),
  ].join('\n');
}

/** What a comment on a plan can spare for what the plan does not cause. */
const liveRoom = 20_000;
const tooMuch = 'There is more than a comment has room for: `permafrost drift` tells it all.';
const endingTooMuch = 'Told by `permafrost calendar`.';

export function livePlanData(live: LivePlan): LivePlan {
  return { ...live, drift: driftData(live.drift) };
}

const names = { jira: 'Jira', confluence: 'Confluence', organization: 'the organization', slack: 'Slack' } as const;

function budgetLines({ writes, reads, seconds, lines }: ApplyBudget): readonly string[] {
  if (writes === 0) return ['None: the site is as the head says.'];
  return [
    `${count(writes, 'write')}, and ${count(reads, 'call')} to see that they came to be: ${duration(seconds)} at the documented limits.`,
    ...lines.map(
      (line) =>
        `${names[line.api]}: ${thousands(line.writes)} and ${thousands(line.reads)}, ${duration(line.seconds)}; ${String(line.headroom)} % of the calls in that time are left to others.`,
    ),
  ];
}

function duration(seconds: number): string {
  return seconds < 90 ? count(seconds, 'second') : count(Math.ceil(seconds / 60), 'minute');
}
