import { below } from '../../diagnostics/place.js';
import { allowed } from '../../matrix/verdicts.js';
import { quote } from '../../text/quote.js';
import { company } from '../examples.js';
import { rosterOf } from '../roster.js';
import type { Rule } from '../rule.js';

const archive = (holder: string): string => `${company}---
kind: Role
name: Readers
---
kind: Scheme
name: archive
grants:
  - {to: [${holder}], allow: [BROWSE_PROJECTS]}
---
kind: Project
key: OLD
scheme: archive
archived: true
roles:
  Readers: [user:ana@acme.example]
`;

export const archivedButOpen: Rule = {
  code: 'archived-but-open',
  title: 'An archived project that is still open',
  severity: 'warning',
  why: 'Archiving hides a project from the screens, not from the API: whoever may browse it still reads every issue. What nobody looks at any more is the last thing to leave open.',
  mend: 'Give the project a scheme in which only those may browse who still need it.',
  bad: archive('anyone'),
  good: archive('role:Readers'),
  *check(subject) {
    const roster = rosterOf(subject);
    const { effects } = roster.evaluator.tables;
    const browse = effects.idOf('BROWSE_PROJECTS');
    const outsider = roster.outsidersIn('jira')[0];
    if (browse === undefined) return;
    for (const { name, archived, at } of subject.site.projects.values()) {
      if (!archived) continue;
      const held = (who: 'anyone' | 'logged-in'): boolean =>
        effects.verdict(roster.evaluator.classAccess(roster.rowOf(`project:${name}`), who), browse) === allowed;
      const whom = held('anyone')
        ? 'anybody on the internet'
        : outsider !== undefined && held('logged-in')
          ? `everybody who can log in, outsiders such as ${quote(outsider.name)} included`
          : undefined;
      if (whom !== undefined)
        yield {
          at: below(at, 'archived'),
          message: `Project ${name} is archived and can still be read by ${whom}.`,
          hint: 'Give it a scheme in which only those may browse who still need it.',
        };
    }
  },
};
