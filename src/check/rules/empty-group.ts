import { below } from '../../diagnostics/place.js';
import { quote } from '../../text/quote.js';
import { company } from '../examples.js';
import { referencesIn } from '../references.js';
import { rosterOf } from '../roster.js';
import type { Rule } from '../rule.js';

const editors = (members: string): string => `${company}---
kind: Group
name: editors
members: [${members}]
---
kind: Channel
name: news
members: [group:editors]
`;

export const emptyGroup: Rule = {
  code: 'empty-group',
  title: 'A group that nobody is in',
  severity: 'warning',
  why: 'Something is given to it, and nobody gets it: somebody is missing, who believes to be in it, or everybody has left and the group is a leftover.',
  mend: 'Add its members, or take the group out.',
  bad: editors(''),
  good: editors('ana@acme.example'),
  *check(subject) {
    const roster = rosterOf(subject);
    const { groups } = referencesIn(subject.site);
    for (const { name, at, members, madeBy } of subject.site.groups.values()) {
      if (madeBy !== undefined || !groups.has(name) || roster.isOpen(name) || roster.membersOf(name).length > 0) continue;
      yield {
        at: below(at, 'name'),
        message: `Nobody is in the group ${quote(name)}${members.length > 0 ? ' any more' : ''}.`,
        hint: 'Add its members, or take the group out.',
      };
    }
  },
};
