import { below } from '../../diagnostics/place.js';
import { builtInBundles } from '../../model/bundles.js';
import type { Bundle, Site } from '../../model/site.js';
import { quote } from '../../text/quote.js';
import { company } from '../examples.js';
import { referencesIn } from '../references.js';
import type { Rule } from '../rule.js';

const reviewer = '---\nkind: Bundle\nname: reviewer\npermissions: [read/space, create/comment]\n';
const space = (allow: string): string =>
  `---\nkind: Space\nkey: DOCS\naccess:\n  - {to: [user:ana@acme.example], allow: [space-admin]}\n  - {to: [user:bo@acme.example], allow: [${allow}]}\n`;

export const unusedBundle: Rule = {
  code: 'unused-bundle',
  title: 'A bundle that nothing uses',
  severity: 'warning',
  why: 'Whoever edits it believes to change what people may do, and changes nothing.',
  mend: 'Take it out, or use it where its permissions are listed one by one.',
  bad: `${company}${reviewer}${space('read/space, create/comment')}`,
  good: `${company}${reviewer}${space('reviewer')}`,
  *check({ site }) {
    const { bundles } = referencesIn(site);
    const asked = askedFor(site);
    for (const bundle of site.bundles.values()) {
      if (bundles.has(bundle.name)) continue;
      // A guardrail keeps the permissions of a bundle it names, not the name.
      const permissions = permissionsOf(site, bundle, new Set());
      if (asked.some((list) => permissions.every((each) => list.has(each)))) continue;
      yield { at: below(bundle.at, 'name'), message: `Nothing uses the bundle ${quote(bundle.name)}.`, hint: 'Take it out.' };
    }
  },
};

/** The permissions that guardrails and tests ask about. */
function askedFor({ guardrails, tests }: Site): readonly ReadonlySet<string>[] {
  const lists: (readonly string[])[] = [];
  for (const { rule, except } of guardrails.values()) {
    if ('can' in rule) lists.push(rule.can);
    if (rule.type === 'separate') lists.push(rule.first.can, rule.second.can);
    for (const { can } of except) if (can !== undefined) lists.push(can);
  }
  for (const { expect } of tests.values()) for (const { can, cannot } of expect) lists.push(can ?? [], cannot ?? []);
  return lists.map((list) => new Set(list.filter((each) => each !== '*')));
}

function permissionsOf(site: Site, { name, permissions }: Bundle, seen: Set<string>): readonly string[] {
  seen.add(name);
  return permissions.flatMap((each) => {
    const other = site.bundles.get(each);
    if (other !== undefined) return seen.has(each) ? [] : permissionsOf(site, other, seen);
    return Object.hasOwn(builtInBundles, each) ? (builtInBundles[each] ?? []) : [each];
  });
}
