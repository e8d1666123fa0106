import { below } from '../../diagnostics/place.js';
import { hasEnded } from '../../model/ends.js';
import { list } from '../../text/plural.js';
import { grantLists, roomNames } from '../broad-access.js';
import { company } from '../examples.js';
import type { Grant } from '../../model/site.js';
import type { Matrix } from '../../matrix/matrix.js';
import type { Room } from '../rooms.js';
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
  *check({ site, matrix, asOf }) {
    for (const { grants, rooms } of grantLists(site)) {
      for (const grant of grants) {
        const index = grant.to.findIndex(({ type }) => type === 'anyone');
        if (index < 0 || hasEnded(grant, asOf)) continue;
        const { writing, open } = heldByAnyone(grant, rooms, matrix);
        if (writing.length === 0) continue;
        const shown = writing.length > 3 ? [...writing.slice(0, 2), `${writing.length - 2} other permissions`] : writing;
        yield {
          at: below(grant.at, 'to', index),
          message: `Anybody on the internet holds ${list(shown)} in ${roomNames(open)}, without an account.`,
          hint: 'Leave "anyone" what is needed for reading.',
        };
      }
    }
  },
};

/** What of a grant the public really holds, and where: a permission comes to nothing where nobody may look in, or its product is missing. */
function heldByAnyone(
  { permissions }: Grant,
  rooms: readonly Room[],
  matrix: Matrix,
): { writing: readonly string[]; open: readonly Room[] } {
  const holds = (permission: string, { resource }: Room): boolean => matrix.verdict('anyone', permission, resource) !== undefined;
  const writing = permissions.filter((each) => !readingOnly.includes(each) && rooms.some((room) => holds(each, room)));
  return { writing, open: rooms.filter((room) => writing.some((each) => holds(each, room))) };
}
