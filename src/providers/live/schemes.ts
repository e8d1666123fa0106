import { permissionKind, products, refusedPermissions, type Product } from '../../model/permissions.js';
import type { Grant, Holder, Scheme } from '../../model/site.js';
import { writtenHolder } from '../../model/written.js';
import { compareBytes } from '../../text/compare.js';
import { appRole } from '../atlassian/jira.js';
import type { JiraFacts } from '../atlassian/jira.js';
import type { JiraGrant, JiraHolder, JiraScheme } from '../atlassian/jira-answers.js';
import type { RemoteScheme } from '../provider.js';
import type { BlindSpots } from './blind-spots.js';
import { placeAt, type Frame } from './frame.js';
import type { Groups } from './groups.js';
import { compareIds, nameAll, sorted } from './naming.js';
import type { People } from './people.js';
import { isGuestRole } from './projects.js';

interface Context {
  readonly facts: JiraFacts;
  /** Id → name in the model; that of apps has none. */
  readonly roles: ReadonlyMap<string, string>;
  readonly people: People;
  readonly groups: Groups;
  readonly frame: Frame;
  readonly spots: BlindSpots;
}

export interface Schemes {
  readonly schemes: ReadonlyMap<string, Scheme>;
  readonly ids: ReadonlyMap<string, RemoteScheme>;
  /** Id → name in the model. */
  readonly names: ReadonlyMap<string, string>;
}

export function schemesOf(context: Context): Schemes {
  const { facts, spots } = context;
  const shared = facts.schemes.filter(({ scoped }) => !scoped);
  for (const { scoped, name, id } of facts.schemes) if (scoped) spots.note('team-managed-scheme', `${name} (${id})`);
  const names = nameAll('scheme', shared, spots);
  const named = shared.map((scheme) => ({ scheme, name: names.get(scheme.id) ?? scheme.name }));
  return {
    names,
    schemes: sorted(named.map(({ scheme, name }) => [name, schemeOf(context, scheme, name)] as const)),
    ids: sorted(
      named.map(({ scheme: { id, grants }, name }) => [name, { id, grants: grants.toSorted((a, b) => compareIds(a.id, b.id)) }] as const),
    ),
  };
}

function schemeOf(context: Context, { id, grants, description }: JiraScheme, name: string): Scheme {
  const permissions = new Map<string, { readonly holder: Holder; readonly allow: Set<string> }>();
  for (const grant of grants) {
    const holder = holderOf(context, grant, name);
    const permission = holder === undefined ? undefined : permissionOf(context, grant.permission, name);
    if (holder === undefined || permission === undefined) continue;
    const key = writtenHolder(holder);
    const known = permissions.get(key) ?? { holder, allow: new Set() };
    known.allow.add(permission);
    permissions.set(key, known);
  }
  const lines = [...permissions].sort(([a], [b]) => compareBytes(a, b)).map(([, line]) => line);
  return {
    name,
    at: placeAt(context.frame, 'schemes', id),
    labels: {},
    grants: lines.map(({ holder, allow }, index): Grant => {
      const sortedKeys = [...allow].sort(compareBytes);
      return { to: [holder], allow: sortedKeys, permissions: sortedKeys, at: placeAt(context.frame, 'schemes', id, 'grants', index) };
    }),
    ...(description === undefined ? {} : { description }),
  };
}

/** Undefined for what policies cannot say, which is then noted. */
function holderOf(context: Context, grant: JiraGrant, scheme: string): Holder | undefined {
  const { spots, people, groups } = context;
  const { type, parameter, value } = grant.holder;
  const own = value ?? parameter;
  switch (type) {
    case 'anyone':
    case 'reporter':
    case 'assignee':
      return { type, name: '' };
    case 'projectLead':
      return { type: 'lead', name: '' };
    case 'sd.customer.portal.only':
      return { type: 'portal-customers', name: '' };
    case 'applicationRole':
      return applicationOf(context, grant, scheme);
    case 'group':
      // The parameter is the name, which the answer may have without the id.
      return own === undefined ? unknown(context, grant, scheme) : { type: 'group', name: groups.nameOf({ id: value, name: parameter }) };
    case 'user':
      return own === undefined ? unknown(context, grant, scheme) : { type: 'user', name: people.nameOf(own) };
    case 'projectRole':
      return roleOf(context, grant, scheme);
    case 'userCustomField':
    case 'groupCustomField':
      if (own === undefined) return unknown(context, grant, scheme);
      return { type: type === 'userCustomField' ? 'user-field' : 'group-field', name: own };
    case 'reportercreate':
    case 'assigneeassignable':
      spots.note('server-holder', `${scheme}: ${grant.permission} to ${type}`);
      return undefined;
    default:
      return unknown(context, grant, scheme);
  }
}

function unknown({ spots }: Context, { holder, permission }: JiraGrant, scheme: string): Holder | undefined {
  spots.note('unknown-holder', `${scheme}: ${permission} to ${shown(holder)}`);
  return undefined;
}

function shown({ type, parameter, value }: JiraHolder): string {
  return [type, parameter ?? value].filter((part) => part !== undefined).join(' ');
}

/** Without a product: whoever can log in. */
function applicationOf(context: Context, grant: JiraGrant, scheme: string): Holder | undefined {
  const key = grant.holder.value ?? grant.holder.parameter;
  if (key === undefined || key === '') return { type: 'logged-in', name: '' };
  return (products as readonly string[]).includes(key) ? { type: 'application', name: key } : unknown(context, grant, scheme);
}

function roleOf({ roles, facts, spots }: Context, { holder, permission, id }: JiraGrant, scheme: string): Holder | undefined {
  const role = holder.value ?? holder.parameter ?? '';
  const name = roles.get(role);
  if (name !== undefined) return { type: 'role', name };
  // Whoever is placed in a project as a guest is in this role there, and nobody else can be.
  if (facts.roles.some((one) => one.id === role && isGuestRole(one))) return { type: 'guests', name: '' };
  const isAppRole = facts.roles.some((one) => one.id === role && one.name === appRole);
  if (isAppRole) spots.note('app-role', `${scheme}: ${permission} (grant ${id})`);
  else spots.note('unknown-role', `${scheme}: ${permission} to role ${role}`);
  return undefined;
}

function permissionOf({ facts, spots }: Context, key: string, scheme: string): string | undefined {
  if ((refusedPermissions as readonly string[]).includes(key)) {
    spots.note('not-a-permission', `${scheme}: ${key}`);
    return undefined;
  }
  if (permissionKind(key) === 'jira') return key;
  // The keys of apps hold the name of the app, two low lines and a name; anything else is new, or a slip that Jira accepted.
  if (!key.includes('__') || !facts.catalogue.has(key)) spots.note('unknown-permission', `${scheme}: ${key}`);
  return `app:${key}`;
}

export function isProduct(key: string): key is Product {
  return (products as readonly string[]).includes(key);
}
