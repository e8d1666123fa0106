import { below } from '../../diagnostics/place.js';
import { defaultScheme } from '../../model/default-scheme.js';
import { quote } from '../../text/quote.js';
import { company, project } from '../examples.js';
import { referencesIn } from '../references.js';
import type { Rule } from '../rule.js';

export const unusedScheme: Rule = {
  code: 'unused-scheme',
  title: 'A scheme that no project uses',
  severity: 'warning',
  why: 'Schemes that nobody uses pile up by the hundred. They are read by whoever looks for a leak, and one day somebody picks the wrong one from a long list.',
  mend: 'Take it out, or use it in a project.',
  bad: `${company}${project}---\nkind: Scheme\nname: old-projects\ngrants:\n  - {to: [role:Administrators], allow: [viewer]}\n`,
  good: `${company}${project}`,
  *check({ site }) {
    const { schemes } = referencesIn(site);
    for (const { name, at } of site.schemes.values())
      if (!schemes.has(name) && name !== defaultScheme)
        yield { at: below(at, 'name'), message: `No project uses the scheme ${quote(name)}.`, hint: 'Take it out.' };
  },
};
