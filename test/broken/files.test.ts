import { describe, expect, test } from '@jest/globals';
import type { SourceTree } from '../../src/load/source-file.js';
import { treeOf } from '../support/tree.js';
import { base } from './base.js';
import { findingsIn } from './check.js';

const encoder = new TextEncoder();

/** The base with other files, or other bytes for some of its files. */
function rootWith(files: Readonly<Record<string, string | Uint8Array>>): SourceTree {
  const tree = treeOf(Object.entries(base).filter(([path]) => !Object.hasOwn(files, path)));
  const added = Object.entries(files).map(([path, text]) => ({ path, bytes: typeof text === 'string' ? encoder.encode(text) : text }));
  return { ...tree, files: [...tree.files, ...added].toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}

function textOf(path: string): string {
  return base[path] ?? '';
}

test('the base has no finding', async () => {
  expect(await findingsIn(treeOf(Object.entries(base)))).toEqual([]);
});

describe('says nothing about', () => {
  test.each([
    { name: 'an empty file', files: { 'x.yaml': '' } },
    { name: 'a file of blank lines', files: { 'x.yaml': '\n\n  \n' } },
    { name: 'a file of comments', files: { 'x.yaml': '# later\n# more\n' } },
    { name: 'a separator alone', files: { 'x.yaml': '---\n' } },
    { name: 'separators without documents', files: { 'x.yaml': '---\n---\n# later\n---\n' } },
    { name: 'a document that is null', files: { 'x.yaml': 'null\n' } },
    { name: 'an end mark alone', files: { 'x.yaml': '...\n' } },
    { name: 'a byte-order mark', files: { 'groups.yaml': `\ufeff${textOf('groups.yaml')}` } },
    {
      name: 'the line ends of Windows',
      files: Object.fromEntries(Object.entries(base).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')])),
    },
    { name: 'a missing last line end', files: { 'groups.yaml': textOf('groups.yaml').trimEnd() } },
    {
      name: 'anchors and aliases',
      files: { 'x.yaml': 'kind: Group\nname: x\nmembers: &m [pm@acme-corp.com]\n---\nkind: Group\nname: y\nlabels: {a: &a b, c: *a}\n' },
    },
    { name: 'a group called no', files: { 'x.yaml': 'kind: Group\nname: no\n---\nkind: Group\nname: x\nincludes: [no]\n' } },
    { name: 'names in other scripts', files: { 'x.yaml': 'kind: Group\nname: Équipe Produit\n---\nkind: Group\nname: "Team: A/B"\n' } },
    {
      name: 'a name of 255 characters beyond the basic plane',
      files: { 'x.yaml': `kind: Group\nname: ${'\u{20000}'.repeat(255)}\n` },
    },
    { name: 'a text of 10 MB in one line', files: { 'x.yaml': `kind: Group\nname: x\ndescription: ${'a'.repeat(10_000_000)}\n` } },
  ])('$name', async ({ files }) => {
    expect(await findingsIn(rootWith(files))).toEqual([]);
  });
});

const bomb = [
  'kind: Group\nname: bomb\nlabels:\n  a: &a [x,x,x,x,x,x,x,x,x,x]',
  ...Array.from(
    'bcdefghi',
    (letter, index) =>
      `  ${letter}: &${letter} [${Array(10)
        .fill(`*${'abcdefgh'.charAt(index)}`)
        .join(',')}]`,
  ),
].join('\n');

describe('finds alone', () => {
  test.each([
    {
      name: 'a byte that is no UTF-8, where it stands',
      files: { 'projects.yaml': Buffer.from(textOf('projects.yaml').replace('tier: customer', 'tier: é'), 'latin1') },
      found: ['projects.yaml:9:16 invalid-utf8 → Save it with the encoding UTF-8.'],
    },
    {
      name: 'a name in Latin-1, though others refer to it',
      files: {
        'x.yaml': Buffer.from('kind: Group\nname: Équipe\n', 'latin1'),
        'y.yaml': 'kind: Group\nname: y\nincludes: [Équipe]\n',
      },
      found: ['x.yaml:2:7 invalid-utf8 → Save it with the encoding UTF-8.'],
    },
    {
      name: 'UTF-16 with its mark',
      files: { 'groups.yaml': Buffer.from(`\ufeff${textOf('groups.yaml')}`, 'utf16le') },
      found: ['groups.yaml:1:1 invalid-utf8 → Save it with the encoding UTF-8.'],
    },
    {
      name: 'UTF-16 without its mark',
      files: { 'groups.yaml': Buffer.from(textOf('groups.yaml'), 'utf16le') },
      found: ['groups.yaml:1:1 invalid-utf8 → Save it with the encoding UTF-8.'],
    },
    {
      name: 'line ends of old Macs',
      files: { 'groups.yaml': textOf('groups.yaml').replaceAll('\n', '\r') },
      found: ['groups.yaml:1:12 line-end → Save the file with the line ends of Unix or Windows.'],
    },
    {
      name: 'lists that are nested too deep',
      files: { 'x.yaml': `kind: Group\nname: x\nmembers: ${'['.repeat(300)}${']'.repeat(300)}` },
      found: ['x.yaml:3:210 too-deep → Write fewer levels.'],
    },
    {
      name: 'aliases that blow up',
      files: { 'x.yaml': bomb },
      found: ['x.yaml:5:25 endless-alias → Write the values out, or use a group or a bundle.'],
    },
    {
      name: 'a name that another file has',
      files: { 'z.yaml': 'kind: Scheme\nname: customer-projects\ngrants: []\n' },
      found: ['z.yaml:2:7 duplicate-name → Rename one, or put both into one document.'],
    },
    {
      name: 'a person that another file has',
      files: { 'z.yaml': 'kind: Users\nname: more\nusers:\n  kim@acme-corp.com: {}\n' },
      found: ['z.yaml:4:3 duplicate-person → Keep one of the two.'],
    },
    {
      name: 'a second Site',
      files: { 'z.yaml': textOf('site.yaml') },
      found: ['z.yaml:1:1 several-sites → Put both into one, or make two policy roots.'],
    },
    {
      name: 'that there is no Site',
      files: { 'site.yaml': '# gone\n' },
      found: ['policies:1:1 missing-site → Add one with "kind: Site", name, url and internalDomains; "permafrost init" writes it for you.'],
    },
    {
      name: 'a file that is too large',
      files: {
        'x.yaml': `kind: Group\nname: big\ndescription: ${'a'.repeat(33 * 1024 * 1024)}\n`,
        'y.yaml': 'kind: Group\nname: y\nincludes: [big]\n',
      },
      found: ['x.yaml:1:1 file-too-large → Split it: a policy may be spread over any number of files.'],
    },
    {
      name: 'a document that begins with a dash, though others refer to what it declares',
      files: { 'x.yaml': '- kind: Group\n  name: helpers\n', 'y.yaml': 'kind: Group\nname: y\nincludes: [helpers]\n' },
      found: ['x.yaml:1:1 not-a-map → Put "---" between documents instead of a dash before each.'],
    },
    {
      name: 'a document without blanks after its colons, though others refer to what it declares',
      files: { 'x.yaml': 'kind:Group\nname:helpers\n', 'y.yaml': 'kind: Group\nname: y\nincludes: [helpers]\n' },
      found: ['x.yaml:1:1 not-a-map → Put a blank after each colon, as in "kind: Group".'],
    },
    {
      name: 'too many guests only where nobody who pays may be missing',
      files: {
        'site.yaml': textOf('site.yaml').replace('plan: standard', 'plan: standard\nguestsPerPaidUser: 1'),
        'people.yaml': textOf('people.yaml').replace('name: staff', 'nam: staff').replace('name: partners', 'nam: partners'),
      },
      found: ['people.yaml:2:1 unknown-field → Did you mean "name"?', 'people.yaml:11:1 unknown-field → Did you mean "name"?'],
    },
  ])('$name', async ({ files, found }) => {
    expect(await findingsIn(rootWith(files))).toEqual(found);
  });
});

test('all mistakes of all files come at once', async () => {
  const found = await findingsIn(
    rootWith({
      'channels.yaml': textOf('channels.yaml').replace('slack', 'slac'),
      'groups.yaml': textOf('groups.yaml').replace('includes: [leads]', 'includes: [leeds]').replace('managedBy: open', 'managedBy: opne'),
      'spaces.yaml': textOf('spaces.yaml').replace('[gina@gamma.example]', '[gina@gamma.example'),
    }),
  );
  expect(found.map((line) => line.replace(/ →.*/, ''))).toEqual([
    'channels.yaml:3:9 unknown-value',
    'groups.yaml:10:12 unknown-group',
    'groups.yaml:24:12 unknown-value',
    'spaces.yaml:8:9 not-closed',
  ]);
});
