import type { Plan } from '../plan/plan.js';
import { isSet, type Call } from './call.js';

/** A plan in the format that was asked for; each renderer is loaded when it is needed. */
export async function renderPlan(plan: Plan, call: Call): Promise<string | Iterable<string>> {
  const { together } = plan;
  const { style } = call.output;
  if (isSet(call, 'approvers')) {
    return call.flags.format === 'json'
      ? (await import('../render/plan/approvers-json.js')).approversJson(plan.approvals)
      : (await import('../render/plan/approvers-text.js')).approversText(plan.approvals, { ...style, all: isSet(call, 'all') });
  }
  switch (call.flags.format) {
    case 'json':
      return (await import('../render/plan/json.js')).planJsonPieces(plan);
    case 'markdown':
      return withSection(
        (await import('../render/plan/markdown.js')).planMarkdown(plan),
        together && (await import('../render/plan/together-markdown.js')).togetherMarkdown(together),
      );
    default:
      return withSection(
        (await import('../render/plan/text.js')).planText(plan, { ...style, all: isSet(call, 'all') }),
        together && (await import('../render/plan/together-text.js')).togetherText(together, { ...style, all: isSet(call, 'all') }),
      );
  }
}

function withSection(text: string, section = ''): string {
  return text + section;
}
