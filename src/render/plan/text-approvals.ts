import type { Plan } from '../../plan/plan.js';
import { approvalHead, authorNote } from './approval-words.js';
import { type PlanTextOptions, indent, hanging, folded } from './text-parts.js';
import { bare } from './words.js';

/** Whose yes the change needs, and who can give it. */
export function approvals(plan: Plan, options: PlanTextOptions): readonly string[] {
  const { paint, columns } = options;
  const needed = plan.approvals.needed;
  const note = authorNote(plan);
  const lines = needed.map((each) => {
    const some = each.people.length === 1 ? '' : 'any one of ';
    const line = `  ${approvalHead(each)}: ${each.people.length === 0 ? 'NOBODY can give it' : `${some}${folded(each.people, options, bare, 'or')}`}`;
    return each.people.length === 0 ? paint.red(hanging(line, columns, indent)) : hanging(line, columns, indent);
  });
  const warned = note === undefined ? [] : [paint.yellow(hanging(`! ${note}`, columns, indent))];
  return warned.length + lines.length === 0 ? [] : [[paint.bold('WHO MUST APPROVE'), ...warned, ...lines].join('\n')];
}
