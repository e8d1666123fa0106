import { below } from '../../diagnostics/place.js';
import type { Guardrail } from '../../model/site.js';
import { addDays } from '../../text/dates.js';
import { quote } from '../../text/quote.js';
import { anythingEnds, endsIn } from '../ends.js';
import { company, project } from '../examples.js';
import { afterHorizon, horizonDays, lastDay, onDay } from '../horizon.js';
import { judgeOne } from '../judge.js';
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
    if (!anythingEnds(site, asOf, addDays(asOf, horizonDays))) return;
    const guardrails = [...site.guardrails.values()].filter((guardrail) => canBreak(guardrail, asOf));
    for (const guardrail of guardrails) {
      if (judgeOne(onDay(subject, afterHorizon(subject)), guardrail).ok || !judgeOne(subject, guardrail).ok) continue;
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

/** Access that ends can only break what asks for access; a waiver that ends can break anything. */
function canBreak({ rule, except }: Guardrail, asOf: string): boolean {
  return (
    rule.type === 'always' || rule.type === 'atLeast' || except.some(({ until }) => until >= asOf && until <= addDays(asOf, horizonDays))
  );
}
