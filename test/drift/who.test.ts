import { describe, expect, test } from '@jest/globals';
import type { Drift } from '../../src/drift/drift.js';
import { whoDid } from '../../src/drift/who.js';
import { driftFrom } from '../../src/drifting.js';
import type { AuditReading, AuditRecord } from '../../src/providers/provider.js';
import { createSource } from '../../src/providers/source.js';
import { driftJson } from '../../src/render/drift/json.js';
import { driftMarkdown } from '../../src/render/drift/markdown.js';
import { driftText } from '../../src/render/drift/text.js';
import { worldOf } from '../../src/sandbox/from-policies/world-of.js';
import { startSandbox } from '../../src/sandbox/server.js';
import type { Plan, World } from '../../src/sandbox/world.js';
import { asOf, compiled } from '../support/compiled.js';
import { stillWorld } from '../support/still-world.js';

const policies = `kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.test]
plan: premium
---
kind: Users
name: people
users:
  kim@acme.test: {products: [jira-software], name: "Kim | [x](y)"}
  lee@acme.test: {products: [jira-software]}
  bo@acme.test: {products: [jira-software, confluence]}
---
{kind: Group, name: eng, members: [kim@acme.test]}
---
{kind: Role, name: Developers}
---
{kind: Scheme, name: standard, grants: [{to: [role:Developers], allow: [BROWSE_PROJECTS]}]}
---
{kind: Scheme, name: open, grants: [{to: [logged-in], allow: [BROWSE_PROJECTS]}]}
---
{kind: Project, key: ONE, lead: kim@acme.test, scheme: standard, roles: {Developers: [group:eng]}}
---
{kind: Space, key: DOCS, access: [{to: [group:eng], allow: [read/space]}]}
`;

type Do = (as: string, method: string, path: string, body?: unknown) => Promise<void>;

interface Setting {
  readonly change: (act: Do, world: World, at: (moment: number) => void) => Promise<void>;
  /** Of the site after the change: on a free one Jira has no audit log. */
  readonly plan?: Plan;
  readonly organization?: boolean;
}

