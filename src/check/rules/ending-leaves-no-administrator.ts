import { addDays } from '../../text/dates.js';
import { quote } from '../../text/quote.js';
import { administeredProjects, administeredSpaces, administering } from '../administered.js';
import { anythingEnds, endsIn } from '../ends.js';
import { company, project } from '../examples.js';
import { afterHorizon, horizonDays, lastDay, onDay } from '../horizon.js';
import { holdersOf, type Room } from '../rooms.js';
import type { Rule, Subject } from '../rule.js';

const ending = (person: string): string => `{subject: user:${person}@acme.example, until: 2026-12-01}`;
const list = '[user:ana@acme.example, user:bo@acme.example]';

export const endingLeavesNoAdministrator: Rule = {
  code: 'ending-leaves-no-administrator',
  title: 'A project that will soon have no administrator',
  severity: 'warning',
  why: 'Within the next 30 days the last administrator of a project or space goes by date, with no commit and no review, and nobody in it can let anybody in or out any more.',
  mend: 'Name a second administrator who stays, or set a later date.',
  bad: `${company}${project.replace(list, `[${ending('ana')}, ${ending('bo')}]`)}`,
  good: `${company}${project.replace(list, `[user:ana@acme.example, ${ending('bo')}]`)}`,
  *check(subject) {
    const { site, asOf } = subject;
    if (!anythingEnds(site, asOf, addDays(asOf, horizonDays))) return;
    const later = onDay(subject, afterHorizon(subject));
    for (const room of [...administeredProjects(site), ...administeredSpaces(site)]) {
      if (isAdministered(later, room) || !isAdministered(subject, room)) continue;
      const day = lastDay(subject, (then) => isAdministered(then, room));
      yield {
        at: room.at,
        message: `After ${day} nobody administers ${room.project === undefined ? 'space' : 'project'} ${quote(room.name)}.`,
        hint: 'Name a second administrator who stays.',
        related: endsIn(site)
          .filter(({ until }) => until === day)
          .slice(0, 3)
          .map((end) => ({ message: 'Ends on that day.', at: end.at })),
      };
    }
  },
};

function isAdministered(subject: Subject, room: Room): boolean {
  const { people, countless } = holdersOf(subject, room, administering(room), 1);
  return countless || people.size > 0;
}
