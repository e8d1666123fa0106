import { below } from '../../diagnostics/place.js';
import type { Group, Site } from '../../model/site.js';
import { compareBytes } from '../../text/compare.js';
import { quote } from '../../text/quote.js';
import { Audiences, isMixed } from '../audience.js';
import { company, outsider } from '../examples.js';
import { referencesIn } from '../references.js';
import { rosterOf } from '../roster.js';
import type { Rule } from '../rule.js';

const channel = (members: string): string => `---
kind: Channel
name: rollout
members: [${members}]
`;
const group = (name: string, member: string): string => `---\nkind: Group\nname: ${name}\nmembers: [${member}]\n`;

export const mixedGroup: Rule = {
  code: 'mixed-group',
  title: 'Colleagues and outsiders in one group',
  severity: 'warning',
  why: 'What is granted to the group for the sake of colleagues, outsiders get as well, and nobody who reads the grant can see it. Most leaks to customers begin with a group like this.',
  mend: 'Make two groups of it, and grant each what it needs.',
  bad: `${company}${outsider}${group('rollout', 'ana@acme.example, eva@partner.example')}${channel('group:rollout')}`,
  good: `${company}${outsider}${group('rollout', 'ana@acme.example')}${group('partners', 'eva@partner.example')}${channel('group:rollout, group:partners')}`,
  *check(subject) {
    const roster = rosterOf(subject);
    const audiences = new Audiences(roster);
    const isMixture = (name: string): boolean => isMixed(audiences.of({ type: 'group', name }));
    const where = new Set<Group>();
    // A group that only gives licences may hold everybody; one that is open does anyhow.
    for (const name of referencesIn(subject.site).holders)
      if (!roster.isOpen(name) && isMixture(name)) for (const each of origins(subject.site, name, isMixture)) where.add(each);
    for (const { name, at } of [...where].sort((a, b) => compareBytes(a.name, b.name))) {
      const { internal = '', external = '' } = audiences.of({ type: 'group', name });
      yield {
        at: below(at, 'name'),
        message: `In the group ${quote(name)} are people of the company, such as ${quote(internal)}, and outsiders, such as ${quote(external)}.`,
        hint: 'Make two groups of it.',
      };
    }
  },
};

/** Where the mixture comes about: the group itself, unless a group that it includes is mixed already. */
function origins(site: Site, name: string, isMixture: (name: string) => boolean, seen = new Set<string>()): readonly Group[] {
  const group = site.groups.get(name);
  if (group === undefined || seen.has(name)) return [];
  seen.add(name);
  const inner = group.includes.filter((included) => isMixture(included.group));
  return inner.length === 0 ? [group] : inner.flatMap((included) => origins(site, included.group, isMixture, seen));
}
