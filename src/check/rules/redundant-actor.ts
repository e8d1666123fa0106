import { hasEnded } from '../../model/ends.js';
import { quote } from '../../text/quote.js';
import { company, projectWith } from '../examples.js';
import { Implication, lastsAsLong } from '../implied.js';
import { rosterOf } from '../roster.js';
import type { Rule } from '../rule.js';

const leads = '---\nkind: Group\nname: leads\nmembers: [ana@acme.example, bo@acme.example]\n';
const core = (actors: string): string => projectWith('').replace('[user:ana@acme.example, user:bo@acme.example]', actors);

export const redundantActor: Rule = {
  code: 'redundant-actor',
  title: 'Somebody who holds a role twice',
  severity: 'warning',
  why: 'A person who stands beside a group that has them keeps the role when they leave the group, which is when everybody believes it gone.',
  mend: 'Take out the person or the group that another group brings.',
  bad: `${company}${leads}${core('[group:leads, user:ana@acme.example]')}`,
  good: `${company}${leads}${core('[group:leads]')}`,
  *check(subject) {
    const implication = new Implication('global', rosterOf(subject));
    for (const project of subject.site.projects.values()) {
      for (const [role, actors] of project.roles) {
        const living = actors.filter((actor) => !hasEnded(actor, subject.asOf));
        const groups = living.filter(({ type }) => type === 'group');
        for (const actor of living) {
          // The same entry twice is reported when it is read.
          const wider = groups.find(
            (group) =>
              group.name !== actor.name && lastsAsLong(group.until, actor.until) && implication.includes(group, actor, actor.until),
          );
          if (wider === undefined) continue;
          yield {
            at: actor.at,
            message: `${quote(actor.name)} holds the role ${quote(role)} in ${project.name} already, through the group ${quote(wider.name)}.`,
            hint: `Take ${quote(actor.name)} out.`,
            related: [{ message: 'The group stands here.', at: wider.at }],
          };
        }
      }
    }
  },
};
