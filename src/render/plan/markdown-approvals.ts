import type { Plan } from '../../plan/plan.js';
import { count } from '../../text/plural.js';
import { brief } from '../escape-markdown.js';
import type { Item, Section } from '../markdown-room.js';
import { approvalHead, authorNote, whyNobody } from './approval-words.js';
import { aFew } from './markdown-page.js';

/** Whose yes the change needs, and who can give it. */
export function approvalSection(plan: Plan): Section {
  const needed = plan.approvals.needed;
  const note = authorNote(plan, brief);
  const items: readonly Item[] = [
    ...(note === undefined ? [] : [{ isGrave: true, renditions: [() => `- ⚠️ ${note}`] }]),
    ...needed.map((each): Item => {
      const who =
        each.people.length === 0
          ? `**nobody can give it**, for ${whyNobody(each, brief)}`
          : `${each.people.length === 1 ? '' : 'any one of '}${aFew(each.people, 4).replace(/ and (?=`)/, ' or ')}`;
      return { isGrave: true, renditions: [() => `- **${approvalHead(each, brief)}**: ${who}`] };
    }),
  ];
  return {
    name: 'Who must approve',
    heading: '#### Who must approve',
    items,
    least: 3500,
    open: 10,
    between: '\n',
    rest: (from) => `… and ${count(items.length - from, 'more approval')}.`,
  };
}
