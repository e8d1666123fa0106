/** A small organisation for the cases of rules: two people of a company, an outsider, a guest, one project that two administer. */
export function site(rest: string, { people = '', about = '', scheme = '', project = '' } = {}): string {
  return `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
${about}---
kind: Users
name: everybody
users:
  ana@acme.example: {products: [jira-software, confluence]}
  bo@acme.example: {products: [jira-software, confluence]}
  eva@partner.example: {products: [jira-software, confluence], until: 2027-06-30}
${people}---
kind: Role
name: Administrators
---
kind: Role
name: Developers
---
kind: Scheme
name: internal
grants:
  - {to: [role:Administrators], allow: [project-admin]}
  - {to: [role:Developers], allow: [developer]}
${scheme}---
kind: Project
key: CORE
scheme: internal
${project.includes('roles:') ? project : `${project}roles:\n  Administrators: [user:ana@acme.example, user:bo@acme.example]\n  Developers: [user:ana@acme.example]\n`}${rest === '' ? '' : `---\n${rest}\n`}`;
}
