import { describe, expect, test } from '@jest/globals';
import { createSiteCheck } from '../../../src/providers/site-check.js';
import type { World } from '../../../src/sandbox/world.js';
import { apiDocuments, hasApiDocuments } from '../../support/api-documents.js';
import { failureOf, never, persist, writtenSite, type WrittenSite } from '../../support/written-site.js';
import { idsOf, policyWorld, startSite } from '../../sandbox/site.js';
import { roomPolicies, spaceRows } from './rooms.js';
import { write } from './writes.js';

async function siteWith(change: (world: World) => World = (world) => world): Promise<WrittenSite> {
  const world = await policyWorld();
  return writtenSite(roomPolicies, { site: await startSite({ world: change(world) }) });
}

const grants = (space: string, who: string, ...operations: readonly string[]): readonly string[] =>
  operations.map((operation) => `space-grant space:${space} ${who} ${operation}`);

describe('a space', () => {
  test('on a site without roles is made by its first API, and what its maker got is told beside it', async () => {
    const written = await siteWith((world) => {
      const me = Object.values(world.accounts).find(({ email }) => email === 'ana@corp.test');
      if (me !== undefined) me.siteAdmin = true;
      return { ...world, site: { ...world.site, spaceRoleMode: 'PRE_ROLES' } };
    });
    const making = write('confluence', [], ['space space:NEWS', ...grants('NEWS', 'group:admins', 'read/space', 'administer/space')]);
    await written.target.make(making, never);
    expect(written.effective()[0]).toBe('POST /wiki/rest/api/space');
    const { type, found } = await written.target.observe(making, never);
    expect(type).toBe('after');
    const beside = found.filter(({ says }) => says[0] === 'user:ana@corp.test').map(({ says }) => says[1]);
    expect(beside).toContain('administer/space');
    expect(beside.length).toBeGreaterThan(10);
    expect(idsOf(written.site.world).space('NEWS').name).toBe('News «of» all');
    // What was not asked for is taken by writes of its own.
    await persist(written, write('confluence', grants('NEWS', 'user:ana@corp.test', ...beside.flatMap((each) => each ?? [])), []));
    expect(
      idsOf(written.site.world)
        .space('NEWS')
        .permissions.map(({ principal }) => principal.type),
    ).not.toContain('user');
  });

  test('with roles has exactly those, by one call', async () => {
    const written = await siteWith();
    const [, row] = spaceRows;
    if (row === undefined) throw new Error('There is no such row.');
    await written.target.make(row.write, never);
    expect(written.effective()).toEqual(['POST /wiki/api/v2/spaces']);
    expect(idsOf(written.site.world).space('WIKI').permissions).toEqual([]);
  });

  test('made in part is made to its end', async () => {
    const written = await siteWith();
    await persist(written, write('confluence', [], ['space space:NEWS', ...grants('NEWS', 'group:admins', 'read/space')]));
    const whole = write('confluence', [], ['space space:NEWS', ...grants('NEWS', 'group:admins', 'read/space', 'administer/space')]);
    expect((await written.target.observe(whole, never)).type).toBe('partly');
    const calls = written.effective().length;
    await written.target.make(whole, never);
    expect(written.effective()).toHaveLength(calls + 1);
    expect((await written.target.observe(whole, never)).type).toBe('after');
  });

  test('is not deleted, and has its key for ever', async () => {
    const { target } = await siteWith();
    expect((await failureOf(target.make(write('confluence', ['space space:OTHER'], []), never))).message).toContain('is not deleted');
    const rename = { id: '1', api: 'confluence', changes: [], rename: { from: 'space:OTHER', to: 'space:NEWS' } } as const;
    expect((await failureOf(target.observe(rename, never))).message).toContain('no API of Confluence gives a space another key');
  });

  test('that somebody deleted takes nothing any more', async () => {
    const written = await siteWith();
    await written.site.ask('DELETE', '/wiki/rest/api/space/OTHER');
    const failure = await failureOf(written.target.make(write('confluence', [], grants('OTHER', 'group:eng', 'read/space')), never));
    expect(failure).toMatchObject({ kind: 'refused', message: '"space:OTHER" is not on the site any more.' });
  });
});

