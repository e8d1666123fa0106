import { fieldsOf } from './given.js';
import type { Call } from './exchange.js';
import type { AuditChange, AuditItem, Principal, SchemeGrant, World } from './world.js';

/** What an audit log can tell of the things that a request names, by a key that tells one from another. */
export type Trail = ReadonlyMap<string, ReadonlyMap<string, Told>>;

type Told = Omit<AuditChange, 'added'>;

/** Members, actors, grants, schemes in use and space permissions of whatever a request names. */
export function trailOf({ params, query, body }: Pick<Call, 'params' | 'query' | 'body'>, world: World): Trail {
  const named = new Set<string>([...Object.values(params), ...query.values()]);
  collect(body, named);
  const trail = new Map<string, ReadonlyMap<string, Told>>();
  const note = (key: string, told: readonly Told[]): void => {
    trail.set(key, new Map(told.map((each) => [JSON.stringify(each), each])));
  };
  for (const group of Object.values(world.groups))
    if (named.has(group.id) || named.has(group.name)) note(`group ${group.id}`, membersOf(group.id, world));
  for (const project of Object.values(world.projects))
    if (named.has(project.id) || named.has(project.key)) note(`project ${project.id}`, projectOf(project.id, world));
  for (const { id, name, grants } of Object.values(world.schemes))
    if (named.has(String(id)))
      note(
        `scheme ${String(id)}`,
        grants.map((grant) => ({
          what: 'grant',
          thing: { type: 'scheme', id: String(id), name },
          items: [holderOf(grant, world), { type: 'permission', id: grant.permission, name: grant.permission }],
        })),
      );
  for (const { id, key, name, permissions } of Object.values(world.spaces))
    if (named.has(id) || named.has(key))
      note(
        `space ${id}`,
        permissions.map(({ principal, operation }) => ({
          what: 'space-permission',
          thing: { type: 'space', id, name, key },
          items: [principalOf(principal, world), { type: 'permission', id: operation, name: operation }],
        })),
      );
  return trail;
}

/** What changed from one to the other; of what was made or deleted as a whole no parts are told, as the real logs do not. */
export function changesBetween(before: Trail, after: Trail): readonly AuditChange[] {
  return [...before].flatMap(([key, was]) => {
    const is = after.get(key);
    if (is === undefined) return [];
    const removed = [...was].filter(([told]) => !is.has(told)).map(([, told]) => ({ ...told, added: false }));
    const added = [...is].filter(([told]) => !was.has(told)).map(([, told]) => ({ ...told, added: true }));
    return [...removed, ...added];
  });
}

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string' || typeof value === 'number') into.add(String(value));
  else if (Array.isArray(value)) for (const each of value) collect(each, into);
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(fieldsOf(value))) collect(each, into);
}

function membersOf(id: string, world: World): readonly Told[] {
  const group = world.groups[id];
  return (group?.members ?? []).map((member) => ({ what: 'member', thing: groupItem(id, world), items: [userItem(member, world)] }));
}

function projectOf(id: string, world: World): readonly Told[] {
  const project = world.projects[id];
  if (project === undefined) return [];
  const thing: AuditItem = { type: 'project', id, name: project.name, key: project.key };
  const actors = Object.entries(project.roles).flatMap(([role, { users, groups }]) => {
    const roleItem: AuditItem = { type: 'role', id: role, name: world.projectRoles[role]?.name ?? role };
    return [...users.map((user) => userItem(user, world)), ...groups.map((group) => groupItem(group, world))].map((item): Told => ({
      what: 'actor',
      thing,
      items: [item, roleItem],
    }));
  });
  const scheme = project.scheme === undefined ? undefined : world.schemes[String(project.scheme)];
  return scheme === undefined
    ? actors
    : [...actors, { what: 'project-scheme', thing, items: [{ type: 'scheme', id: String(scheme.id), name: scheme.name }] }];
}

function userItem(id: string, world: World): AuditItem {
  return { type: 'user', id, name: world.accounts[id]?.displayName ?? id };
}

function groupItem(id: string, world: World): AuditItem {
  return { type: 'group', id, name: world.groups[id]?.name ?? id };
}

function holderOf({ holder: { type, value } }: SchemeGrant, world: World): AuditItem {
  if (type === 'user' && value !== undefined) return userItem(value, world);
  if (type === 'group' && value !== undefined) return groupItem(value, world);
  if (type === 'projectRole' && value !== undefined) return { type: 'role', id: value, name: world.projectRoles[value]?.name ?? value };
  return { type: 'holder', id: type, name: value === undefined ? type : `${type} ${value}` };
}

function principalOf({ type, id }: Principal, world: World): AuditItem {
  if (type === 'user') return userItem(id, world);
  return type === 'group' ? groupItem(id, world) : { type: 'holder', id, name: id };
}
