import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { worldOf } from '../../src/sandbox/from-policies/world-of.js';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.js';
import { noFaults } from '../../src/sandbox/faults.js';
import type { World } from '../../src/sandbox/world.js';
import { compiled } from '../support/compiled.js';
import { createRepository, scratchFolder } from '../load/scratch.js';
import { command, root, run } from '../support/run.js';
import { runAsync } from '../support/run-async.js';

const scratch = scratchFolder();
afterAll(scratch.remove);
const schema = JSON.parse(readFileSync(join(root, 'schemas/drift.schema.json'), 'utf8')) as Record<string, unknown>;
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
formats.default(ajv);
const isDrift = ajv.compile(schema);
const isPlan = ajv.compile(JSON.parse(readFileSync(join(root, 'schemas/plan.schema.json'), 'utf8')) as object);

const policies = `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.test]
plan: premium
---
kind: Users
name: people
users:
  ana@acme.test: {products: [jira-software]}
  "bo@acme.test": {products: [jira-software], name: "|<b>\\u202e[x](y)"}
---
kind: Group
name: "a|b <i> # c"
members: [ana@acme.test]
---
{kind: Role, name: Developers}
---
{kind: Scheme, name: standard, grants: [{to: [role:Developers], allow: [BROWSE_PROJECTS]}]}
---
{kind: Project, key: ONE, lead: ana@acme.test, scheme: standard, roles: {Developers: ["group:a|b <i> # c"]}}
`.replace('\\u202e', '');

const day = '2026-11-21';
let folder = '';
let world: World;
const file = (name: string, of: World): string => {
  writeFileSync(join(folder, name), JSON.stringify(of));
  return `sandbox:${name}`;
};
/** The same with somebody more in the group. */
const drifted = (): World => {
  const copy = structuredClone(world);
  const bo = Object.values(copy.accounts).find(({ email }) => email === 'bo@acme.test');
  Object.values(copy.groups)
    .find(({ name }) => name.startsWith('a|b'))
    ?.members.push(bo?.accountId ?? '');
  return copy;
};

beforeAll(async () => {
  folder = createRepository(join(scratch.root, 'work'), { 'policies/a.yaml': policies });
  world = worldOf((await compiled([['a.yaml', policies]])).site, day);
});

const drift = (...words: readonly string[]) => run(['drift', '--as-of', day, ...words], { cwd: folder });

