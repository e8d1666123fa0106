import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Project, ts } from 'ts-morph';
import * as permafrost from '../src/index.js';
import {
  can,
  compile,
  compiled,
  dayOf,
  describeEdge,
  diff,
  generateModule,
  isCompiled,
  locate,
  placesOfWhy,
  plan,
  PolicyError,
  readCommit,
  readFiles,
  readFolder,
  UnknownNameError,
  uses,
  what,
  who,
  why,
} from '../src/index.js';
import { asOf } from './support/compiled.js';
import { declarationsReachableFrom } from './support/declarations.js';
import { examplesIn } from './support/examples.js';
import { expectGolden } from './support/golden.js';

const root = resolve(import.meta.dirname, '..');
const library = join(root, 'dist/lib/index.js');

const site = { path: 'site.yaml', text: 'kind: Site\nname: acme\nurl: https://acme.example\ninternalDomains: [acme.example]\n' };
const people = {
  path: 'people.yaml',
  text: 'kind: Users\nname: people\nusers:\n  ana@acme.example: {products: [jira-software]}\n',
};
const project = (allow: string): { path: string; text: string } => ({
  path: 'project.yaml',
  text: `kind: Scheme\nname: s\ngrants:\n  - {to: [logged-in], allow: [${allow}]}\n---\nkind: Project\nkey: ACME\nscheme: s\n`,
});
const valid = [site, people, project('viewer')];

