import { describe, expect, test } from '@jest/globals';
import { environmentNames, sourcesFromEnvironment } from '../../src/providers/environment.js';
import { scriptedServer } from '../support/scripted-server.js';
import { siteScript } from '../support/scripted-site.js';
import { acmeSite } from './acme-site.js';

const all = Object.fromEntries(environmentNames.map((name) => [name, `${name.toLowerCase()}-value`]));

function failuresOf(env: Readonly<Record<string, string>>, site: string): readonly string[] {
  const sources = sourcesFromEnvironment(env, { site });
  return sources.type === 'failed' ? sources.failures.map(({ message }) => message) : [];
}

describe('the environment', () => {
  test('names what is missing, all of it at once', () => {
    expect(failuresOf({ PERMAFROST_ORG_API_KEY: 'k' }, 'https://acme.atlassian.net')).toEqual([
      'PERMAFROST_EMAIL, whose token it is, is not set.',
      'PERMAFROST_API_TOKEN, the API token, is not set.',
      'PERMAFROST_ORG_ID, the id of the organization, is not set.',
    ]);
  });

  test.each([
    'http://acme.atlassian.net',
    'ftp://acme.example',
    'acme',
    '',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
  ])('sends no token in the open, or to no address: %s', (site) => {
    expect([...new Set(failuresOf(all, site))]).toEqual(['The address of the site is none that a token may be sent to.']);
  });

  test('takes no token from an address', () => {
    const told = failuresOf(all, 'https://ana:hunter2@acme.atlassian.net').join(' ');
    expect(told).toContain('has a name or password in it');
    expect(told).not.toContain('hunter2');
  });

  test('says which APIs it can read', () => {
    const apis = (env: Readonly<Record<string, string>>): readonly string[] => {
      const sources = sourcesFromEnvironment(env, { site: 'https://acme.atlassian.net' });
      return sources.type === 'ready' ? sources.source.apis : [];
    };
    expect(apis(all)).toEqual(['jira', 'confluence', 'organization', 'slack']);
    expect(apis({ PERMAFROST_EMAIL: 'a@b.example', PERMAFROST_API_TOKEN: 't' })).toEqual(['jira', 'confluence']);
  });

  test('of a server on this machine serves all APIs from one address, each with its own header', async () => {
    const server = await scriptedServer(siteScript(acmeSite));
    const sources = sourcesFromEnvironment(all, { site: server.url, url: 'https://acme.atlassian.net' });
    if (sources.type === 'failed') throw new Error(sources.failures[0]?.message);
    const reading = await sources.source.read(new AbortController().signal);
    await server.close();
    expect(reading.type).toBe('read');
    const headers = new Map(server.asked.map(({ path, headers: { authorization } }) => [path.split('/')[1], authorization]));
    expect(headers.get('rest')).toBe(`Basic ${btoa('permafrost_email-value:permafrost_api_token-value')}`);
    expect(headers.get('wiki')).toBe(headers.get('rest'));
    expect(headers.get('admin')).toBe('Bearer permafrost_org_api_key-value');
    expect(headers.get('slack')).toBe('Bearer permafrost_slack_token-value');
    expect(JSON.stringify(reading)).not.toMatch(/_value|-value/);
  });
});
