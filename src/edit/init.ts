import { compareBytes } from '../text/compare.js';
import { quote } from '../text/quote.js';
import { modeline } from './modeline.js';

/** What a first policy root is made of. */
export interface InitOptions {
  /** What people call the site: `acme-corp`. */
  readonly name: string;
  /** `https://acme-corp.atlassian.net` */
  readonly url: string;
  /** The mail domain of the own people: `acme-corp.com`. Whoever has another one counts as external. */
  readonly domain: string;
  /** Ids of the people who administer the site, at least one. The first leads the first project. */
  readonly admins: readonly string[];
  /**
   * The folder of the JSON Schemas as seen from the policy root, with `/`, for editors to complete and check while typing. Left out: where npm
   * puts them in a folder beside the policies.
   */
  readonly schemas?: string;
}

/** A file to write; `path` is relative to the policy root, with `/`. */
export interface InitialFile {
  readonly path: string;
  readonly text: string;
}

/**
 * A small policy root that is valid as it stands, each file with a comment for whoever administers Jira and is no programmer. The same
 * options give the same bytes; the files are sorted by path. Only for options that `initProblem` finds nothing wrong with.
 */
export function initialPolicies(options: InitOptions): readonly InitialFile[] {
  const admins = [...new Set(options.admins)];
  const facts: Facts = { ...options, admins, lead: admins[0] ?? '' };
  return documents
    .map(({ path, schema, text }) => ({ path, text: `${modeline(path, schema, options.schemas)}\n${text(facts)}` }))
    .sort((a, b) => compareBytes(a.path, b.path));
}

/** What is wrong with the options, as a sentence for the person who gave them; undefined if nothing is. */
export function initProblem({ name, url, domain, admins, schemas }: InitOptions): string | undefined {
  if (!isName(name)) return `The name ${quote(name)} must be 1 to 255 visible characters, without blanks at either end.`;
  if (!/^https:\/\/[\w.-]+(:\d+)?(\/[\w.~/-]*)?$/.test(url)) return `The address ${quote(url)} must start with "https://" and name a host.`;
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain))
    return `The mail domain ${quote(domain)} must be in lower case and have a dot: "acme-corp.com".`;
  if (schemas !== undefined && !isName(schemas)) return `The folder of the schemas ${quote(schemas)} must be a path in one line.`;
  if (admins.length === 0) return 'A site needs at least one administrator.';
  const odd = admins.find((id) => !isUserId(id));
  return odd === undefined
    ? undefined
    : `The administrator ${quote(odd)} must be an e-mail address in lower case, or a handle without blanks.`;
}

/** A little stricter than the language, which has the last word. */
function isName(text: string): boolean {
  const length = Array.from(text).length;
  return length > 0 && length <= 255 && text.trim() === text && !unseen.test(text) && !reserved.has(text);
}

function isUserId(id: string): boolean {
  return isName(id) && !/[\s:]/u.test(id) && (!id.includes('@') || (/^[^@]+@[^@]+$/.test(id) && !/\p{Lu}/u.test(id)));
}

const unseen = /\p{C}|\p{Zl}|\p{Zp}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0/u;
const reserved: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

interface Facts extends InitOptions {
  readonly lead: string;
}

interface Draft {
  readonly path: string;
  readonly schema: string;
  readonly text: (facts: Facts) => string;
}

const words = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** Text as one YAML word, between quotation marks where YAML could take it for something else; fit for lists and maps in brackets too. */
function scalar(text: string): string {
  return /^[A-Za-z](?:[\w.@+:/-]*\w)?$/.test(text) && !words.test(text) ? text : JSON.stringify(text);
}

function items(texts: readonly string[]): string {
  return texts.map((text) => `  - ${scalar(text)}\n`).join('');
}

const site: Draft = {
  path: 'site.yaml',
  schema: 'site',
  text: ({
    name,
    url,
    domain,
    admins,
  }) => `# Start here. This folder says who may do what on your Atlassian site; whoever changes it, changes access.
#
#   site.yaml           the site itself, and who administers it
#   people.yaml         everybody, each declared once
#   groups.yaml         who belongs together; licences come from here
#   schemes/            what a role may do in a project
#   projects/, spaces/  the places, and who has which role there
#   guardrails.yaml     what must never happen, whoever edits the rest
#   tests.yaml          who can and who cannot, by example
#
# Names of files and folders mean nothing to permafrost: order them as you like. Try these, from the folder above this one:
#
#   permafrost validate    finds every mistake, with its line
#   permafrost plan        tells who gains and who loses access by what you have changed
#
# This file describes the site. There is exactly one such document.
kind: Site
name: ${scalar(name)}
url: ${scalar(url)}

# The mail domains of your own people. Whoever has another one is external: a customer, a contractor, a partner.
internalDomains:
  - ${scalar(domain)}

# They can give themselves anything, so keep them few, and never one alone. Who they are stands in groups.yaml.
admins: [group:site-admins]
owner: group:site-admins
globalPermissions:
  - {to: [group:site-admins], allow: [ADMINISTER, BULK_CHANGE]}

# Fewer administrators than this are a warning.${admins.length === 1 ? '\n# There is only one now. Name a second, and make this a 2.' : ''}
limits: {minAdmins: ${Math.min(2, admins.length)}}

# What you pay for. Take the # away, and more people than seats will be an error before it is an invoice.
# seats: {jira-software: 50, confluence: 50}
`,
};

