import type { Matrix } from '../matrix/matrix.js';
import { globalPermissions, jiraPermissions, newerSpaceOperations, products, spaceOperations } from '../model/permissions.js';
import type { Declared, Site } from '../model/site.js';
import { compareBytes } from '../text/compare.js';
import { docText, literal } from './literal.js';

/** The tag by which a declaration is known to be ours. */
export const ownTag = 'permafrost';

/** A compiled policy, as far as its names go. */
export interface Named {
  readonly site: Site;
  readonly matrix: Pick<Matrix, 'subjects'>;
}

/** An exported declaration of the module, with its doc comment. */
export interface Declaration {
  readonly name: string;
  readonly text: string;
}

/** Everything the module declares, in order. It depends on names and descriptions alone: who has which access changes nothing in it. */
export function declarationsOf({ site, matrix }: Named): readonly Declaration[] {
  return [
    ...names(groups, references('group', site.groups)),
    ...names(roles, references('role', site.roles)),
    ...names(schemes, references('', site.schemes)),
    ...names(projects, references('project', site.projects)),
    ...names(spaces, references('space', site.spaces)),
    ...names(channels, references('channel', site.channels)),
    ...permissions(site),
    ...questions(matrix),
  ];
}

interface Entry {
  readonly key: string;
  readonly value: string;
  readonly doc: string | undefined;
}

function references(type: string, declared: ReadonlyMap<string, Declared & { readonly archived?: boolean }>): readonly Entry[] {
  const prefix = type === '' ? '' : `${type}:`;
  return [...declared.values()]
    .map(({ name, description, archived }) => ({ key: name, value: prefix + name, doc: sentence(description, archived) }))
    .sort((a, b) => compareBytes(a.key, b.key));
}

function sentence(description = '', archived = false): string | undefined {
  const text = docText(`${archived ? '(archived) ' : ''}${description}`);
  return text === '' ? undefined : text;
}

/** How the names of one kind are declared. */
interface Naming {
  readonly object: string;
  readonly doc: string;
  /** The union of the names, and its doc. */
  readonly keys: readonly [name: string, doc: string];
  /** The union of the references to them, where the language has such. */
  readonly references?: readonly [name: string, doc: string];
}

const groups: Naming = {
  object: 'groups',
  doc: 'Groups, and what references call them.',
  keys: ['GroupName', 'The name of a group.'],
  references: ['GroupRef', 'A reference to a group.'],
};
const roles: Naming = {
  object: 'roles',
  doc: 'Project roles, and what schemes call them.',
  keys: ['RoleName', 'The name of a project role.'],
  references: ['RoleRef', 'A reference to a project role.'],
};
const schemes: Naming = {
  object: 'schemes',
  doc: 'Permission schemes. Nothing refers to them but by name.',
  keys: ['SchemeName', 'The name of a permission scheme.'],
};
const projects: Naming = {
  object: 'projects',
  doc: 'Jira projects by key, and what references call them.',
  keys: ['ProjectKey', 'The key of a Jira project.'],
  references: ['ProjectRef', 'A reference to a Jira project.'],
};
const spaces: Naming = {
  object: 'spaces',
  doc: 'Confluence spaces by key, and what references call them.',
  keys: ['SpaceKey', 'The key of a Confluence space.'],
  references: ['SpaceRef', 'A reference to a Confluence space.'],
};
const channels: Naming = {
  object: 'channels',
  doc: 'Chat channels, and what references call them.',
  keys: ['ChannelName', 'The name of a channel.'],
  references: ['ChannelRef', 'A reference to a channel.'],
};

