import { below } from '../../diagnostics/place.js';
import { systemSpaceRoles } from '../../model/bundles.js';
import { quote } from '../../text/quote.js';
import { company } from '../examples.js';
import { referencesIn } from '../references.js';
import type { Rule } from '../rule.js';

const reviewer = '---\nkind: SpaceRole\nname: Reviewer\npermissions: [read/space, create/comment]\n';
const space = (role: string): string =>
  `---\nkind: Space\nkey: DOCS\naccess:\n  - {to: [user:ana@acme.example], as: Admin}\n  - {to: [user:bo@acme.example], as: ${role}}\n`;

export const unusedSpaceRole: Rule = {
  code: 'unused-space-role',
  title: 'A space role that no space gives',
  severity: 'warning',
  why: 'Confluence offers it in every space, and whoever edits it here changes nothing.',
  mend: 'Take it out, or give it to somebody in a space.',
  bad: `${company}${reviewer}${space('Viewer')}`,
  good: `${company}${reviewer}${space('Reviewer')}`,
  *check({ site }) {
    const { spaceRoles } = referencesIn(site);
    // Of Confluence's own roles a document says what they hold here, used or not.
    for (const { name, at } of site.spaceRoles.values())
      if (!spaceRoles.has(name) && !Object.hasOwn(systemSpaceRoles, name))
        yield { at: below(at, 'name'), message: `No space gives the role ${quote(name)}.`, hint: 'Take it out.' };
  },
};
