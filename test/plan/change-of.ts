import type { Plan } from '../../src/plan/plan.js';
import { readPolicies, type Policies } from '../../src/pipeline.js';
import { locatePlan, planPolicies } from '../../src/planning.js';
import { asOf, compiled } from '../support/compiled.js';
import { treeOf } from '../support/tree.js';

type Files = Iterable<readonly [path: string, text: string]>;

/** The plan from some files to others, with its lines. */
export async function planOf(before: Files, after: Files, day = asOf): Promise<Plan> {
  const head = await compiled(after, day);
  const base: Policies = await readPolicies(treeOf(before), day);
  return await locatePlan(await planPolicies({ base, head }), base.tree, head.tree);
}

/** A company small enough to read: two engineers, a customer of lumen, one of orbit, two projects with one scheme, one space. */
const company: Readonly<Record<string, string>> = {
  site: 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\nseats: {jira-software: 9}\n',
  people: `kind: Users
name: people
defaults: {products: [jira-software]}
users:
  ann@acme.example: {}
  bob@acme.example: {products: [jira-software, confluence]}
  ida@lumen.example: {company: lumen}
  jon@orbit.example: {company: orbit}
  gil@orbit.example: {company: orbit, products: [], guest: confluence}
`,
  groups: 'kind: Group\nname: engineers\nmembers: [ann@acme.example, bob@acme.example]\n',
  roles: 'kind: Role\nname: Members\n---\nkind: Role\nname: Watchers\n',
  scheme: `kind: Scheme
name: shared
grants:
  - {to: [role:Members], allow: [contributor]}
  - {to: [role:Watchers], allow: [viewer]}
`,
  alpha: 'kind: Project\nkey: ALPHA\nscheme: shared\nroles: {Members: [group:engineers], Watchers: []}\n',
  beta: 'kind: Project\nkey: BETA\nscheme: shared\nroles: {Members: [group:engineers]}\n',
  space: 'kind: Space\nkey: DOCS\n',
};

/** The files of that company, some of them replaced by edits of their text. */
export function files(edits: Readonly<Record<string, (text: string) => string>> = {}): Files {
  const names = [...new Set([...Object.keys(company), ...Object.keys(edits)])];
  return names.map((name) => [`policies/${name}.yaml`, (edits[name] ?? ((text) => text))(company[name] ?? '')] as const);
}

/** An edit of a text that must find what it replaces. */
export function swap(from: string, to: string): (text: string) => string {
  return (text) => {
    if (!text.includes(from)) throw new Error(`The text has no ${JSON.stringify(from)}.`);
    return text.replace(from, () => to);
  };
}

export const append =
  (more: string) =>
  (text: string): string =>
    text + more;
