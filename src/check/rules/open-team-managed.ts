import { below } from '../../diagnostics/place.js';
import { quote } from '../../text/quote.js';
import { company, outsider } from '../examples.js';
import { rosterOf } from '../roster.js';
import type { Rule } from '../rule.js';

const lab = (access: string): string => `${company}${outsider}---
kind: Project
key: LAB
style: team-managed
access: ${access}
roles:
  Administrator: [user:ana@acme.example, user:bo@acme.example]
`;

export const openTeamManaged: Rule = {
  code: 'open-team-managed',
  title: 'A team-managed project that outsiders can enter',
  severity: 'warning',
  why: 'The access "open" lets everybody who can log in to Jira write, and "limited" lets them read and comment: customers and contractors too. No permission scheme shows it.',
  mend: 'Write "access: private", and name those who belong there under the roles.',
  bad: lab('open'),
  good: lab('private'),
  *check(subject) {
    const outsider = rosterOf(subject).outsidersIn('jira')[0];
    if (outsider === undefined) return;
    for (const { name, access, archived, at } of subject.site.projects.values()) {
      if (archived || access === undefined || access === 'private') continue;
      yield {
        at: below(at, 'access'),
        message: `Everybody who can log in to Jira can ${access === 'open' ? 'work in' : 'read'} project ${name}: also outsiders such as ${quote(outsider.name)}.`,
        hint: 'Write "access: private".',
      };
    }
  },
};
