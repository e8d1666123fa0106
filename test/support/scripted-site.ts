import type { Asked, Reply, Script } from './scripted-server.js';

type Thing = Readonly<Record<string, unknown>>;

/** A site as its APIs tell it: what the scripted server gives out in pages. */
export interface ScriptedSite {
  readonly users: readonly Thing[];
  readonly groups: readonly { readonly groupId: string; readonly name: string; readonly members: readonly string[] }[];
  readonly admins: readonly string[];
  readonly applicationRoles: readonly Thing[];
  readonly roles: readonly Thing[];
  readonly schemes: readonly Thing[];
  readonly permissions: Readonly<Record<string, Thing>>;
  readonly projects: readonly {
    readonly project: Thing & { readonly id: string };
    readonly roles: readonly (Thing & { readonly id: number; readonly actors: readonly Thing[] })[];
    readonly scheme?: number;
  }[];
  readonly mode: string;
  readonly spaces: readonly {
    readonly space: Thing & { readonly id: string };
    readonly permissions: readonly Thing[];
    readonly assignments: readonly Thing[];
  }[];
  readonly spaceRoles: readonly Thing[];
  /** Ids of groups. */
  readonly licensed: readonly string[];
  readonly workspaces: readonly Thing[];
  readonly organizationUsers: readonly Thing[];
  readonly organizationGroups: readonly {
    readonly group: Thing & { readonly id: string };
    readonly members: readonly string[];
    readonly access: readonly Thing[];
  }[];
  readonly chatUsers: readonly Thing[];
  readonly channels: readonly { readonly channel: Thing & { readonly id: string }; readonly members: readonly string[] }[];
}

/** A page of Jira: an object with `values`. */
function offset(all: readonly unknown[], { query }: Asked, most: number): Reply {
  const startAt = Number(query.get('startAt') ?? 0);
  const values = all.slice(startAt, startAt + Math.min(most, Number(query.get('maxResults') ?? 50)));
  return { body: { values, startAt, total: all.length, isLast: startAt + values.length >= all.length } };
}

function bare(all: readonly unknown[], { query }: Asked): Reply {
  const startAt = Number(query.get('startAt') ?? 0);
  return { body: all.slice(startAt, startAt + Math.min(1_000, Number(query.get('maxResults') ?? 50))) };
}

function linked(all: readonly unknown[], { path, query }: Asked, parameter: 'cursor' | 'start'): Reply {
  const start = Number(query.get(parameter) ?? 0);
  const limit = Number(query.get('limit') ?? 25);
  const results = all.slice(start, start + limit);
  const isEnd = start + limit >= all.length;
  const next = `${parameter === 'start' ? path.replace(/^\/wiki/, '') : path}?limit=${String(limit)}&${parameter}=${String(start + limit)}`;
  return {
    body: { results, start, limit, size: results.length, _links: { base: 'https://acme.atlassian.net/wiki', ...(isEnd ? {} : { next }) } },
  };
}

function cursored(all: readonly unknown[], { query, body, method }: Asked, most: number): Reply {
  const given = (method === 'POST' ? (body ?? {}) : Object.fromEntries(query)) as { cursor?: string; limit?: number | string };
  // Nothing else may stand beside a cursor, so that it holds the size of the pages too.
  if (given.cursor !== undefined && Object.keys(given).length > 1)
    return { status: 400, body: { errors: [{ code: 'ADMIN-400-4', title: 'cursor is not alone' }] } };
  const [start = 0, limit = Math.min(most, Number(given.limit ?? 20))] = (given.cursor ?? '').split('.').filter(Boolean).map(Number);
  const next = start + limit < all.length ? `${String(start + limit)}.${String(limit)}` : null;
  return { body: { data: all.slice(start, start + limit), links: { next } } };
}

function slack(all: readonly unknown[], name: string, { query }: Asked): Reply {
  const start = Number(query.get('cursor') ?? 0);
  const end = start + Number(query.get('limit') ?? 100);
  return { body: { ok: true, [name]: all.slice(start, end), response_metadata: { next_cursor: end < all.length ? String(end) : '' } } };
}

