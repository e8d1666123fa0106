import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Project, ts } from 'ts-morph';
import { CodegenError } from '../../src/codegen/codegen-error.js';
import { generateModule } from '../../src/codegen/generate-module.js';
import type { Compiled } from '../../src/pipeline.js';
import { compiled } from '../support/compiled.js';
import { expectGolden } from '../support/golden.js';
import { treeFrom } from '../support/tree.js';

const policies = `
kind: Site
name: acme
url: https://acme.example
internalDomains: [acme.example]
---
kind: Users
name: people
users:
  pm@acme.example: {}
---
kind: Group
name: Équipe Produit
description: "Ends a comment: */ and starts a tag: {@link x}"
products: [jira-software, confluence]
members: [pm@acme.example]
---
kind: Group
name: Factory floor
description: "@deprecated is no tag here"
managedBy: idp
products: [jira-core]
---
kind: Role
name: Developers
---
kind: Scheme
name: standard
grants:
  - {to: [role:Developers], allow: [developer, 'app:com.acme/approve']}
---
kind: Project
key: ACME
description: Where we work.
scheme: standard
roles: {Developers: ['group:Équipe Produit', 'group:Factory floor']}
---
kind: Project
key: OLD
scheme: standard
archived: true
---
kind: Space
key: DOCS
access:
  - {to: ['group:Équipe Produit'], as: Viewer}
---
kind: Channel
name: random
members: ['group:Équipe Produit']
`;

const more = (text: string): Promise<Compiled> =>
  compiled([
    ['a.yaml', policies],
    ['b.yaml', text],
  ]);
const site = (): Promise<Compiled> => compiled([['a.yaml', policies]]);

/** What the compiler says about modules, `policy.ts` among them, in its strictest mood. */
function complaints(files: Readonly<Record<string, string>>): readonly string[] {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      isolatedModules: true,
      verbatimModuleSyntax: true,
      erasableSyntaxOnly: true,
      noEmit: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts'],
      types: [],
    },
  });
  project.createSourceFile('package.json', '{"type": "module"}');
  for (const [name, text] of Object.entries(files)) project.createSourceFile(name, text);
  return project
    .getPreEmitDiagnostics()
    .map((each) => `${String(each.getLineNumber())}: ${ts.flattenDiagnosticMessageText(each.compilerObject.messageText, ' ')}`);
}

