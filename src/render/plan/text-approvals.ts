import type { NeededApproval } from '../../plan/approvals.js';
import type { Plan } from '../../plan/plan.js';
import { count } from '../../text/plural.js';
import { hanging } from '../blocks.js';
import { approvalHead, authorNote, whyNobody } from './approval-words.js';
import { folded, indent, type PlanTextOptions } from './text-parts.js';
import { nameWords } from './words.js';

/** A change to everybody's access may need the yes of thousands. */
const most = 40;

/** Whose yes the change needs, and who can give it; those that nobody can give come first, and are all there. */
export function approvals(plan: Plan, options: PlanTextOptions): readonly string[] {
  const { paint, columns } = options;
  const note = authorNote(plan);
  const warned = note === undefined ? [] : [paint.yellow(hanging(`! ${note}`, columns, indent))];
  const { needed } = plan.approvals;
  const shown = needed.filter(({ people }, index) => options.all || index < most || people.length === 0);
  const rest = needed.length - shown.length;
  const more = rest > 0 ? [`${indent}and ${count(rest, 'more approval')} (--all lists them)`] : [];
  const lines = [...warned, ...shown.map((each) => line(each, options)), ...more];
  return lines.length === 0 ? [] : [[paint.bold('WHO MUST APPROVE'), ...lines].join('\n')];
}

function line(each: NeededApproval, options: PlanTextOptions): string {
  const head = approvalHead(each, undefined, (names) => folded(names, options));
  if (each.people.length === 0) {
    return options.paint.red(hanging(`x ${head}: NOBODY can give it, for ${whyNobody(each)}`, options.columns, indent));
  }
  const some = each.people.length === 1 ? '' : 'any one of ';
  return hanging(`  ${head}: ${some}${folded(each.people, options, nameWords, 'or')}`, options.columns, indent);
}
