import type { ApplyBudget } from '../../drift/budget.js';
import type { Drift } from '../../drift/drift.js';
import { bytesOf } from '../markdown-room.js';
import { count, thousands } from '../../text/plural.js';
import { hanging, type BlockStyle } from '../blocks.js';
import { wrapped } from '../width.js';
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

export function livePlanText({ drift, comparedWith, budget }: LivePlan, style: BlockStyle): string {
  const { bold } = style.paint;
  const sections = differing(drift, style);
  const head = sections.length === 0 ? 'nothing' : `not by this change; compared with the ${comparedWith}`;
  return `\n${[
    hanging(`${bold('ALREADY DIFFERENT ON THE SITE')}  ${head}`, style.columns, '  '),
    ...sections,
    [bold('CALLS TO CARRY IT OUT'), ...budgetLines(budget).map((line) => wrapped(line, style.columns, '  '))].join('\n'),
  ].join('\n\n')}\n`;
}

export function livePlanMarkdown({ drift, comparedWith, budget }: LivePlan): string {
  const sections = driftMarkdownSections(drift);
  const isSame = drift.clean && drift.known.length === 0;
  const head = isSame ? 'Nothing.' : `Not by this change; compared with the ${comparedWith}.`;
  const lines = budgetLines(budget).map((line) => `- ${line}`);
  const told = (parts: readonly string[]): string =>
    `\n${['## Already different on the site', head, ...parts, '## Calls to carry it out', lines.join('\n')].join('\n\n')}\n`;
  const whole = told(sections);
  return bytesOf(whole) <= liveRoom ? whole : told([tooMuch]);
}

/** What a comment on a plan can spare for what the plan does not cause. */
const liveRoom = 20_000;
const tooMuch = 'There is more than a comment has room for: `permafrost drift` tells it all.';

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
