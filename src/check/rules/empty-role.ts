import { below } from '../../diagnostics/place.js';
import { hasEnded } from '../../model/ends.js';
import { count } from '../../text/plural.js';
import { quote } from '../../text/quote.js';
import { grantLists } from '../broad-access.js';
import { company, projectWith } from '../examples.js';
import { rosterOf, type Roster } from '../roster.js';
import type { Rule, Subject } from '../rule.js';

const readers = '---\nkind: Role\nname: Readers\n';
const line = '  - {to: [role:Administrators, role:Readers], allow: [app:com.acme.notes]}\n';

export const emptyRole: Rule = {
  code: 'empty-role',
  title: 'A role that nobody holds',
  severity: 'warning',
  why: 'Schemes grant it something, and no project gives it to anybody who is still there. Either somebody is missing, who believes to have access, or the role is a leftover.',
  mend: 'Name somebody under the role in a project, or take the role out.',
  bad: `${company}${readers}${projectWith(line)}`,
  good: `${company}${readers}${projectWith(line, '  Readers: [user:ana@acme.example]\n')}`,
  *check(subject) {
    const { site } = subject;
    const lists = grantLists(site).map(({ grants, rooms }) => ({ roles: grantedRoles(grants), rooms }));
    const held = rolesHeld(subject, rosterOf(subject));
    for (const { name, at } of site.roles.values()) {
      if (held.has(name)) continue;
      const projects = lists.filter(({ roles }) => roles.has(name)).reduce((sum, { rooms }) => sum + rooms.length, 0);
      if (projects === 0) continue;
      yield {
        at: below(at, 'name'),
        message: `Nobody holds the role ${quote(name)} in any project, though ${count(projects, 'project')} would let them do something.`,
        hint: 'Name somebody under the role in a project, or take the role out.',
      };
    }
  },
};

function grantedRoles(
  grants: readonly { readonly to: readonly { readonly type: string; readonly name: string }[] }[],
): ReadonlySet<string> {
  return new Set(grants.flatMap(({ to }) => to.flatMap(({ type, name }) => (type === 'role' ? [name] : []))));
}

function rolesHeld({ site, asOf }: Subject, roster: Roster): ReadonlySet<string> {
  const held = new Set<string>();
  for (const { roles } of site.projects.values()) {
    for (const [role, actors] of roles) {
      if (held.has(role)) continue;
      const isHeld = actors.some(
        (actor) =>
          !hasEnded(actor, asOf) &&
          (actor.type === 'user' ? roster.isAlive(actor.name) : roster.isOpen(actor.name) || roster.membersOf(actor.name).length > 0),
      );
      if (isHeld) held.add(role);
    }
  }
  return held;
}
