import { below } from '../../diagnostics/place.js';
import type { Project, Scheme, Site } from '../../model/site.js';
import { addToList } from '../../text/add-to-list.js';
import { compareBytes } from '../../text/compare.js';
import { count } from '../../text/plural.js';
import { quote } from '../../text/quote.js';
import { canReplace, liken, nearPairs, type Likened, type UsedScheme } from '../scheme-likeness.js';
import { company, project } from '../examples.js';
import type { Finding, Rule } from '../rule.js';

const twin = '---\nkind: Scheme\nname: internal-2\ngrants:\n  - {to: [role:Administrators], allow: [developer, project-admin]}\n';
const fleet = (scheme: string): string =>
  `---\nkind: Project\nkey: FLEET\nscheme: ${scheme}\nroles:\n  Administrators: [user:ana@acme.example, user:bo@acme.example]\n`;

export const nearEqualSchemes: Rule = {
  code: 'near-equal-schemes',
  title: 'Two schemes that could be one',
  severity: 'warning',
  why: 'Jira copies a scheme in two clicks, and the copies drift apart: a hole that is closed in one stays open in the other. It is only reported where the one was put in place of the other, everything was compiled again, and nobody had gained or lost anything.',
  mend: 'Use the first scheme in the projects of the second, and take the second out. If they are meant to differ one day, give them different owners.',
  bad: `${company}${project}${twin}${fleet('internal-2')}`,
  good: `${company}${project}${fleet('internal')}`,
  *check(subject) {
    const used = usage(subject.site);
    const schemes = [...subject.site.schemes.values()]
      .sort((a, b) => compareBytes(a.name, b.name))
      .flatMap((scheme): readonly UsedScheme[] => {
        const projects = used.get(scheme.name);
        return projects === undefined ? [] : [{ scheme, projects }];
      });
    const gone = new Set<Likened>();
    for (const { first, second, differences } of nearPairs(liken(schemes, subject.asOf))) {
      if (gone.has(first) || gone.has(second)) continue;
      const [kept, dropped] = canReplace(subject, first, second) ? [first, second] : [second, first];
      if (kept === second && !canReplace(subject, second, first)) continue;
      gone.add(dropped);
      yield found(kept.scheme, dropped.scheme, differences, dropped.projects.length);
    }
  },
};

/** The projects in which each scheme is used. */
function usage({ projects }: Site): ReadonlyMap<string, readonly Project[]> {
  const used = new Map<string, Project[]>();
  for (const project of projects.values()) if (project.scheme !== undefined) addToList(used, project.scheme, project);
  return used;
}

function found(kept: Scheme, dropped: Scheme, differences: number, projects: number): Finding {
  const how = differences === 0 ? 'grants the same' : `differs in ${count(differences, 'grant')} that nobody would miss or gain by`;
  return {
    at: below(dropped.at, 'name'),
    message: `The scheme ${quote(dropped.name)} ${how}: with ${quote(kept.name)} in its ${count(projects, 'project')} everybody's access stays as it is.`,
    hint: `Use ${quote(kept.name)} there, and take this one out.`,
    related: [{ message: 'The other scheme.', at: below(kept.at, 'name') }],
  };
}
