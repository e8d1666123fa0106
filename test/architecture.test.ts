import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { builtIntoThePage, cyclesOf, offences, type Allowance, type Architecture } from './support/architecture.js';
import type { Source } from './support/imports.js';

// The table of docs/architecture.md, "Who may import whom". `diagnostics` and `text` are open to every folder above them.
const leaves = ['diagnostics', 'text'];

const imports: Architecture['imports'] = {
  diagnostics: may(),
  text: may(),
  model: may(...leaves),
  matrix: may('model', ...leaves),
  load: may(...leaves),
  parse: may('load', ...leaves),
  validate: may('parse', ...leaves),
  link: may('validate', 'parse', 'model', ...leaves),
  compile: may('model', 'matrix', ...leaves),
  image: may('model', 'matrix', ...leaves),
  incremental: { values: ['image', 'parse', 'validate', 'link', 'compile', 'model', 'matrix', ...leaves], types: ['load'] },
  query: may('model', 'matrix', ...leaves),
  check: may('model', 'matrix', 'compile', 'query', 'diff', ...leaves),
  diff: may('model', 'matrix', ...leaves),
  plan: { values: ['diff', 'query', 'check', 'model', 'matrix', ...leaves], types: ['providers'] },
  drift: { values: ['plan', 'check', 'diff', 'compile', 'model', 'matrix', ...leaves], types: ['providers'] },
  edit: may('parse', 'diff', 'model', ...leaves),
  codegen: may('model', 'matrix', ...leaves),
  state: may('load', 'plan', 'diff', 'image', 'model', 'matrix', ...leaves),
  providers: may('diff', 'model', 'matrix', ...leaves),
  // It works out for itself who can do what, to be held against the compiler: neither matrix nor diff.
  sandbox: may('model', ...leaves),
  apply: may('drift', 'plan', 'check', 'compile', 'query', 'providers', 'state', 'diff', 'model', 'matrix', ...leaves),
  history: may('pipeline.ts', 'model', 'matrix', ...leaves),
  // What is said where is decided by whoever calls: it knows of pull requests, not of policies.
  forge: may(...leaves),
  // What it shows are results: it may name their types, wherever they are made, and call none of their makers.
  render: {
    values: ['model', 'matrix', ...leaves],
    types: [
      'load',
      'parse',
      'validate',
      'link',
      'compile',
      'query',
      'check',
      'diff',
      'plan',
      'drift',
      'edit',
      'apply',
      'history',
      'pipeline.ts',
    ],
  },
  // The page works everything out in the browser, with the same code; what is put into it is packed here too.
  web: {
    values: ['compile', 'query', 'diff', 'plan', 'render', 'parse', 'model', 'matrix', ...leaves],
    types: ['load', 'pipeline.ts'],
  },
};

const folders = Object.keys(imports);
const impure = ['load', 'providers', 'sandbox', 'state', 'history', 'codegen', 'forge', 'cli'];

const architecture: Architecture = {
  imports: {
    ...imports,
    'pipeline.ts': may(...folders.filter((folder) => !['render', 'history', 'forge', 'web'].includes(folder))),
    'linting.ts': may('check', 'parse', 'model', 'matrix', 'compile', ...leaves, 'pipeline.ts'),
    'drifting.ts': may('drift', 'check', 'plan', 'load', 'model', ...leaves, 'pipeline.ts', 'linting.ts'),
    'applying.ts': may('apply', 'drift', 'diff', 'check', 'plan', 'load', 'model', ...leaves, 'pipeline.ts', 'drifting.ts'),
    'fixing.ts': may(
      'check',
      'compile',
      'image',
      'incremental',
      'link',
      'load',
      'parse',
      'query',
      'validate',
      'edit',
      ...leaves,
      'pipeline.ts',
    ),
    'editable.ts': may('check', 'edit', 'image', 'incremental', 'link', 'matrix', ...leaves, 'pipeline.ts', 'fixing.ts'),
    'planning.ts': may(...folders.filter((folder) => !['render', 'history', 'forge', 'web'].includes(folder)), 'pipeline.ts', 'fixing.ts'),
    'importing.ts': may('edit', 'diff', 'compile', 'load', 'model', 'matrix', ...leaves, 'pipeline.ts'),
    // What it writes with is handed to it.
    'carrying-out.ts': { values: ['apply', ...leaves], types: ['providers', 'state'] },
    'undoing.ts': may('apply', 'drift', 'diff', 'check', 'compile', 'model', ...leaves),
    // The pages of all codes, collected.
    'catalogue.ts': may('load', 'parse', 'validate', 'link', 'check', ...leaves),
    'index.ts': may(...folders.filter((folder) => folder !== 'forge'), 'pipeline.ts', 'planning.ts', 'linting.ts', 'catalogue.ts'),
    cli: may(
      ...folders,
      'pipeline.ts',
      'fixing.ts',
      'editable.ts',
      'planning.ts',
      'linting.ts',
      'drifting.ts',
      'applying.ts',
      'importing.ts',
      'carrying-out.ts',
      'undoing.ts',
      'index.ts',
      'catalogue.ts',
    ),
  },
  packages: {
    'ts-morph': ['codegen'],
    commander: ['cli'],
    '@bomb.sh/tab': ['cli'],
    'simple-git': ['load', 'history', 'state'],
    ky: ['providers', 'forge'],
    'p-queue': ['providers'],
    'write-file-atomic': impure,
    'env-paths': impure,
    // They look at the terminal and its environment.
    picocolors: ['render', 'cli'],
    preact: ['web'],
  },
  impure,
};

