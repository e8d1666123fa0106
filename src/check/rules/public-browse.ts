import { grantLists, holdersIn, roomNames, seeing } from '../broad-access.js';
import { company, projectWith } from '../examples.js';
import type { Rule } from '../rule.js';

export const publicBrowse: Rule = {
  code: 'public-browse',
  title: 'Readable by the whole internet',
  severity: 'warning',
  why: 'A grant to "anyone" needs no account: search engines and strangers read all there is, and all that will ever be written there. It is easily given, and seldom meant.',
  mend: 'Name a role or a group instead. If it is public on purpose, say so in a comment of the form "# permafrost: allow public-browse -- reason, owner user:x, until 2027-12-31".',
  bad: `${company}${projectWith('  - {to: [anyone], allow: [BROWSE_PROJECTS]}\n')}`,
  good: `${company}${projectWith('  # permafrost: allow public-browse -- our public roadmap, owner user:ana@acme.example, until 2027-06-30\n  - {to: [anyone], allow: [BROWSE_PROJECTS]}\n')}`,
  *check({ site, asOf }) {
    for (const grants of grantLists(site)) {
      for (const { at } of holdersIn(grants, asOf, seeing[grants.system], ['anyone']))
        yield {
          at,
          message: `Anybody on the internet can read ${roomNames(grants.rooms)}, without an account.`,
          hint: 'Name a role or a group instead of "anyone", or say in a comment that it is public on purpose.',
        };
    }
  },
};
