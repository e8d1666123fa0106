import { expect, test } from '@jest/globals';
import colours from 'picocolors';
import { planPolicies } from '../../../src/planning.js';
import { readPolicies } from '../../../src/pipeline.js';
import { planText } from '../../../src/render/plan/text.js';
import { asOf, compiled } from '../../support/compiled.js';
import { treeOf } from '../../support/tree.js';

const numbers = Array.from({ length: 60 }, (_, index) => String(index + 10));

/** A project each for sixty people, who answer for it; the last one cannot any more. */
function company(members: string): string {
  return `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
---
kind: Users
name: staff
defaults: {products: [jira-software]}
users:
  eva@acme.example: {}
${numbers.map((number) => `  o${number}@acme.example: {active: ${String(number !== '69')}}`).join('\n')}
---
{kind: Group, name: readers, owner: user:o10@acme.example, members: [${members}]}
---
{kind: Role, name: Readers}
---
{kind: Scheme, name: open, grants: [{to: [role:Readers], allow: [BROWSE_PROJECTS]}]}
---
${numbers.map((number) => `{kind: Project, key: P${number}, owner: user:o${number}@acme.example, scheme: open, roles: {Readers: [group:readers]}}`).join('\n---\n')}
`;
}

async function told(all: boolean): Promise<readonly string[]> {
  const base = await readPolicies(treeOf([['a.yaml', company('')]]), asOf);
  const plan = await planPolicies({ base, head: await compiled([['a.yaml', company('eva@acme.example')]]) });
  const text = planText(plan, { paint: colours.createColors(false), columns: 100, all });
  const section = text.split('\n\n').find((part) => part.startsWith('WHO MUST APPROVE')) ?? '';
  return section.split('\n').slice(1);
}

test('of very many approvals the first are told, with those that nobody can give before all others, and how many more there are', async () => {
  const [some, everything] = await Promise.all([told(false), told(true)]);
  expect(everything).toHaveLength(60);
  expect(everything[0]).toContain('project P69: NOBODY can give it');
  expect(some).toEqual([...everything.slice(0, 40), '     and 20 more approvals (--all lists them)']);
});