function may(...values: readonly string[]): Allowance {
  return { values };
}

const root = resolve(import.meta.dirname, '..');
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
const declared = [...Object.keys(dependencies), ...builtIntoThePage];

function sourcesUnder(folder: string): readonly Source[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]sx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: file.slice(root.length + 1).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }));
}

describe('the sources', () => {
  const sources = sourcesUnder('src');

  test('keep to the architecture', () => {
    expect(sources.length).toBeGreaterThan(0);
    expect(offences(architecture, declared, sources)).toEqual([]);
  });

  test('could form no cycle of folders', () => {
    expect(cyclesOf(architecture.imports)).toEqual([]);
  });
});

const planted = (path: string, text: string): readonly string[] => {
  const others = [
    'src/cli/main.ts',
    'src/forge/comments.ts',
    'src/plan/plan.ts',
    'src/parse/document.ts',
    'src/providers/provider.ts',
    'src/text/plural.ts',
  ];
  const sources = [...others.filter((other) => other !== path).map((other) => ({ path: other, text: '' })), { path, text }];
  return offences(architecture, declared, sources);
};

describe('an offence is found', () => {
  test.each([
    { name: 'core to the terminal', path: 'src/link/a.ts', text: `import { main } from '../cli/main.js';`, offence: 'imports cli' },
    { name: 'as a type', path: 'src/link/a.ts', text: `import type { Main } from '../cli/main.js';`, offence: 'imports types of cli' },
    { name: 're-exported', path: 'src/diff/a.ts', text: `export * from '../parse/document.js';`, offence: 'imports parse' },
    {
      name: 're-exported as a type',
      path: 'src/diff/a.ts',
      text: `export type { A } from '../parse/document.js';`,
      offence: 'imports types of parse',
    },
    { name: 'imported late', path: 'src/diff/a.ts', text: `const a = await import('../parse/document.js');`, offence: 'imports parse' },
    { name: 'in a type', path: 'src/diff/a.ts', text: `type A = import('../parse/document.js').A;`, offence: 'imports types of parse' },
    {
      name: 'over several lines',
      path: 'src/diff/a.ts',
      text: `import {\n  a,\n  b,\n} from '../parse/document.js';`,
      offence: 'imports parse',
    },
    {
      name: 'a value where only types may be had',
      path: 'src/plan/a.ts',
      text: `import { type A, b } from '../providers/provider.js';`,
      offence: 'imports providers',
    },
    { name: 'for its effect alone', path: 'src/plan/a.ts', text: `import '../providers/provider.js';`, offence: 'imports providers' },
    { name: 'a leaf upwards', path: 'src/text/a.ts', text: `import { plan } from '../plan/plan.js';`, offence: 'imports plan' },
    { name: 'a computed name', path: 'src/codegen/a.ts', text: 'await import(`../${name}.js`);', offence: 'imports a computed name' },
    {
      name: 'a test',
      path: 'src/plan/a.ts',
      text: `import { a } from '../../test/support/a.js';`,
      offence: 'leaves src for test/support/a.ts',
    },
    {
      name: 'a file that is not there',
      path: 'src/plan/a.ts',
      text: `import { a } from './b.js';`,
      offence: 'imports src/plan/b.ts, which does not exist',
    },
    {
      name: 'a folder nobody knows',
      path: 'src/helpers/a.ts',
      text: `import { a } from '../text/plural.js';`,
      offence: 'is in no folder of the architecture',
    },
    {
      name: 'a file read',
      path: 'src/plan/a.ts',
      text: `import { readFile } from 'node:fs/promises';`,
      offence: 'imports node:fs/promises',
    },
    {
      name: 'randomness from crypto',
      path: 'src/plan/a.ts',
      text: `import { createHash, randomBytes } from 'node:crypto';`,
      offence: 'imports node:crypto',
    },
    { name: 'all of crypto', path: 'src/plan/a.ts', text: `import * as crypto from 'node:crypto';`, offence: 'imports node:crypto' },
    { name: 'ts-morph elsewhere', path: 'src/plan/a.ts', text: `import { Project } from 'ts-morph';`, offence: 'imports ts-morph' },
    { name: 'commander elsewhere', path: 'src/render/a.ts', text: `import { Command } from 'commander';`, offence: 'imports commander' },
    { name: 'the page elsewhere', path: 'src/render/a.ts', text: `import { h } from 'preact';`, offence: 'imports preact' },
    { name: 'git elsewhere', path: 'src/plan/a.ts', text: `import { simpleGit } from 'simple-git';`, offence: 'imports simple-git' },
    {
      name: 'a package of a package',
      path: 'src/plan/a.ts',
      text: `import lodash from 'lodash/fp';`,
      offence: 'imports lodash, which is no dependency of ours',
    },
    { name: 'the environment', path: 'src/plan/a.ts', text: `export const a = process.env['HOME'];`, offence: 'uses process.env' },
    { name: 'the environment, taken apart', path: 'src/plan/a.ts', text: `export const { env } = process;`, offence: 'uses process' },
    {
      name: 'the code platform elsewhere',
      path: 'src/plan/a.ts',
      text: `import { say } from '../forge/comments.js';`,
      offence: 'imports forge',
    },
    { name: 'requests elsewhere', path: 'src/load/a.ts', text: `import ky from 'ky';`, offence: 'imports ky' },
    { name: 'the network', path: 'src/plan/a.ts', text: `export const a = () => fetch('https://a.example');`, offence: 'uses fetch()' },
    { name: 'the clock', path: 'src/plan/a.ts', text: 'export const a = Date.now();', offence: 'uses Date.now' },
    { name: 'the clock by construction', path: 'src/plan/a.ts', text: 'export const a = new Date();', offence: 'uses new Date()' },
    { name: 'the clock, passed on', path: 'src/plan/a.ts', text: 'export const a = [1].map(Date);', offence: 'uses Date' },
    { name: 'chance', path: 'src/plan/a.ts', text: 'export const a = Math.random();', offence: 'uses Math.random' },
    { name: 'a timer', path: 'src/plan/a.ts', text: 'setTimeout(() => 0, 1);', offence: 'uses setTimeout()' },
    { name: 'the way round', path: 'src/plan/a.ts', text: `export const a = globalThis.process;`, offence: 'uses globalThis.process' },
    { name: 'where it is installed', path: 'src/plan/a.ts', text: 'export const a = import.meta.dirname;', offence: 'uses import.meta' },
  ])('$name', ({ path, text, offence }) => {
    expect(planted(path, text)).toEqual([`${path} ${offence}`]);
  });
});

