import type { Plan } from '../../src/plan/plan.js';
import { planPolicies } from '../../src/planning.js';
import { compiled } from '../support/compiled.js';

const base = `kind: Site
name: s
url: https://s.atlassian.net
internalDomains: [s.example]
---
kind: Users
name: staff
defaults: {products: [jira-software, confluence]}
users:
  ana@s.example: {}
  bo@s.example: {}
---
kind: Role
name: Watchers
---
kind: Scheme
name: x
grants:
  - {to: [role:Watchers], allow: [viewer]}
---
kind: Project
key: OLD
scheme: x
roles: {Watchers: [user:ana@s.example]}
---
kind: Space
key: DOCS
access:
  - {to: [user:ana@s.example], allow: [space-viewer]}
`;

/** The plan of one edit to a small site. */
export async function planOfEdit(edit: (text: string) => string): Promise<Plan> {
  const text = edit(base);
  if (text === base) throw new Error('The edit changes nothing.');
  return planPolicies({ base: await compiled([['a.yaml', base]]), head: await compiled([['a.yaml', text]]) });
}
