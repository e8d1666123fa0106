import { below } from '../../diagnostics/place.js';
import { hasEnded } from '../../model/ends.js';
import { quote } from '../../text/quote.js';
import { referenceTo } from '../../text/reference.js';
import { company, projectWith } from '../examples.js';
import type { Site } from '../../model/site.js';
import type { Rule } from '../rule.js';

const engineers = `---
kind: Group
name: engineers
members: [ana@acme.example, bo@acme.example]
`;
const developers = `---
kind: Role
name: Developers
`;

export const namedInScheme: Rule = {
  code: 'named-in-scheme',
  title: 'A person or group in a scheme',
  severity: 'warning',
  why: 'A scheme is shared. Whoever is named in it has access to every project that uses it, now and later, and no project can leave them out; so in the end each project gets a scheme of its own.',
  mend: 'Let the scheme name a role, and each project say who holds the role.',
  bad: `${company}${engineers}${projectWith('  - {to: [group:engineers], allow: [developer]}\n')}`,
  good: `${company}${engineers}${developers}${projectWith('  - {to: [role:Developers], allow: [developer]}\n', '  Developers: [group:engineers]\n')}`,
  *check({ site, asOf }) {
    const exempt = siteAdministrators(site);
    for (const scheme of site.schemes.values()) {
      const seen = new Set<string>(exempt);
      for (const grant of scheme.grants) {
        if (hasEnded(grant, asOf)) continue;
        for (const [index, holder] of grant.to.entries()) {
          if ((holder.type !== 'user' && holder.type !== 'group') || seen.has(referenceTo(holder))) continue;
          seen.add(referenceTo(holder));
          yield {
            at: below(grant.at, 'to', index),
            message: `Scheme ${quote(scheme.name)} names ${holder.type === 'user' ? 'the person' : 'the group'} ${quote(holder.name)}, for every project that uses it.`,
            hint: `Grant it to a role, and name ${quote(referenceTo(holder))} under that role in the projects.`,
          };
        }
      }
    }
  },
};

/** Those who run the site can give themselves everything; to name them in a scheme takes no choice from anybody. */
function siteAdministrators({ about }: Site): readonly string[] {
  const granted = about.globalPermissions.filter(({ permissions }) => permissions.includes('ADMINISTER')).flatMap(({ to }) => to);
  return [...about.admins, ...granted].map(referenceTo);
}