/** An object that editors complete, with each description as its doc, and the unions of its keys and values. */
function names({ object, doc, keys, references: values }: Naming, entries: readonly Entry[]): readonly Declaration[] {
  const lines = entries.flatMap((entry) => [
    ...(entry.doc === undefined ? [] : [`  /** ${entry.doc} */`]),
    `  ${propertyName(entry.key)}: ${literal(entry.value)},`,
  ]);
  const body = lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n}`;
  return [
    declaration(object, doc, `export const ${object} = ${body} as const;`),
    alias(...keys, `keyof typeof ${object}`),
    ...(values === undefined ? [] : [alias(...values, `(typeof ${object})[${keys[0]}]`)]),
  ];
}

/** Written plainly, `__proto__` would be the object's prototype rather than a key. */
function propertyName(key: string): string {
  return key === '__proto__' ? `[${literal(key)}]` : literal(key);
}

function permissions({ schemes }: Site): readonly Declaration[] {
  const granted = [...schemes.values()].flatMap(({ grants }) => grants.flatMap((grant) => grant.permissions));
  const ofApps = granted.filter((permission) => permission.startsWith('app:'));
  const ofSite = [...products.map((product) => `use:${product}`), 'guest:confluence', 'guest:jira', 'admin:site', ...globalPermissions];
  return [
    alias(
      'ProjectPermission',
      'What can be done in a Jira project; of apps, what a scheme grants.',
      union([...jiraPermissions, ...ofApps]),
    ),
    alias('SpacePermission', 'What can be done in a Confluence space.', union([...spaceOperations, ...newerSpaceOperations])),
    alias('ChannelPermission', 'What can be had in a channel.', union(['member'])),
    alias('SitePermission', 'What can be had at the site itself.', union(ofSite)),
    alias('Permission', 'Any permission.', 'ProjectPermission | SpacePermission | ChannelPermission | SitePermission'),
  ];
}

function questions({ subjects }: Named['matrix']): readonly Declaration[] {
  const groups = subjects.filter((subject) => subject.startsWith('group:'));
  return [
    alias('PersonRef', 'A person. Any id will do: people come and go more often than this file is written.', '`user:${string}`'),
    alias('DirectoryGroupRef', 'A group whose members the identity provider knows; it is asked about as a whole.', union(groups)),
    alias('Subject', 'Who can be asked about.', "PersonRef | DirectoryGroupRef | 'anyone' | 'logged-in' | 'portal-customers'"),
    alias('Resource', 'What can be asked about.', "ProjectRef | SpaceRef | ChannelRef | 'site'"),
    alias('Verdict', 'Allowed, or on which condition of the issue: `if:assignee|reporter`.', "'allowed' | `if:${string}`"),
    declaration('Can', 'Whether somebody has a permission; undefined if not. Only permissions of the kind of place can be asked for.', can),
    declaration('canOf', 'Asks a compiled matrix, such as `compiled.matrix` of the library, with names the compiler checks.', canOf),
  ];
}

const can = `export interface Can {
  (subject: Subject, permission: ProjectPermission, resource: ProjectRef): Verdict | undefined;
  (subject: Subject, permission: SpacePermission, resource: SpaceRef): Verdict | undefined;
  (subject: Subject, permission: ChannelPermission, resource: ChannelRef): Verdict | undefined;
  (subject: Subject, permission: SitePermission, resource: 'site'): Verdict | undefined;
}`;

const canOf = `export function canOf(matrix: { verdict(subject: string, permission: string, resource: string): string | undefined }): Can {
  return (subject: Subject, permission: Permission, resource: Resource) => matrix.verdict(subject, permission, resource) as Verdict | undefined;
}`;

function union(texts: readonly string[]): string {
  const sorted = [...new Set(texts)].sort(compareBytes);
  if (sorted.length < 2) return sorted.map(literal).join('') || 'never';
  return `\n${sorted.map((text) => `  | ${literal(text)}`).join('\n')}`;
}

function alias(name: string, doc: string, type: string): Declaration {
  return declaration(name, doc, `export type ${name} =${type.startsWith('\n') ? '' : ' '}${type};`);
}

function declaration(name: string, doc: string, code: string): Declaration {
  return { name, text: `/**\n * ${doc}\n * @${ownTag} rewritten by codegen\n */\n${code}` };
}