/** A site as the policies say, changed by its API, and what drift says of it; `asked`: the audit logs that were. */
async function drift({ change, plan = 'premium', organization = true }: Setting): Promise<{ found: Drift; asked: readonly string[] }> {
  const mine = await compiled([['a.yaml', policies]]);
  const world = worldOf(mine.site, asOf);
  let now = Date.UTC(2026, 10, 20, 9);
  const running = await startSandbox({ world, now: () => now });
  const basic = (email: string): string => `Basic ${Buffer.from(`${email}:token`).toString('base64')}`;
  const act: Do = async (as, method, path, body) => {
    const headers = { authorization: basic(as), 'content-type': 'application/json' };
    const { status } = await fetch(`${running.url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (status > 299) throw new Error(`${method} ${path}: ${String(status)}`);
  };
  try {
    await change(act, world, (moment) => (now = moment));
    Object.assign(world, { site: { ...world.site, plan } });
    running.sandbox.journal.clear();
    const access = { base: running.url, secrets: [], authorization: basic('kim@acme.test') };
    const source = createSource({
      url: world.site.url,
      readAt: running.url,
      internalDomains: ['acme.test'],
      world: stillWorld(),
      limited: false,
      jira: access,
      confluence: access,
      ...(organization ? { organization: { ...access, authorization: 'Bearer token', id: world.site.orgId } } : {}),
    });
    const stop = new AbortController();
    const reading = await source.read(stop.signal);
    if (reading.type === 'failed') throw new Error(reading.failure.message);
    const found = await driftFrom(mine, { ...reading.live, apis: source.apis }, () => source.audit(stop.signal));
    const asked = running.sandbox.journal.requests.map(({ path }) => path).filter((path) => /auditing|\/events/.test(path));
    expect(running.sandbox.journal.counts.writes).toBe(0);
    return { found, asked };
  } finally {
    await running.close();
  }
}

const account = (world: World, email: string): string =>
  Object.values(world.accounts).find((each) => each.email === email)?.accountId ?? '';
const group = (world: World, called: string): string => Object.values(world.groups).find(({ name }) => name === called)?.id ?? '';
const scheme = (world: World, called: string): number => Object.values(world.schemes).find(({ name }) => name === called)?.id ?? 0;
const role = (world: World): string => String(Object.values(world.projectRoles).find(({ name }) => name === 'Developers')?.id);
const addBo = (act: Do, world: World, as: string): Promise<void> =>
  act(as, 'POST', `/rest/api/3/group/user?groupId=${group(world, 'eng')}`, { accountId: account(world, 'bo@acme.test') });
const takeBo = (act: Do, world: World, as: string): Promise<void> =>
  act(as, 'DELETE', `/rest/api/3/group/user?groupId=${group(world, 'eng')}&accountId=${account(world, 'bo@acme.test')}`);

const plain = { columns: 80, all: false, paint: new Proxy({}, { get: () => (text: string) => text }) } as unknown as Parameters<
  typeof driftText
>[1];
const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe('who changed the site is told by', () => {
  test.each([
    { name: "Jira's log", organization: false, log: 'jira' },
    { name: "the organization's log", organization: true, log: 'organization' },
  ])('$name: a member', async ({ organization, log }) => {
    const { found } = await drift({
      change: (act, world) => addBo(act, world, 'kim@acme.test'),
      organization,
      plan: organization ? 'free' : 'premium',
    });
    expect(found.differences).toMatchObject([
      { type: 'member', site: ['user:bo@acme.test'], by: { author: 'kim@acme.test', when: '2026-11-20T09:00:00.000Z', log } },
    ]);
    expect(found.audit?.unknown).toBe(0);
  });

  test.each<{ name: string; type: string; change: (act: Do, world: World) => Promise<void> }>([
    {
      name: 'an actor of a role',
      type: 'actor',
      change: (act, world) =>
        act('lee@acme.test', 'POST', `/rest/api/3/project/ONE/role/${role(world)}`, { user: [account(world, 'bo@acme.test')] }),
    },
    {
      name: 'a grant',
      type: 'grant',
      change: (act, world) =>
        act('lee@acme.test', 'POST', `/rest/api/3/permissionscheme/${String(scheme(world, 'standard'))}/permission`, {
          holder: { type: 'group', value: group(world, 'eng') },
          permission: 'CREATE_ISSUES',
        }),
    },
    {
      name: 'the scheme of a project',
      type: 'project-scheme',
      change: (act, world) => act('lee@acme.test', 'PUT', '/rest/api/3/project/ONE/permissionscheme', { id: scheme(world, 'open') }),
    },
    {
      name: 'somebody taken out of a group',
      type: 'member',
      change: (act, world) =>
        act(
          'lee@acme.test',
          'DELETE',
          `/rest/api/3/group/user?groupId=${group(world, 'eng')}&accountId=${account(world, 'kim@acme.test')}`,
        ),
    },
  ])('both logs alike: $name', async ({ type, change }) => {
    for (const organization of [false, true]) {
      const { found } = await drift({ change, organization, plan: organization ? 'free' : 'premium' });
      expect(found.differences.filter((each) => each.type === type)).toMatchObject([{ by: { author: 'lee@acme.test' } }]);
    }
  });

  test("the organization's log: a permission in a space", async () => {
    const { found } = await drift({
      change: (act, world) =>
        act('lee@acme.test', 'POST', '/wiki/rest/api/space/DOCS/permission', {
          subject: { type: 'user', identifier: account(world, 'bo@acme.test') },
          operation: { key: 'read', target: 'space' },
        }),
    });
    expect(found.differences.filter(({ type }) => type === 'space-grant')).toMatchObject([{ by: { author: 'lee@acme.test' } }]);
  });
});

test('of two records the latest that goes the way of the difference wins', async () => {
  const { found } = await drift({
    change: async (act, world, at) => {
      await addBo(act, world, 'kim@acme.test');
      at(Date.UTC(2026, 10, 20, 10));
      await takeBo(act, world, 'kim@acme.test');
      at(Date.UTC(2026, 10, 20, 11));
      await addBo(act, world, 'lee@acme.test');
    },
  });
  expect(found.differences).toMatchObject([{ by: { author: 'lee@acme.test', when: '2026-11-20T11:00:00.000Z' } }]);
});

test('no audit log is asked where nothing new differs', async () => {
  const { found, asked } = await drift({ change: () => Promise.resolve() });
  expect({ clean: found.clean, asked, audit: found.audit }).toEqual({ clean: true, asked: [], audit: undefined });
});

test('a log that may not be read is told, and fails nothing', async () => {
  const { found } = await drift({ change: (act, world) => addBo(act, world, 'kim@acme.test'), plan: 'free', organization: false });
  expect(found.differences).toHaveLength(1);
  expect(found.differences[0]).not.toHaveProperty('by');
  expect(found.audit).toMatchObject({ unknown: 1, logs: [{ log: 'jira', state: 'failed', status: 403 }] });
  expect(flat(driftText(found, plain))).toContain(
    "Who did it is not known of 1 difference. Jira's audit log cannot be read (403): it takes an administrator, and a paid plan.",
  );
});

test('a log that does not reach back leaves it unknown, and says how far it was read', async () => {
  const { found } = await drift({
    change: async (act, world, at) => {
      at(Date.UTC(2026, 3, 1));
      await addBo(act, world, 'kim@acme.test');
    },
  });
  expect(found.differences[0]).not.toHaveProperty('by');
  expect(found.audit).toMatchObject({
    unknown: 1,
    logs: [
      { state: 'read', records: 0 },
      { state: 'read', records: 0 },
    ],
  });
  expect(flat(driftText(found, plain))).toContain("Jira's audit log was read back to 2026-05-25: 0 records.");
});

test('only so much of a log is read, and that is told', async () => {
  const { found, asked } = await drift({
    change: async (act, world) => {
      await addBo(act, world, 'kim@acme.test');
      const later = Array.from({ length: 10_000 }, (_, id) => ({ at: '2026-11-20T10:00:00.000Z', id: id + 1_000_000 }));
      for (const each of later) world.events.push({ ...each, actor: 'x', system: 'jira', summary: 'other', object: '' });
    },
  });
  expect(found.differences[0]).not.toHaveProperty('by');
  expect(found.audit?.logs).toMatchObject([
    { log: 'jira', state: 'part', records: 10_000 },
    { log: 'organization', state: 'part', records: 4_000 },
  ]);
  expect(asked).toHaveLength(18);
});

const record = (more: Partial<AuditRecord>): AuditReading => ({
  logs: [],
  records: [
    {
      log: 'jira',
      id: '1',
      at: '2026-11-20T09:00:00.000Z',
      author: { name: 'Mallory\u001b[31m | `<b>` @all [x](y)' },
      deed: 'User added to group',
      items: [
        { type: 'GROUP', names: ['eng'] },
        { type: 'USER', names: ['bo@acme.test'] },
      ],
      values: [],
      ...more,
    },
  ],
});

describe('a record', () => {
  const difference = { type: 'member', of: 'group:eng', site: ['user:bo@acme.test'] } as const;
  const of = async (more: Partial<AuditRecord>, named = policies) => {
    const { site } = await compiled([['a.yaml', named]]);
    const live = { site, apis: [], blindSpots: [] };
    return whoDid([difference], record(more), live, { names: new Map(), people: site.people }).doings[0]?.author;
  };

  test('tells who did it only where it names the thing, the subject and the way', async () => {
    expect(await of({})).toContain('Mallory');
    expect(await of({ deed: 'User removed from group' })).toBeUndefined();
    expect(await of({ deed: 'Group changed' })).toBeUndefined();
    expect(await of({ items: [{ type: 'GROUP', names: ['eng'] }] })).toBeUndefined();
    expect(
      await of({
        items: [
          { type: 'ROLE', names: ['eng'] },
          { type: 'USER', names: ['bo@acme.test'] },
        ],
      }),
    ).toBeUndefined();
  });

  test('that names a person as two are called names neither', async () => {
    const items = [
      { type: 'GROUP', names: ['eng'] },
      { type: 'USER', names: ['Bo'] },
    ];
    const one = policies.replace('[jira-software, confluence]', '[jira-software, confluence], name: Bo');
    expect(await of({ items }, one)).toContain('Mallory');
    expect(await of({ items }, one.replace('lee@acme.test: {', 'lee@acme.test: {name: Bo, '))).toBeUndefined();
  });
});

test('a hostile name of an author is as harmless as any other', async () => {
  const { found } = await drift({ change: (act, world) => addBo(act, world, 'kim@acme.test') });
  const [first] = found.differences;
  const author = record({}).records[0]?.author.name ?? '';
  const hostile = {
    ...found,
    differences: [{ ...(first as Drift['differences'][0]), by: { author, when: '2026-11-20T09:00:00.000Z', log: 'jira' as const } }],
  };
  expect(driftText(hostile, plain)).not.toContain('\u001b');
  expect(driftMarkdown(hostile)).not.toContain('\u001b');
  expect(driftMarkdown(hostile)).toContain('Changed by ``Mallory');
  expect(driftJson(hostile)).not.toContain('\u001b');
});