test('a table that goes round in a circle is found', () => {
  expect(cyclesOf({ load: may('parse'), parse: { values: [], types: ['load'] } })).toEqual(['load → parse → load', 'parse → load → parse']);
});

describe('what is allowed passes', () => {
  test.each([
    { name: 'types of a provider in a plan', path: 'src/plan/a.ts', text: `import { type A, type B } from '../providers/provider.js';` },
    { name: 'a late import of a command', path: 'src/cli/a.ts', text: `await import('../plan/plan.js');` },
    {
      name: 'the world in the command line',
      path: 'src/cli/a.ts',
      text: `import { readFile } from 'node:fs/promises';\nprocess.exitCode = Date.now();`,
    },
    { name: 'hashing', path: 'src/matrix/a.ts', text: `import { createHash } from 'node:crypto';` },
    {
      name: 'a date that is passed in',
      path: 'src/plan/a.ts',
      text: `export const a = (day: string) => [new Date(day), Date.UTC(2026, 1)];`,
    },
    {
      name: 'own names that sound like the world',
      path: 'src/plan/a.ts',
      text: `interface A { process: string }\nexport const a = (b: A, fetch: () => A) => [b.process, fetch(), { process: 1 }];`,
    },
    {
      name: 'the world in comments and strings',
      path: 'src/plan/a.ts',
      text: `// import '../cli/main.js'; Date.now()\nexport const a = "from '../cli/main.js'";`,
    },
    {
      name: 'results shown',
      path: 'src/render/a.ts',
      text: `import type { Plan } from '../plan/plan.js';\nimport { plural } from '../text/plural.js';`,
    },
  ])('$name', ({ path, text }) => {
    expect(planted(path, text)).toEqual([]);
  });
});
