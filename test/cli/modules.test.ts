import { afterAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commit, createRepository, scratchFolder, write } from '../load/scratch.js';
import { root, run } from '../support/run.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

interface Script {
  readonly url: string;
  readonly functions: readonly { readonly functionName: string; readonly ranges: readonly { readonly count: number }[] }[];
}

interface Loaded {
  readonly packages: readonly string[];
  /** Files of `src`, without the folder. */
  readonly own: readonly string[];
  /** Scripts of the bundle, without the digest in their names. */
  readonly scripts: readonly string[];
}

/** Of all of YAML, of which policies use a plain part. */
const parsers = ['yaml', 'js-yaml'];

let loaded = 0;

/**
 * What a command line loads: the bundle says in a comment where each part of it comes from, and wraps what is loaded when it is needed in a
 * function of that name, which node says were called.
 */
function loadedBy(...words: readonly string[]): Loaded {
  return loadedIn(root, ...words);
}

function loadedIn(cwd: string, ...words: readonly string[]): Loaded {
  return loadedUntil(0, cwd, words);
}

/** The same of one that ends with this code. */
function loadedUntil(code: number, cwd: string, words: readonly string[]): Loaded {
  const folder = join(scratch.root, `loaded-${loaded++}`);
  expect(run(words, { cwd, env: { NODE_V8_COVERAGE: folder } }).code).toBe(code);
  const scripts = readdirSync(folder).flatMap(
    (name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { result: Script[] }).result,
  );
  const comments = scripts.filter(({ url }) => url.startsWith('file:')).flatMap(loadedOf);
  const packageName = (path: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path;
  const own = scripts.map(({ url }) => /\/dist\/bin\/(.+?)(?:-[0-9a-f]{16}\.cjs|\.js)$/.exec(url)?.[1]);
  return {
    scripts: own.filter((name) => name !== undefined).sort(),
    packages: [...new Set(comments.flatMap(({ root, path }) => (root === 'node_modules' ? [packageName(path)] : [])))].sort(),
    own: [...new Set(comments.flatMap(({ root, path }) => (root === 'src' ? [path] : [])))].sort(),
  };
}

function loadedOf({ url, functions }: Script): readonly { readonly root: string; readonly path: string }[] {
  const idle = new Set(functions.flatMap(({ functionName, ranges: [range] }) => (range?.count === 0 ? [functionName] : [])));
  return [...readFileSync(fileURLToPath(url), 'utf8').matchAll(/^\s*\/\/ (node_modules|src)\/(\S+)$/gm)]
    .filter(([, root = '', path = '']) => !idle.has(`${root}/${path}`))
    .map(([, root = '', path = '']) => ({ root, path }));
}

describe('only what is needed is loaded', () => {
  test('to tell the version: nothing', () => {
    expect(loadedBy('--version')).toEqual({ scripts: ['permafrost'], packages: [], own: ['cli/main.ts', 'cli/version.ts'] });
  });

  test('to print a help: no command', () => {
    const { packages, own, scripts } = loadedBy('plan', '--help');
    expect(scripts).toEqual(['commands', 'permafrost', 'plan-again', 'program']);
    expect(packages).toEqual(['commander', 'env-paths', 'fastest-levenshtein', 'is-safe-filename', 'picocolors']);
    expect(own.filter((path) => path.startsWith('cli/commands/') || path === 'pipeline.ts')).toEqual([]);
  });

  test('to validate policies without fault: neither git, nor a parser of all of YAML, nor what other commands do', () => {
    const policies = write(join(scratch.root, 'policies'), {
      'site.yaml': 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n',
      'people.yaml': 'kind: Users\nname: staff\nusers:\n  ana@acme.example: {until: 2027-01-31}\n',
    });
    const { packages, own } = loadedBy('validate', policies);
    expect(packages).toEqual(['env-paths', 'fastest-levenshtein', 'is-safe-filename', 'picocolors']);
    expect(own).toContain('validate/well-formed.ts');
    expect(own).not.toContain('validate/validate.ts');
    expect(own.filter((path) => /^(?:plan|codegen|history|providers|edit)\/|^load\/git/.test(path))).toEqual([]);
  });

  test('to validate the example, and again what is known already: no parser of all of YAML, and then no parser at all', () => {
    expect(loadedBy('validate', 'policies').packages.filter((name) => parsers.includes(name))).toEqual([]);
    const { own } = loadedBy('validate', 'policies');
    expect(own.filter((path) => /^(?:parse|link|compile|check)\/|^validate\/(?!dates)/.test(path))).toEqual([]);
  });

  test('to plan: git, but no compiler of TypeScript and no compiler of schemas', () => {
    const { packages, own } = loadedBy('plan', 'HEAD', 'HEAD', '--format', 'tsv', '--no-cache');
    expect(packages).toContain('simple-git');
    expect(packages.filter((name) => parsers.includes(name))).toEqual([]);
    expect(packages.filter((name) => ['ts-morph', 'ajv', '@bomb.sh/tab', 'diff'].includes(name))).toEqual([]);
    expect(own.filter((path) => /^web\/|^render\/html|html/.test(path))).toEqual([]);
  });

  test.each([['validate', 'policies'], ['compile'], ['who', 'BROWSE_PROJECTS', 'project:FLEET']])(
    'to %s: of our code the first part',
    (...words) => {
      expect(loadedBy(...words, '--no-cache').scripts).toEqual(['commands', 'permafrost']);
    },
  );

  test.each([['test'], ['matrix']])('to %s: the part that compares, too', (...words) => {
    expect(loadedBy(...words, '--no-cache').scripts).toEqual(['commands', 'compare', 'permafrost']);
  });

  test.each(['text', 'json', 'markdown'])('to plan, as %s: these two', (format) => {
    const { scripts } = loadedBy('plan', 'HEAD', 'HEAD', '--format', format, '--no-cache');
    expect(scripts.filter((name) => !['diff', 'simple-git'].includes(name))).toEqual(['commands', 'compare', 'permafrost']);
  });

  test('to say what is wrong with policies: the first part, and what has words for it', () => {
    const policies = write(join(scratch.root, 'wrong'), { 'site.yaml': 'kind: Site\nname: acme\nurls: x\n' });
    const { scripts } = loadedUntil(1, root, ['validate', policies, '--no-cache']);
    expect(scripts).toEqual(['commands', 'permafrost', 'validators']);
  });

  test('to plan a change of policies without fault, and to say on which lines it is: no parser of all of YAML', () => {
    const folder = createRepository(join(scratch.root, 'clone'));
    const space = (who: string): string => `kind: Space\nkey: DOCS\naccess:\n  - {to: [user:${who}@acme.example], allow: [space-viewer]}\n`;
    commit(folder, {
      'policies/site.yaml': 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n',
      'policies/people.yaml':
        'kind: Users\nname: staff\ndefaults: {products: [confluence]}\nusers: {ana@acme.example: {}, bo@acme.example: {}}\n',
      'policies/space.yaml': space('ana'),
    });
    commit(folder, { 'policies/space.yaml': space('bo') });
    expect(run(['plan', 'HEAD~1', 'HEAD', '--no-cache'], { cwd: folder }).stdout).toContain('policies/space.yaml:4');
    const { packages } = loadedIn(folder, 'plan', 'HEAD~1', 'HEAD', '--no-cache');
    expect(packages.filter((name) => parsers.includes(name))).toEqual([]);
  });

  test('to plan once more what was planned before: what asks git, keeps and tells a plan, and nothing that makes one', () => {
    const folder = createRepository(join(scratch.root, 'again'));
    const site = (name: string): string => `kind: Site\nname: ${name}\nurl: https://acme.atlassian.net\ninternalDomains: [acme.example]\n`;
    commit(folder, { 'policies/site.yaml': site('acme') });
    commit(folder, { 'policies/site.yaml': site('acme2') });
    const words = ['plan', 'HEAD~1', 'HEAD', '--as-of', '2026-11-21', '--quiet'];
    expect(run(words, { cwd: folder }).code).toBe(0);
    const { packages, own } = loadedIn(folder, ...words);
    expect(packages).toEqual(['env-paths', 'is-safe-filename', 'picocolors']);
    expect(own).toContain('render/plan/text.ts');
    const making = /^(?:parse|link|compile|matrix|image|incremental|query|diff|check|edit|drift|apply)\//;
    expect(own.filter((path) => making.test(path))).toEqual(['matrix/name-list.ts', 'matrix/subject-classes.ts']);
    expect(own.filter((path) => /^cli\/(?:commands\/|catalogue|program)|^pipeline|^planning/.test(path))).toEqual([]);
  });
});
