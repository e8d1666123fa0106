import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments, stringify } from 'yaml';
import { expansionOf } from '../../src/edit/expansion.js';
import { asOf, compiled } from '../support/compiled.js';
import { run } from '../support/run.js';

const base = [
  { kind: 'Site', name: 's', url: 'https://s.atlassian.net', internalDomains: ['s.example'] },
  { kind: 'Users', name: 'staff', users: { 'pm@s.example': { products: ['jira-software', 'confluence'] } } },
  {
    kind: 'Users',
    name: 'team',
    defaults: { company: 'acme', until: '2027-12-31' },
    users: { 'ana@acme.example': {}, 'bo@acme.example': {}, 'gina@acme.example': { guest: ['jira'] } },
  },
  { kind: 'Role', name: 'Customers' },
  { kind: 'Scheme', name: 'x', grants: [{ to: ['role:Customers', 'guests'], allow: ['commenter'] }] },
  { kind: 'Project', key: 'AA', scheme: 'x', roles: { Customers: ['user:pm@s.example'] } },
  { kind: 'Project', key: 'BB', scheme: 'x' },
  { kind: 'Space', key: 'DOCS', access: [{ to: ['user:pm@s.example'], allow: ['space-admin'] }] },
  { kind: 'Channel', name: 'talk', members: ['user:pm@s.example'] },
];
const common = { sponsor: 'user:pm@s.example', company: 'acme', until: '2027-06-30' };
const team = {
  kind: 'Collaboration',
  name: 'acme',
  ...common,
  members: ['ana@acme.example', { user: 'bo@acme.example', until: '2027-01-31' }],
  project: { key: 'AA', role: 'Customers' },
  space: { key: 'DOCS', as: 'member', allow: ['space-viewer'] },
  channel: 'talk',
};
const guests = { kind: 'Collaboration', name: 'visit', ...common, members: ['gina@acme.example'], project: { key: 'BB', as: 'guest' } };

type Plain = Record<string, unknown>;
const filesOf = (documents: readonly object[]): [string, string][] => [['a.yaml', documents.map((each) => stringify(each)).join('---\n')]];

/** Adds the lists of a fragment to those of the document it names. */
function merged(documents: readonly Plain[], fragment: Plain): readonly Plain[] {
  const named = (each: Plain): boolean =>
    each['kind'] === fragment['kind'] && (each['key'] ?? each['name']) === (fragment['key'] ?? fragment['name']);
  if (!documents.some(named)) return [...documents, fragment];
  const join = (a: unknown, b: unknown): unknown =>
    Array.isArray(b)
      ? [...((a as unknown[] | undefined) ?? []), ...(b as unknown[])]
      : typeof b === 'object' && b !== null
        ? Object.fromEntries(
            [...new Set([...Object.keys((a as Plain | undefined) ?? {}), ...Object.keys(b)])].map((key) => [
              key,
              join((a as Plain | undefined)?.[key], (b as Plain)[key] ?? (a as Plain)[key]),
            ]),
          )
        : b;
  return documents.map((each) =>
    named(each)
      ? {
          ...each,
          ...Object.fromEntries(
            Object.entries(fragment).map(([key, value]) => [
              key,
              key === 'kind' || key === 'key' || key === 'name' ? value : join(each[key], value),
            ]),
          ),
        }
      : each,
  );
}

describe('what a Collaboration stands for', () => {
  test.each([team, guests])('$name: written out, it gives the same access', async (collaboration) => {
    const whole = await compiled(filesOf([...base, collaboration]));
    const found = whole.site.collaborations.get(collaboration.name);
    if (found === undefined) throw new Error('The collaboration must be there.');
    const fragments = parseAllDocuments(expansionOf(whole.site, found)).map((document) => document.toJS() as Plain);
    const written = await compiled(filesOf(fragments.reduce<readonly Plain[]>(merged, base)), asOf);
    expect(written.matrix.digest).toBe(whole.matrix.digest);
    expect(written.site.guardrails.has(`confine-${collaboration.name}`)).toBe(true);
  });

  test('is printed, and a name that is none is mended', () => {
    expect(run(['expand', 'orrin'])).toMatchObject({ code: 0, stdout: expect.stringContaining('name: ext-orrin') });
    expect(run(['expand', 'orin'])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Did you mean "orrin"?') });
  });
});
