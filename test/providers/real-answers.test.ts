import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spacePermission } from '../../src/providers/atlassian/confluence-answers.js';
import { confluenceEndpoints } from '../../src/providers/atlassian/confluence-endpoints.js';
import { jiraRole, jiraRoles, schemeList } from '../../src/providers/atlassian/jira-answers.js';
import { byLink } from '../../src/providers/http/pages.js';
import { serverMessage } from '../../src/providers/http/server-message.js';
import { loopbackClient } from '../support/client.js';
import { scriptedServer, table } from '../support/scripted-server.js';
import { siteScript } from '../support/scripted-site.js';
import { shared } from '../support/shared.js';
import { acmeSite } from './acme-site.js';
import { liveOf, readFrom } from './contract.js';

const folder = shared('real/jira');
const isHere = existsSync(folder);
if (!isHere) console.warn('SKIPPED: the real answers are not here.');

function answer(file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown;
}

interface Recorded {
  readonly url: string;
  readonly response: unknown;
}

(isHere ? describe : describe.skip)('real answers', () => {
  test('lived-in permission schemes decode, and every grant of them becomes a line or a blind spot', async () => {
    const schemes = schemeList(answer('go-jira/all_permissionschemes.json'), '');
    expect(schemes.map(({ name, grants }) => [name, grants.length])).toEqual([
      ['Default Permission Scheme', 66],
      ['Default software scheme', 81],
    ]);
    const raw = answer('go-jira/all_permissionschemes.json') as { permissionSchemes: Readonly<Record<string, unknown>>[] };
    const roles = answer('go-jira/all_roles.json') as Readonly<Record<string, unknown>>[];
    const site = { ...acmeSite, schemes: raw.permissionSchemes, roles, projects: [], groups: [], admins: [], applicationRoles: [] };
    const live = liveOf((await readFrom(siteScript(site), ['jira'])).reading);
    const told = live.blindSpots.filter(({ code }) => ['unknown-role', 'app-role', 'unknown-holder'].includes(code));
    const gone = new Set(told.flatMap(({ things }) => things)).size;
    const kept = [...live.site.schemes.values()].flatMap(({ grants }) => grants.flatMap(({ permissions }) => permissions)).length;
    const pairs = schemes.flatMap(({ name, grants }) =>
      grants.map(({ permission, holder }) => JSON.stringify([name, permission, holder.type, holder.parameter])),
    );
    expect(kept + gone).toBe(new Set(pairs).size);
    expect(kept).toBeGreaterThan(0);
    expect(live.site.groups.has('FooBarGroup')).toBe(true);
  });

  test('roles decode, one without actors too', () => {
    const roles = jiraRoles(answer('go-jira/all_roles.json'), '');
    expect(roles.map(({ id, actors }) => [id, actors.length])).toContainEqual(['10222', 0]);
    for (const file of ['go-jira/role.json', 'ods/jira-get-role.json'])
      expect(jiraRole(answer(file), '').actors.map(({ group }) => group?.name)).toEqual([expect.any(String)]);
  });

  test('refusals are told in the words of the server', () => {
    const told = ['go-jira/no_permissionscheme.json', 'go-jira/no_role.json'].map((file) =>
      serverMessage(readFileSync(join(folder, file), 'utf8'), 'application/json'),
    );
    expect(told).toEqual(['Permission scheme 101001 does not exist', 'Role with given id not found.']);
  });

  test.each(['11', '22'])('pages of permissions of space %s are read through empty ones to the end', async (id) => {
    const recorded = answer('salto/confluence-space-permissions.json') as readonly Recorded[];
    // Of one of them a page was not recorded, so that they are given in order, whatever cursor is asked for.
    const path = `/wiki/api/v2/spaces/${id}/permissions`;
    const replies = recorded.filter(({ url }) => url === path).map(({ response }) => ({ body: response }));
    const server = await scriptedServer(table({ [path]: replies }));
    const permissions = await byLink(loopbackClient(server.url), {
      endpoint: confluenceEndpoints.permissions,
      parameters: { path: { id } },
      size: 250,
      item: spacePermission,
      key: (permission) => permission.id,
    });
    await server.close();
    expect(permissions).toHaveLength(id === '11' ? 7 : 4);
    expect(server.asked).toHaveLength(replies.length);
  });
});
