import type { MovedEnd, Plan } from '../../plan/plan.js';
import { count, list, thousands } from '../../text/plural.js';
import { visible } from '../../text/quote.js';
import { hanging } from '../blocks.js';
import { byPeople, type LostByDate } from './by-people.js';
import { type PlanTextOptions, few, indent, folded, whereLine } from './text-parts.js';
import { nameWords, moved, place, whose } from './words.js';

/** Last days that are another day now. */
export function movedEnds(ends: readonly MovedEnd[], options: PlanTextOptions): readonly string[] {
  if (ends.length === 0) return [];
  const { paint, columns } = options;
  const shown = options.all ? ends : ends.slice(0, 2 * few);
  const rest = ends.length - shown.length;
  const lines = shown.map(
    (each) => `${hanging(`  ~ ${visible(each.what)}: ${moved(each)}`, columns, indent)}${whereLine(each.where, options)}`,
  );
  const more = rest > 0 ? [`${indent}and ${thousands(rest)} more (--all lists them)`] : [];
  return [[paint.bold('LAST DAYS MOVED  nothing changes by it today'), ...lines, ...more].join('\n')];
}

/** What ends by date alone in the new state. */
export function lapses(plan: Plan, options: PlanTextOptions): readonly string[] {
  if (plan.lapses.length === 0) return [];
  const title = options.paint.bold('ENDS WITHIN 30 DAYS  by date, with no further change');
  return [[title, ...lapseLines(plan, options)].join('\n')];
}

/** The same without a heading, day by day. */
export function lapseLines(plan: Plan, options: PlanTextOptions): readonly string[] {
  return plan.lapses.flatMap(({ until, classes }) => byPeople(classes).map((those) => lapse(until, those, options)));
}

/** A line or two: what ends is no news, only when. */
function lapse(until: string, { first, gone, kept, rights }: LostByDate, options: PlanTextOptions): string {
  const { subjects } = first;
  const names = folded(subjects, options, nameWords);
  const what = [
    ...(gone.length === 0 ? [] : [`all access to ${folded(gone.map(place), options)}`]),
    ...(kept.length === 0 ? [] : [`${count(rights, 'right')} on ${folded(kept.map(place), options)}`]),
  ];
  const text = `  - after ${until}  ${names}${whose(first)} ${subjects.length === 1 ? 'loses' : 'lose'} ${list(what)}`;
  return hanging(text, options.columns, indent);
}
