import { below } from '../../diagnostics/place.js';
import { hasEnded } from '../../compile/membership.js';
import { list } from '../../text/plural.js';
import { grantLists, roomNames } from '../broad-access.js';
import { company } from '../examples.js';
import type { Rule } from '../rule.js';

const readingOnly = [
  'BROWSE_PROJECTS',
  'VIEW_VOTERS_AND_WATCHERS',
  'VIEW_READONLY_WORKFLOW',
  'VIEW_DEV_TOOLS',
  'VIEW_AGGREGATED_DATA',
  'read/space',
  'export/space',
  'export_content/space',
];

const space = (allow: string): string => `${company}---
kind: Space
key: DOCS
access:
  - {to: [user:ana@acme.example], as: Admin}
  # permafrost: allow public-browse -- the manual, owner user:ana@acme.example, until 2027-06-30
  - {to: [anyone], allow: [${allow}]}
`;

export const publicWrite: Rule = {
  code: 'public-write',
  title: 'The public can change things',
  severity: 'warning',
  why: 'What "anyone" may write, robots will: unsolicited advertising, links to malware, and nobody to ask about it, since no account stands behind it.',
  mend: 'Let the public read, and give writing to people with an account.',
  bad: space('read/space, create/comment'),
  good: space('read/space'),
  *check({ site, asOf }) {
    for (const { grants, rooms } of grantLists(site)) {
      for (const grant of grants) {
        const index = grant.to.findIndex(({ type }) => type === 'anyone');
        const writing = grant.permissions.filter((permission) => !readingOnly.includes(permission));
        if (index < 0 || writing.length === 0 || hasEnded(grant, asOf)) continue;
        const shown = writing.length > 3 ? [...writing.slice(0, 2), `${writing.length - 2} other permissions`] : writing;
        yield {
          at: below(grant.at, 'to', index),
          message: `Anybody on the internet holds ${list(shown)} in ${roomNames(rooms)}, without an account.`,
          hint: 'Leave "anyone" what is needed for reading.',
        };
      }
    }
  },
};
