import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv, type ValidateFunction } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Route } from '../../src/sandbox/exchange.js';
import { routerOf } from '../../src/sandbox/router.js';
import { routes } from '../../src/sandbox/sandbox.js';
import { resourceOf } from '../../src/sandbox/directory.js';
import { idsOf, startSite, type Answer, type Site } from './site.js';

/**
 * The vendors' own documents, which lie beside the repository where it is worked on and are not ours to copy: every endpoint is in one of them,
 * every answer is as it says, every body that it demands is demanded.
 */
const folders = ['../shared', '../../shared'].map((shared) => resolve(shared, 'facts/openapi'));
const folder = folders.find((each) => existsSync(each)) ?? '';
const isHere = folder !== '';
if (!isHere) console.warn('SKIPPED: the API documents are not here.');

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>>;
  readonly requestBody?: { readonly $ref?: string; readonly content?: Readonly<Record<string, { readonly schema?: object }>> };
}

interface Source {
  readonly file: string;
  /** From a path as it is served to one of the document. */
  readonly path: (served: string) => string | undefined;
}

const behind =
  (prefix: string): Source['path'] =>
  (served) =>
    served.startsWith(prefix) ? served.slice(prefix.length) : undefined;
const same =
  (prefix: string): Source['path'] =>
  (served) =>
    served.startsWith(prefix) ? served : undefined;

const sources: readonly Source[] = [
  { file: 'jira-v3.json', path: same('/rest/') },
  { file: 'confluence-v2.json', path: behind('/wiki/api/v2') },
  { file: 'confluence-v1.json', path: same('/wiki/rest/') },
  { file: 'atlassian-admin-org.json', path: behind('/admin') },
  { file: 'atlassian-user-management.json', path: same('/users/') },
];

const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const plain = (path: string): string => path.replaceAll(/\{[^}]+\}/g, '{}');

interface Found {
  readonly file: string;
  readonly pointer: string;
  readonly operation: Operation;
}

const documents = new Map<string, Document>();
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });

function documented(route: Route): Found | undefined {
  for (const { file, path } of sources) {
    const wanted = path(route.path);
    if (wanted === undefined) continue;
    const document = documents.get(file);
    const method = route.method.toLowerCase();
    const key = Object.keys(document?.paths ?? {}).find(
      (each) => plain(each) === plain(wanted) && document?.paths[each]?.[method] !== undefined,
    );
    const operation = document?.paths[key ?? '']?.[method];
    if (operation !== undefined && key !== undefined) return { file, operation, pointer: `/paths/${pointed(key)}/${method}` };
  }
  return undefined;
}

const pointed = (text: string): string => text.replaceAll('~', '~0').replaceAll('/', '~1');

/** Slack's methods are known by name, from two lists of different years. */
function isSlackMethod(route: Route): boolean {
  const name = route.path.replace('/slack/api/', '');
  const known = [(read('slack-web-v2.json') as Document).paths, read('slack-methods-2026-05.json') as object];
  return known.some((names) => `/${name}` in names || name in names);
}

const validators = new Map<string, ValidateFunction | undefined>();

/** What the document says of answers of this status; undefined where it says nothing. */
function validatorOf(found: Found, status: number): ValidateFunction | undefined {
  const id = `${found.file}#${found.pointer}/responses/${status}`;
  if (!validators.has(id)) {
    const content = found.operation.responses[String(status)]?.content ?? {};
    const type = Object.keys(content).find((each) => content[each]?.schema !== undefined && each.includes('json'));
    validators.set(id, type === undefined ? undefined : ajv.compile({ $ref: `${id}/content/${pointed(type)}/schema` }));
  }
  return validators.get(id);
}

const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

/** Written with `nullable`, which JSON Schema does not know; one of the documents has a type that is none. */
function withNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNulls);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Record<string, unknown>;
  const known = Object.fromEntries(Object.entries(rest).map(([name, each]) => [name, withNulls(each)]));
  if (typeof known['type'] === 'string' && !types.includes(known['type'])) Reflect.deleteProperty(known, 'type');
  return nullable === true && typeof known['type'] === 'string' ? { ...known, type: [known['type'], 'null'] } : known;
}

