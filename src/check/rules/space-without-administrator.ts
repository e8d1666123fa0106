import { quote } from '../../text/quote.js';
import { administeredSpaces, administering } from '../administered.js';
import { company } from '../examples.js';
import { holdersOf } from '../rooms.js';
import type { Rule } from '../rule.js';

const space = (role: string): string => `${company}---
kind: Space
key: DOCS
access:
  - {to: [user:ana@acme.example, user:bo@acme.example], as: ${role}}
`;

export const spaceWithoutAdministrator: Rule = {
  code: 'space-without-administrator',
  title: 'A space that nobody administers',
  severity: 'warning',
  why: 'Nobody can change who may read it, or take its pages out of sight. Confluence lets a site administrator recover it, if somebody notices.',
  mend: 'Give somebody the space role Admin, or administer/space.',
  bad: space('Manager'),
  good: space('Admin'),
  *check(subject) {
    for (const room of administeredSpaces(subject.site)) {
      const { people, countless } = holdersOf(subject, room, administering(room), 1);
      if (people.size === 0 && !countless)
        yield { at: room.at, message: `Nobody administers space ${quote(room.name)}.`, hint: 'Give somebody the space role Admin.' };
    }
  },
};
