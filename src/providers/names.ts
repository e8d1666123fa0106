import { isChatAccount } from '../model/chat-account.js';
import type { RemoteIds } from './provider.js';
import { nameOf } from '../text/reference.js';

export { nameOf };

/** What the site calls the things of the policies, and what they call the things of the site. It grows with what is made. */
export interface Names {
  /** Of a reference: `group:eng`; people of the chat are `chat-user:ana@acme.example`. */
  readonly idOf: (ref: string) => string | undefined;
  /** The reference of a thing with an id; undefined if neither the reading nor a write has told of it. */
  readonly refOf: (kind: string, id: string) => string | undefined;
  /** The role of a project: a team-managed one has its own. */
  readonly roleIn: (project: string, role: string) => string | undefined;
  readonly learn: (ref: string, id: string) => void;
  readonly forget: (ref: string) => void;
}

/**
 * The ids of a full reading, under the names that the policies use: `aligned` has what is called otherwise on the site, its reference there
 * → in the policies, as `align` finds it.
 */
export function namesOf(ids: RemoteIds, aligned: ReadonlyMap<string, string>): Names {
  const byRef = new Map<string, string>();
  const byId = new Map<string, string>();
  const ours = (ref: string): string => aligned.get(ref) ?? ref;
  const learn = (ref: string, id: string): void => {
    byRef.set(ref, id);
    byId.set(keyOf(kindOf(ref), id), ref);
  };
  // What has its name by alignment goes before what only happens to be called so.
  const all = entriesOf(ids).map(({ ref, id, alike }) => ({ ref: aligned.get(alike ?? ref) ?? ref, id, was: ref, alike }));
  const isAligned = ({ was, alike }: (typeof all)[number]): boolean => aligned.has(alike ?? was);
  for (const { ref, id, alike } of [...all.filter((each) => !isAligned(each)), ...all.filter(isAligned)])
    learn(alike === undefined ? ref : `chat-user:${nameOf(ref)}`, id);
  const roles = new Map(
    [...ids.projects].map(([name, project]) => [
      ours(`project:${name}`),
      new Map([...project.roles].map(([role, id]) => [ours(`role:${role}`), id])),
    ]),
  );
  return {
    idOf: (ref) => byRef.get(ref),
    refOf: (kind, id) => byId.get(keyOf(kind, id)),
    roleIn: (project, role) => roles.get(project)?.get(role) ?? byRef.get(role),
    learn,
    forget(ref) {
      const id = byRef.get(ref);
      byRef.delete(ref);
      if (id !== undefined && byId.get(keyOf(kindOf(ref), id)) === ref) byId.delete(keyOf(kindOf(ref), id));
    },
  };
}

interface Named {
  readonly ref: string;
  readonly id: string;
  /** Under which it is looked for among the aligned names. */
  readonly alike?: string;
}

function entriesOf(ids: RemoteIds): readonly Named[] {
  const plain = (kind: string, map: ReadonlyMap<string, string>): readonly Named[] =>
    [...map].map(([name, id]) => ({ ref: `${kind}:${name}`, id }));
  const things = (kind: string, map: ReadonlyMap<string, { readonly id: string }>): readonly Named[] =>
    [...map].map(([name, { id }]) => ({ ref: `${kind}:${name}`, id }));
  return [
    // Whom the chat alone knows has no account that anything else could name.
    ...plain('user', ids.people).filter(({ id }) => !isChatAccount(id)),
    ...plain('group', ids.groups),
    ...plain('role', ids.roles),
    ...things('scheme', ids.schemes),
    ...things('project', ids.projects),
    ...plain('space-role', ids.spaceRoles),
    ...things('space', ids.spaces),
    ...plain('channel', ids.channels),
    ...[...ids.chatPeople].map(([name, id]) => ({ ref: `chat-user:${name}`, id, alike: `user:${name}` })),
  ];
}

function keyOf(kind: string, id: string): string {
  return `${kind}\t${id}`;
}

export function kindOf(ref: string): string {
  return ref.includes(':') ? ref.slice(0, ref.indexOf(':')) : ref;
}