/** Answers as the real APIs do, from the same facts each time. */
export function siteScript(site: ScriptedSite): Script {
  const userOf = new Map(site.users.map((user) => [user['accountId'], user]));
  const members = (ids: readonly string[]): readonly Thing[] => ids.map((id) => userOf.get(id) ?? { accountId: id });
  const groupNames = (ids: readonly string[]): readonly Thing[] =>
    site.groups.filter(({ groupId }) => ids.includes(groupId)).map(({ groupId, name }) => ({ groupId, name }));
  const v1 = (groups: readonly Thing[]): readonly Thing[] => groups.map(({ groupId, name }) => ({ type: 'group', id: groupId, name }));

  const routes: readonly [RegExp, (asked: Asked, part: string, second: string) => Reply | undefined][] = [
    [/^\/rest\/api\/3\/users\/search$/, (asked) => bare(site.users, asked)],
    [
      /^\/rest\/api\/3\/group\/bulk$/,
      (asked) => {
        const access = asked.query.get('accessType');
        const ids = access === null ? site.groups.map(({ groupId }) => groupId) : access === 'admin' ? site.admins : [];
        return offset(groupNames(ids), asked, 50);
      },
    ],
    [
      /^\/rest\/api\/3\/group\/member$/,
      (asked) => {
        const group = site.groups.find(({ groupId }) => groupId === asked.query.get('groupId'));
        return group && offset(members(group.members), asked, 50);
      },
    ],
    [/^\/rest\/api\/3\/applicationrole$/, () => ({ body: site.applicationRoles })],
    [/^\/rest\/api\/3\/role$/, () => ({ body: site.roles })],
    [/^\/rest\/api\/3\/permissionscheme$/, () => ({ body: { permissionSchemes: site.schemes } })],
    [/^\/rest\/api\/3\/permissions$/, () => ({ body: { permissions: site.permissions } })],
    [
      /^\/rest\/api\/3\/project\/search$/,
      (asked) =>
        offset(
          site.projects.map(({ project }) => project),
          asked,
          100,
        ),
    ],
    [
      /^\/rest\/api\/3\/project\/([^/]+)\/roledetails$/,
      (_, id) => ({ body: project(site, id)?.roles.map((role) => ({ ...role, actors: undefined })) }),
    ],
    [
      /^\/rest\/api\/3\/project\/([^/]+)\/role\/([^/]+)$/,
      (_, id, role) => ({ body: project(site, id)?.roles.find((one) => String(one.id) === role) }),
    ],
    [/^\/rest\/api\/3\/project\/([^/]+)\/permissionscheme$/, (_, id) => ({ body: { id: project(site, id)?.scheme, name: 'some' } })],
    [/^\/wiki\/api\/v2\/space-role-mode$/, () => ({ body: { mode: site.mode } })],
    [
      /^\/wiki\/api\/v2\/spaces$/,
      (asked) =>
        linked(
          site.spaces.map(({ space }) => space),
          asked,
          'cursor',
        ),
    ],
    [/^\/wiki\/api\/v2\/spaces\/([^/]+)\/permissions$/, (asked, id) => linked(space(site, id)?.permissions ?? [], asked, 'cursor')],
    [/^\/wiki\/api\/v2\/spaces\/([^/]+)\/role-assignments$/, (asked, id) => linked(space(site, id)?.assignments ?? [], asked, 'cursor')],
    [/^\/wiki\/api\/v2\/space-roles$/, (asked) => linked(site.spaceRoles, asked, 'cursor')],
    [
      /^\/wiki\/rest\/api\/group$/,
      (asked) => {
        const access = asked.query.get('accessType');
        const ids = access === null ? site.groups.map(({ groupId }) => groupId) : access === 'user' ? site.licensed : [];
        return linked(v1(groupNames(ids)), asked, 'start');
      },
    ],
    [
      /^\/wiki\/rest\/api\/group\/([^/]+)\/membersByGroupId$/,
      (asked, id) => linked(members(site.groups.find(({ groupId }) => groupId === id)?.members ?? []), asked, 'start'),
    ],
    [/^\/admin\/v2\/orgs\/[^/]+\/directories$/, (asked) => cursored([{ directoryId: 'dir', name: 'Acme' }], asked, 100)],
    [/^\/admin\/v2\/orgs\/[^/]+\/workspaces$/, (asked) => cursored(site.workspaces, asked, 1_000)],
    [
      /^\/admin\/v2\/orgs\/[^/]+\/directories\/dir\/users\/search$/,
      (asked) => {
        const ids = (asked.body as { groupIds?: readonly string[] } | undefined)?.groupIds;
        if (ids === undefined) return cursored(site.organizationUsers, asked, 100);
        const inside = site.organizationGroups.filter(({ group }) => ids.includes(group.id)).flatMap(({ members: all }) => all);
        return cursored(
          inside.map((accountId) => ({ accountId })),
          asked,
          100,
        );
      },
    ],
    [
      /^\/admin\/v2\/orgs\/[^/]+\/directories\/dir\/groups\/search$/,
      (asked) =>
        cursored(
          site.organizationGroups.map(({ group }) => group),
          asked,
          100,
        ),
    ],
    [
      /^\/admin\/v2\/orgs\/[^/]+\/directories\/dir\/groups\/([^/]+)\/role-assignments$/,
      (asked, id) => cursored(site.organizationGroups.find(({ group }) => group.id === id)?.access ?? [], asked, 100),
    ],
    [/^\/slack\/api\/users\.list$/, (asked) => slack(site.chatUsers, 'members', asked)],
    [
      /^\/slack\/api\/conversations\.list$/,
      (asked) =>
        slack(
          site.channels.map(({ channel }) => channel),
          'channels',
          asked,
        ),
    ],
    [
      /^\/slack\/api\/conversations\.members$/,
      (asked) => {
        const found = site.channels.find(({ channel }) => channel.id === asked.query.get('channel'));
        return slack(found?.members ?? [], 'members', asked);
      },
    ],
  ];

  return (asked) => {
    for (const [pattern, answer] of routes) {
      const match = pattern.exec(asked.path);
      if (match !== null) return answer(asked, match[1] ?? '', match[2] ?? '');
    }
    return undefined;
  };
}

function project(site: ScriptedSite, id: string): ScriptedSite['projects'][number] | undefined {
  return site.projects.find((one) => one.project.id === id);
}

function space(site: ScriptedSite, id: string): ScriptedSite['spaces'][number] | undefined {
  return site.spaces.find((one) => one.space.id === id);
}
