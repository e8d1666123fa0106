import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { initialPolicies, initProblem, type InitialFile, type InitOptions } from '../../src/edit/init.js';
import { schemaFolders } from '../../src/edit/modeline.js';
import { compilePolicies, readPolicies, type Compiled, type Policies } from '../../src/pipeline.js';
import { asOf } from '../support/compiled.js';
import { treeOf } from '../support/tree.js';

const options: InitOptions = {
  name: 'acme-corp',
  url: 'https://acme-corp.atlassian.net',
  domain: 'acme-corp.com',
  admins: ['ana@acme-corp.com', 'bo@acme-corp.com'],
};

function read(files: readonly InitialFile[]): Promise<Policies> {
  return readPolicies(treeOf(files.map(({ path, text }) => [path, text] as const)), asOf);
}

async function compiled(given: InitOptions): Promise<Compiled> {
  const policies = await read(initialPolicies(given));
  expect(policies.diagnostics).toEqual([]);
  const result = compilePolicies(policies);
  if (result === undefined) throw new Error('The policies have no findings and no matrix.');
  return result;
}

describe('a new policy root', () => {
  test('has every kind a first look needs, each file valid and without a warning', async () => {
    const { site } = await compiled(options);
    const sizes = [site.people, site.groups, site.roles, site.schemes, site.projects, site.spaces, site.guardrails, site.tests];
    expect(sizes.map(({ size }) => size)).toEqual([2, 2, 2, 1, 1, 1, 1, 1]);
  });

  test('gives the lead the project, and the public nothing', async () => {
    const { matrix } = await compiled(options);
    expect(matrix.verdict('user:ana@acme-corp.com', 'ADMINISTER_PROJECTS', 'project:DEMO')).toBe('allowed');
    expect(matrix.verdict('user:bo@acme-corp.com', 'administer/space', 'space:DEMO')).toBe('allowed');
    expect([...matrix.cellsOf('anyone'), ...matrix.cellsOf('logged-in')]).toEqual([]);
  });

  test('keeps its own test and its own guardrail', async () => {
    const { site, matrix } = await compiled({ ...options, admins: ['root', 'ana@elsewhere.example'] });
    for (const { who, on, can = [] } of [...site.tests.values()].flatMap(({ expect: expected }) => expected)) {
      for (const { name } of who)
        for (const permission of can) expect(matrix.verdict(`user:${name}`, permission, on[0] ?? '')).toBe('allowed');
    }
    // The guardrail is about those from outside; an administrator with a foreign address is declared to be none.
    expect([...site.people.values()].map(({ audience }) => audience)).toEqual(['internal', 'internal']);
  });

  test('says in each file what it is for, before anything else but the line for editors', () => {
    for (const { path, text } of initialPolicies(options)) {
      expect({ path, lines: text.split('\n').slice(0, 2) }).toEqual({
        path,
        lines: [expect.stringMatching(/^# yaml-language-server: \$schema=/), expect.stringMatching(/^# [A-Z]/)],
      });
    }
  });

  test('reads well: no line is longer than 140 characters', () => {
    const long = initialPolicies(options).flatMap(({ text }) => text.split('\n').filter((line) => line.length > 140));
    expect(long).toEqual([]);
  });

  test('leads editors to the schema of the kind, from any depth', () => {
    const root = resolve(import.meta.dirname, '../..');
    for (const { path, text } of initialPolicies({ ...options, schemas: '../schemas' })) {
      const [, reference = ''] = /\$schema=(\S+)/.exec(text) ?? [];
      const file = posix.join('policies', posix.dirname(path), reference);
      expect({ file, exists: existsSync(resolve(root, file)) }).toEqual({ file, exists: true });
      expect(file).toBe(`schemas/${parseAllDocuments(text)[0]?.get('kind')?.toString().toLowerCase() ?? ''}.schema.json`);
    }
  });

  test('takes the schemas from where npm puts them, unless told otherwise', () => {
    const first = (schemas?: string): string => {
      const files = initialPolicies(schemas === undefined ? options : { ...options, schemas });
      return files.find(({ path }) => path === 'projects/DEMO.yaml')?.text.split('\n')[0] ?? '';
    };
    expect(first()).toBe('# yaml-language-server: $schema=../../node_modules/permafrost/schemas/project.schema.json');
    expect(first(`../${schemaFolders.copied}/`)).toBe('# yaml-language-server: $schema=../../.permafrost/schemas/project.schema.json');
  });

  test('is the same for the same options, whatever stands twice in them', () => {
    expect(initialPolicies({ ...options, admins: [...options.admins, ...options.admins] })).toEqual(initialPolicies(options));
  });

  test('asks for no more administrators than there are', async () => {
    const alone = await compiled({ ...options, admins: ['ana@acme-corp.com'] });
    expect(alone.site.about.limits.minAdmins).toBe(1);
    expect((await compiled(options)).site.about.limits.minAdmins).toBe(2);
  });
});

const oddText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    'yes',
    'null',
    '~',
    '1e3',
    '0x1F',
    '2026-01-01',
    '- a',
    'a: b',
    'a #b',
    '{a',
    '"',
    "'",
    '*a',
    '&a',
    '!a',
    '%a',
    '@a',
    'user:a',
  ),
);

test('whatever the options, they are refused with a sentence or give valid policies', async () => {
  const admin = fc.oneof(
    oddText,
    fc.tuple(oddText, oddText).map((parts) => parts.join('@')),
  );
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(oddText, fc.array(admin, { maxLength: 3 }), async (name, admins) => {
      const given = { ...options, name, admins };
      const problem = initProblem(given);
      if (problem !== undefined) {
        expect(problem).toMatch(/^[A-Z].*\.$/);
        return;
      }
      accepted++;
      const { diagnostics, site } = await read(initialPolicies(given));
      // Two odd names may look alike, which is a warning.
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(site?.about.name).toBe(name);
      expect([...(site?.people.keys() ?? [])].sort()).toEqual([...new Set(admins)].sort());
    }),
    { numRuns: 500 },
  );
  expect(accepted).toBeGreaterThan(20);
});

test.each([
  { given: { ...options, name: ' acme' }, problem: 'The name " acme" must be' },
  { given: { ...options, url: 'acme-corp.atlassian.net' }, problem: 'must start with "https://"' },
  { given: { ...options, url: 'https://acme.example/\nkind: Group' }, problem: 'must start with "https://"' },
  { given: { ...options, domain: 'ACME.example' }, problem: 'must be in lower case' },
  { given: { ...options, schemas: 'a\nb' }, problem: 'must be a path in one line' },
  { given: { ...options, admins: [] }, problem: 'at least one administrator' },
  { given: { ...options, admins: ['Ana@acme.example'] }, problem: 'The administrator "Ana@acme.example" must be' },
])('is refused: $problem', ({ given, problem }) => {
  expect(initProblem(given)).toContain(problem);
});
