import { worldOf } from '../../../src/sandbox/from-policies/world-of.js';
import { asOf, compiled } from '../compiled.js';
import type { Pair } from './pairs.js';

/** A small organisation: its Site, and its people, `root@corp.test` who applies and whoever else is listed, as lines of YAML. */
export function corp(...people: readonly string[]): string {
  return `kind: Site
name: corp
url: https://corp.atlassian.net
internalDomains: [corp.test]
plan: premium
admins: [user:root@corp.test]
limits: {minAdmins: 1, maxRemovalPercent: 100}
---
kind: Users
name: people
users:
${['root@corp.test: {products: [jira-software, confluence]}', ...people].map((each) => `  ${each}\n`).join('')}`;
}

/** Two more, who use what root uses. */
export const staff = ['ana', 'bob'].map((name) => `${name}@corp.test: {products: [jira-software, confluence]}`);

/** A site made by the policies of one text, and those of another one for it. */
export async function pairOfTexts(before: string, after: string): Promise<Pair> {
  const [was, will] = await Promise.all([before, after].map((text) => compiled([['all.yaml', text]])));
  if (was === undefined || will === undefined) throw new Error('Two are two.');
  return { before: was, after: will, world: worldOf(was.site, asOf), isManaged: true };
}