describe('drift', () => {
  test('says nothing on stdout where nothing differs', () => {
    const { code, stdout, stderr } = drift('--site', file('same.json', world));
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain('is as the policies say');
  });

  test('ends with 1 and tells what differs, within 80 columns', () => {
    const { code, stdout } = drift('--site', file('more.json', drifted()));
    expect(code).toBe(1);
    expect(stdout).toContain('MORE THAN GIT SAYS');
    expect(stdout.replace(/\s+/g, ' ')).toContain('On the site group a|b <i> # c has the member bo@acme.test; git does not say so.');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('is JSON by its schema', () => {
    for (const site of [file('same.json', world), file('more.json', drifted())]) {
      isDrift(JSON.parse(drift('--site', site, '--format', 'json').stdout));
      expect(isDrift.errors ?? []).toEqual([]);
    }
  });

  test('lets no name become Markdown', () => {
    const { stdout } = drift('--site', file('more.json', drifted()), '--format', 'markdown');
    expect(stdout).toContain('On the site group `a|b <i> # c` has the member `bo@acme.test`; git does not say so.');
  });

  test('ends with 2 where there is nothing to read', () => {
    expect(drift('--site', 'sandbox:nothing.json')).toMatchObject({ code: 2, stdout: '' });
  });

  test('compares with a commit', () => {
    expect(drift('--ref', 'HEAD', '--site', file('same.json', world))).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('a site over HTTP', () => {
  let running: RunningSandbox;
  afterAll(() => running.close());
  const env = { PATH: process.env['PATH'], HOME: scratch.root, PERMAFROST_EMAIL: 'a@acme.test', PERMAFROST_API_TOKEN: 'token' };
  const ask = (...words: readonly string[]) =>
    runAsync(process.execPath, [command, ...words, '--as-of', day, '--site', running.url], { cwd: folder, env });

  test('is read, and never asked for a change, by drift and by plan --live', async () => {
    running = await startSandbox({ world: drifted(), readOnly: true });
    expect(await ask('drift')).toMatchObject({ code: 1 });
    const { code, stdout } = await ask('plan', 'HEAD', '--live');
    expect(code).toBe(0);
    expect(stdout).toContain('ALREADY DIFFERENT ON THE SITE  not by this change; compared with the base');
    const json = JSON.parse((await ask('plan', 'HEAD', '--live', '--format', 'json')).stdout) as {
      verdict: string;
      live: { drift: unknown; budget: { writes: number } };
    };
    expect(json.verdict).toBe('same');
    isDrift(json.live.drift);
    expect(isDrift.errors ?? []).toEqual([]);
    expect(json.live.budget.writes).toBe(1);
    expect((await ask('plan', 'HEAD', '--live', '--format', 'markdown')).stdout).toContain('## Already different on the site');
    expect(running.sandbox.journal.counts).toMatchObject({ writes: 0, refusedWrites: 0 });
    expect(running.sandbox.journal.counts.total).toBeGreaterThan(30);
  }, 60_000);

  test('that was changed by somebody is told with who it was, where a log tells', async () => {
    const writable = await startSandbox({ world: structuredClone(world), now: () => Date.UTC(2026, 10, 20) });
    const accounts = Object.values(writable.sandbox.world.accounts);
    const group = Object.values(writable.sandbox.world.groups).find(({ name }) => name.startsWith('a|b'))?.id ?? '';
    const response = await fetch(`${writable.url}/rest/api/3/group/user?groupId=${group}`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('ana@acme.test:token').toString('base64')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ accountId: accounts.find(({ email }) => email === 'bo@acme.test')?.accountId }),
    });
    await writable.close();
    expect(response.status).toBe(201);
    const site = file('told.json', writable.sandbox.world);
    expect(drift('--site', site).stdout.replace(/\s+/g, ' ')).toContain(
      "has the member bo@acme.test; git does not say so. Changed by ana@acme.test on 2026-11-20, says Jira's audit log.",
    );
    const { code, stdout } = drift('--site', site, '--format', 'json');
    expect(code).toBe(1);
    const json = JSON.parse(stdout) as { differences: unknown; audit: unknown };
    isDrift(json);
    expect(isDrift.errors ?? []).toEqual([]);
    expect(json.differences).toMatchObject([{ by: { author: 'ana@acme.test', when: '2026-11-20T00:00:00.000Z', log: 'jira' } }]);
    expect(json.audit).toMatchObject({
      unknown: 0,
      logs: [
        { log: 'jira', state: 'read' },
        { log: 'organization', state: 'read' },
      ],
    });
  }, 60_000);

  test('that fails now and then gives the same answer, and one that fails for good gives none', async () => {
    running.sandbox.setFaults({ ...noFaults, '429': 0.05, drop: 0.05, 'empty-pages': 0.2, 'retry-after': 0 }, 3);
    expect(await ask('drift', '--quiet')).toMatchObject({ code: 1 });
    running.sandbox.setFaults({ ...noFaults, '429': 1, 'retry-after': 100_000 }, 3);
    const { code, stdout, stderr } = await ask('drift');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('nothing is said of it');
  }, 120_000);
});

describe('plan --live keeps three lists apart, in one order, empty or not', () => {
  const plan = (name: string, site: World, ...words: readonly string[]) =>
    run(['plan', 'HEAD', '--live', '--as-of', day, '--site', file(name, site), ...words], { cwd: folder }).stdout;

  test.each([
    {
      format: 'text',
      heads: [/^THIS CHANGE(.*)$/m, /^ALREADY DIFFERENT ON THE SITE(.*)$/m, /^WILL CHANGE BY DATE(.*)$/m, /^CALLS TO CARRY IT OUT$/m],
    },
    {
      format: 'markdown',
      heads: [
        /^## This change\n\n(.*)$/m,
        /^## Already different on the site\n\n(.*)$/m,
        /^## Will change by date\n\n(.*)$/m,
        /^## Calls to carry it out$/m,
      ],
    },
  ])('as $format', ({ format, heads }) => {
    const [empty, more] = [plan('same.json', world, '--format', format), plan('more.json', drifted(), '--format', format)];
    for (const text of [empty, more]) {
      const places = heads.map((head) => text.search(head));
      expect(places).toEqual(places.filter((place) => place >= 0).sort((a, b) => a - b));
    }
    expect(heads.slice(0, 3).map((head) => /nothing/i.test(head.exec(empty)?.[1] ?? ''))).toEqual([true, true, true]);
    expect(heads.slice(0, 3).map((head) => /nothing/i.test(head.exec(more)?.[1] ?? ''))).toEqual([true, false, true]);
    expect(more.replace(/\s+/g, ' ')).toMatch(/1 write, and 1 call .* [0-9]+ second.* % of the calls in that time are left to others/);
    expect(empty).toContain('None: the site is as the head says.');
  });

  test('as JSON, by its schema, which takes nothing that it does not describe', () => {
    for (const text of [plan('same.json', world, '--format', 'json'), plan('more.json', drifted(), '--format', 'json')]) {
      const told = JSON.parse(text) as { live: { budget: object } };
      isPlan(told);
      expect(isPlan.errors ?? []).toEqual([]);
      expect(told).toMatchObject({ gains: [], lapses: [], live: { drift: { version: 1 }, budget: { lines: expect.any(Array) } } });
      expect(isPlan({ ...told, live: { ...told.live, more: 1 } })).toBe(false);
      expect(isPlan({ ...told, live: { ...told.live, budget: { ...told.live.budget, seconds: '1' } } })).toBe(false);
      expect(isPlan({ ...told, live: { ...told.live, drift: {} } })).toBe(false);
    }
  });
});

test('while Jira does not see yet what the organization has changed, drift tells what it was answered, and the rest when read again', async () => {
  const running = await startSandbox({ world: structuredClone(world), faults: { ...noFaults, lag: 1_000 }, seed: 1 });
  const { orgId, directoryId } = world.site;
  const env = {
    PATH: process.env['PATH'],
    HOME: scratch.root,
    ...{ PERMAFROST_EMAIL: 'a@acme.test', PERMAFROST_API_TOKEN: 'token', PERMAFROST_ORG_ID: orgId, PERMAFROST_ORG_API_KEY: 'key' },
  };
  const ask = (more: object = {}) =>
    runAsync(process.execPath, [command, 'drift', '--as-of', day, '--site', running.url], { cwd: folder, env: { ...env, ...more } });
  try {
    const group = Object.values(world.groups).find(({ name }) => name.startsWith('a|b'))?.id ?? '';
    const bo = Object.values(world.accounts).find(({ email }) => email === 'bo@acme.test')?.accountId ?? '';
    const written = await fetch(`${running.url}/admin/v2/orgs/${orgId}/directories/${directoryId}/groups/${group}/memberships`, {
      method: 'POST',
      headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
      body: JSON.stringify({ accountId: bo }),
    });
    expect(written.ok).toBe(true);
    // Jira alone cannot know it yet; the organization does.
    expect((await ask({ PERMAFROST_ORG_API_KEY: '' })).code).toBe(0);
    const whole = await ask();
    expect([whole.code, whole.stdout]).toEqual([1, expect.stringContaining('MORE THAN GIT SAYS')]);
    running.sandbox.setFaults(noFaults, 1);
    await Promise.all(Array.from({ length: 1_000 }, () => fetch(`${running.url}/rest/api/3/myself`).then((answer) => answer.text())));
    expect((await ask({ PERMAFROST_ORG_API_KEY: '' })).code).toBe(1);
  } finally {
    await running.close();
  }
}, 60_000);

test('--site without --live is a mistake', () => {
  expect(run(['plan', 'HEAD', '--site', 'sandbox:x'], { cwd: folder })).toMatchObject({ code: 2 });
});
