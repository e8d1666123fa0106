import { describe, expect, test } from '@jest/globals';
import { isReading } from '../../../src/providers/http/endpoint.js';
import { isListedWrite, writes } from '../../../src/providers/http/write-endpoint.js';
import { createTarget } from '../../../src/providers/targets.js';
import { apiBodies, apiDocuments, hasApiDocuments } from '../../support/api-documents.js';
import { compiled } from '../../support/compiled.js';
import { recordingProxy } from '../../support/recording-proxy.js';
import { never, persist, writtenSite } from '../../support/written-site.js';
import { channelRows, roomPolicies, spaceRows } from './rooms.js';
import { back, policies, rows } from './writes.js';

if (!hasApiDocuments) console.warn('SKIPPED: the API documents are not here, so that writes are not compared with them.');

const documented = hasApiDocuments ? test : test.skip;
const fault = hasApiDocuments ? apiDocuments() : () => undefined;
const wrong = hasApiDocuments ? apiBodies() : () => undefined;

/** What is written, as a template would have it. */
function isListed(method: string, path: string): boolean {
  return writes.some((line) => {
    const [own = '', template = ''] = line.split(' ');
    return own === method && new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
  });
}

const all = [
  ...rows.map((row) => ({ ...row, policies })),
  ...[...spaceRows, ...channelRows].map((row) => ({ ...row, policies: roomPolicies })),
];

describe('every call of a write', () => {
  documented.each(all)('is one that the vendor documents, with a body as it is documented: $name', async (row) => {
    const written = await writtenSite(row.policies);
    for (const one of row.first ?? []) await persist(written, one);
    const proxy = await recordingProxy(written.site.url);
    const { jira, confluence, organization, slack } = written.reach;
    if (jira === undefined || confluence === undefined || organization === undefined || slack === undefined)
      throw new Error('The site is not reached.');
    const { site } = await compiled([['policies.yaml', row.policies]]);
    const by = { base: proxy.url };
    const reach = {
      ...written.reach,
      jira: { ...jira, ...by },
      confluence: { ...confluence, ...by },
      organization: { ...organization, ...by },
      slack: { ...slack, base: `${proxy.url}/slack` },
    };
    const target = createTarget({ ...reach, names: written.names, policies: site, signal: never });
    await target.make(row.write, never);
    if (row.forward !== true) await target.make(back(row.write), never);
    const sent = proxy.asked.filter(({ method, path }) => isListed(method, path.replace(/^\/slack/, '')));
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter(({ method, path }) => method === 'GET' || isReading({ method, template: path }))).toEqual([]);
    expect(proxy.asked.flatMap((asked) => fault(asked) ?? [])).toEqual([]);
    expect(sent.flatMap((asked) => wrong(asked) ?? [])).toEqual([]);
    await proxy.close();
  });

  documented('would be found out if it were not', () => {
    expect(wrong({ method: 'POST', path: '/rest/api/3/project', body: { key: 'ONE' } })).toContain("required property 'name'");
    expect(wrong({ method: 'PUT', path: '/rest/api/3/permissionscheme/1', body: { name: 'x', permissions: {} } })).toContain('array');
    expect(wrong({ method: 'DELETE', path: '/rest/api/3/role/1', body: {} })).toContain('takes no body');
    expect(wrong({ method: 'POST', path: '/slack/api/conversations.kick', body: 'channel=C1&who=U1' })).toContain('has no field who');
    expect(wrong({ method: 'POST', path: '/slack/api/admin.users.invite', body: 'team_id=T1' })).toContain('lacks email');
  });

  test('is on the list', () => {
    expect(isListed('POST', '/rest/api/3/project')).toBe(true);
    expect(isListedWrite({ method: 'DELETE', template: '/rest/api/3/project/{projectIdOrKey}' })).toBe(false);
  });
});