(isHere ? describe : describe.skip)('by the documents of the APIs', () => {
  let site: Site;
  const seen = new Map<string, Answer[]>();
  const find = routerOf(routes);

  beforeAll(async () => {
    for (const { file } of sources) {
      const document = withNulls(read(file)) as Document;
      documents.set(file, document);
      ajv.addSchema(document, file);
    }
    site = await startSite();
    await exercise(site, (method, path, answer) => {
      const found = find(method, path.split('?')[0] ?? '');
      if (found === undefined || found === 'wrong method') throw new Error(`${method} ${path} is not served.`);
      const key = `${found.route.method} ${found.route.path}`;
      seen.set(key, [...(seen.get(key) ?? []), answer]);
    });
  });
  afterAll(() => site.close());

  test('every endpoint that is served is there, with its method', () => {
    const live = readFileSync(join(folder, 'confluence-v1-live-endpoints-2026-09.txt'), 'utf8').split('\n').map(plain);
    const unknown = routes.filter(
      (route) =>
        (route.system === 'slack' ? !isSlackMethod(route) : documented(route) === undefined) &&
        !live.includes(`${route.method} ${plain(route.path)}`),
    );
    expect(unknown.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  test('no endpoint of the first Confluence API is one that is gone', () => {
    const live = new Set(readFileSync(join(folder, 'confluence-v1-live-endpoints-2026-09.txt'), 'utf8').split('\n').map(plain));
    const served = routes.filter(({ path }) => path.startsWith('/wiki/rest/')).map(({ method, path }) => `${method} ${plain(path)}`);
    expect(served.filter((each) => !live.has(each))).toEqual([]);
  });

  test('every answer that was given is as it says', () => {
    const wrong = routes.flatMap((route) => {
      const key = `${route.method} ${route.path}`;
      const found = documented(route);
      return (seen.get(key) ?? []).flatMap(({ status, body }) => {
        const validate = found && validatorOf(found, status);
        return validate === undefined || validate(body) ? [] : [{ key, status, errors: ajv.errorsText(validate.errors).slice(0, 300) }];
      });
    });
    expect(wrong).toEqual([]);
    expect(validators.size).toBeGreaterThan(50);
  });

  test('every endpoint was asked, and said yes at least once', () => {
    const unasked = routes.filter(
      ({ method, path, system }) => system !== 'slack' && !(seen.get(`${method} ${path}`) ?? []).some(({ status }) => status < 400),
    );
    expect(unasked.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  test('every status that was answered is one that it names', () => {
    const ours = new Set([400, 401, 403, 404, 409, 500]);
    const unnamed = routes.flatMap((route) => {
      const named = documented(route)?.operation.responses;
      const answered = seen.get(`${route.method} ${route.path}`) ?? [];
      return answered.flatMap(({ status }) =>
        named === undefined || String(status) in named || 'default' in named || ours.has(status)
          ? []
          : [`${route.method} ${route.path} ${status}`],
      );
    });
    expect(unnamed).toEqual([]);
  });

  test('a body without what it demands is refused', async () => {
    const demanding = routes.filter((route) => {
      const content = documented(route)?.operation.requestBody?.content ?? {};
      const schema = resolved(documented(route)?.file, Object.values(content)[0]?.schema);
      return Array.isArray(schema?.['required']) && schema['required'].length > 0;
    });
    expect(demanding.length).toBeGreaterThan(15);
    const fresh = await startSite();
    const before = JSON.stringify(fresh.world);
    for (const { method, path } of demanding) {
      const { status } = await fresh.ask(method, filled(path, fresh), {});
      expect({ method, path, status }).toEqual({ method, path, status: expect.toSatisfyRefusal() });
    }
    expect(JSON.stringify(fresh.world)).toBe(before);
  });

  function resolved(file: string | undefined, schema: object | undefined): Record<string, unknown> | undefined {
    const { $ref } = (schema ?? {}) as { $ref?: string };
    if ($ref === undefined) return schema as Record<string, unknown> | undefined;
    const words = $ref.slice(2).split('/');
    return words.reduce<unknown>((value, word) => (value as Record<string, unknown>)[word], documents.get(file ?? '')) as Record<
      string,
      unknown
    >;
  }
});

declare module 'expect' {
  interface AsymmetricMatchers {
    toSatisfyRefusal(): unknown;
  }
}

expect.extend({
  toSatisfyRefusal: (status: unknown) => ({
    pass: typeof status === 'number' && status >= 400 && status < 500,
    message: () => 'is no refusal',
  }),
});

/** A path with ids of things that are there. */
function filled(path: string, { world }: Site): string {
  const ids = idsOf(world);
  const { orgId, directoryId } = world.site;
  const role = ids.role('Developers');
  const things: Readonly<Record<string, string | number | undefined>> = {
    orgId,
    directoryId,
    groupId: ids.group('eng'),
    accountId: ids.account('ana@corp.test'),
    account_id: ids.account('ana@corp.test'),
    userId: ids.account('ana@corp.test'),
    projectIdOrKey: 'ONE',
    projectKeyOrId: 'ONE',
    schemeId: ids.scheme('open'),
    spaceKey: 'DOCS',
    id: path.includes('/spaces/')
      ? ids.space('DOCS').id
      : path.includes('/space-roles/')
        ? ids.spaceRole('Viewer')
        : path.includes('/content/')
          ? ids.space('DOCS').homepageId
          : role,
  };
  const full = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(String(things[name] ?? 'none')));
  return path.endsWith('ByGroupId') || path.endsWith('group/user') ? `${full}?groupId=${ids.group('eng')}` : full;
}

type Tell = (method: string, path: string, answer: Answer) => void;

/** Asks every endpoint something to which it says yes, and many something to which it says no. */
async function exercise(site: Site, tell: Tell): Promise<void> {
  const { world } = site;
  const ids = idsOf(world);
  const ask = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await site.ask(method, path, body);
    tell(method, path, answer);
    return answer;
  };
  const [ana, cy, gus] = ['ana@corp.test', 'cy@corp.test', 'gus@client.test'].map((email) => ids.account(email));
  const [eng, developers, open] = [ids.group('eng'), ids.role('Developers'), ids.scheme('open')];
  const [docs, viewer] = [ids.space('DOCS'), ids.spaceRole('Viewer')];
  const jira = '/rest/api/3';
  const old = '/wiki/rest/api';
  const v2 = '/wiki/api/v2';
  const org = `/admin/v2/orgs/${world.site.orgId}`;
  const dir = `${org}/directories/${world.site.directoryId}`;

  for (const path of [
    ...[
      'serverInfo',
      'users/search',
      'users',
      `user?accountId=${ana}`,
      'user?accountId=none',
      `user/bulk?accountId=${ana}`,
      `user/groups?accountId=${ana}`,
      'myself',
      'group/bulk',
      'group/bulk?maxResults=1',
      'groups/picker',
      `group/member?groupId=${eng}`,
      'applicationrole',
      'applicationrole/jira-software',
      'role',
      `role/${developers}`,
      `role/${developers}/actors`,
      'project/search?expand=lead',
      'project/ONE',
      'project/NONE',
      'project/ONE/role',
      'project/TEAM/role',
      'project/ONE/roledetails',
      'project/TEAM/roledetails',
      `project/ONE/role/${developers}`,
      'permissionscheme?expand=all',
      `permissionscheme/${open}`,
      `permissionscheme/${open}/permission`,
      `permissionscheme/${open}/permission/${world.schemes[String(open)]?.grants[0]?.id ?? 0}`,
      'project/ONE/permissionscheme?expand=all',
      'project/TEAM/permissionscheme',
      'permissions',
      'mypermissions?permissions=BROWSE_PROJECTS&projectKey=ONE',
      'mypermissions?permissions=NONE',
      'user/permission/search?permissions=BROWSE_PROJECTS&projectKey=ONE',
      'issuesecurityschemes',
    ].map((path) => `${jira}/${path}`),
    ...[
      'group',
      'group?limit=1',
      `group/by-id?id=${eng}`,
      `group/${eng}/membersByGroupId`,
      `user?accountId=${ana}`,
      'user/current',
      `user/bulk?accountId=${ana}`,
      `user/memberof?accountId=${ana}`,
    ].map((path) => `${old}/${path}`),
    ...[
      'spaces',
      'spaces?limit=1',
      `spaces/${docs.id}`,
      'spaces/0',
      `spaces/${docs.id}/permissions?limit=3`,
      `spaces/${docs.id}/role-assignments`,
      'space-roles',
      `space-roles/${viewer}`,
      'space-permissions',
      'space-role-mode',
    ].map((path) => `${v2}/${path}`),
    '/admin/v1/orgs',
    `/admin/v1/orgs/${world.site.orgId}`,
    `${org}/directories`,
    `${dir}/users/${ana}/role-assignments`,
    `${dir}/groups/${eng}`,
    `${dir}/groups/none`,
    `${dir}/groups/${eng}/role-assignments`,
  ])
    await ask('GET', path);

  await ask('POST', `${jira}/permissions/check`, {
    accountId: ana,
    globalPermissions: ['ADMINISTER'],
    projectPermissions: [{ permissions: ['BROWSE_PROJECTS'], projects: [Number(ids.project('ONE').id)] }],
  });
  await ask('POST', `${jira}/permissions/check`, { globalPermissions: ['NONE'] });
  await ask('POST', `${jira}/user`, { emailAddress: 'made@corp.test', products: ['jira-software'] });
  const made = await ask('POST', `${jira}/group`, { name: 'made' });
  await ask('POST', `${jira}/group`, { name: 'made' });
  await ask('POST', `${jira}/group/user?groupId=${made.body.groupId}`, { accountId: ana });
  await ask('DELETE', `${jira}/group/user?groupId=${made.body.groupId}&accountId=${ana}`);
  await ask('DELETE', `${jira}/group?groupId=${made.body.groupId}`);
  const role = await ask('POST', `${jira}/role`, { name: 'Made', description: 'x' });
  await ask('PUT', `${jira}/role/${role.body.id}`, { name: 'Made', description: 'y' });
  await ask('POST', `${jira}/role/${role.body.id}`, { description: 'z' });
  await ask('POST', `${jira}/role/${role.body.id}/actors`, { user: [ana] });
  await ask('DELETE', `${jira}/role/${role.body.id}/actors?user=${ana}`);
  await ask('POST', `${jira}/project/ONE/role/${role.body.id}`, { user: [ana] });
  await ask('PUT', `${jira}/project/ONE/role/${role.body.id}`, { categorisedActors: { 'atlassian-group-role-actor-id': [eng] } });
  await ask('DELETE', `${jira}/project/ONE/role/${role.body.id}?groupId=${eng}`);
  await ask('DELETE', `${jira}/role/${role.body.id}`);
  const scheme = await ask('POST', `${jira}/permissionscheme?expand=all`, { name: 'made', description: '', permissions: [] });
  const grant = await ask('POST', `${jira}/permissionscheme/${scheme.body.id}/permission`, {
    holder: { type: 'group', value: eng },
    permission: 'BROWSE_PROJECTS',
  });
  await ask('DELETE', `${jira}/permissionscheme/${scheme.body.id}/permission/${grant.body.id}`);
  await ask('PUT', `${jira}/permissionscheme/${scheme.body.id}?expand=all`, {
    name: 'made',
    permissions: [{ holder: { type: 'reporter' }, permission: 'EDIT_ISSUES' }],
  });
  await ask('PUT', `${jira}/project/ONE/permissionscheme`, { id: scheme.body.id });
  await ask('DELETE', `${jira}/permissionscheme/${scheme.body.id}`);
  await ask('POST', `${jira}/project`, { key: 'MADE', name: 'Made', leadAccountId: ana });
  await ask('PUT', `${jira}/project/MADE`, { name: 'Made again' });
  await ask('POST', `${jira}/project/MADE/archive`);
  await ask('POST', `${jira}/project/MADE/restore`);
  const security = await ask('POST', `${jira}/issuesecurityschemes`, { name: 'made', levels: [{ name: 'a' }] });
  const task = await ask('PUT', `${jira}/issuesecurityschemes/project`, { schemeId: security.body.id, projectId: ids.project('ONE').id });
  await ask('GET', `${jira}/task/${task.body.id}`);
  await ask('GET', `${jira}/task/${task.body.id}`);
  const detail = await ask('GET', `${jira}/issuesecurityschemes/${security.body.id}`);
  await ask('GET', `${jira}/project/ONE/issuesecuritylevelscheme`);
  await ask('DELETE', `${jira}/issuesecurityschemes/${security.body.id}/level/${detail.body.levels[0].id}`);
  const unused = await ask('POST', `${jira}/issuesecurityschemes`, { name: 'unused' });
  await ask('DELETE', `${jira}/issuesecurityschemes/${unused.body.id}`);
  await ask('GET', `${jira}/auditing/record`);

  const group = await ask('POST', `${old}/group`, { name: 'wiki' });
  await ask('POST', `${old}/group/userByGroupId?groupId=${group.body.id}`, { accountId: ana });
  await ask('DELETE', `${old}/group/userByGroupId?groupId=${group.body.id}&accountId=${ana}`);
  await ask('DELETE', `${old}/group/by-id?id=${group.body.id}`);
  const permission = await ask('POST', `${old}/space/OTHER/permission`, {
    subject: { type: 'group', identifier: 'eng' },
    operation: { key: 'read', target: 'space' },
  });
  await ask('DELETE', `${old}/space/OTHER/permission/${permission.body.id}`);
  await ask('POST', `${old}/content/${docs.homepageId}/permission/check`, {
    subject: { type: 'user', identifier: ana },
    operation: 'read',
  });
  await ask('POST', `${v2}/spaces`, { name: 'V2', key: 'V2' });
  await ask('POST', `${old}/space`, { name: 'V1', key: 'V1' });
  await ask('POST', `${old}/space/_private`, { name: 'PV', key: 'PV' });
  await ask('PUT', `${old}/space/V1`, { name: 'V1 again' });
  const gone = await ask('DELETE', `${old}/space/V1`);
  await ask('GET', `${old}/longtask/${gone.body.id}`);
  await ask('GET', `${old}/audit`);
  await ask('POST', `${v2}/spaces/${docs.id}/role-assignments`, [
    { principal: { principalType: 'GROUP', principalId: eng }, roleId: viewer },
  ]);
  const spaceRole = await ask('POST', `${v2}/space-roles`, { name: 'Made', description: '', spacePermissions: ['read/space'] });
  await ask('PUT', `${v2}/space-roles/${spaceRole.body.id}`, { name: 'Made', description: '', spacePermissions: ['read/space'] });
  await ask('DELETE', `${v2}/space-roles/${spaceRole.body.id}`);
  await ask('POST', `${v2}/users-bulk`, { accountIds: [ana, gus] });
  await ask('POST', `${v2}/user/access/check-access-by-email`, { emails: ['ana@corp.test', 'x'] });

  const resource = resourceOf('confluence', world);
  await ask('POST', `${org}/workspaces`, {});
  await ask('POST', `${dir}/users/search`, { limit: 2, expand: ['groups', 'productAccess', 'platformRoles', 'counts.resources'] });
  await ask('POST', `${dir}/groups/search`, { limit: 2, expand: ['counts.users', 'counts.resources'] });
  await ask('POST', `${dir}/groups/search`, { limit: 1000 });
  const directoryGroup = await ask('POST', `${dir}/groups`, { name: 'directory' });
  await ask('POST', `${dir}/groups`, { name: 'directory' });
  const at = `${dir}/groups/${directoryGroup.body.data.id}`;
  await ask('POST', `${at}/memberships`, { accountId: cy });
  await ask('POST', `${at}/memberships`, { accountId: cy });
  await ask('POST', `${at}/role-assignments/assign`, { roleId: 'atlassian/user', resourceId: resource });
  await ask('POST', `${at}/role-assignments/revoke`, { roleId: 'atlassian/user', resourceId: resource });
  await ask('DELETE', `${at}/memberships/${cy}`);
  await ask('DELETE', at);
  await ask('POST', `${org}/users/invite`, {
    emails: ['new@corp.test', 'wrong'],
    permissionRules: [{ resource, role: 'atlassian/user' }],
    additionalGroups: [eng],
  });
  await ask('POST', `${org}/users/invite`, { emails: ['newer@corp.test'] });
  await ask('POST', `${org}/users/invite`, { emails: [] });
  for (const deed of ['assign', 'revoke']) {
    await ask('POST', `/admin/v1/orgs/${world.site.orgId}/users/${cy}/roles/${deed}`, { role: 'atlassian/user', resource });
    await ask('POST', `/admin/v1/orgs/${world.site.orgId}/users/${cy}/role-assignments/${deed}`, { role: 'atlassian/org-admin' });
  }
  await ask('POST', `${dir}/users/${cy}/suspend`);
  await ask('POST', `${dir}/users/${cy}/restore`);
  for (const deed of ['disable', 'enable']) await ask('POST', `/users/${cy}/manage/lifecycle/${deed}`);
  await ask('DELETE', `${dir}/users/${cy}`);
  await ask('GET', `/admin/v1/orgs/${world.site.orgId}/events`);
  // Again, with what the organization and Confluence changed since.
  await ask('GET', `/admin/v1/orgs/${world.site.orgId}/events?limit=500&from=0`);
  await ask('GET', `${jira}/auditing/record?offset=1&limit=500&from=2020-01-01T00:00:00.000Z`);
}