describe('the module of a policy', () => {
  test('reads as a person would have written it', async () => {
    expectGolden('codegen/policy.golden.ts', generateModule(await site()));
  });

  test('type-checks under the strictest options', async () => {
    const example = await compiled(treeFrom('policies').files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)] as const));
    for (const text of [generateModule(await site()), generateModule(example)]) expect(complaints({ 'policy.ts': text })).toEqual([]);
  });

  test('of a site with nothing in it type-checks too', async () => {
    const empty = await compiled([['a.yaml', 'kind: Site\nname: acme\nurl: https://acme.example\ninternalDomains: []\n']]);
    const text = generateModule(empty);
    expect(text).toContain('export const groups = {} as const;');
    expect(complaints({ 'policy.ts': text })).toEqual([]);
  });

  test('lets the compiler find a name that is gone, and a permission of another kind of place', async () => {
    const use = `import { canOf, groups, type GroupName } from './policy.js';
const can = canOf({ verdict: () => undefined });
export const fine = [can('user:a', 'BROWSE_PROJECTS', 'project:ACME'), can('group:Factory floor', 'read/space', 'space:DOCS')];
export const site = can('anyone', 'use:confluence', 'site');
export const gone: GroupName = 'sales';
export const group: 'group:Équipe Produit' = groups['Équipe Produit'];
can('user:a', 'read/space', 'project:ACME');
can('user:a', 'BROWSE_PROJECTS', 'project:NEW');
can('group:Équipe Produit', 'member', 'channel:random');
`;
    const found = complaints({ 'policy.ts': generateModule(await site()), 'use.ts': use });
    expect(found.map((each) => each.split(':')[0])).toEqual(['5', '7', '8', '9']);
  });

  test('asks the matrix it is given', async () => {
    const policy = await site();
    const javascript = ts.transpileModule(generateModule(policy), { compilerOptions: { module: ts.ModuleKind.ES2022 } }).outputText;
    const { canOf } = (await import(`data:text/javascript,${encodeURIComponent(javascript)}`)) as {
      canOf: (matrix: unknown) => (subject: string, permission: string, resource: string) => string | undefined;
    };
    const can = canOf(policy.matrix);
    expect(can('user:pm@acme.example', 'BROWSE_PROJECTS', 'project:ACME')).toBe('allowed');
    expect(can('anyone', 'BROWSE_PROJECTS', 'project:ACME')).toBeUndefined();
  });

  test('stays as it is when access changes and no name does', async () => {
    const wider = await compiled([['a.yaml', policies.replace('allow: [developer,', 'allow: [project-admin,')]]);
    expect(wider.matrix.digest).not.toBe((await site()).matrix.digest);
    expect(generateModule(wider)).toBe(generateModule(await site()));
  });

  test('is in the order of bytes, whatever the order of the files', async () => {
    const groups = ['z', 'a', '\u{10400}', '\uff5e', 'B'];
    const documents = groups.map((name): [string, string] => [`${String(groups.indexOf(name))}.yaml`, `kind: Group\nname: ${name}\n`]);
    const there = generateModule(await compiled([['s.yaml', policies], ...documents]));
    const back = generateModule(
      await compiled([
        ['s.yaml', policies],
        ...documents.map(([path], index): [string, string] => [path, documents.at(-1 - index)?.[1] ?? '']),
      ]),
    );
    expect(back).toBe(there);
    expect([...there.matchAll(/^ {2}'(.+)': 'group:/gm)].map(([, name]) => name)).toEqual([
      'B',
      'Factory floor',
      'a',
      'z',
      'Équipe Produit',
      '\uff5e',
      '\u{10400}',
    ]);
  });
});

