import { keyOf } from '../../diagnostics/place.js';
import { nothing } from '../../matrix/effects.js';
import { quote } from '../../text/quote.js';
import { company } from '../examples.js';
import { rosterOf, type Roster } from '../roster.js';
import type { Rule } from '../rule.js';

const endOfTime = '9999-12-31';

const partners = (until: string): string => `${company}---
kind: Users
name: partners
users:
  eva@partner.example: {products: [jira-software]${until}}
`;

export const externalWithoutUntil: Rule = {
  code: 'external-without-until',
  title: 'An outsider without a last day',
  severity: 'warning',
  why: 'Contracts end, and nobody remembers the accounts: Jira never ends access by itself. Outsiders who left years ago are what an audit finds first.',
  mend: 'Write "until" at the person, or in the "defaults" of the document they are declared in.',
  bad: partners(''),
  good: partners(', until: 2027-06-30'),
  *check(subject) {
    const today = rosterOf(subject);
    const open = today.outsiders.filter(({ until }) => until === undefined);
    if (open.length === 0) return;
    const later = rosterOf({ ...subject, matrix: subject.matrixOn(endOfTime) });
    for (const { name, at } of open) {
      // A date at each thing somebody has does as well as one at the person.
      if (!hasAccess(later, name) && hasAccess(today, name)) continue;
      yield {
        at: keyOf(at),
        message: `${quote(name)} is from outside and has no last day.`,
        hint: 'Write "until: YYYY-MM-DD" at the person.',
      };
    }
  },
};

/** Whether somebody has more than the public has; to be declared a guest gives nothing yet. */
function hasAccess(roster: Roster, name: string): boolean {
  const { evaluator } = roster;
  const person = roster.numberOf(name);
  if (person === undefined) return false;
  if (evaluator.productsOf(person) !== 0) return true;
  let more = false;
  evaluator.visitRows(person, (row, access) => {
    const isSite = evaluator.frame(row).kind === 'site';
    const granted = isSite
      ? evaluator.tables.effects.cells(access).some(({ permission }) => !permission.startsWith('guest:'))
      : access !== nothing;
    more ||= granted && access !== evaluator.classAccess(row, 'anyone');
  });
  return more;
}
