import { keyOf } from '../../diagnostics/place.js';
import { hasEnded } from '../../model/ends.js';
import { quote } from '../../text/quote.js';
import { company } from '../examples.js';
import { rosterOf } from '../roster.js';
import type { Rule } from '../rule.js';

const guest = (placed: string): string => `${company}---
kind: Users
name: guests
users:
  eva@partner.example: {guest: confluence, until: 2027-06-30}
---
kind: Space
key: DOCS
access:
  - {to: [user:ana@acme.example], as: Admin}
guests: [${placed}]
`;

export const guestWithoutPlace: Rule = {
  code: 'guest-without-place',
  title: 'A guest of nothing',
  severity: 'warning',
  why: 'A guest who is placed nowhere reaches nothing, yet keeps an account on the site and counts among the guests that the plan allows.',
  mend: 'Place the guest in a space or a project, or take the person out.',
  bad: guest(''),
  good: guest('eva@partner.example'),
  *check(subject) {
    const { site, asOf } = subject;
    const placed = new Set<string>();
    for (const { guests } of [...site.spaces.values(), ...site.projects.values(), ...site.channels.values()])
      for (const entry of guests) if (!hasEnded(entry, asOf)) placed.add(entry.user);
    for (const { name, guest: kinds, at } of site.people.values()) {
      if (kinds.length === 0 || placed.has(name) || !rosterOf(subject).isAlive(name)) continue;
      yield {
        at: keyOf(at),
        message: `${quote(name)} is declared a guest and is placed nowhere.`,
        hint: 'Add the person under "guests" of a space or project, or take "guest" away.',
      };
    }
  },
};
