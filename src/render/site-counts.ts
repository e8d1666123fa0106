import type { Site } from '../model/site.js';
import { count } from '../text/plural.js';

/** `valid: 40 people, 12 groups …`: what there is of each kind, kinds without any left out. */
export function siteCounts(site: Site): string {
  const parts = [
    [site.people.size, 'person', 'people'],
    [site.groups.size, 'group', 'groups'],
    [site.schemes.size, 'scheme', 'schemes'],
    [site.projects.size, 'project', 'projects'],
    [site.spaces.size, 'space', 'spaces'],
    [site.channels.size, 'channel', 'channels'],
    [site.collaborations.size, 'collaboration', 'collaborations'],
    [site.guardrails.size, 'guardrail', 'guardrails'],
    [site.tests.size, 'test', 'tests'],
  ] as const;
  const present = parts.filter(([amount]) => amount > 0).map(([amount, one, many]) => count(amount, one, many));
  return `valid: ${present.length === 0 ? 'nothing but the site' : present.join(', ')}\n`;
}
