import { hasEnded } from '../../model/ends.js';
import { quote } from '../../text/quote.js';
import { grantLists, holdersIn, roomNames, seeing, type GrantList } from '../broad-access.js';
import { company, outsider, projectWith } from '../examples.js';
import { rosterOf } from '../roster.js';
import type { Finding, Rule, Subject } from '../rule.js';

export const browseForLoggedIn: Rule = {
  code: 'browse-for-logged-in',
  title: 'Everybody who logs in can read it, outsiders too',
  severity: 'warning',
  why: '"Any logged in user" stands in the scheme that Jira makes for new sites. As soon as one customer or contractor has an account, it means them as well, and so does a group that anybody may join.',
  mend: 'Name the people it is meant for: a role in a scheme, a group in a space.',
  bad: `${company}${outsider}${projectWith('  - {to: [logged-in], allow: [BROWSE_PROJECTS]}\n')}`,
  good: `${company}${outsider}${projectWith('')}`,
  *check(subject) {
    for (const grants of grantLists(subject.site)) {
      const { system } = grants;
      const outsider = rosterOf(subject).outsidersIn(system)[0];
      // What the public may read, whoever is logged in may read too: that is said of the public.
      const isPublic = holdersIn(grants, subject.asOf, seeing[system], ['anyone']).next().done === false;
      if (outsider !== undefined && !isPublic) yield* broadGrants(subject, grants, quote(outsider.name));
    }
  },
};

function* broadGrants(subject: Subject, grants: GrantList, outsider: string): Generator<Finding> {
  const roster = rosterOf(subject);
  const permission = seeing[grants.system];
  for (const { type, name, at } of holdersIn(grants, subject.asOf, permission, ['logged-in', 'group']))
    if (type === 'logged-in' || roster.isOpen(name)) yield { at, ...said(roomNames(grants.rooms), type, name, outsider) };
  for (const { name: role } of holdersIn(grants, subject.asOf, permission, ['role'])) {
    for (const room of grants.rooms) {
      for (const actor of room.project?.roles.get(role) ?? [])
        if (actor.type === 'group' && !hasEnded(actor, subject.asOf) && roster.isOpen(actor.name))
          yield { at: actor.at, ...said(roomNames([room]), 'group', actor.name, outsider) };
    }
  }
}

function said(rooms: string, type: string, group: string, outsider: string): Pick<Finding, 'message' | 'hint'> {
  const through = type === 'group' ? `, since anybody may join the group ${quote(group)}` : '';
  return {
    message: `Everybody who can log in can read ${rooms}${through}: also outsiders such as ${outsider}.`,
    hint: type === 'group' ? 'Name a group whose members you choose.' : 'Name the roles or groups it is meant for instead of "logged-in".',
  };
}
