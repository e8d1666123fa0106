import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { worldOf } from '../../src/sandbox/from-policies/world-of.js';
import type { World } from '../../src/sandbox/world.js';
import { scratchFolder } from '../load/scratch.js';
import { asOf, compiled } from '../support/compiled.js';
import { expectGolden } from '../support/golden.js';
import { root, run, type Ran } from '../support/run.js';
import { scriptedServer } from '../support/scripted-server.js';
import { treeFrom } from '../support/tree.js';

const scratch = scratchFolder();
afterAll(scratch.remove);

const day = ['--as-of', asOf];
let count = 0;

/** A folder of its own with a sandbox in it. */
function room(world: World): string {
  const folder = join(scratch.root, `room-${String(count++)}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'site.json'), JSON.stringify(world));
  return folder;
}

function here(folder: string, ...words: readonly string[]): Ran {
  return run([...words, ...day], { cwd: folder });
}

const importing = (folder: string, ...words: readonly string[]): Ran => here(folder, 'import', '--site', 'sandbox:site.json', ...words);

function filesIn(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

const acme = `
kind: Site
name: acme
url: https://acme.atlassian.net
internalDomains: [acme.example]
plan: premium
admins: [group:admins]
---
kind: Users
name: people
users:
  ana@acme.example: {name: Ana Lind, accountId: 557058:ana}
  bo@acme.example: {}
  cy@partner.example: {}
  gil@partner.example: {guest: confluence}
---
{kind: Group, name: admins, products: [jira-software, confluence], members: [ana@acme.example]}
---
{kind: Group, name: eng, products: [jira-software], members: [ana@acme.example, bo@acme.example, cy@partner.example]}
---
{kind: Group, name: floor, managedBy: idp, products: [confluence], observed: {on: 2026-11-01, members: [bo@acme.example]}}
---
{kind: Role, name: Developers}
---
kind: Scheme
name: standard
grants:
  - {to: [role:Developers], allow: [developer, ARCHIVE_ISSUES]}
  - {to: [group:admins], allow: [all]}
---
{kind: Project, key: ACME, lead: user:ana@acme.example, scheme: standard, roles: {Developers: [group:eng]}}
---
{kind: Space, key: DOCS, access: [{to: [group:admins], allow: [space-admin]}, {to: [group:floor], as: Viewer}], guests: [gil@partner.example]}
---
{kind: Channel, name: shared, members: [user:ana@acme.example, user:bo@acme.example]}
`;

let world: World;
beforeAll(async () => {
  world = worldOf((await compiled([['a.yaml', acme]])).site, asOf);
});

describe('import into an empty folder', () => {
  test('writes one file for each thing, tells what it found, and is valid', () => {
    const folder = room(world);
    const { code, stdout, stderr } = importing(folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expectGolden('import/found.txt', stdout);
    const files = filesIn(join(folder, 'policies'));
    expectGolden(
      'import/files.txt',
      Object.entries(files)
        .map(([name, text]) => `== ${name}\n${text}`)
        .join(''),
    );
    expect(here(folder, 'validate').code).toBe(0);
    expect(readdirSync(folder).filter((name) => name.includes('draft'))).toEqual([]);
  });

  test('gives the same bytes again, and a second import changes none', () => {
    const folder = room(world);
    importing(folder);
    importing(folder, 'others');
    const first = filesIn(join(folder, 'policies'));
    expect(filesIn(join(folder, 'others'))).toEqual(first);
    const { code, stdout } = importing(folder);
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing was written: the policies say all that the site has');
    expect(filesIn(join(folder, 'policies'))).toEqual(first);
  });

  test('with --dry-run writes nothing and names the files', () => {
    const folder = room(world);
    const { code, stdout } = importing(folder, '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing was written. It would be');
    expect(stdout).toContain('policies/groups/eng.yaml');
    expect(readdirSync(folder)).toEqual(['site.json']);
  });

  test('names every blind spot with --all, and in a file', () => {
    const folder = room(world);
    const short = importing(folder, '--dry-run').stdout;
    expect(short).toContain('more (--all');
    const all = importing(folder, '--dry-run', '--all').stdout;
    expect(all).not.toContain('more (--all');
    expect(importing(folder, '--dry-run', '--out', 'found.txt').code).toBe(0);
    expect(readFileSync(join(folder, 'found.txt'), 'utf8')).toBe(all);
  });
});

describe('import refuses, and leaves nothing,', () => {
  test('without a word on whose mail domains are internal, which it helps to find', () => {
    const folder = room({ ...world, site: { ...world.site, domains: [] } });
    const { code, stderr } = importing(folder);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('"acme.example" 2 people, "partner.example" 2 people'),
    });
    expect(stderr).toContain('--internal-domain acme.example');
    expect(readdirSync(folder)).toEqual(['site.json']);
    expect(importing(folder, '--internal-domain', 'acme.example', '--internal-domain', 'partner.example').code).toBe(0);
    expect(readFileSync(join(folder, 'policies/site.yaml'), 'utf8')).toContain('internalDomains: [acme.example, partner.example]');
  });

  test('a folder of other files, a site that is not named, a sandbox that is not there', () => {
    const folder = room(world);
    mkdirSync(join(folder, 'notes'));
    writeFileSync(join(folder, 'notes/README.md'), 'mine');
    expect(importing(folder, 'notes')).toMatchObject({ code: 2, stderr: expect.stringContaining('that are no policies') });
    expect(here(folder, 'import')).toMatchObject({ code: 2, stderr: expect.stringContaining('The site is not named.') });
    expect(here(folder, 'import', '--site', 'sandbox:none.json')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no file "none.json"'),
    });
    expect(here(folder, 'import', '--site', 'https://acme.atlassian.net')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('PERMAFROST_API_TOKEN'),
    });
    expect(existsSync(join(folder, 'policies'))).toBe(false);
  });

  test('a site that cannot be read in full, naming the call and no secret', async () => {
    const folder = room(world);
    const server = await scriptedServer(({ path }) =>
      path.endsWith('/role') ? { status: 403, body: { errorMessages: ['Not for you.'] } } : undefined,
    );
    try {
      const env = { PERMAFROST_EMAIL: 'ana@acme.example', PERMAFROST_API_TOKEN: 'hunter2-secret' };
      const words = ['import', '--site', server.url, '--url', 'https://acme.atlassian.net', '--internal-domain', 'acme.example', ...day];
      const { code, stdout, stderr } = await runBeside(words, folder, env);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('nothing was written: ');
      expect(stderr).toMatch(/GET \/(?:rest|wiki)\//);
      expect(stderr).not.toContain('hunter2');
      expect(readdirSync(folder)).toEqual(['site.json']);
    } finally {
      await server.close();
    }
  });
});

/** The server of the test answers meanwhile. */
async function runBeside(words: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<Ran> {
  const { spawn } = await import('node:child_process');
  const { command } = await import('../support/run.js');
  const child = spawn(process.execPath, [command, ...words], {
    cwd,
    env: { PATH: process.env['PATH'], ...env, PERMAFROST_CACHE_DIR: join(scratch.root, 'cache') },
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => (texts.stdout += String(data)));
  child.stderr.on('data', (data) => (texts.stderr += String(data)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, ...texts };
}

describe('import onto policies', () => {
  const own = join(root, 'test/fixtures/import/onto');

  test('adds what is missing, keeps comments and layout, and tells the rest', () => {
    const folder = room(world);
    cpSync(own, join(folder, 'policies'), { recursive: true });
    const { code, stdout } = importing(folder, '--all');
    expect(code).toBe(0);
    const after = filesIn(join(folder, 'policies'));
    expectGolden('import/onto-told.txt', stdout);
    expectGolden(
      'import/onto-after.txt',
      Object.entries(after)
        .map(([name, text]) => `== ${name}\n${text}`)
        .join(''),
    );
    for (const [name, text] of Object.entries(filesIn(own)))
      for (const [comment] of text.matchAll(/#.*/g)) expect(after[name]).toContain(comment);
    expect(importing(folder).stdout).toContain('Nothing was written: the policies say all');
    expect(filesIn(join(folder, 'policies'))).toEqual(after);
  });

  test('with --dry-run shows the lines and the plan, and writes nothing', () => {
    const folder = room(world);
    cpSync(own, join(folder, 'policies'), { recursive: true });
    const { code, stdout } = importing(folder, '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing was written. It would be');
    expect(stdout).toContain('+++ b/policies/');
    expect(stdout).toContain('BROADER');
    expect(filesIn(join(folder, 'policies'))).toEqual(filesIn(own));
  });

  test('that have errors reads nothing', () => {
    const folder = room(world);
    mkdirSync(join(folder, 'policies'));
    writeFileSync(join(folder, 'policies/a.yaml'), 'kind: Grop\nname: x\n');
    expect(importing(folder)).toMatchObject({ code: 1, stderr: expect.stringContaining('The policies have errors') });
  });
});

test('the example company, imported, can do what it could', async () => {
  const source = await compiled(Object.entries(filesIn(join(root, 'policies'))).map(([name, text]) => [name, text] as const));
  const folder = room(worldOf(source.site, asOf));
  expect(importing(folder).code).toBe(0);
  const back = await compiled(
    treeFrom(join(folder, 'policies')).files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)] as const),
  );
  const colleague = back.matrix
    .cellsOf('user:lena@brightfell.example')
    .filter(({ permission }) => !['ADMINISTER', 'BULK_CHANGE'].includes(permission));
  expect(colleague.length).toBeGreaterThan(0);
  for (const { subject, permission, resource, verdict } of colleague)
    expect(source.matrix.verdict(subject, permission, resource)).toBe(verdict);
});
