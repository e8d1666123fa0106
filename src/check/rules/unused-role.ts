import { below } from '../../diagnostics/place.js';
import { quote } from '../../text/quote.js';
import { company, project } from '../examples.js';
import { referencesIn } from '../references.js';
import type { Rule } from '../rule.js';

/** Jira makes it for apps, and does not let it be deleted. */
const builtIn = 'atlassian-addons-project-access';

export const unusedRole: Rule = {
  code: 'unused-role',
  title: 'A role that nothing uses',
  severity: 'warning',
  why: 'No scheme grants it anything and no project gives it to anybody. Jira still offers it in every project, where people fill it and wonder why nothing happens.',
  mend: 'Take it out, or grant it something in a scheme.',
  bad: `${company}${project}---\nkind: Role\nname: Reviewers\n`,
  good: `${company}${project}`,
  *check({ site }) {
    const { roles } = referencesIn(site);
    for (const { name, at } of site.roles.values())
      if (!roles.has(name) && name !== builtIn)
        yield { at: below(at, 'name'), message: `Nothing uses the role ${quote(name)}.`, hint: 'Take it out.' };
  },
};
