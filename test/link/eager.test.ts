import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { link, Linker, type Judged } from '../../src/link/link.js';
import { wellFormed } from '../../src/validate/well-formed.js';

const options = { asOf: '2026-11-01', root: 'policies' };

const site = { kind: 'Site', name: 'acme', url: 'https://acme.atlassian.net', internalDomains: ['acme.example'] };
const users = { kind: 'Users', name: 'all', users: { 'ana@acme.example': { name: 'Ana Alvarez-Quintero' }, 'bo@pell.example': {} } };
const group = { kind: 'Group', name: 'engineers-of-all', members: ['ana@acme.example', 'user:bo@pell.example'], includes: ['others'] };
const others = { kind: 'Group', name: 'others', owner: 'user:ana@acme.example' };
const role = { kind: 'Role', name: 'Developers' };
const scheme = { kind: 'Scheme', name: 'internal', grants: [{ to: ['role:Developers'], allow: ['developer'] }] };
const project = {
  kind: 'Project',
  key: 'CORE',
  scheme: 'internal',
  lead: 'ana@acme.example',
  roles: { Developers: ['group:engineers-of-all', 'user:bo@pell.example', 'group:engineers-of-all'] },
};

const bundle = { kind: 'Bundle', name: 'reading-and-talking', permissions: ['read/space', 'create/comment'] };
const spaceRole = { kind: 'SpaceRole', name: 'Gardener', permissions: ['reading-and-talking', 'create/page'] };
const space = {
  kind: 'Space',
  key: 'DOCS',
  access: [
    { to: ['group:others'], as: 'Gardener', until: '2027-06-30', reason: 'Until the new wiki is there' },
    { to: ['user:ana@acme.example', 'logged-in'], allow: ['reading-and-talking', 'delete/page'] },
  ],
  guestPermissions: ['reading-and-talking'],
};

function judged(values: readonly unknown[]): readonly Judged[] {
  return values.map((value, index) => {
    const document = { file: 'all.yaml', index, value };
    const raw = wellFormed(value);
    return raw === undefined ? { document } : { document, raw };
  });
}

function eager(values: readonly unknown[]): Linker {
  const linker = new Linker(options, true);
  for (const each of judged(values)) linker.add(each);
  return linker;
}

describe('an eager linker', () => {
  test('links names that are declared later as if they had been declared before', () => {
    const values = [group, project, others, scheme, role, users, site];
    const linker = eager(values);
    expect(linker.isSure()).toBe(true);
    const linked = linker.finish();
    expect(linked).toEqual(link({ ...options, documents: judged(values), brokenTexts: [] }));
    expect(linked.site?.projects.get('CORE')?.lead).toBe('ana@acme.example');
    expect(linked.diagnostics.map(({ code }) => code)).toEqual(['repeated-entry']);
  });

  test('settles people and spaces once the Site, the bundles and the space roles are known', () => {
    const linker = eager([users, space, others, spaceRole, bundle, site]);
    expect(linker.isSure()).toBe(true);
    const linked = linker.finish().site;
    expect([...(linked?.people.values() ?? [])].map(({ name, audience }) => [name, audience])).toEqual([
      ['ana@acme.example', 'internal'],
      ['bo@pell.example', 'external'],
    ]);
    const docs = linked?.spaces.get('DOCS');
    expect(docs?.access.map(({ allow, permissions }) => [allow, permissions])).toEqual([
      [['Gardener'], ['create/comment', 'create/page', 'read/space']],
      [
        ['reading-and-talking', 'delete/page'],
        ['create/comment', 'delete/page', 'read/space'],
      ],
    ]);
    expect(docs?.guestOperations).toEqual(['create/comment', 'read/space']);
  });

  test('comes to the same as one that is not, in whatever order documents stand', () => {
    const all = [site, users, group, others, role, scheme, project, bundle, spaceRole, space];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (values) => {
        const linker = eager(values);
        expect(linker.isSure()).toBe(true);
        expect(linker.finish()).toEqual(link({ ...options, documents: judged(values), brokenTexts: [] }));
      }),
    );
  });

  test('gives the things of one kind one hidden class, so that a large site is small and quickly looked at', () => {
    setFlagsFromString('--allow-natives-syntax');
    const haveSameClass = runInNewContext('(a, b) => %HaveSameMap(a, b)') as (a: unknown, b: unknown) => boolean;
    // Compiled when it is first called.
    haveSameClass(site, site);
    setFlagsFromString('--no-allow-natives-syntax');
    const several = (values: readonly unknown[]): unknown[] => {
      const { site: made } = link({ ...options, documents: judged([site, users, others, ...values]), brokenTexts: [] });
      return [made?.groups, made?.spaces, made?.projects].flatMap((things) => [...(things?.values() ?? [])].slice(-2));
    };
    const named = (kind: string, field: string, names: readonly string[]): unknown[] => names.map((name) => ({ kind, [field]: name }));
    const things = several([
      ...named('Group', 'name', ['one', 'two']),
      ...named('Space', 'key', ['ONE', 'TWO']),
      ...['ONE', 'TWO'].map((key) => ({ kind: 'Project', key, style: 'team-managed', access: 'open' })),
    ]);
    expect(things).toHaveLength(6);
    for (const at of [0, 2, 4]) expect(haveSameClass(things[at], things[at + 1])).toBe(true);
  });

  test.each([
    ['a person', [group, others, site]],
    ['a group', [users, group, site]],
    ['a role', [users, group, others, scheme, project, site]],
    ['a scheme', [users, group, others, role, project, site]],
  ])('is not sure where %s is declared nowhere', (_, values) => {
    expect(eager(values).isSure()).toBe(false);
  });

  test('is not sure beside a document with errors', () => {
    expect(eager([users, site, { kind: 'Group' }]).isSure()).toBe(false);
  });

  test('is not sure beside a text that nobody can read', () => {
    const linker = eager([users, site]);
    linker.addBrokenText('kind: [');
    expect(linker.isSure()).toBe(false);
  });
});
