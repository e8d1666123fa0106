import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { compile } from '../../src/compile/compile.js';
import { link } from '../../src/link/link.js';
import type { Compiled } from '../../src/pipeline.js';
import { validate } from '../../src/validate/validate.js';
import { asOf, compiled } from './compiled.js';
import { treeOf } from './tree.js';

/**
 * A history of a public GitHub organisation, made into policies. A repository is a project and GitHub's levels are its roles, under one
 * shared scheme; an organisation or a team is a space. Levels do not include one another there, so that each gives a permission of its
 * own, besides the one that every other needs.
 */
const folder = resolve('../shared/real/kubernetes-org');
export const isHere = existsSync(folder);

interface RealGroup {
  readonly name: string;
  readonly members: readonly string[];
  readonly includes: readonly string[];
}

interface RealResource {
  readonly key: string;
  readonly kind: 'repo' | 'team' | 'org';
  readonly grants: readonly ({ readonly permission: string } & ({ readonly group: string } | { readonly user: string }))[];
}

/** Who there is, who is in which group, who holds which level on what. */
export interface Model {
  readonly users: readonly { readonly id: string }[];
  readonly groups: readonly RealGroup[];
  readonly resources: readonly RealResource[];
}

export interface Step {
  readonly sha: string;
  readonly model: Model;
}

interface Edits<T> {
  readonly put: readonly T[];
  readonly del: readonly string[];
}

interface Delta {
  readonly sha: string;
  readonly users: Edits<{ readonly id: string }>;
  readonly groups: Edits<RealGroup>;
  readonly resources: Edits<RealResource>;
}

/** What one step must have, and what it gains and loses over the one before: lines of `user⇥resource⇥level`. */
export interface Expected {
  readonly commits: readonly { readonly sha: string; readonly users: number; readonly cells: number; readonly sha256: string }[];
  readonly pairs: readonly {
    readonly from: string;
    readonly to: string;
    readonly gained: number;
    readonly gained_sha256: string;
    readonly lost: number;
    readonly lost_sha256: string;
  }[];
}

export function expectedOf(label: 'series' | 'far'): Expected {
  return (read('expected.json') as Record<'series' | 'far', Expected>)[label];
}

