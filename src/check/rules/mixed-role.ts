import { below, keyOf } from '../../diagnostics/place.js';
import { hasEnded } from '../../model/ends.js';
import type { Entry } from '../../model/site.js';
import { quote } from '../../text/quote.js';
import { Audiences, isMixed, join, type Mixture } from '../audience.js';
import { company, outsider, projectWith } from '../examples.js';
import { rosterOf } from '../roster.js';
import type { Rule } from '../rule.js';

const developers = '---\nkind: Role\nname: Developers\n';
const customers = '---\nkind: Role\nname: Customers\n';

export const mixedRole: Rule = {
  code: 'mixed-role',
  title: 'Colleagues and outsiders in one role',
  severity: 'warning',
  why: 'A role is what a scheme grants to. Whatever is added for colleagues, in this or any other project with the same scheme, outsiders get as well.',
  mend: 'Give outsiders a role of their own, and let the scheme say what it may do.',
  bad: `${company}${outsider}${developers}${projectWith('  - {to: [role:Developers], allow: [developer]}\n', '  Developers: [user:bo@acme.example, user:eva@partner.example]\n')}`,
  good: `${company}${outsider}${developers}${customers}${projectWith('  - {to: [role:Developers], allow: [developer]}\n  - {to: [role:Customers], allow: [commenter]}\n', '  Developers: [user:bo@acme.example]\n  Customers: [user:eva@partner.example]\n')}`,
  *check(subject) {
    const roster = rosterOf(subject);
    const audiences = new Audiences(roster);
    // A group that is mixed itself is reported as such.
    const kindOf = (actor: Entry): Mixture => {
      const mixture = actor.type === 'group' && roster.isOpen(actor.name) ? {} : audiences.of(actor);
      return isMixed(mixture) ? {} : mixture;
    };
    for (const project of subject.site.projects.values()) {
      if (project.archived) continue;
      for (const [role, actors] of project.roles) {
        const living = actors.filter((actor) => !hasEnded(actor, subject.asOf));
        const { internal, external } = living.map(kindOf).reduce(join, {});
        if (internal === undefined || external === undefined) continue;
        yield {
          at: keyOf(below(project.at, 'roles', role)),
          message: `The role ${quote(role)} in ${project.name} is held by people of the company, such as ${quote(internal)}, and by outsiders, such as ${quote(external)}.`,
          hint: 'Give outsiders a role of their own.',
        };
      }
    }
  },
};
