import { below, type Place } from '../../diagnostics/place.js';
import { hasEnded } from '../../model/ends.js';
import type { Ref } from '../../model/site.js';
import { quote } from '../../text/quote.js';
import { administeredProjects, administeredSpaces, administering } from '../administered.js';
import { company, outsider, projectWith } from '../examples.js';
import { namedBy, type Named, type Room } from '../rooms.js';
import { rosterOf } from '../roster.js';
import { roomNames } from '../broad-access.js';
import type { Rule, Subject } from '../rule.js';

export const externalAdministrator: Rule = {
  code: 'external-administrator',
  title: 'An administrator from outside',
  severity: 'warning',
  why: 'Whoever administers a project or space decides who else comes in, and a site administrator can take any access there is. That is a decision of your own people, and not of a supplier or a customer.',
  mend: 'Let somebody of the company administer it, and give the outsider a role that does the work.',
  bad: `${company}${outsider}${projectWith('').replace(', user:bo@acme.example]', `, user:bo@acme.example]\n  Leads: [user:eva@partner.example]`)}`
    .replace('[role:Administrators]', '[role:Administrators, role:Leads]')
    .replace('kind: Scheme', 'kind: Role\nname: Leads\n---\nkind: Scheme'),
  good: `${company}${outsider}${projectWith('')}`,
  *check(subject) {
    const outsiders = outsidersBehind(subject);
    for (const { ref, what } of siteAdministrators(subject)) {
      const [person] = outsiders(ref);
      if (person !== undefined) yield { at: ref.at, ...said(person, what) };
    }
    for (const rooms of [administeredProjects(subject.site), administeredSpaces(subject.site)]) {
      const found = new Map<string, { readonly at: Place; readonly person: string; readonly rooms: Room[] }>();
      for (const room of rooms) {
        for (const ref of administratorsOf(subject, room)) {
          const person = outsiders(ref).find(
            (each) => subject.matrix.verdict(`user:${each}`, administering(room), room.resource) === 'allowed',
          );
          if (person === undefined) continue;
          const key = JSON.stringify(ref.at);
          const known = found.get(key);
          if (known === undefined) found.set(key, { at: ref.at, person, rooms: [room] });
          else known.rooms.push(room);
        }
      }
      for (const { at, person, rooms: theirs } of found.values()) yield { at, ...said(person, roomNames(theirs)) };
    }
  },
};

function said(person: string, what: string): { readonly message: string; readonly hint: string } {
  return { message: `${quote(person)}, who is from outside, administers ${what}.`, hint: 'Let somebody of the company do that.' };
}

/** The outsiders that a reference comes to; each group is looked through once. */
function outsidersBehind(subject: Subject): (ref: Ref) => readonly string[] {
  const roster = rosterOf(subject);
  const groups = new Map<string, readonly string[]>();
  const outsiders = new Set(roster.outsiders);
  const among = (ref: Ref): readonly string[] => {
    const found: string[] = [];
    for (const each of roster.subjectsOf(ref)) {
      const person = roster.personOf(each);
      if (person !== undefined && outsiders.has(person)) found.push(person.name);
    }
    return found;
  };
  return (ref) => {
    if (ref.type === 'user') return among(ref);
    let found = groups.get(ref.name);
    if (found === undefined) groups.set(ref.name, (found = among(ref)));
    return found;
  };
}

function* siteAdministrators({ site: { about }, asOf }: Subject): Generator<{ readonly ref: Named; readonly what: string }> {
  for (const entry of about.admins) yield { ref: entry, what: 'the site' };
  for (const grant of about.globalPermissions) {
    if (hasEnded(grant, asOf) || !grant.permissions.some((each) => each === 'ADMINISTER' || each === 'SYSTEM_ADMIN')) continue;
    for (const [index, { name }] of grant.to.entries())
      yield { ref: { type: 'group', name, at: below(grant.at, 'to', index) }, what: 'Jira' };
  }
}

function* administratorsOf({ asOf }: Subject, room: Room): Generator<Named> {
  for (const grant of room.grants) {
    if (hasEnded(grant, asOf) || !grant.permissions.includes(administering(room))) continue;
    for (const [index, holder] of grant.to.entries()) yield* namedBy(holder, grant, index, room, asOf) ?? [];
  }
}