const people: Draft = {
  path: 'people.yaml',
  schema: 'users',
  text: ({
    domain,
    admins,
  }) => `# Everybody, each declared once and by mail address, as in Atlassian. Only declared people can be put in a group or a project,
# so a misspelt name is found and never silently ignored. Licences are not given here: they come with a group.
kind: Users
name: people
users:
${admins.map((id) => `  ${scalar(id)}: ${id.endsWith(`@${domain}`) ? '{}' : '{audience: internal}'}\n`).join('')}
# A new colleague is one more line above, and one in groups.yaml:
#   kim@${domain}: {name: Kim Ruiz}
#
# Somebody from outside gets a last day. After it, every access of theirs is gone, wherever it was given:
#   eva@partner.example: {name: Eva Stern, company: partner, until: 2030-06-30}
#
# Somebody who leaves: "active: false" ends all their access and keeps the line to look back on.
#   bo@${domain}: {name: Bo Lind, active: false}
`,
};

const groups: Draft = {
  path: 'groups.yaml',
  schema: 'group',
  text: ({
    admins,
  }) => `# Groups: who belongs together. Give access to groups rather than to people, and a new colleague is one line, not twenty.
# Documents of one file are parted by a line of three dashes.
kind: Group
name: site-admins
description: Those who run the site. They can give themselves any access.
owner: group:site-admins
members:
${items(admins)}---
kind: Group
name: staff
description: Our own people. Whoever is in here has a licence for Jira and for Confluence.
owner: group:site-admins
products: [jira-software, confluence]
includes: [site-admins] # whoever is in that group is in this one too
members: [] # your colleagues

# A person in a group for a while only:
#   members:
#     - {user: kim@your-company.example, until: 2030-01-31, reason: helps out}
`,
};

const roles: Draft = {
  path: 'schemes/roles.yaml',
  schema: 'role',
  text: () => `# Project roles, as in Jira under System > Project roles: words that every project understands. The scheme beside this file says
# what a role may do; each project says who has it.
kind: Role
name: Administrators
description: Change the settings of a project, and say who works in it.
---
kind: Role
name: Members
description: Do the work.
`,
};

const scheme: Draft = {
  path: 'schemes/standard.yaml',
  schema: 'scheme',
  text: () => `# A permission scheme: what each role may do. Every project that uses it changes when it changes; "permafrost plan" shows them all.
#
# "allow" takes Jira's own permission keys (BROWSE_PROJECTS, EDIT_ISSUES, ...) and bundles, which are several keys in one word. These
# come with permafrost, each with all of the one before: viewer, commenter, contributor, developer, project-admin.
kind: Scheme
name: standard
owner: group:site-admins
grants:
  - {to: [role:Members], allow: [developer]}
  - {to: [role:Administrators, lead], allow: [project-admin]} # "lead" is the project's lead

# "logged-in" is everybody with an account, customers too; "anyone" is the whole internet. Think twice before you write
#   - {to: [anyone], allow: [BROWSE_PROJECTS]}
`,
};

const project: Draft = {
  path: 'projects/DEMO.yaml',
  schema: 'project',
  text: ({ lead }) => `# A Jira project. Put the key of one of yours in place of DEMO (and into tests.yaml), or copy this file for each.
# A role that is not listed here is held by nobody.
kind: Project
key: DEMO
lead: ${scalar(`user:${lead}`)}
scheme: standard
roles:
  Administrators: [group:site-admins]
  Members: [group:staff]
`,
};

const space: Draft = {
  path: 'spaces/DEMO.yaml',
  schema: 'space',
  text: () => `# A Confluence space. "as" gives a space role: Viewer, Collaborator, Manager or Admin, each with all of the one before.
kind: Space
key: DEMO
owner: group:site-admins
access:
  - {to: [group:staff], as: Collaborator}
  - {to: [group:site-admins], as: Admin}
`,
};

const guardrails: Draft = {
  path: 'guardrails.yaml',
  schema: 'guardrail',
  text: () => `# What must stay true, whoever edits the policies. A change that breaks a guardrail is stopped, and told which line breaks it.
# "project:*" means every project there is, and every one to come.
kind: Guardrail
name: outsiders-never-administer
description: Nobody from outside, and certainly not the public, changes settings or deletes issues.
owner: group:site-admins
never: {who: {audience: external}, can: [ADMINISTER_PROJECTS, DELETE_ISSUES, administer/space], on: [project:*, space:*]}

# A guardrail that suits a customer's team: they see these two places and nothing else.
#   confine: {who: {company: partner}, to: [project:PARTNER, space:PARTNERDOCS]}
`,
};

const tests: Draft = {
  path: 'tests.yaml',
  schema: 'test',
  text: ({
    lead,
  }) => `# Who can and who cannot, by example. "can" must be allowed; "cannot" means no trace of it. Write one for each promise you have made.
kind: Test
name: what the lead can do, and what the public cannot
expect:
  - {who: ${scalar(`user:${lead}`)}, can: [BROWSE_PROJECTS, ADMINISTER_PROJECTS], on: project:DEMO}
  - {who: ${scalar(`user:${lead}`)}, can: [read/space], on: space:DEMO}
  - {who: anyone, cannot: ['*'], on: [project:*, space:*]}
`,
};

const documents: readonly Draft[] = [site, people, groups, roles, scheme, project, space, guardrails, tests];
