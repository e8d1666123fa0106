import type { Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import { count, list } from '../text/plural.js';
import type { NotJudged } from './plan.js';

/** What decides access besides the policies, and is not in them. */
export function notJudged(site: Site): readonly NotJudged[] {
  const found: NotJudged[] = [];
  if (site.projects.size > 0) {
    found.push({ what: 'issue security levels', why: 'they hide single issues from people who can browse the project' });
    found.push({ what: 'filters, boards and dashboards', why: 'they are shared by their owners' });
  }
  if (site.spaces.size > 0) found.push({ what: 'page restrictions', why: 'they hide single pages from people who can read the space' });
  found.push({ what: 'apps', why: 'what an app does is decided by the app and by who installed it' });
  const idp = [...site.groups.values()].filter(({ managedBy }) => managedBy === 'idp').map(({ name }) => name);
  if (idp.length > 0) {
    const shown = idp
      .sort(compareBytes)
      .slice(0, 3)
      .map((name) => `"${name}"`);
    found.push({
      what: `members of ${count(idp.length, 'group')} of the identity provider (${list(idp.length > 3 ? [...shown, count(idp.length - 3, 'other')] : shown)})`,
      why: 'the identity provider decides who is in them; each is shown as one subject',
    });
  }
  return found;
}
