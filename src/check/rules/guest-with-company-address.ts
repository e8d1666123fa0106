import { keyOf } from '../../diagnostics/place.js';
import { quote } from '../../text/quote.js';
import { company } from '../examples.js';
import { rosterOf } from '../roster.js';
import type { Rule } from '../rule.js';

const guest = (id: string): string => `${company}---
kind: Users
name: guests
users:
  ${id}: {guest: confluence, until: 2027-06-30}
---
kind: Space
key: DOCS
access:
  - {to: [user:ana@acme.example], as: Admin}
guests: [${id}]
`;

export const guestWithCompanyAddress: Rule = {
  code: 'guest-with-company-address',
  title: 'A colleague as a guest',
  severity: 'warning',
  why: 'Guests are meant for people of other companies. Somebody with an address of your own domains is a colleague without a licence, who reaches one space only, or an outsider who was given a company address and passes for a colleague.',
  mend: 'Give the person a product instead of "guest", or use the address of their own company.',
  bad: guest('cleo@acme.example'),
  good: guest('cleo@partner.example'),
  *check(subject) {
    const own = new Set(subject.site.about.internalDomains);
    for (const { name, guest: kinds, at } of subject.site.people.values()) {
      const domain = name.includes('@') ? name.slice(name.lastIndexOf('@') + 1) : '';
      if (kinds.length === 0 || !own.has(domain) || !rosterOf(subject).isAlive(name)) continue;
      yield {
        at: keyOf(at),
        message: `${quote(name)} is declared a guest and has an address of ${quote(domain)}, which is ours.`,
        hint: 'Give the person a product instead of "guest", or use their own address.',
      };
    }
  },
};
