import type { Together, TogetherCells } from '../../plan/together.js';
import { count } from '../../text/plural.js';
import { brief } from '../escape-markdown.js';
import type { Item, Section } from '../markdown-room.js';
import { aFew } from './markdown-page.js';

/** What several branches do together that none of them does alone. */
export function togetherSection(together: Together | undefined): Section {
  const items = together === undefined ? [] : itemsOf(together);
  return {
    name: 'Together',
    heading: '#### Together: what the merge does and no branch alone',
    items,
    least: 4000,
    open: 10,
    between: '\n',
    rest: (from) => `… and ${count(items.length - from, 'more entry', 'more entries')}.`,
  };
}

function itemsOf({ branches, gained, lost, broken }: Together): readonly Item[] {
  const isNothing = gained.length + lost.length + broken.length === 0;
  const what = isNothing ? 'do nothing that none of them does alone' : 'are merged';
  const labels = branches.map(({ label }) => label);
  return [
    { isGrave: true, renditions: [() => `- ${aFew(labels)} ${what}.`, () => `- ${aFew(labels, 1)} ${what}.`] },
    ...branches.flatMap(({ label, invalidAlone }) =>
      invalidAlone === true ? [one(true, `- ${brief(label)} has errors without the others, so what it does alone is not known.`)] : [],
    ),
    ...broken.map((name) => one(true, `- ❌ **the guardrail ${brief(name)} breaks**`)),
    ...gained.map((cells) => entry('gain', cells)),
    ...lost.map((cells) => entry('lose', cells)),
  ];
}

function one(isGrave: boolean, text: string): Item {
  return { isGrave, renditions: [() => text] };
}

function entry(verb: 'gain' | 'lose', { subjects, resources, permissions }: TogetherCells): Item {
  const told = (most: number) => (): string =>
    `- ${aFew(subjects, most)} **${subjects.length === 1 ? `${verb}s` : verb}** ${aFew(permissions, most)} on ${aFew(resources, most)}`;
  return { isGrave: false, renditions: [told(8), told(1)] };
}
