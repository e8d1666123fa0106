/** A small organisation without a single finding. Each broken root is this one with one mistake in it. */
export const base: Readonly<Record<string, string>> = {
  'site.yaml': `kind: Site
name: acme-corp
url: https://acme-corp.atlassian.net
internalDomains: [acme-corp.com]
plan: standard
admins: [group:site-admins]
owner: group:site-admins
seats: {jira-software: 20, confluence: 20}
globalPermissions:
  - {to: [group:site-admins], allow: [ADMINISTER, BULK_CHANGE]}
limits: {maxRemovalPercent: 25, minAdmins: 2}
`,
  'people.yaml': `kind: Users
name: staff
defaults: {company: acme-corp, products: [jira-software, confluence]}
users:
  pm@acme-corp.com: {name: Pia Moll}
  kim@acme-corp.com: {}
  lou@acme-corp.com: {until: 2027-12-31}
  deploy-bot: {type: app, audience: internal}
---
kind: Users
name: partners
defaults: {company: beta, audience: external, products: [jira-software]}
users:
  ana@beta.example: {}
  bo@beta.example:
    name: Bo Lind
    until: 2027-06-30
---
kind: Users
name: visitors
defaults: {company: gamma}
users:
  gina@gamma.example: {guest: confluence}
  hal@gamma.example: {guest: [confluence, jira]}
  ivo@gamma.example: {guest: jira}
`,
  'groups.yaml': `kind: Group
name: site-admins
members: [pm@acme-corp.com, kim@acme-corp.com]
---
kind: Group
name: engineers
members:
  - kim@acme-corp.com
  - {user: lou@acme-corp.com, until: 2027-02-28, reason: PO 1234}
includes: [leads]
products: [jira-software]
---
kind: Group
name: leads
members: [pm@acme-corp.com]
---
kind: Group
name: everyone
managedBy: idp
audience: internal
---
kind: Group
name: volunteers
managedBy: open
`,
  'schemes.yaml': `kind: Role
name: Customers
---
kind: Role
name: Developers
defaultActors: [group:engineers]
---
kind: Bundle
name: client-viewer
permissions: [BROWSE_PROJECTS, ADD_COMMENTS]
---
kind: Bundle
name: client-editor
permissions: [client-viewer, EDIT_ISSUES]
---
kind: Scheme
name: customer-projects
owner: user:pm@acme-corp.com
grants:
  - to: [role:Customers]
    allow: [client-viewer, CREATE_ATTACHMENTS]
  - {to: [role:Developers, lead], allow: [developer]}
  - {to: [reporter], allow: [EDIT_ISSUES], until: 2027-03-31, reason: migration}
  - {to: [portal-customers], allow: [CREATE_ISSUES]}
  - {to: [application:jira-software, user-field:customfield_10010], allow: [LINK_ISSUES]}
`,
  'projects.yaml': `kind: Project
key: ACME
lead: user:pm@acme-corp.com
scheme: customer-projects
roles:
  Customers: [user:ana@beta.example]
  Developers: [group:engineers, {subject: user:kim@acme-corp.com, until: 2027-02-28}]
guests: [{user: ivo@gamma.example, until: 2027-03-31}]
labels: {tier: customer}
---
kind: Project
key: CORE
lead: user:kim@acme-corp.com
scheme: customer-projects
---
kind: Project
key: TEAM
style: team-managed
access: limited
roles:
  Member: [group:leads]
`,
  'spaces.yaml': `kind: Space
key: ACMEDOCS
access:
  - {to: [group:engineers], allow: [space-editor]}
  - {to: [group:leads], as: Collaborator}
  - {to: [anyone], allow: [read/space]}
  - {to: [guests], allow: [create/attachment]}
guests: [gina@gamma.example]
guestPermissions: [guest]
---
kind: SpaceRole
name: Author
permissions: [read/space, create/page]
---
kind: Space
key: HANDBOOK
owner: group:leads
access:
  - {to: [logged-in], as: Author}
`,
  'channels.yaml': `kind: Channel
name: acme-shared
system: slack
members: [group:engineers, user:pm@acme-corp.com]
guests: [{user: ana@beta.example, until: 2027-03-31}]
`,
  'partners.yaml': `kind: Collaboration
name: beta
company: beta
sponsor: user:pm@acme-corp.com
until: 2027-06-30
members: [ana@beta.example, bo@beta.example]
project: {key: ACME, role: Customers}
space: {key: HANDBOOK, as: member}
channel: acme-shared
`,
  'rules.yaml': `kind: Guardrail
name: outsiders-stay-out
never: {who: {audience: external, group: engineers}, can: [ADMINISTER_PROJECTS], on: [project:*]}
except:
  - {who: [user:ana@beta.example], on: [project:CORE], reason: audit, owner: user:pm@acme-corp.com, until: 2026-12-31}
---
kind: Guardrail
name: two-admins
atLeast: {count: 2, who: {audience: internal}, can: [administer/space], on: [space:*]}
---
kind: Test
name: beta sees its room and no other
expect:
  - {who: user:ana@beta.example, can: [BROWSE_PROJECTS, ADD_COMMENTS], on: project:ACME}
  - {who: group:ext-beta, cannot: ['*'], on: [project:CORE, channel:*]}
`,
};
