import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { worldOf } from '../../src/sandbox/from-policies/world-of.js';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.js';
import { createRepository, scratchFolder } from '../load/scratch.js';
import { compiled } from '../support/compiled.js';
import { command } from '../support/run.js';
import { runAsync } from '../support/run-async.js';
import { scriptedServer, type Script } from '../support/scripted-server.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const policies = `{kind: Site, name: acme, url: "https://acme.atlassian.net", internalDomains: [acme.test], plan: premium}
---
{kind: Users, name: people, users: {ana@acme.test: {products: [jira-software]}}}
`;
const token = 'hunter2-öß/+secret';
const env = {
  PATH: process.env['PATH'],
  HOME: scratch.root,
  PERMAFROST_EMAIL: 'ana@acme.test',
  PERMAFROST_API_TOKEN: token,
  PERMAFROST_ORG_ID: 'o',
  PERMAFROST_ORG_API_KEY: `${token}-org`,
  PERMAFROST_SLACK_TOKEN: `${token}-chat`,
};

/** Every command that reads a live site. */
const commands = [
  { words: ['import'], so: 'nothing was written' },
  { words: ['import', 'anew', '--internal-domain', 'acme.test', '--url', 'https://acme.atlassian.net'], so: 'nothing was written' },
  { words: ['drift'], so: 'nothing is said of it' },
  { words: ['plan', 'HEAD', '--live'], so: 'nothing is said of it' },
];

let folder = '';
beforeAll(() => {
  folder = createRepository(join(scratch.root, 'work'), { 'policies/a.yaml': policies });
});

const ask = (words: readonly string[], site: string, more: Readonly<Record<string, string>> = {}) =>
  runAsync(process.execPath, [command, ...words, '--as-of', '2026-11-21', '--site', site], { cwd: folder, env: { ...env, ...more } });

/** Whatever a secret may look like on its way. */
function withoutSecrets(text: string, sent: readonly string[]): void {
  for (const secret of [token, 'hunter2', encodeURIComponent(token), Buffer.from(token).toString('base64'), ...sent])
    expect(text).not.toContain(secret);
}

describe.each(commands)('$words', ({ words, so }) => {
  test.each([
    { what: 'refuses', status: 401 },
    { what: 'forbids', status: 403 },
    { what: 'has nothing', status: 404 },
    { what: 'answers something else', status: 200 },
  ])('tells no secret of a site that $what and repeats them all', async ({ status }) => {
    const sent: string[] = [];
    const script: Script = ({ headers }) => {
      const { authorization = '' } = headers;
      sent.push(...authorization.split(' ').slice(1));
      const said = `${authorization} ${token} ${encodeURIComponent(token)} ${JSON.stringify(token)}`;
      return { status, body: { errorMessages: [said], message: said, error: said, ok: false } };
    };
    const server = await scriptedServer(script);
    try {
      const { code, stdout, stderr } = await ask(words, server.url);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr.replace(/\s+/g, ' ')).toContain(`The site was not read in full, and ${so}: `);
      expect(sent.length).toBeGreaterThan(0);
      withoutSecrets(stderr, sent);
    } finally {
      await server.close();
    }
  });

  test.each([`https://ana:${encodeURIComponent(token)}@acme.atlassian.net`, `ftp://${encodeURIComponent(token)}`, 'http://acme.example'])(
    'sends no token to an address that it refuses, and does not repeat it: %s',
    async (site) => {
      const { code, stdout, stderr } = await ask(words, site);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr.replace(/\s+/g, ' ')).toMatch(/The site was not asked: The address of the site|is no address of a site/);
      withoutSecrets(stderr, []);
    },
  );

  test('ends in good order with Ctrl-C', async () => {
    let asked = (): void => undefined;
    const first = new Promise<void>((resolve) => (asked = resolve));
    const server = await scriptedServer(() => {
      asked();
      return { delay: 60_000 };
    });
    try {
      const child = spawn(process.execPath, [command, ...words, '--site', server.url], { cwd: folder, env });
      let err = '';
      child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      await first;
      child.kill('SIGINT');
      expect(await ended).toBe(130);
      expect(err.replace(/\s+/g, ' ')).toContain(`Stopped while the site was read: ${so}.`);
      withoutSecrets(err, []);
    } finally {
      await server.close();
    }
  });
});

describe('a sandbox over HTTP, by its own record,', () => {
  let running: RunningSandbox;
  beforeAll(async () => {
    running = await startSandbox({ world: worldOf((await compiled([['a.yaml', policies]])).site, '2026-11-21') });
  });
  afterAll(() => running.close());

  test('a change would be seen there', async () => {
    await fetch(`${running.url}/rest/api/3/group`, {
      method: 'POST',
      headers: { authorization: 'Bearer x' },
      body: JSON.stringify({ name: 'made here' }),
    });
    expect(await (await fetch(`${running.url}/sandbox/requests`)).json()).toMatchObject({ writes: 1 });
  });

  test.each(commands)('is asked for no change by $words', async ({ words }) => {
    await fetch(`${running.url}/sandbox/requests`, { method: 'DELETE' });
    const before = await (await fetch(`${running.url}/sandbox/world`)).text();
    const { code, stderr } = await ask(words, running.url, {
      PERMAFROST_ORG_API_KEY: 'key',
      PERMAFROST_SLACK_TOKEN: 'chat',
      PERMAFROST_ORG_ID: running.sandbox.world.site.orgId,
    });
    expect({ code, stderr }).toEqual({ code: expect.any(Number), stderr: expect.not.stringContaining('error:') });
    expect(code).toBeLessThan(2);
    const record = (await (await fetch(`${running.url}/sandbox/requests`)).json()) as Record<string, number>;
    expect(record).toMatchObject({ writes: 0, refusedWrites: 0 });
    expect(record['total']).toBeGreaterThan(10);
    expect(await (await fetch(`${running.url}/sandbox/world`)).text()).toBe(before);
  });
});