describe('a module that a person added to', () => {
  const additions = {
    top: "import { strict as assert } from 'node:assert';\n// eslint-disable-next-line\nconst secret = 1;\n\n",
    bottom: "\n/** Ours. */\nexport const leads: readonly GroupName[] = ['Équipe Produit'];\nassert(secret);\n  // the end  \n\n\n",
  };

  test('keeps every byte that is not ours', async () => {
    const first = generateModule(await site());
    const edited = (text: string): string =>
      additions.top +
      text.replace('as const;\n\n/**\n * The name of a group.', 'as const; // note\n\n/* between */\n/**\n * The name of a group.') +
      additions.bottom;
    expect(edited(first)).not.toBe(additions.top + first + additions.bottom);
    const next = await more('kind: Group\nname: sales\n---\nkind: Project\nkey: SALES\nscheme: standard\n');
    expect(generateModule(next, edited(first))).toBe(edited(generateModule(next)));
  });

  test('is the same after a second run, with its line ends and its byte-order mark', async () => {
    const first = generateModule(await site());
    expect(generateModule(await site(), first)).toBe(first);
    const windows = `\ufeff${(additions.top + first + additions.bottom).replaceAll('\n', '\r\n')}`;
    expect(generateModule(await site(), windows)).toBe(windows);
    const grown = generateModule(await more('kind: Group\nname: sales\n'), windows);
    expect(grown).toContain("  'sales': 'group:sales',\r\n");
    expect(grown.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('leaves a declaration without the tag to the person, and one of the same name that is imported', async () => {
    const first = generateModule(await site());
    const mine = first
      .replace(/\/\*\*(?:(?!\*\/)[^])*\*\/\nexport type Verdict =.*\n/, 'export type Verdict = string;\n')
      .replace(/\/\*\*(?:(?!\*\/)[^])*\*\/\nexport type PersonRef =.*\n/, "import type { PersonRef } from './people.js';\n");
    expect(mine).not.toContain('Allowed, or');
    expect(generateModule(await site(), mine)).toBe(mine);
  });

  test('gets back what was deleted, beside its neighbours', async () => {
    const first = generateModule(await site());
    const without = (name: string): string =>
      first.replace(
        new RegExp(`/\\*\\*(?:(?!\\*/)[^])*\\*/\\nexport (?:type|const|function|interface) ${name}\\b[^]*?(?=\\n/\\*\\*\\n|$)`),
        '',
      );
    for (const name of ['groups', 'SpaceKey', 'canOf']) {
      expect(without(name)).not.toBe(first);
      const again = generateModule(await site(), without(name));
      expect(again.replaceAll(/\n+/g, '\n')).toBe(first.replaceAll(/\n+/g, '\n'));
    }
  });

  test('may hold nothing of ours yet', async () => {
    const text = generateModule(await site(), 'export const a = 1; // mine');
    expect(text.startsWith('export const a = 1; // mine\n\n/**\n * Groups, and what')).toBe(true);
    expect(complaints({ 'policy.ts': text })).toEqual([]);
  });

  test('keeps a copy of one of our declarations under another name', async () => {
    const copy = "\n/**\n * Mine.\n * @permafrost rewritten by codegen\n */\nexport type MyName = 'a';\n";
    expect(generateModule(await site(), generateModule(await site()) + copy)).toContain(copy);
  });

  test('is refused with the line, if it cannot be read', async () => {
    const broken = `${generateModule(await site())}\n<<<<<<< ours\n`;
    const policy = await site();
    expect(() => generateModule(policy, broken)).toThrow(CodegenError);
    expect(() => generateModule(policy, 'export const a = 1;\nexport const = 2;\n')).toThrow(/not valid TypeScript, line 2: /);
  });
});

describe('hostile names', () => {
  const hostile = [
    "'; alert(1); '",
    '${x}',
    '`',
    '\\',
    "\\'",
    '*/',
    '</script>',
    '\u2028',
    '\u202e',
    '\ud800',
    '__proto__',
    'constructor',
    'a\nb',
    '@permafrost',
    '',
  ];
  const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 12 }));

  test('are text and nothing else, in keys, values and docs', async () => {
    const policy = await site();
    const [group] = policy.site.groups.values();
    if (group === undefined) throw new Error('The policies of the test have a group.');
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(text, { minLength: 1, maxLength: 6 }), text, async (names, description) => {
        const groups = new Map(names.map((name) => [name, { ...group, name, description }]));
        const module = generateModule({ site: { ...policy.site, groups }, matrix: policy.matrix });
        expect(generateModule({ site: { ...policy.site, groups }, matrix: policy.matrix }, module)).toBe(module);
        const { outputText } = ts.transpileModule(module, {
          compilerOptions: { module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022 },
        });
        const loaded = (await import(`data:text/javascript,${encodeURIComponent(outputText)}`)) as { groups: Record<string, string> };
        expect(Object.getPrototypeOf(loaded.groups)).toBe(Object.prototype);
        expect(new Map(Object.entries(loaded.groups))).toEqual(new Map([...names].map((name) => [name, `group:${name}`])));
      }),
      { numRuns: 60 },
    );
  });
});

test('2,000 groups are told apart, and kept as they are the second time', async () => {
  const policy = await site();
  const [group] = policy.site.groups.values();
  if (group === undefined) throw new Error('The policies of the test have a group.');
  const groups = new Map(Array.from({ length: 2000 }, (_, index) => [`g${String(index)}`, { ...group, name: `g${String(index)}` }]));
  const many = { site: { ...policy.site, groups }, matrix: policy.matrix };
  const first = generateModule(many);
  expect(generateModule(many, first)).toBe(first);
  expect(first.match(/'group:g\d+'/g)).toHaveLength(2000);
});
