import { below, type Place } from '../../diagnostics/place.js';
import type { Declared, Ref, Site } from '../../model/site.js';
import { quote } from '../../text/quote.js';
import { company } from '../examples.js';
import { rosterOf, type Roster } from '../roster.js';
import type { Rule } from '../rule.js';

const news = (owner: string): string => `${company}  cleo@acme.example: {active: false}
---
kind: Channel
name: news
owner: user:${owner}
members: [user:ana@acme.example]
`;

export const unfitOwner: Rule = {
  code: 'unfit-owner',
  title: 'An owner who cannot answer',
  severity: 'warning',
  why: 'The owner approves changes. If the owner has left, is a program or a group that nobody is in, changes wait for nobody, or pass without anybody who knows.',
  mend: 'Name somebody who works here, or a group with people in it.',
  bad: news('cleo@acme.example'),
  good: news('ana@acme.example'),
  *check(subject) {
    const roster = rosterOf(subject);
    for (const { owner, at } of ownersIn(subject.site)) {
      const reason = unfitness(owner, subject.site, roster);
      if (reason !== undefined)
        yield { at, message: `The owner is ${quote(owner.name)}, ${reason}.`, hint: 'Name somebody who works here.' };
    }
  },
};

function unfitness({ type, name }: Ref, site: Site, roster: Roster): string | undefined {
  if (type === 'user') {
    if (site.people.get(name)?.type === 'app') return 'a program';
    return roster.isAlive(name) ? undefined : 'who is gone';
  }
  return roster.isOpen(name) || roster.membersOf(name).length > 0 ? undefined : 'a group that nobody is in';
}

/** Owners as they are written; what a Collaboration makes is owned by its sponsor. */
function* ownersIn(site: Site): Generator<{ readonly owner: Ref; readonly at: Place }> {
  const { about, groups, roles, bundles, schemes, projects, spaceRoles, spaces, channels, collaborations, guardrails, tests } = site;
  const maps: readonly ReadonlyMap<string, Declared>[] = [
    new Map([['', about]]),
    ...[groups, roles, bundles, schemes, projects, spaceRoles, spaces, channels, collaborations, guardrails, tests],
  ];
  for (const map of maps)
    for (const { owner, at, madeBy } of map.values())
      if (owner !== undefined && madeBy === undefined) yield { owner, at: below(at, 'owner') };
  for (const { except } of guardrails.values()) for (const { owner, at } of except) yield { owner, at: below(at, 'owner') };
}
