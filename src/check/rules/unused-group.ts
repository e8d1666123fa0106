import { below } from '../../diagnostics/place.js';
import { quote } from '../../text/quote.js';
import { company } from '../examples.js';
import { referencesIn } from '../references.js';
import type { Rule } from '../rule.js';

const channel = `---
kind: Channel
name: news
members: [group:editors]
`;
const editors = '---\nkind: Group\nname: editors\nmembers: [ana@acme.example]\n';

export const unusedGroup: Rule = {
  code: 'unused-group',
  title: 'A group that nothing uses',
  severity: 'warning',
  why: 'It gives no access and no product, and nothing names it. People are added to it in the belief that it matters, and one day it is used for something those people should not have.',
  mend: 'Take it out, or give it what it is meant for.',
  bad: `${company}${editors}`,
  good: `${company}${editors}${channel}`,
  *check({ site }) {
    const { groups } = referencesIn(site);
    for (const { name, at, madeBy } of site.groups.values())
      if (!groups.has(name) && madeBy === undefined)
        yield { at: below(at, 'name'), message: `Nothing uses the group ${quote(name)}.`, hint: 'Take it out, or grant it something.' };
  },
};
