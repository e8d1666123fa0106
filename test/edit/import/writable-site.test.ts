import { describe, expect, test } from '@jest/globals';
import { importAnew, provenFiles } from '../../../src/importing.js';
import type { Site, Space } from '../../../src/model/site.js';
import { asOf, compiled } from '../../support/compiled.js';
import { treeOf } from '../../support/tree.js';

const nowhere = { file: 'live:acme', document: 0, path: [] };

async function acme(): Promise<Site> {
  return (await compiled([['a.yaml', text]])).site;
}

/** Imports a site that was changed into one that policies refuse; the files must say what is left. */
async function imported(change: (site: Site) => Site): Promise<readonly string[]> {
  const result = importAnew({ live: change(await acme()), asOf, internalDomains: ['acme.example'] });
  const proof = await provenFiles(treeOf(result.files.map(({ path, text: body }) => [path, body] as const)), result.matrix, 'policies');
  expect(proof.type === 'invalid' ? proof.policies.diagnostics : proof.type).toBe('same');
  for (const { path, text: body } of result.files) {
    expect(path).toMatch(/^[\p{L}\p{N}\p{M}._@~/-]+$/u);
    expect(path).not.toMatch(/\.\.|^\/|\/\//);
    // Nothing that a terminal would act on.
    expect(body).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\u200b]/u);
  }
  return result.leftOut.flatMap(({ code, things }) => things.map((thing) => `${code}: ${thing}`));
}

function space(site: Site, change: (docs: Space) => Space): Site {
  const docs = site.spaces.get('DOCS');
  if (docs === undefined) throw new Error('There is no such space.');
  return { ...site, spaces: new Map([...site.spaces, ['DOCS', change(docs)]]) };
}

function renamed<T extends { readonly name: string }>(
  things: ReadonlyMap<string, T>,
  from: string,
  to: Partial<T>,
): ReadonlyMap<string, T> {
  return new Map([...things].map(([name, thing]) => (name === from ? [to.name ?? name, { ...thing, ...to }] : [name, thing])));
}

describe('what policies refuse is said in another way, or left out and named', () => {
  test('nothing, of a site that they can say', async () => {
    expect(await imported((site) => site)).toEqual([]);
  });

  test('a guest with a licence is treated as licensed', async () => {
    const said = await imported((site) => ({
      ...site,
      groups: renamed(site.groups, 'staff', {
        members: ['ana', 'gil'].map((user, index) => ({ user: `${user}@acme.example`, index, at: nowhere })),
      }),
    }));
    expect(said).toEqual([
      'guest-with-licence: gil@acme.example',
      'guest-with-licence: gil@acme.example in DOCS',
      'guest-with-licence: gil@acme.example in ONE',
    ]);
  });

  test('a guest has one place, and no access by name', async () => {
    const said = await imported((site) => {
      const docs = site.spaces.get('DOCS');
      const access = [
        { to: [{ type: 'user' as const, name: 'gil@acme.example' }], allow: ['read/space'], permissions: ['read/space'], at: nowhere },
      ];
      return { ...site, spaces: new Map([...site.spaces, ['MORE', { ...(docs as Space), name: 'MORE', access }]]) };
    });
    expect(said).toEqual(['guest-in-access: MORE: gil@acme.example', 'guest-in-two-places: gil@acme.example: DOCS, and MORE']);
  });

  test('a role beside single permissions becomes single permissions, and nobody loses any', async () => {
    const holder = { type: 'group' as const, name: 'staff' };
    const said = await imported((site) =>
      space(site, (docs) => ({
        ...docs,
        access: [
          { to: [holder], allow: ['Viewer'], as: true, permissions: ['read/space'], at: nowhere },
          { to: [holder], allow: ['create/page'], permissions: ['create/page'], at: nowhere },
        ],
      })),
    );
    expect(said).toEqual(['role-and-permissions: DOCS: group:staff']);
  });

  test('guests, the public and customers of the portal never hold what is not for them', async () => {
    const said = await imported((site) => ({
      ...space(site, (docs) => ({
        ...docs,
        guestOperations: ['export/space', 'read/space'],
        guestPermissions: ['export/space', 'read/space'],
        access: [{ to: [{ type: 'anyone', name: '' }], allow: ['administer/space'], permissions: ['administer/space'], at: nowhere }],
      })),
      schemes: renamed(site.schemes, 'standard', {
        grants: [
          { to: [{ type: 'portal-customers', name: '' }], allow: ['ARCHIVE_ISSUES'], permissions: ['ARCHIVE_ISSUES'], at: nowhere },
          { to: [{ type: 'user-field', name: '1 odd' }], allow: ['BROWSE_PROJECTS'], permissions: ['BROWSE_PROJECTS'], at: nowhere },
        ],
      }),
    }));
    expect(said).toEqual([
      'empty-grant: DOCS: anyone',
      'empty-grant: standard: portal-customers',
      'field-of-holder: standard: user-field 1 odd',
      'not-for-anyone: DOCS: administer/space',
      'not-for-guests: DOCS: export/space',
      'not-for-portal: standard: ARCHIVE_ISSUES',
    ]);
  });

  test('too few seats and too many guests stop nothing', async () => {
    const said = await imported((site) => ({ ...site, about: { ...site.about, seats: { confluence: 0 }, guestsPerPaidUser: 0 } }));
    expect(said).toEqual([
      'number-of-guests: confluence: 1 guests, 1 paid users',
      'number-of-guests: jira: 1 guests, 1 paid users',
      'seats: confluence: 1 people, 0 seats',
    ]);
  });

  test('a key that cannot be written leaves its room out', async () => {
    const said = await imported((site) => ({
      ...site,
      projects: renamed(site.projects, 'ONE', { name: 'one-too-long-key' }),
      spaces: renamed(site.spaces, 'DOCS', { name: 'a/../b' }),
    }));
    expect(said).toEqual(['project-key: one-too-long-key', 'space-key: a/../b']);
  });
});

const hostile = [
  '../../etc/passwd',
  'a: b # c',
  '- x',
  '{y}',
  '&anchor *alias',
  '!!tag',
  'null',
  '0x1F',
  '\\u{1b}[31mred',
  'CON',
  'x'.repeat(255),
  'مرحبا',
  'group:nested',
  'it\'s "quoted"',
  '日本',
];

test.each(hostile)('a group called %j lands in a safe file and in YAML that says the same', async (name) => {
  const said = await imported((site) => ({
    ...site,
    groups: renamed(site.groups, 'staff', { name, description: 'one\ntwo \u202e\u001b[31m three' }),
    schemes: renamed(site.schemes, 'standard', {
      grants: [{ to: [{ type: 'group', name }], allow: ['BROWSE_PROJECTS'], permissions: ['BROWSE_PROJECTS'], at: nowhere }],
    }),
  }));
  expect(said).toEqual([expect.stringContaining('changed-description: ')]);
});

const text = `
kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
---
kind: Users
name: people
users:
  ana@acme.example: {}
  gil@acme.example: {guest: [confluence, jira]}
---
{kind: Group, name: staff, products: [jira-software, confluence], members: [ana@acme.example]}
---
{kind: Scheme, name: standard, grants: [{to: [logged-in], allow: [viewer]}]}
---
{kind: Project, key: ONE, scheme: standard, guests: [gil@acme.example]}
---
{kind: Space, key: DOCS, access: [{to: [logged-in], allow: [space-viewer]}], guests: [gil@acme.example]}
`;