describe('single permissions', () => {
  test('what comes along is told beside what was asked for, and is not given twice', async () => {
    const written = await siteWith();
    const one = write('confluence', [], grants('DOCS', 'group:eng', 'create/comment'));
    await written.target.make(one, never);
    expect((await written.target.observe(one, never)).found.map(({ says }) => says[1])).toEqual([
      'create/comment',
      'create/attachment',
      'read/space',
    ]);
    const both = write('confluence', [], grants('OTHER', 'group:eng', 'create/attachment', 'create/comment', 'read/space'));
    await persist(written, both);
    const posts = written.site.sandbox.journal.requests.filter(({ path, write: isWrite }) => isWrite && path.includes('/OTHER/'));
    expect(posts).toHaveLength(3);
  });

  test.each([
    { what: 'alone where everything is to go', operations: ['delete/page', 'export/space', 'read/space'], calls: 1 },
    { what: 'last where something else came along', operations: ['create/page', 'delete/page', 'read/space'], calls: 3 },
  ])('the permission to read goes $what, and everything goes with it', async ({ operations, calls }) => {
    const written = await siteWith();
    const ids = idsOf(written.site.world);
    await persist(written, write('confluence', [], grants('OTHER', 'group:eng', ...operations)));
    const held = ids.space('OTHER').permissions.filter(({ principal }) => principal.id === ids.group('eng'));
    const before = written.effective().length;
    await persist(written, write('confluence', grants('OTHER', 'group:eng', ...operations), []));
    const gone = written.effective().slice(before);
    expect(gone).toHaveLength(calls);
    expect(gone.at(-1)).toBe(
      `DELETE /wiki/rest/api/space/OTHER/permission/${held.find(({ operation }) => operation === 'read/space')?.id ?? ''}`,
    );
    expect(ids.space('OTHER').permissions.filter(({ principal }) => principal.id === ids.group('eng'))).toEqual([]);
  });

  test('the last administrator is never taken, by a permission or by a role', async () => {
    const written = await siteWith();
    const calls = written.effective().length;
    for (const operation of ['administer/space', 'read/space'])
      expect(
        await failureOf(written.target.make(write('confluence', grants('OTHER', 'group:admins', operation), []), never)),
      ).toMatchObject({
        kind: 'refused',
        message: 'It would take the last administrator of "space:OTHER".',
      });
    const role = write('confluence', [], ['space-role-grant space:OTHER group:admins space-role:Viewer']);
    expect((await failureOf(written.target.make(role, never))).message).toContain('last administrator');
    expect(written.effective()).toHaveLength(calls);
  });

  test('the public is given some, and everybody who can log in none', async () => {
    const written = await siteWith();
    const open = write('confluence', [], grants('OTHER', 'anyone', 'read/space'));
    await persist(written, open);
    expect(idsOf(written.site.world).space('OTHER').permissions.at(-1)?.principal).toEqual({ type: 'class', id: 'anonymous-users' });
    const all = write('confluence', [], grants('OTHER', 'logged-in', 'read/space'));
    expect((await failureOf(written.target.make(all, never))).message).toContain('single permissions are of people, groups and the public');
  });

  test('names that are meant to do harm name nothing but what they name', async () => {
    const hostile = ['../../../admin', '\u202e<script>alert(1)</script>', '::error::{"key":"x"}%0a'];
    const written = await siteWith((world) => {
      for (const [index, name] of hostile.entries())
        world.groups[`g${String(index)}`] = { id: `g${String(index)}`, name, managedBy: 'ADMINS', members: [], roles: [] };
      return world;
    });
    for (const index of hostile.keys()) {
      const ref = written.names.refOf('group', `g${String(index)}`) ?? '';
      const changes = ['read/space', 'delete/page'].map((operation) => ({
        after: { type: 'space-grant', of: 'space:OTHER', says: [ref, operation] } as const,
      }));
      await persist(written, { id: '1', api: 'confluence', changes });
    }
    const { permissions } = idsOf(written.site.world).space('OTHER');
    expect(permissions.slice(-6).map(({ principal }) => principal.id)).toEqual(['g0', 'g0', 'g1', 'g1', 'g2', 'g2']);
    expect(new Set(written.effective())).toEqual(new Set(['POST /wiki/rest/api/space/OTHER/permission']));
  });

  test('who is not on the site yet is waited for', async () => {
    const { target } = await siteWith();
    const early = write('confluence', [], grants('OTHER', 'group:none', 'read/space'));
    expect((await target.observe(early, never)).type).toBe('before');
    expect(await failureOf(target.make(early, never))).toMatchObject({ kind: 'not-made', message: '"group:none" is not on the site.' });
  });

  test('what the site refuses is told in its words, without a token', async () => {
    const written = await siteWith();
    const failure = await failureOf(
      written.target.make(write('confluence', [], grants('DOCS', 'user:cy@corp.test', 'create/page')), never),
    );
    expect(failure).toMatchObject({ kind: 'refused', status: 400 });
    expect(failure.message).toContain('The principal has a role in this space');
    expect(JSON.stringify(failure)).not.toMatch(/sandbox-token|c2FuZGJveA/);
  });

  test('of guests are there only when every guest has them', async () => {
    const written = await siteWith((world) => {
      const gus = Object.values(world.accounts).find(({ email }) => email === 'gus@client.test');
      const docs = Object.values(world.spaces).find(({ key }) => key === 'DOCS');
      if (gus === undefined || docs === undefined) throw new Error('The test asks for something that is not there.');
      const other = { ...gus, accountId: 'hal', email: 'hal@client.test', displayName: 'Hal' };
      world.accounts['hal'] = other;
      for (const group of Object.values(world.groups)) if (group.members.includes(gus.accountId)) group.members.push('hal');
      docs.permissions.push({ id: '1', principal: { type: 'user', id: 'hal' }, operation: 'read/space' });
      return world;
    });
    const guests = write('confluence', [], ['guest-permission space:DOCS create/page', 'guest-permission space:DOCS read/space']);
    expect((await written.target.observe(guests, never)).type).toBe('partly');
    await written.target.make(guests, never);
    expect((await written.target.observe(guests, never)).type).toBe('after');
    expect(written.effective()).toHaveLength(1);
  });
});

