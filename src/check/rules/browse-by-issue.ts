import { grantLists, holdersIn, roomNames } from '../broad-access.js';
import { company, projectWith } from '../examples.js';
import type { Rule } from '../rule.js';

export const browseByIssue: Rule = {
  code: 'browse-by-issue',
  title: 'Project names shown to everybody',
  severity: 'warning',
  why: 'With BROWSE_PROJECTS for the reporter, the assignee or whoever stands in a field, Jira shows the name and key of the project to everybody who can log in, since anybody might be that person in some issue. Customers learn of each other that way.',
  mend: 'Give BROWSE_PROJECTS to roles, and let issue security levels hide single issues.',
  bad: `${company}${projectWith('  - {to: [reporter], allow: [BROWSE_PROJECTS]}\n')}`,
  good: `${company}${projectWith('  - {to: [reporter], allow: [EDIT_OWN_COMMENTS]}\n')}`,
  *check({ site, asOf }) {
    for (const grants of grantLists(site)) {
      const isOpen = holdersIn(grants, asOf, 'BROWSE_PROJECTS', ['anyone', 'logged-in']).next().done === false;
      if (grants.system !== 'jira' || isOpen) continue;
      for (const { type, at } of holdersIn(grants, asOf, 'BROWSE_PROJECTS', ['reporter', 'assignee', 'user-field', 'group-field']))
        yield {
          at,
          message: `BROWSE_PROJECTS for ${whom(type)} shows the name of ${roomNames(grants.rooms)} to everybody who can log in.`,
          hint: 'Give BROWSE_PROJECTS to roles instead.',
        };
    }
  },
};

function whom(type: string): string {
  return type === 'reporter' || type === 'assignee' ? `the ${type}` : 'whoever stands in a field';
}
