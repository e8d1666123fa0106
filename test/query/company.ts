import { compiled } from '../support/compiled.js';

/** A company in which access can be missing for every reason there is. */
export const company = await compiled([
  [
    'policies/all.yaml',
    `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
admins: [group:admins]
globalPermissions:
  - {to: [group:admins], allow: [ADMINISTER]}
---
kind: Users
name: people
defaults: {products: [jira-software]}
users:
  ann@acme.example: {}
  bob@acme.example: {active: false}
  cyd@acme.example: {products: []}
  dov@acme.example: {}
  eli@acme.example: {until: 2026-11-20}
  pam@acme.example: {products: [jira-software, confluence]}
---
kind: Group
name: admins
members: [pam@acme.example]
---
kind: Group
name: engineers
members: [ann@acme.example, cyd@acme.example]
---
kind: Group
name: office
includes: [engineers]
---
kind: Role
name: Members
---
kind: Role
name: Watchers
---
kind: Bundle
name: reading
permissions: [viewer]
---
kind: Scheme
name: shared
grants:
  - {to: [role:Members], allow: [contributor]}
  - {to: [role:Watchers], allow: [reading]}
  - {to: [user:dov@acme.example], allow: [DELETE_ISSUES]}
---
kind: Project
key: CORE
lead: user:pam@acme.example
scheme: shared
roles: {Members: [group:office], Watchers: []}
---
kind: Project
key: OLD
scheme: shared
archived: true
roles: {Members: [group:engineers]}
---
kind: Space
key: DOCS
owner: user:pam@acme.example
access:
  - {to: [group:engineers], allow: [read/space]}
  - {to: [group:admins], as: Collaborator}
---
kind: Channel
name: chat
members: [group:engineers, user:dov@acme.example]
---
kind: SpaceRole
name: Collaborator
permissions: [space-editor]
---
kind: Guardrail
name: nobody-deletes
severity: warning
never: {who: [group:engineers], can: [DELETE_ISSUES], on: ['project:*']}
except:
  - {who: ['user:ann@acme.example'], on: ['project:CORE'], reason: audit, owner: user:pam@acme.example, until: 2027-01-31}
---
kind: Test
name: ann reads
expect:
  - {who: user:ann@acme.example, can: [BROWSE_PROJECTS], on: project:CORE}
`,
  ],
]);