describe('a role of spaces', () => {
  test('that somebody made by the same name with other permissions has moved', async () => {
    const written = await siteWith();
    const body = { name: 'Editors', description: '', spacePermissions: ['read/space', 'delete/page'] };
    await written.site.ask('POST', '/wiki/api/v2/space-roles', body);
    const making = spaceRows.find(({ name }) => name === 'a space role')?.write;
    if (making === undefined) throw new Error('There is no such row.');
    expect((await written.target.observe(making, never)).type).toBe('moved');
    expect((await failureOf(written.target.make(making, never))).message).toContain('has changed since it was looked at');
  });

  test('keeps what it has besides, and its description', async () => {
    const written = await siteWith();
    const body = { name: 'Editors', description: 'As «they» like', spacePermissions: ['read/space', 'delete/page'] };
    await written.site.ask('POST', '/wiki/api/v2/space-roles', body);
    await persist(written, write('confluence', [], ['space-role-permission space-role:Editors create/page']));
    const role = written.site.world.spaceRoles[idsOf(written.site.world).spaceRole('Editors')];
    expect(role).toMatchObject({ description: 'As «they» like', permissions: ['create/page', 'delete/page', 'read/space'] });
    expect(written.site.sandbox.journal.requests.filter(({ path }) => path.includes('/longtask/'))).toHaveLength(2);
  });

  test('whose new name is taken is refused, and no other one is called otherwise', async () => {
    const written = await siteWith();
    for (const name of ['Editors', 'Writers'])
      await written.site.ask('POST', '/wiki/api/v2/space-roles', { name, description: '', spacePermissions: ['read/space'] });
    for (const name of ['Writers', 'Editors']) written.names.learn(`space-role:${name}`, idsOf(written.site.world).spaceRole(name));
    const rename = { from: 'space-role:Editors', to: 'space-role:Writers' };
    expect((await written.target.observe({ id: '1', api: 'confluence', changes: [], rename }, never)).type).toBe('before');
    const failure = await failureOf(written.target.make({ id: '1', api: 'confluence', changes: [], rename }, never));
    expect(failure.message).toContain('A space role with this name already exists');
  });

  test('is refused in words on a site without roles', async () => {
    const written = await siteWith((world) => ({ ...world, site: { ...world.site, spaceRoleMode: 'PRE_ROLES' } }));
    const one = write('confluence', [], ['space-role-permission space-role:Editors create/page']);
    expect((await failureOf(written.target.observe(one, never))).message).toBe('This site has no space roles.');
  });
});

describe('the own permission check of Confluence', () => {
  test('tells reading, editing and deleting, and says what it was not asked', async () => {
    const written = await siteWith();
    const { checkPermissions } = createSiteCheck(written.reach, written.names);
    const ask = (subject: string, permission: string, space = 'space:DOCS') => ({ subject, permission, space });
    const answers = await checkPermissions(
      [
        ask('user:ana@corp.test', 'read/space'),
        ask('user:ana@corp.test', 'create/page'),
        ask('group:admins', 'delete/page'),
        ask('user:gus@client.test', 'create/page'),
        ask('anyone', 'read/space'),
        ask('user:ana@corp.test', 'export/space'),
        ask('logged-in', 'read/space'),
        ask('user:ana@corp.test', 'read/space', 'space:NONE'),
      ],
      never,
    );
    expect(answers.map(({ type }) => type)).toEqual([
      'held',
      'not-held',
      'not-held',
      'held',
      'not-held',
      'not-asked',
      'not-asked',
      'not-asked',
    ]);
    expect(answers.flatMap((answer) => (answer.type === 'not-asked' ? [answer.why] : []))).toEqual([
      'Confluence tells who can read, edit and delete a page, and nothing of "export/space".',
      'Confluence cannot be asked about "logged-in": it is asked about people, groups and the public.',
      '"NONE" is not there, or has no first page to ask about.',
    ]);
    expect(written.effective()).toEqual([]);
  });
});

(hasApiDocuments ? test : test.skip)('every call is one that the vendor documents', async () => {
  const fault = apiDocuments();
  const seen = new Set<string>();
  for (const row of spaceRows) {
    const written = await siteWith();
    for (const one of [...(row.first ?? []), row.write]) await persist(written, one);
    for (const { method, path } of written.site.sandbox.journal.requests) {
      const [pathname = '', question = ''] = path.split('?');
      seen.add(method + ' ' + pathname.replace(/\d{4,}|[0-9a-f]{8}-[0-9a-f-]+/g, '…'));
      expect(fault({ method, path: decodeURIComponent(pathname), query: new URLSearchParams(question) })).toBeUndefined();
    }
  }
  expect([...seen].filter((call) => !call.startsWith('GET')).length).toBeGreaterThan(5);
});
