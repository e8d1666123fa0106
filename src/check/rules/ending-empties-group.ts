import { below } from '../../diagnostics/place.js';
import { addDays } from '../../text/dates.js';
import { quote } from '../../text/quote.js';
import { anythingEnds, endsIn } from '../ends.js';
import { company } from '../examples.js';
import { afterHorizon, horizonDays, lastDay, onDay } from '../horizon.js';
import { referencesIn } from '../references.js';
import { rosterOf } from '../roster.js';
import type { Rule } from '../rule.js';

const editors = (members: string): string => `${company}---
kind: Group
name: editors
members: [${members}]
---
kind: Channel
name: news
members: [group:editors]
`;
const ana = '{user: ana@acme.example, until: 2026-12-01}';

export const endingEmptiesGroup: Rule = {
  code: 'ending-empties-group',
  title: 'A group that will soon be empty',
  severity: 'warning',
  why: 'Within the next 30 days the last member goes by date, with no commit and no review. Whatever rests on the group stops on that day, and nobody is told.',
  mend: 'Add somebody who stays, set a later date, or take out what rests on the group.',
  bad: editors(ana),
  good: editors(`${ana}, bo@acme.example`),
  *check(subject) {
    const { site, asOf } = subject;
    if (!anythingEnds(site, asOf, addDays(asOf, horizonDays))) return;
    const { groups } = referencesIn(site);
    const later = rosterOf(onDay(subject, afterHorizon(subject)));
    for (const { name, at, madeBy } of site.groups.values()) {
      // A Collaboration that ends empties its group on purpose.
      if (madeBy !== undefined || !groups.has(name) || rosterOf(subject).isOpen(name)) continue;
      if (rosterOf(subject).membersOf(name).length === 0 || later.membersOf(name).length > 0) continue;
      const day = lastDay(subject, (then) => rosterOf(then).membersOf(name).length > 0);
      yield {
        at: below(at, 'name'),
        message: `After ${day} nobody is left in the group ${quote(name)}.`,
        hint: 'Add somebody who stays, set a later date, or take the group out.',
        related: endsIn(site)
          .filter(({ until }) => until === day)
          .slice(0, 3)
          .map((end) => ({ message: 'Ends on that day.', at: end.at })),
      };
    }
  },
};