/** All steps of a history, oldest first. */
export function stepsOf(label: 'series' | 'far'): readonly Step[] {
  const base = read(`${label}.base.json`) as Step;
  const users = new Map(base.model.users.map((user) => [user.id, user]));
  const groups = new Map(base.model.groups.map((group) => [group.name, group]));
  const resources = new Map(base.model.resources.map((resource) => [resource.key, resource]));
  const steps = [base];
  for (const line of readFileSync(join(folder, `${label}.deltas.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)) {
    const delta = JSON.parse(line) as Delta;
    edit(users, delta.users, ({ id }) => id);
    edit(groups, delta.groups, ({ name }) => name);
    edit(resources, delta.resources, ({ key }) => key);
    steps.push({ sha: delta.sha, model: { users: [...users.values()], groups: [...groups.values()], resources: [...resources.values()] } });
  }
  return steps;
}

/** The state after the last step. */
export function latestModel(): Model {
  const last = stepsOf('series').at(-1);
  if (last === undefined) throw new Error('The history has no step.');
  return last.model;
}

function edit<T>(things: Map<string, T>, { put, del }: Edits<T>, keyOf: (thing: T) => string): void {
  for (const gone of del) things.delete(gone);
  for (const thing of put) things.set(keyOf(thing), thing);
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

const levels = ['read', 'triage', 'write', 'maintain', 'admin'] as const;
const operations: Readonly<Record<string, string>> = { maintain: 'delete/page', member: 'create/comment', admin: 'administer/space' };
const levelOf: ReadonlyMap<string, string> = new Map([
  ...levels.map((level) => [`app:${level}`, level] as const),
  ...Object.entries(operations).map(([level, operation]) => [operation, level] as const),
]);

/** Names on both sides. A project key is too short for a repository's name, so they are numbered as they come, over the whole history. */
export class Naming {
  private readonly byResource = new Map<string, string>();
  private readonly byName = new Map<string, string>();
  private readonly documents = new WeakMap<object, object>();

  /** `project:REPO12` or `space:team~3aorg~2fname`. */
  resource({ key, kind }: Pick<RealResource, 'key' | 'kind'>): string {
    const known = this.byResource.get(key);
    if (known !== undefined) return known;
    const spaceKey = key.replaceAll(/[^A-Za-z0-9._-]/g, (letter) => `~${letter.charCodeAt(0).toString(16)}`);
    const name = kind === 'repo' ? `project:REPO${String(this.byResource.size)}` : `space:${spaceKey}`;
    this.byResource.set(key, name);
    this.byName.set(name, key);
    return name;
  }

  /** The document of what is the same thing in many steps: made once. */
  documentOf<T extends object>(thing: T, make: (thing: T) => object): object {
    const known = this.documents.get(thing) ?? make(thing);
    this.documents.set(thing, known);
    return known;
  }

  /** The line of the expectation that a cell stands for; undefined for products, and for what every other permission needs. */
  line({
    subject,
    resource,
    permission,
  }: {
    readonly subject: string;
    readonly resource: string;
    readonly permission: string;
  }): string | undefined {
    const level = levelOf.get(permission);
    const key = this.byName.get(resource);
    return level === undefined || key === undefined ? undefined : `${subject.slice('user:'.length)}\t${key}\t${level}\n`;
  }
}

/** The policies of a step, as plain documents. */
export function documentsOf({ users, groups, resources }: Model, naming: Naming): readonly object[] {
  return [
    { kind: 'Site', name: 'kubernetes', url: 'https://kubernetes.atlassian.net', internalDomains: ['kubernetes.example'] },
    {
      kind: 'Users',
      name: 'contributors',
      defaults: { products: ['jira-software', 'confluence'] },
      users: Object.fromEntries(users.map(({ id }) => [id, {}])),
    },
    ...levels.map((name) => ({ kind: 'Role', name })),
    {
      kind: 'Scheme',
      name: 'repository',
      grants: levels.map((level) => ({ to: [`role:${level}`], allow: ['BROWSE_PROJECTS', `app:${level}`] })),
    },
    ...groups.map((group) => naming.documentOf(group, ({ name, members, includes }) => ({ kind: 'Group', name, members, includes }))),
    ...resources.map((resource) =>
      naming.documentOf(resource, (each) => (each.kind === 'repo' ? projectOf(each, naming) : spaceOf(each, naming))),
    ),
  ];
}

function holderOf(grant: RealResource['grants'][number]): string {
  return 'group' in grant ? `group:${grant.group}` : `user:${grant.user}`;
}

function projectOf(resource: RealResource, naming: Naming): object {
  const roles: Record<string, string[]> = {};
  for (const grant of resource.grants) (roles[grant.permission] ??= []).push(holderOf(grant));
  return {
    kind: 'Project',
    key: naming.resource(resource).slice('project:'.length),
    description: resource.key,
    scheme: 'repository',
    roles,
  };
}

function spaceOf(resource: RealResource, naming: Naming): object {
  const access = resource.grants.map((grant) => ({ to: [holderOf(grant)], allow: ['read/space', operations[grant.permission]] }));
  return { kind: 'Space', key: naming.resource(resource).slice('space:'.length), access };
}

const validated = new WeakMap<object, ReturnType<typeof validate>>();

/** A document is validated once, in however many states it stands. */
function validatedOnce(document: { readonly file: string; readonly index: number; readonly value: object }): ReturnType<typeof validate> {
  const known = validated.get(document.value) ?? validate(document);
  validated.set(document.value, known);
  return known;
}

/** Compiles documents without writing them down first. */
export function compileDocuments(documents: readonly object[]): Compiled {
  const judged = documents.map((value, index) => {
    const document = { file: 'policies.yaml', index, value };
    const { raw, diagnostics } = validatedOnce(document);
    if (raw === undefined) throw new Error(JSON.stringify(diagnostics));
    return { document, raw };
  });
  const { site, diagnostics } = link({ documents: judged, brokenTexts: [], asOf, root: 'policies' });
  if (site === undefined) throw new Error(JSON.stringify(diagnostics.filter(({ severity }) => severity === 'error')));
  const reading = { diagnostics: [], brokenTexts: [], root: 'policies' };
  return { tree: treeOf([]), asOf, documents: judged, diagnostics, reading, site, matrix: compile(site, asOf) };
}

/** The same by the whole way, from YAML in one file for each document. */
export function compileAsText(documents: readonly object[]): Promise<Compiled> {
  return compiled(documents.map((document, index) => [`${String(index).padStart(5, '0')}.yaml`, stringify(document, { lineWidth: 0 })]));
}
