import { administeredProjects, administering } from '../administered.js';
import { company, project, projectWith } from '../examples.js';
import { holdersOf } from '../rooms.js';
import type { Rule } from '../rule.js';

export const projectWithoutAdministrator: Rule = {
  code: 'project-without-administrator',
  title: 'A project that nobody administers',
  severity: 'warning',
  why: 'Nobody in it can let a new colleague in, or take somebody out who has left. Site administrators can, once somebody finds one; and not of a private team-managed project.',
  mend: 'Give two people a role that holds ADMINISTER_PROJECTS.',
  bad: `${company}${projectWith('').replace('[project-admin]', '[developer]')}`,
  good: `${company}${project}`,
  *check(subject) {
    for (const room of administeredProjects(subject.site)) {
      const { people, countless } = holdersOf(subject, room, administering(room), 1);
      if (people.size === 0 && !countless)
        yield {
          at: room.at,
          message: `Nobody administers project ${room.name}.`,
          hint: 'Give two people a role that holds ADMINISTER_PROJECTS.',
        };
    }
  },
};
