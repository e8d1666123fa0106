import { below } from '../../diagnostics/place.js';
import { company } from '../examples.js';
import { rosterOf } from '../roster.js';
import type { Rule } from '../rule.js';

const admins = (list: string): string => company.replace('---', `admins: [${list}]\n---`);

export const singleSiteAdministrator: Rule = {
  code: 'single-site-administrator',
  title: 'Too few site administrators',
  severity: 'warning',
  why: 'When the one administrator has left, or the account is locked, only Atlassian can let you back in, which takes days. Programs do not count.',
  mend: 'Add people to "admins" of the Site, or to the group that stands there.',
  bad: admins('user:ana@acme.example'),
  good: admins('user:ana@acme.example, user:bo@acme.example'),
  *check(subject) {
    const { admins, limits, at } = subject.site.about;
    const roster = rosterOf(subject);
    const people = new Set<number>();
    if (admins.length === 0) return;
    for (const entry of admins) {
      for (const each of roster.subjectsOf(entry)) {
        const person = roster.personOf(each);
        if (person === undefined) return;
        if (person.type === 'person') people.add(each);
      }
    }
    if (people.size >= limits.minAdmins) return;
    yield {
      at: below(at, 'admins'),
      message: `${people.size === 0 ? 'Nobody' : people.size === 1 ? 'One person' : `${people.size} people`} can administer the site; ${limits.minAdmins} should.`,
      hint: 'Add people to "admins", or to the group that stands there.',
    };
  },
};
