import { below } from '../../diagnostics/place.js';
import { addDays } from '../../text/dates.js';
import { quote } from '../../text/quote.js';
import { anythingEnds, endsIn } from '../ends.js';
import { company, project } from '../examples.js';
import { afterHorizon, horizonDays, lastDay, onDay } from '../horizon.js';
import { judge, judgeOne } from '../judge.js';
import type { Rule } from '../rule.js';

const two = `---
kind: Guardrail
name: two-administrators
atLeast: {count: 2, can: [ADMINISTER_PROJECTS], on: [project:*]}
`;
const until = (day: string): string => project.replace('user:bo@acme.example]', `{subject: user:bo@acme.example, until: ${day}}]`);

export const endingBreaksGuardrail: Rule = {
  code: 'ending-breaks-guardrail',
  title: 'A guardrail that will soon break by itself',
  severity: 'warning',
  why: 'Within the next 30 days something ends by date, and a guardrail that holds today no longer does: the next change will be stopped for it, whatever that change is about.',
  mend: 'Set a later date, or give somebody else what ends.',
  bad: `${company}${until('2026-12-01')}${two}`,
  good: `${company}${until('2027-12-01')}${two}`,
  *check(subject) {
    const { site, asOf } = subject;
    if (site.guardrails.size === 0 || !anythingEnds(site, asOf, addDays(asOf, horizonDays))) return;
    for (const { guardrail, ok } of judge(onDay(subject, afterHorizon(subject)))) {
      if (ok || !judgeOne(subject, guardrail).ok) continue;
      const day = lastDay(subject, (then) => judgeOne(then, guardrail).ok);
      yield {
        at: guardrail.madeBy === undefined ? below(guardrail.at, 'name') : guardrail.at,
        message: `After ${day} the guardrail ${quote(guardrail.name)} is broken, if nothing is done.`,
        hint: 'Set a later date, or give somebody else what ends.',
        related: endsIn(site)
          .filter(({ until: end }) => end === day)
          .slice(0, 3)
          .map((end) => ({ message: 'Ends on that day.', at: end.at })),
      };
    }
  },
};
