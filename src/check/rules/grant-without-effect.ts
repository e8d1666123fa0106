import { hasEnded } from '../../model/ends.js';
import type { Grant } from '../../model/site.js';
import { list } from '../../text/plural.js';
import { grantLists } from '../broad-access.js';
import { givesAnything, patience } from '../effect.js';
import { company, projectWith } from '../examples.js';
import { holderText } from '../holder-text.js';
import { rosterOf } from '../roster.js';
import type { Rule } from '../rule.js';

const reviewers = '---\nkind: Role\nname: Reviewers\n';
const line = (allow: string): string =>
  projectWith(`  - {to: [role:Reviewers], allow: [${allow}]}\n`, '  Reviewers: [user:cy@acme.example]\n');
const cy = '  cy@acme.example: {products: [jira-software]}\n';

export const grantWithoutEffect: Rule = {
  code: 'grant-without-effect',
  title: 'A grant that gives nobody anything',
  severity: 'warning',
  why: 'Whoever wrote the line believes that somebody has access by it. Mostly a permission is missing that it rests on, such as BROWSE_PROJECTS, or its holders have no licence, or nobody holds the role.',
  mend: 'Give what is missing, or take the line out.',
  bad: `${company}${cy}${reviewers}${line('ADD_COMMENTS')}`,
  good: `${company}${cy}${reviewers}${line('BROWSE_PROJECTS, ADD_COMMENTS')}`,
  *check(subject) {
    const { site, asOf } = subject;
    const roster = rosterOf(subject);
    const steps = patience();
    for (const { grants, rooms } of grantLists(site)) {
      for (const grant of grants) {
        if (hasEnded(grant, asOf) || rooms.some((room) => givesAnything(subject, room, grant, steps))) continue;
        yield { at: grant.at, message: `Nobody gets anything by this grant to ${holders(grant)}.`, hint: reason(grant) };
      }
    }
    for (const grant of site.about.globalPermissions) {
      if (hasEnded(grant, asOf) || grant.to.some(({ name }) => roster.isOpen(name) || roster.membersOf(name).length > 0)) continue;
      yield { at: grant.at, message: `Nobody gets anything by this grant to ${holders(grant)}: nobody is in there.`, hint: 'Take it out.' };
    }
  },
};

function holders({ to }: Grant): string {
  return list(to.map(holderText));
}

function reason({ permissions, to }: Grant): string {
  const base = permissions.some((each) => each.includes('/')) ? 'read/space' : 'BROWSE_PROJECTS';
  const who = to.some(({ type }) => type === 'role') ? 'somebody holds the role, ' : '';
  return `See that ${who}they have a licence, and ${base} where this holds; or take it out.`;
}