describe('reading', () => {
  test('gives findings with their places, of text and of bytes alike', async () => {
    const bytes = new TextEncoder().encode('kind: Group\nname: eng\nmembers:\n  - anna@acme.example\n');
    const policies = await readFiles([...valid, { path: 'groups/eng.yaml', bytes }], { asOf });
    expect(policies.findings).toEqual([
      {
        code: 'unknown-user',
        severity: 'error',
        message: expect.stringContaining('"anna@acme.example"'),
        file: 'groups/eng.yaml',
        line: 4,
        column: 5,
        endLine: 4,
        endColumn: 22,
        hint: 'Did you mean "ana@acme.example"?',
      },
    ]);
    expect(isCompiled(policies)).toBe(false);
    expect(policies.matrix).toBeUndefined();
  });

  test('does not depend on the order of the files', async () => {
    const there = await compile(valid, { asOf });
    const back = await compile(valid.toReversed(), { asOf });
    expect(back.matrix.digest).toBe(there.matrix.digest);
  });

  test('refuses a day that is none, and two files of one path', async () => {
    await expect(readFiles(valid, { asOf: '2026-02-30' })).rejects.toThrow(
      new RangeError('"2026-02-30" is no day of the form YYYY-MM-DD.'),
    );
    await expect(readFiles(valid, { asOf: 'today' })).rejects.toThrow(RangeError);
    await expect(readFiles([site, site], { asOf })).rejects.toThrow(new RangeError('Two files have the path "site.yaml".'));
  });

  test('takes a folder, in which what is missing is a finding', async () => {
    const policies = await readFolder('policies', { cwd: root, asOf });
    expect(policies.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(policies.label).toBe('policies');
    const nowhere = await readFolder('nowhere', { cwd: root, asOf });
    expect(nowhere.findings.map(({ code, file }) => ({ code, file }))).toContainEqual({ code: 'missing-folder', file: 'nowhere' });
  });

  test('takes a commit, and what the working tree says then does not matter', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'permafrost-library-'));
    const git = (...words: readonly string[]): void => {
      const { status, stderr } = spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@a.example', ...words], {
        cwd: folder,
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(stderr);
    };
    try {
      await expect(readCommit('.', { cwd: folder, revision: 'HEAD', asOf })).rejects.toMatchObject({ code: 'outside-repository' });
      git('init', '-q', '-b', 'main');
      for (const { path, text } of valid) writeFileSync(join(folder, path), text);
      git('add', '.');
      git('commit', '-q', '-m', 'Start');
      writeFileSync(join(folder, 'site.yaml'), 'kind: [');
      const policies = await readCommit('.', { cwd: folder, revision: 'main', asOf });
      expect(policies.matrix?.digest).toBe((await compile(valid, { asOf })).matrix.digest);
      expect(policies.commit).toMatch(/^[0-9a-f]{40}$/);
      await expect(readCommit('.', { cwd: folder, revision: 'mian', asOf })).rejects.toMatchObject({
        code: 'unknown-revision',
        hint: 'Did you mean "main"?',
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('compiling', () => {
  test('throws all findings, and says where the first error is', async () => {
    const failure: unknown = await compile([...valid, { path: 'a.yaml', text: 'kind: Group\nname: a\nincludes: [b, c]\n' }], {
      asOf,
    }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PolicyError);
    expect(failure).toMatchObject({ message: expect.stringMatching(/^The policies have 2 errors; the first is a\.yaml:3:12 /) });
    expect((failure as PolicyError).findings).toHaveLength(2);
  });

  test('gives a matrix that cannot be written to', async () => {
    const policies = await compile(valid, { asOf });
    expect(policies.matrix.verdict('user:ana@acme.example', 'BROWSE_PROJECTS', 'project:ACME')).toBe('allowed');
    expect(Object.isFrozen(policies) && Object.isFrozen(policies.matrix) && Object.isFrozen(policies.findings)).toBe(true);
    expect(compiled(policies)).toBe(policies);
    expect(policies.matrix).toBe(policies.matrix);
  });
});

test('the difference of two states is what changed for whom', async () => {
  const change = diff(await compile(valid, { asOf }), await compile([site, people, project('viewer, ADD_COMMENTS')], { asOf }));
  expect([...change.cells()].map(({ subject, permission, before, after }) => [subject, permission, before, after])).toEqual([
    ['logged-in', 'ADD_COMMENTS', undefined, 'allowed'],
    ['user:ana@acme.example', 'ADD_COMMENTS', undefined, 'allowed'],
  ]);
});

describe('a plan', () => {
  const wider = [site, people, project('viewer, ADD_COMMENTS')];

  test('tells who gains what, with the line of the step that is new', async () => {
    const found = await plan(await readFiles(valid, { asOf, label: 'before' }), await compile(wider, { asOf, label: 'after' }));
    expect([found.verdict, found.base.label, found.head.label]).toEqual(['broader', 'before', 'after']);
    expect(found.gains.flatMap(({ permissions }) => permissions.map(({ permission }) => permission))).toEqual(['ADD_COMMENTS']);
    const fresh = found.gains.flatMap(({ witness }) => witness?.edges ?? []).filter((edge) => edge.fresh);
    expect(fresh.map(({ where }) => where?.file)).toContain('project.yaml');
    expect(fresh.map(({ where }) => where?.line)).toContain(4);
  });

  test('from policies with errors counts everything as gained, and says so', async () => {
    const found = await plan(await readFiles([site, people], { asOf }), await compile(valid, { asOf }));
    expect(found.base.state).toBe('valid');
    const broken = await plan(await readFiles([people], { asOf }), await compile(valid, { asOf }));
    expect(broken.base.state).toBe('invalid');
    expect(broken.counts.cellsGained).toBeGreaterThan(found.counts.cellsGained);
  });

  test('is of one day', async () => {
    const later = await compile(valid, { asOf: '2026-12-01' });
    await expect(plan(await readFiles(valid, { asOf }), later)).rejects.toThrow(
      new RangeError('A plan is of one day, not of 2026-11-21 and 2026-12-01.'),
    );
  });
});

describe('a question', () => {
  const [ana, view, acme] = ['user:ana@acme.example', 'BROWSE_PROJECTS', 'project:ACME'];

  test('is answered: can, who and what', async () => {
    const policies = await compile(valid, { asOf });
    expect(can(policies, ana, view, acme)).toBe('allowed');
    expect(can(policies, ana, 'DELETE_ISSUES', acme)).toBeUndefined();
    expect(who(policies, view, acme).map(({ subject }) => subject)).toEqual(['logged-in', ana]);
    expect(what(policies, ana).map(({ permission }) => permission)).toEqual([
      view,
      'VIEW_READONLY_WORKFLOW',
      'VIEW_VOTERS_AND_WATCHERS',
      'use:jira-software',
    ]);
  });

  test('is explained, with the lines of every step', async () => {
    const policies = await compile(valid, { asOf });
    const answer = why(policies, ana, view, acme);
    const position = await locate(policies, placesOfWhy(answer));
    const steps = answer.explanation.paths[0]?.edges.map((edge) => [describeEdge(edge), edge.at && position(edge.at).line]) ?? [];
    expect(steps).toContainEqual(['scheme s gives whoever is logged in BROWSE_PROJECTS (viewer)', 4]);
    expect(why(policies, ana, 'DELETE_ISSUES', acme).missing.length).toBeGreaterThan(0);
  });

  test('about what uses a thing names every place', async () => {
    const policies = await compile(valid, { asOf });
    expect(uses(policies, 'scheme', 's').map(({ by, as }) => [by, as])).toEqual([['project ACME', 'scheme']]);
    expect(uses(policies, 'bundle', 'viewer').map(({ by }) => by)).toEqual(['scheme s']);
    expect(uses(policies, 'bundle', 'project-admin')).toEqual([]);
  });

  test('about a name that is not known is not answered "no"', async () => {
    const policies = await compile([...valid, { path: 'g.yaml', text: 'kind: Group\nname: eng\nmembers: [ana@acme.example]\n' }], { asOf });
    const asked = (question: () => unknown): unknown => {
      try {
        return question();
      } catch (error) {
        return error instanceof UnknownNameError ? `${error.message} ${error.hint ?? ''}` : error;
      }
    };
    expect([
      asked(() => can(policies, 'user:anna@acme.example', view, acme)),
      asked(() => can(policies, ana, 'BROWSE_PROJECT', acme)),
      asked(() => who(policies, view, 'project:ACNE')),
      asked(() => who(policies, 'read/space', acme)),
      asked(() => why(policies, ana, 'viewer', acme)),
      asked(() => what(policies, 'group:eng')),
      asked(() => uses(policies, 'scheme', 'z')),
      asked(() => uses(policies, 'space-role', 'Viewr')),
    ]).toEqual([
      'There is no subject "user:anna@acme.example". Did you mean "user:ana@acme.example"?',
      'There is no permission "BROWSE_PROJECT". Did you mean "BROWSE_PROJECTS"?',
      'There is no resource "project:ACNE". Did you mean "project:ACME"?',
      'Nobody can hold "read/space" on "project:ACME": it belongs to spaces. On a project there are Jira\'s project permissions, such as "BROWSE_PROJECTS".',
      '"viewer" is a bundle, not a permission. Ask for one of what it holds: BROWSE_PROJECTS, VIEW_VOTERS_AND_WATCHERS and VIEW_READONLY_WORKFLOW.',
      'There is no subject "group:eng". ',
      'There is no scheme "z". ',
      'There is no space-role "Viewr". Did you mean "Viewer"?',
    ]);
  });

  test('about somebody who has left is answered', async () => {
    const gone = await compile([site, { ...people, text: people.text.replace('{', '{active: false, ') }, project('viewer')], { asOf });
    expect([can(gone, ana, view, acme), what(gone, ana)]).toEqual([undefined, []]);
  });
});

test('a module is generated from policies that permafrost has read, and from nothing else', async () => {
  const policies = await compile(valid, { asOf });
  expect(await generateModule(policies)).toContain("'ACME': 'project:ACME'");
  await expect(generateModule({ ...policies })).rejects.toThrow(TypeError);
  await expect(generateModule(policies, 'export const = 1')).rejects.toBeInstanceOf(permafrost.CodegenError);
});

test('a day is that of UTC, whatever the hour', () => {
  expect(dayOf(new Date('2026-11-21T23:59:59.999Z'))).toBe('2026-11-21');
  expect(dayOf(new Date('2026-11-21T23:30:00-01:00'))).toBe('2026-11-22');
  expect(() => dayOf(new Date(NaN))).toThrow(RangeError);
  expect(() => dayOf(new Date(Date.UTC(12_026, 0)))).toThrow(RangeError);
});

describe('the library that ships', () => {
  /** What a program has loaded after it has run, packages and our own folders. */
  function loadedBy(program: string): readonly string[] {
    const hooks = `export async function load(url, context, next) { process._rawDebug(url); return next(url, context); }`;
    const register = `import { register } from 'node:module'; register('data:text/javascript,${encodeURIComponent(hooks)}');`;
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--no-warnings', '--import', `data:text/javascript,${encodeURIComponent(register)}`, '--input-type=module', '-e', program],
      { cwd: root, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    return stderr.split('\n');
  }

  const loads = (urls: readonly string[], part: string): boolean => urls.some((url) => url.includes(part));
  const importing = `const { compile, generateModule } = await import(${JSON.stringify(library)});`;
  const compiling = `const policies = await compile(${JSON.stringify(valid)}, { asOf: '2026-11-21' });`;

  test('loads no command line, no git, no file system, no TypeScript and no second YAML parser, not even to compile', () => {
    const urls = loadedBy(importing + compiling);
    expect(loads(urls, '/dist/lib/compile/compile.js')).toBe(true);
    const unwanted = [
      '/cli/',
      'picocolors',
      'commander',
      'simple-git',
      'ts-morph',
      '/node_modules/yaml/',
      'node:fs',
      'node:child_process',
      '/load/folder',
      '/load/git',
    ];
    expect(unwanted.filter((part) => loads(urls, part))).toEqual([]);
  });

  test('loads TypeScript once a module is generated', () => {
    expect(loads(loadedBy(`${importing}${compiling}await generateModule(policies);`), 'ts-morph')).toBe(true);
  });

  test('exports what the source exports', () => {
    const { stdout } = spawnSync(
      process.execPath,
      ['-e', `import(${JSON.stringify(library)}).then((all) => console.log(Object.keys(all).sort().join()))`],
      {
        encoding: 'utf8',
      },
    );
    expect(stdout.trim().split(',')).toEqual(Object.keys(permafrost).sort());
  });
});

describe('docs/library.md', () => {
  const examples = examplesIn(readFileSync(join(root, 'docs/library.md'), 'utf8'));
  const separator = '---8<---\n';
  const program = examples.map(({ code }) => `${code}console.log(${JSON.stringify(separator.trim())});\n`).join('');

  /** A project of somebody who has installed us: the example's policies in git, and our package. */
  function inProject<T>(visit: (folder: string) => T): T {
    const folder = mkdtempSync(join(tmpdir(), 'permafrost-docs-'));
    try {
      mkdirSync(join(folder, 'node_modules'));
      symlinkSync(root, join(folder, 'node_modules/permafrost'), 'junction');
      cpSync(join(root, 'policies'), join(folder, 'policies'), { recursive: true });
      for (const words of [
        ['init', '-q'],
        ['add', 'policies'],
        ['-c', 'user.name=a', '-c', 'user.email=a@a.example', 'commit', '-q', '-m', 'a'],
      ])
        expect(spawnSync('git', words, { cwd: folder }).status).toBe(0);
      writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
      writeFileSync(join(folder, 'example.ts'), program);
      return visit(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  test('has examples that print what the page says', () => {
    expect(examples.length).toBeGreaterThan(5);
    const { stdout, stderr } = inProject((cwd) =>
      spawnSync(process.execPath, ['--input-type=module', '-e', program], { cwd, encoding: 'utf8' }),
    );
    expect(stderr).toBe('');
    const printed = stdout.split(separator).slice(0, -1);
    // What has no output on the page prints what differs from run to run.
    expect(printed.map((output, index) => (examples[index]?.output === '' ? '' : output))).toEqual(examples.map(({ output }) => output));
  });

  test('has examples that type-check', () => {
    const found = inProject((folder) => {
      const project = new Project({
        compilerOptions: {
          strict: true,
          noEmit: true,
          module: ts.ModuleKind.NodeNext,
          target: ts.ScriptTarget.ES2022,
          skipLibCheck: true,
          types: ['node'],
          typeRoots: [join(root, 'node_modules/@types')],
        },
      });
      return project.addSourceFileAtPath(join(folder, 'example.ts')).getPreEmitDiagnostics();
    });
    expect(found.map((each) => ts.flattenDiagnosticMessageText(each.compilerObject.messageText, ' '))).toEqual([]);
  });
});

describe('the public surface', () => {
  const { exported, hidden, unexplained } = declarationsReachableFrom(new Project(), join(root, 'dist/lib/index.d.ts'));

  test('is the one that was agreed on', () => {
    expectGolden('public-api/index.golden.d.ts', exported);
  });

  test('names no type that cannot be imported', () => {
    expect(hidden).toEqual([]);
  });

  test('explains every function and class', () => {
    expect(unexplained).toEqual([]);
  });
});
