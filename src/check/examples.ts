/** What the examples of most rules stand on: two people of a company, and a project that both administer. */

export const company = `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
---
kind: Users
name: staff
users:
  ana@acme.example: {products: [jira-software, confluence]}
  bo@acme.example: {products: [jira-software, confluence]}
`;

/** Somebody from outside who can log in to Jira and Confluence. */
export const outsider = `---
kind: Users
name: partners
users:
  eva@partner.example: {products: [jira-software, confluence], until: 2027-06-30}
`;

export const roles = `---
kind: Role
name: Administrators
`;

/** A project whose scheme has one more line. */
export function projectWith(grant: string, more = ''): string {
  return `${roles}---
kind: Scheme
name: internal
grants:
  - {to: [role:Administrators], allow: [project-admin]}
${grant}---
kind: Project
key: CORE
scheme: internal
roles:
  Administrators: [user:ana@acme.example, user:bo@acme.example]
${more}`;
}

export const project = projectWith('');
