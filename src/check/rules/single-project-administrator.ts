import type { Person } from '../../model/site.js';
import { quote } from '../../text/quote.js';
import { administeredProjects, administering } from '../administered.js';
import { company, project } from '../examples.js';
import { holdersOf } from '../rooms.js';
import { rosterOf } from '../roster.js';
import type { Rule, Subject } from '../rule.js';

export const singleProjectAdministrator: Rule = {
  code: 'single-project-administrator',
  title: 'A project with one administrator',
  severity: 'warning',
  why: 'When that one person is on holiday, ill or gone, nobody in the project can let anybody in or out.',
  mend: 'Give a second person a role that holds ADMINISTER_PROJECTS.',
  bad: `${company}${project.replace(', user:bo@acme.example', '')}`,
  good: `${company}${project}`,
  *check(subject) {
    for (const room of administeredProjects(subject.site)) {
      const { people, countless } = holdersOf(subject, room, administering(room), 2);
      const [only] = people.keys();
      if (people.size === 1 && only !== undefined && !countless && hasColleague(subject, only))
        yield {
          at: room.at,
          message: `Nobody but ${quote(only.name)} administers project ${room.name}.`,
          hint: 'Give a second person a role that holds ADMINISTER_PROJECTS.',
        };
    }
  },
};

/** Whether there is anybody else of the company in Jira: of a site with one person nothing else can be asked. */
function hasColleague(subject: Subject, { name }: Person): boolean {
  const roster = rosterOf(subject);
  return roster.evaluator.tables.people.some((other, number) => {
    const person = subject.site.people.get(other);
    return other !== name && person?.type === 'person' && person.audience === 'internal' && roster.canLogInTo(number, 'jira');
  });
}
